"""Dates as people write them: day, month and year in one of three orders, with a time or without.

Nothing in "03/04/2026" says which of the orders it is: the map does.
"""

from typing import Final

import polars as pl

_TIME: Final = r"(?:[ T,]+(?<hour>\d{1,2})[:.時](?<minute>\d{2})(?:[:.分](?<second>\d{2}))?)?[ 分秒]*$"
_DAY, _MONTH, _YEAR = r"(?<day>\d{1,2})", r"(?<month>\d{1,2})", r"(?<year>\d{4}|\d{2})"
_SEP: Final = r"[./\- ]\s?"
ORDERS: Final = {
    "day_first": rf"^{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}{_TIME}",
    "month_first": rf"^{_MONTH}{_SEP}{_DAY}{_SEP}{_YEAR}{_TIME}",
    "year_first": rf"^(?<year>\d{{4}})[./\-年]\s?{_MONTH}[./\-月]\s?{_DAY}日?{_TIME}",
}
"""What a map may name as `as`, with the form that it reads."""
_CENTURY: Final = 2000


def read_ordered(text: pl.Series, order: str) -> pl.Series:
    """Return the times that text in one order says, as UTC; null where it is written in another way."""
    parts = pl.col("text").str.extract_groups(ORDERS[order]).struct

    def number(name: str) -> pl.Expr:
        return parts.field(name).cast(pl.Int32, strict=False)

    year = pl.when(number("year") < _CENTURY / 10).then(number("year") + _CENTURY).otherwise(number("year"))
    clock = (number(name).fill_null(0) for name in ("hour", "minute", "second"))
    day = pl.concat_str(year.cast(pl.String), parts.field("month"), parts.field("day"), separator="-")
    midnight = day.str.to_datetime("%Y-%m-%d", strict=False, time_unit="us")
    hours, minutes, seconds = clock
    time = midnight + pl.duration(hours=hours, minutes=minutes, seconds=seconds)
    return pl.DataFrame({"text": text.cast(pl.String)}).select(time.alias(text.name or "text")).to_series()
