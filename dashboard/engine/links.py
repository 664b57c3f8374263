"""A selection and its period as parameters of a URL, and back; nonsense gives a sentence, never an exception.

Only what differs from the default is written, so a bare address is the default page. A value that the data
does not have stays in the selection and selects nothing: a link never shows more than it asked for.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from dashboard.catalog.nearest import did_you_mean
from dashboard.engine.periods import (
    COMPARES,
    DEFAULT_COMPARE,
    DEFAULT_PRESET,
    PRESETS,
    Period,
    bounds,
)
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection

EVERY: Final = "every"
"""Written for a dimension that has a default and was widened to everything."""

PERIOD_KEYS: Final = ("period", "since", "until", "compare")
KEYS: Final = (*DIMENSIONS, *PERIOD_KEYS)
_FIRST_YEAR, _LAST_YEAR, _SHOWN = 1970, 2199, 40
_DEFAULTS: Final[Mapping[str, tuple[str, ...]]] = {
    each.name: each.default
    for each in fields(Selection)
    if each.name in DIMENSIONS and isinstance(each.default, tuple)
}

Query = Mapping[str, list[str]]
"""Parameters of a URL: every key with its values in order."""


@dataclass(frozen=True)
class Asked:
    """What a link asks for, and a sentence for each part of it that makes no sense."""

    selection: Selection
    period: Period
    problems: tuple[str, ...] = ()


def from_query(
    query: Query, choices: Mapping[str, Collection[str]], *, as_of: date, first_day: date
) -> Asked:
    """Return what a URL asks for. `choices` holds the values that the data has, by dimension."""
    problems: list[str] = []
    chosen: dict[str, Any] = {
        name: _values(name, query.get(name, []), choices.get(name), problems) for name in DIMENSIONS
    }
    period = _period(query, problems)
    strangers = [key for key in query if key not in KEYS and "." not in key]  # a card's own hold a dot
    problems += [
        f"The link says {_quoted(key)}, which is no filter. {advice}"
        for key in strangers
        if (advice := did_you_mean(key, KEYS))
    ]
    return Asked(selected(Selection(**chosen), period, as_of, first_day), period, tuple(problems))


def selected(selection: Selection, period: Period, as_of: date, first_day: date) -> Selection:
    """Return the selection with the days of a period."""
    days = bounds(period, as_of, first_day)
    return replace(
        selection,
        since=days.since,
        until=days.until,
        compare_since=days.compare_since,
        compare_until=days.compare_until,
    )


def to_query(selection: Selection, period: Period) -> dict[str, list[str]]:
    """Return the parameters of a URL that asks for this selection."""
    query: dict[str, list[str]] = {}
    for name in DIMENSIONS:
        values = getattr(selection, name)
        if values != _DEFAULTS[name]:
            query[name] = list(values) or [EVERY]
    if period.preset != DEFAULT_PRESET:
        query["period"] = [period.preset]
    if period.preset == "custom":
        query |= {name: [day.isoformat()] for name in ("since", "until") if (day := getattr(period, name))}
    if period.compare != DEFAULT_COMPARE:
        query["compare"] = [period.compare]
    return query


def _values(
    name: str, given: list[str], known: Collection[str] | None, problems: list[str]
) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in given if value))
    if not values:
        return _DEFAULTS[name]
    if EVERY in values:
        return ()
    for value in values:
        if known is not None and value not in known and value != NOT_STATED:
            advice = did_you_mean(value, known)
            problems.append(
                f"No {name.replace('_', ' ')} in this data is {_quoted(value)}. {advice}".rstrip()
            )
    return values


def _period(query: Query, problems: list[str]) -> Period:
    since, until = (_day(name, query, problems) for name in ("since", "until"))
    compare: Any = _one_of("compare", query, COMPARES, problems) or DEFAULT_COMPARE
    preset: Any = _one_of("period", query, PRESETS, problems)
    if (since or until) and preset in (None, "custom"):
        if since and until and since >= until:
            problems.append(f"The link's period ends ({until}) before it begins ({since}).")
            return Period(compare=compare)
        return Period("custom", compare, since, until)
    return Period(DEFAULT_PRESET if preset in (None, "custom") else preset, compare)


def _one_of(key: str, query: Query, words: Collection[str], problems: list[str]) -> str | None:
    value = next((value for value in query.get(key, []) if value), None)
    if value is None or value in words:
        return value
    advice = did_you_mean(value, words) or f"It is one of {', '.join(words)}."
    problems.append(f'The link\'s "{key}" cannot be {_quoted(value)}. {advice}')
    return None


def _day(key: str, query: Query, problems: list[str]) -> date | None:
    value = next((value for value in query.get(key, []) if value), None)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        problems.append(f'The link\'s "{key}" is no day: {_quoted(value)}. Write it as in 2026-10-31.')
        return None
    return day


def _quoted(value: str) -> str:
    return f'"{value[:_SHOWN]}…"' if len(value) > _SHOWN else f'"{value}"'
