"""The product's words in the reader's language: one gettext catalogue (`<language>.po`) for each."""

import io
import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER: Final = Path(__file__).parent
SOURCE: Final = "en"
LANGUAGES: Final = (SOURCE, *sorted(file.stem for file in FOLDER.glob("*.po")))
"""Languages that the interface speaks, the one that it is written in first."""

TERM: Final = "term"
"""Context of words that are data: a milestone, a channel, a line that a query writes itself."""

_BEFORE_SIGNS: Final = re.compile(r"(?<=\S) (?=[?!;:%»])|(?<=«) ")
"""A space at which no line may break: French puts one before some signs, most languages before %."""

_PLACE: Final = re.compile(r"\\{(\w+)\\}")
"""A place in an escaped text."""


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the words of a language by its ISO 639-1 code; English for one without a catalogue."""
    file = FOLDER / f"{language}.po"
    if language == SOURCE or not file.exists():
        return NullTranslations()
    with file.open("rb") as written:
        said = read_po(written, locale=language)
    for message in said:
        message.string = _unbroken(message.string)
    compiled = io.BytesIO()
    write_mo(compiled, said)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _unbroken(words: Any) -> Any:
    """Return words, or those of each number, with spaces that keep signs on the line of their word."""
    if isinstance(words, str):
        return _BEFORE_SIGNS.sub("\N{NO-BREAK SPACE}", words)
    return tuple(map(_unbroken, words))


@cache
def _messages(language: str) -> frozenset[tuple[Any, Any]]:
    """Return the messages that a language has words for, each with its context."""
    file = FOLDER / f"{language}.po"
    if not file.exists():
        return frozenset()
    with file.open("rb") as written:
        said = read_po(written, locale=language)
    return frozenset((each.context, each.id) for each in said if each.string and not each.fuzzy)


def knows(language: str, text: str | tuple[str, str], context: str | None = None) -> bool:
    """Say whether a language has words for a text; English always has."""
    return language == SOURCE or (context, text) in _messages(language)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the terms of a language that have places, each with what it reads, the longest first."""
    terms = [text for context, text in _messages(language) if context == TERM and "{" in text]
    return tuple(
        (re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(text))), text)
        for text in sorted(terms, key=len, reverse=True)
    )


def taken_apart(language: str, text: str) -> tuple[str, dict[str, str]] | None:
    """Return the term that a filled-in text was made from, and what was filled in; None for any other."""
    found = ((pattern.fullmatch(text), term) for pattern, term in _patterns(language))
    return next(((term, match.groupdict()) for match, term in found if match), None)


def name_of(language: str, said_in: str = "") -> str:
    """Return a language's name, in itself as a choice of languages has it, or in another one."""
    name = Locale.parse(language).get_display_name(said_in or language) or language
    return name[:1].upper() + name[1:]


def marked(text: str) -> str:
    """Return a sentence as it is; marks one that is translated elsewhere for the catalogues."""
    return text
