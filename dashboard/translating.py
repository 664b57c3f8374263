"""Brings the catalogues of translations up to date with what code and queries say, and tells the gaps.

`make translations` runs it in a checkout. Words that are gone leave the catalogues, new ones come in empty,
and reworded ones keep their old translation, marked as fuzzy: nobody reads it before a translator has.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dashboard import settings, translations
from dashboard.catalog.extracting import KEYWORDS
from dashboard.charts.reader import as_label
from dashboard.ingest import phrases, refusals
from dashboard.ingest import vocabulary as words
from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.terms.rules import rules
from dashboard.translations import TERM

_SILENT: Final = ("adhoc", "catalog", "cli", "ingest", "sample", "warehouse")
"""Packages that say nothing on screen."""

_OF_PYTHON: Final = [
    ("ingest/capabilities.py", "python"),  # its reasons are data, and stand on cards
    *((f"{package}/**", "ignore") for package in _SILENT),
    ("**.py", "python"),
]
_OF_QUERIES: Final = [
    ("**.sql", "dashboard.catalog.extracting:queries"),
    ("**/_page.toml", "dashboard.catalog.extracting:pages"),
]
_VERDICTS: Final = ("above", "below", "same")
_VOCABULARIES: Final = (
    words.MILESTONES,
    words.STATUSES,
    words.CLOSE_SIDES,
    words.CHANNELS,
    words.ROLE_LEVELS,
    words.ROLE_FAMILIES,
    words.SENIORITIES,
    words.WORK_MODELS,
    words.OPENING_STATUSES,
    words.OFFER_STATUSES,
    words.FINDING_ACTIONS,
    phrases.FINDING_RULES,
    phrases.FINDING_ADVICE,
    phrases.CAPABILITY_REASONS,
    phrases.STEPS,
    refusals.REFUSALS,
    refusals.ADVICE,
    refusals.UPLOADS,
    (phrases.QUALIFIED_SOURCE,),
    tuple(FEEDS),
    tuple(rules("sources")["general"]["names"]),
    _VERDICTS,
)


def template() -> Catalog:
    """Return every message, with the files that say it."""
    gathered = Catalog(project="hiring-dashboard", charset="utf-8", fuzzy=False)
    package = Path(settings.__file__).parent
    for folder, extractors in ((package, _OF_PYTHON), (settings.shipped("queries"), _OF_QUERIES)):
        found = extract_from_dir(folder, extractors, keywords=KEYWORDS, directory_filter=_is_ours)
        for file, _, message, _, context in found:
            gathered.add(message, locations=[_place(f"{folder.name}/{file}")], context=context)
    for vocabulary in _VOCABULARIES:
        for word in vocabulary:
            gathered.add(as_label(word), locations=[_place("dashboard/ingest/vocabulary.py")], context=TERM)
    return gathered


def _is_ours(folder: Any) -> bool:
    """Babel passes over folders that begin with a "_"; the frame's queries lie in one."""
    return not Path(folder).name.startswith((".", "__"))


def _place(file: str) -> Any:
    """Return a file as a place without a line: lines would change the catalogues with every edit."""
    return file, None


def updated(language: str, said: Catalog) -> Catalog:
    """Return the catalogue of a language with exactly the messages of a template."""
    with (translations.FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(said, update_creation_date=False)
    catalogue.project, catalogue.version = "hiring-dashboard", "main"
    catalogue.msgid_bugs_address = catalogue.last_translator = "none"
    catalogue.language_team = translations.name_of(language, translations.SOURCE)
    catalogue.obsolete.clear()
    return catalogue


def missing(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages that have no words yet, or only words that a translator has not looked at."""
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield message


def main(languages: Iterable[str] = translations.LANGUAGES[1:]) -> int:
    """Write the catalogues anew and print what they lack."""
    said, gaps = template(), 0
    for language in languages:
        catalogue = updated(language, said)
        with (translations.FOLDER / f"{language}.po").open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, ignore_obsolete=True)
        lacking = list(missing(catalogue))
        gaps += len(lacking)
        print(f"{language}: {len(catalogue)} messages, {len(lacking)} without words", file=sys.stderr)
        for message in lacking:
            print(f"{language}: {message.id!r}")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
