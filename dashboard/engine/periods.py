"""Which days a period holds and which it is compared with, from the data's as-of date, never the clock.

A period is half open, [since, until). "Last 12 months" are the twelve months that end with the as-of date: as
of 15 October 2026 they begin on 16 October 2025. "This year" ends with the as-of date as well.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, get_args

Preset = Literal[
    "last-3-months",
    "last-6-months",
    "last-12-months",
    "last-24-months",
    "this-year",
    "last-year",
    "everything",
    "custom",
]
Compare = Literal["previous", "year-before", "none"]
PRESETS: Final[tuple[Preset, ...]] = get_args(Preset)
COMPARES: Final[tuple[Compare, ...]] = get_args(Compare)
DEFAULT_PRESET: Final[Preset] = "last-12-months"
DEFAULT_COMPARE: Final[Compare] = "previous"

_MONTHS: Final[Mapping[Preset, int]] = {
    "last-3-months": 3,
    "last-6-months": 6,
    "last-12-months": 12,
    "last-24-months": 24,
}


@dataclass(frozen=True)
class Period:
    """What the filter bar says about time; `since` and `until` count for a custom period only."""

    preset: Preset = DEFAULT_PRESET
    compare: Compare = DEFAULT_COMPARE
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Bounds:
    """First day and day after the last, of the period and of the one it is compared with (None: nothing)."""

    since: date
    until: date
    compare_since: date | None = None
    compare_until: date | None = None


def bounds(period: Period, as_of: date, first_day: date) -> Bounds:
    """Return the days of a period in data that speaks from its first day up to the as-of date."""
    since, until = _days(period, as_of, first_day)
    if period.compare == "none" or period.preset == "everything":
        return Bounds(since, until)
    if period.compare == "year-before":
        return Bounds(since, until, add_months(since, -12), add_months(until, -12))
    return Bounds(since, until, _start_before(since, until), since)


def within(period: Period, as_of: date, first_day: date) -> Period | None:
    """Return a period with days of its own as far as the data has them; None where it has none of them."""
    if period.preset != "custom":
        return period
    end = as_of + timedelta(days=1)
    since, until = max(period.since or first_day, first_day), min(period.until or end, end)
    return replace(period, since=since, until=period.until and until) if since < until else None


def _days(period: Period, as_of: date, first_day: date) -> tuple[date, date]:
    end = as_of + timedelta(days=1)
    match period.preset:
        case "custom":
            return period.since or first_day, period.until or end
        case "everything":
            return min(first_day, as_of), end
        case "this-year":
            return date(as_of.year, 1, 1), end
        case "last-year":
            return date(as_of.year - 1, 1, 1), date(as_of.year, 1, 1)
        case preset:
            return add_months(end, -_MONTHS[preset]), end


def _start_before(since: date, until: date) -> date:
    """Return the first day of the period before: as many months where these are whole, else days."""
    months = (until.year - since.year) * 12 + until.month - since.month
    if months > 0 and add_months(since, months) == until:
        return add_months(since, -months)
    return since - (until - since)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the month's last day where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
