"""Which field the header of a column names, in many languages. The words are in headers.toml."""

import re
from typing import Final, NamedTuple

from dashboard.ingest.terms.lexicon import Hit, Lexicon
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import fold, words

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Header(NamedTuple):
    """A field that a header names, the language that it does so in, and how much of the header says it."""

    field: str
    language: str
    share: float


@remembered
def fields_of(header: str) -> tuple[Header, ...]:
    """Return the fields that a header may name, the one that the most of it says first."""
    said = words(_CAMEL.sub(" ", header))
    length = sum(map(len, said)) or 1
    found: dict[str, Header] = {}
    for hit in _names().hits(said):
        share = sum(map(len, said[hit.start : hit.stop])) / length
        for meaning in _meant(hit):
            best = found.get(meaning[0])
            if best is None or best.share < share:
                found[meaning[0]] = Header(*meaning, share)
    return tuple(sorted(found.values(), key=lambda header: -header.share))


def _meant(hit: Hit[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*dict(reversed(hit.values)).items()]


@remembered
def bare(header: str) -> str:
    """Return a header without the words around a stage's name: "Datum Telefoninterview" is of that stage."""
    around = {fold(word) for language in rules("headers").values() for word in language["around"]}
    kept = [
        part
        for part in re.split(r"[\s_]+", _CAMEL.sub(" ", header))
        if fold(part.strip(":.-()")) not in around
    ]
    return " ".join(kept).strip(" :.-") or header


@remembered
def _names() -> Lexicon[tuple[str, str]]:
    return Lexicon(
        (entry, (field, language))
        for language, fields in rules("headers").items()
        for field, entries in fields.items()
        if field != "around"
        for entry in entries
    )
