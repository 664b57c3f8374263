"""The product's words in the reader's language: one gettext catalogue (`<language>.po`) for each."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_FOLDER: Final = Path(__file__).parent
SOURCE: Final = "en"
LANGUAGES: Final = (SOURCE, *sorted(file.stem for file in _FOLDER.glob("*.po")))
"""Languages that the interface speaks, the one that it is written in first."""


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the words of a language by its ISO 639-1 code; English for one without a catalogue."""
    file = _FOLDER / f"{language}.po"
    if language not in LANGUAGES or language == SOURCE:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(file.open("rb"), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
