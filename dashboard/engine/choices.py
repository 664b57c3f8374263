"""What the filter bar offers and what it says: the frame's own queries, which ship under `queries/_frame`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import polars as pl

from dashboard import settings
from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.charts import Reader
from dashboard.engine.limits import Limits
from dashboard.engine.running import run
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection
from dashboard.engine.session import Source

LONG_AGO: Final = date(1900, 1, 1)
_EVERY_ROW: Final = Limits(rows=100_000, seconds=30)

Choices = Mapping[str, Mapping[str, int]]
"""By dimension: its values, with their postings (language, country) or applications (the others)."""


@dataclass(frozen=True)
class Described:
    """What the sentence above the cards counts; None where that is too few to be told."""

    applications: int | None
    people: int | None
    countries: int


def frame_query(name: str) -> Query:
    """Return one of the product's own queries about the selection."""
    return load(settings.shipped("queries")).queries[f"_frame/{name}"]


def choices(warehouse: Source, selection: Selection) -> Choices:
    """Return what each filter offers for a selection whose period is set.

    Languages are those with a posting in the period. Countries follow from the chosen languages: those with a
    posting in them in the period; with none chosen, all that ever had one. The others offer what is there.
    """
    frame = run(frame_query("values"), warehouse, selection, limits=_EVERY_ROW).frame
    offered = {"language": languages(warehouse, selection), "country": countries(warehouse, selection)}
    offered |= {
        str(name): _counts(rows.select("value", "applications"))
        for (name,), rows in frame.partition_by("dimension", as_dict=True, maintain_order=True).items()
    }
    return {name: offered.get(name, {}) for name in DIMENSIONS}


def languages(warehouse: Source, selection: Selection) -> Mapping[str, int]:
    """Return the languages with a posting in the period, with their postings."""
    return _postings("languages", warehouse, replace(_days(selection), country=()))


def countries(warehouse: Source, selection: Selection) -> Mapping[str, int]:
    """Return the countries that the chosen languages leave, with their postings."""
    asked = replace(_days(selection), language=selection.language)
    ever = replace(asked, since=LONG_AGO, until=None)
    return _postings("countries", warehouse, asked if asked.language else ever)


def impossible(warehouse: Source, selection: Selection, reader: Reader) -> str | None:
    """Return a sentence when a chosen country has no posting in the chosen languages, else None."""
    if not selection.language or not selection.country:
        return None
    possible = countries(warehouse, selection)
    without = [country for country in selection.country if country not in possible]
    return " ".join(_no_posting(warehouse, selection, country, reader) for country in without) or None


def _no_posting(warehouse: Source, selection: Selection, country: str, reader: Reader) -> str:
    where = {
        "languages": reader.either([_language(language, reader) for language in selection.language]),
        "country": reader.show(country, "country"),
    }
    there = _postings("languages", warehouse, replace(_days(selection), country=(country,)))
    most_first = sorted(there.items(), key=lambda item: (-item[1], item[0]))
    if not there:
        return reader.say("No posting in {languages} in {country}; none in any language.", **where)
    instead = [f"{_language(language, reader)} {reader.integer(count)}" for language, count in most_first]
    return reader.say(
        "No posting in {languages} in {country}; {instead}.", **where, instead=reader.series(instead)
    )


def _language(code: str, reader: Reader) -> str:
    return reader.say("no stated language") if code == NOT_STATED else reader.show(code, "language")


def described(warehouse: Source, selection: Selection) -> Described:
    """Return the counts of the sentence above the cards."""
    return Described(**run(frame_query("selection"), warehouse, selection).frame.row(0, named=True))


def _days(selection: Selection) -> Selection:
    """Return the period of a selection without any of its filters."""
    return Selection(role_level=(), since=selection.since, until=selection.until, as_of=selection.as_of)


def _postings(query: str, warehouse: Source, selection: Selection) -> Mapping[str, int]:
    return _counts(run(frame_query(query), warehouse, selection, limits=_EVERY_ROW).frame)


def _counts(frame: pl.DataFrame) -> Mapping[str, int]:
    return {NOT_STATED if value is None else value: count or 0 for value, count in frame.iter_rows()}
