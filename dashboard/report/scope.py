"""The selection in words: how many applications, which days, compared with which, and every filter."""

from datetime import date, timedelta

import polars as pl

from dashboard import engine
from dashboard.charts import Reader
from dashboard.charts.columns import default_format
from dashboard.engine import Described, Selection
from dashboard.warehouse import Warehouse


def in_words(source: Warehouse, selection: Selection, reader: Reader) -> str:
    """Return what a report shows, as sentences."""
    counts = engine.described(source, selection)
    applications = counted_applications(counts, reader)
    shown = reader.say(
        "{applications} {places}, {days}.",
        applications=applications,
        places=places(counts, reader),
        days=_days(selection.since, selection.until, reader),
    )
    nowhere = engine.impossible(source, selection, reader) or ""
    return " ".join(
        filter(None, [shown, _compared(selection, reader), *_filters(selection, reader), nowhere])
    )


def counted_applications(counts: Described, reader: Reader) -> str:
    """Return how many applications there are, or that they are too few to be told."""
    if counts.applications is None:
        return reader.say("fewer than {number} applications", number=reader.integer(engine.smallest_group()))
    return reader.count("{number} application", "{number} applications", counts.applications)


def places(counts: Described, reader: Reader) -> str:
    """Return in how many countries the counted applications are."""
    if counts.applications and not counts.countries:
        return reader.say("without a country")
    return reader.count("in {number} country", "in {number} countries", counts.countries)


def _compared(selection: Selection, reader: Reader) -> str:
    if selection.compare_since is None:
        return ""
    days = _days(selection.compare_since, selection.compare_until, reader)
    return reader.say("Compared with {days}.", days=days)


def _days(since: date | None, until: date | None, reader: Reader) -> str:
    """Return the first and the last day of a half-open period."""
    if since is None or until is None:
        return reader.say("all time")
    last = until - timedelta(days=1)
    return reader.say("{low} to {high}", low=reader.date(since), high=reader.date(last))


def _filters(selection: Selection, reader: Reader) -> list[str]:
    """Return a sentence for each dimension that is filtered."""
    labels = {
        "language": reader.say("Posting language"),
        "country": reader.say("Country"),
        "role_level": reader.say("Role level"),
        "role_family": reader.say("Role family"),
        "source": reader.say("Source"),
        "channel": reader.say("Source channel"),
        "department": reader.say("Department"),
        "work_model": reader.say("Work model"),
    }
    return [
        reader.say("{filter}: {values}.", filter=label, values=_values(name, selection, reader))
        for name, label in labels.items()
        if getattr(selection, name)
    ]


def _values(name: str, selection: Selection, reader: Reader) -> str:
    return ", ".join(_value(name, value, reader) for value in getattr(selection, name))


def _value(name: str, value: str, reader: Reader) -> str:
    return reader.show(None if value == engine.NOT_STATED else value, default_format(name, pl.String()))
