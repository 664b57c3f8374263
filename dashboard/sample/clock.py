"""How long things take on the calendar: slower in holiday months, and only in working hours."""

from typing import Final

import numpy as np

from dashboard.sample.draws import Floats, Ints
from dashboard.sample.world import DAY, countries

_MONTHS: Final = np.arange("2022-01", "2032-01", dtype="datetime64[M]")
_STARTS: Final = _MONTHS.astype("datetime64[s]").astype(np.int64)
_MONTH_OF_YEAR: Final = _MONTHS.astype(np.int64) % 12
_MONDAY: Final = 4 * DAY
"""1970-01-05, the first Monday after the epoch."""


def _work_at_starts(season: int) -> Floats:
    lengths = np.diff(_STARTS)
    pace = countries().seasons[season][_MONTH_OF_YEAR[:-1]]
    return np.concatenate([[0.0], np.cumsum(lengths * pace)])


_WORK: Final = [_work_at_starts(season) for season in range(len(countries().seasons))]


def later(moment: Ints, work: Ints, season: Ints) -> Ints:
    """Return when `work` seconds at the usual pace have passed since `moment`, in the season's months."""
    result = np.empty(len(moment), dtype=np.int64)
    for number, done in enumerate(_WORK):
        here = season == number
        start = np.interp(moment[here], _STARTS, done)
        result[here] = np.interp(start + work[here], done, _STARTS).astype(np.int64)
    return result


def in_office_hours(moment: Ints) -> Ints:
    """Move moments into 08:00 to 18:00 on working days, in their order; a weekend's go to Monday morning."""
    day, second = np.divmod(moment, DAY)
    weekday = (day - _MONDAY // DAY) % 7
    weekend = weekday >= 5
    usual = day * DAY + 8 * 3600 + second * 10 // 24
    monday = (day + 7 - weekday) * DAY + 7 * 3600 + ((weekday - 5) * DAY + second) // 48
    return np.asarray(np.where(weekend, monday, usual))


def openings_by_month(first: int, last: int, growth: float, season: int) -> tuple[Floats, Floats]:
    """Return month starts and the share of requisitions opened before each, growing so many times over."""
    begin, end = np.searchsorted(_STARTS, [first, last])
    starts = np.append(_STARTS[begin:end], last).astype(np.float64)
    pace = countries().seasons[season][_MONTH_OF_YEAR[begin:end]]
    grown = growth ** ((starts[:-1] - first) / (last - first))
    share = np.concatenate([[0.0], np.cumsum(np.diff(starts) * pace * grown)])
    return starts, share / share[-1]
