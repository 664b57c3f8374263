"""Text columns into typed ones: small named functions that a layout's map may ask for.

They take trimmed text (see `trimmed`) or what a typed file gave; what cannot be read becomes null.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

import polars as pl

from dashboard.ingest.written import ISO, Style, has_no_clock, read_counted, read_decimals, read_written

Reader = Callable[[pl.Series], pl.Series]
_TIME = pl.Datetime("us")
_EARLIEST: Final = pl.Series([date(1900, 1, 1)]).cast(_TIME).item()
_TO_THE_SECOND: Final = len("2026-10-31T09:30:00")
_TAIL: Final = r"^(?:\.(?<fraction>\d{1,9}))? ?(?:Z|UTC|(?<sign>[+-])(?<hours>\d\d):?(?<minutes>\d\d)?)?$"
_LONGEST_SECONDS: Final = 11
_YES: Final = ("true", "t", "yes", "y", "1")
_NO: Final = ("false", "f", "no", "n", "0")


def trimmed(raw: pl.Series) -> pl.Series:
    """Return a column without the space around its text, null where nothing is left; typed ones unchanged."""
    if raw.dtype != pl.String:
        return raw
    text = raw.str.strip_chars()
    blank = text == ""
    return text.set(blank, None) if blank.any() else text


def read_text(raw: pl.Series) -> pl.Series:
    """Take the text as it is."""
    return raw.cast(pl.String)


def inside(cells: pl.Series, path: str) -> pl.Series:
    """Return what lies under a path in cells of JSON; a cell that holds none stands for itself."""
    objects = cells.str.contains(r"^[{\[]")
    if not objects.any():
        return cells
    return cells.set(~objects, None).str.json_path_match(path).zip_with(objects, cells)


def read_times(raw: pl.Series) -> pl.Series:
    """Read ISO 8601 with Z, an offset or none (UTC), or a date alone (its midnight), as UTC."""
    if raw.dtype.is_temporal():
        return _utc(raw)
    first = raw.drop_nulls().head(1)
    likely = next((read for read in _TIMES if read(first).null_count() == 0), _TIMES[0])
    times = _sensible(likely(raw))
    for read in _TIMES:
        if times.null_count() == raw.null_count():
            break
        unread = (times.is_null() & raw.is_not_null()).arg_true()
        times = times.scatter(unread, _sensible(read(raw.gather(unread))))
    return times


def _sensible(times: pl.Series) -> pl.Series:
    """Return times without those of other centuries: `31-1-26` is not of the year 31."""
    early = times < _EARLIEST
    return times.set(early.fill_null(value=False), None) if early.any() else times


def read_dates(raw: pl.Series) -> pl.Series:
    """Read the calendar day of a date or time, in the zone that it is written in."""
    if raw.dtype.is_temporal():
        return raw.cast(pl.Date)
    return _sensible(raw.str.head(10).str.to_date("%Y-%m-%d", strict=False).cast(_TIME)).cast(pl.Date)


def read_epochs(raw: pl.Series) -> pl.Series:
    """Read seconds (up to 11 digits) or milliseconds since 1970, UTC."""
    numbers = read_numbers(raw)
    millis = numbers.zip_with(raw.cast(pl.String).str.len_bytes() > _LONGEST_SECONDS, numbers * 1000)
    return (millis * 1000).cast(pl.Int64, strict=False).cast(_TIME)


def read_flags(raw: pl.Series) -> pl.Series:
    """Read true or false in the spellings of databases."""
    if raw.dtype == pl.Boolean:
        return raw
    text = raw.str.to_lowercase()
    return text.replace_strict(
        dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False), default=None, return_dtype=pl.Boolean
    )


def read_numbers(raw: pl.Series) -> pl.Series:
    """Read a number with a decimal point."""
    return raw.cast(pl.Float64, strict=False)


def read_integers(raw: pl.Series) -> pl.Series:
    """Read a whole number."""
    numbers = read_numbers(raw)
    return numbers.cast(pl.Int64, strict=False)


def is_day(raw: pl.Series, style: Style = ISO) -> pl.Series:
    """Whether a time is written as a day alone."""
    if style.days or style.numbers or raw.dtype.is_temporal():
        return pl.repeat(style.days or raw.dtype == pl.Date, raw.len(), eager=True)
    if style.written:
        return has_no_clock(raw)
    short = raw.str.len_bytes() <= len("2026-10-31")
    return short & raw.str.contains(r"\D") if short.any() else short


def read_styled(raw: pl.Series, reader: str, style: Style) -> pl.Series:
    """Read a column whose style a survey has found with one of the `READERS`."""
    if reader in {"number", "integer"}:
        return read_decimals(raw, style)
    if style.numbers:
        return read_counted(raw, style)
    times = _written_days(raw, reader) if style.days else READERS[reader](raw)
    if style.written:
        unread = (times.is_null() & raw.is_not_null()).arg_true()
        times = times.cast(_TIME).scatter(unread, read_written(raw.gather(unread), style))
    return times.dt.truncate("1d") if style.days else times


def _written_days(raw: pl.Series, reader: str) -> pl.Series:
    """Read times as the days that they are written with, whatever their zone."""
    if raw.dtype.is_temporal():
        return raw.cast(_TIME) if raw.dtype == pl.Date else raw.dt.replace_time_zone(None).cast(_TIME)
    return READERS[reader](raw) if reader == "epoch" else read_dates(raw).cast(_TIME)


READERS: Final[dict[str, Reader]] = {
    "text": read_text,
    "time": read_times,
    "date": read_dates,
    "epoch": read_epochs,
    "flag": read_flags,
    "number": read_numbers,
    "integer": read_integers,
}
"""What a layout may name as `as`."""
_BY_TYPE: Final = {
    pl.Datetime: "time",
    pl.Date: "date",
    pl.Boolean: "flag",
    pl.Float64: "number",
    pl.Int64: "integer",
}


def reader_for(kind: pl.DataType) -> str:
    """Return the reader that a field of this type has unless its layout names another."""
    return next((reader for known, reader in _BY_TYPE.items() if isinstance(kind, known)), "text")


def _whole(pattern: str) -> Reader:
    """Return a reader of times that a pattern describes from end to end, the fastest way."""
    return lambda text: text.str.to_datetime(pattern, strict=False, time_unit="us")


def _tailed(pattern: str) -> Reader:
    """Return a reader of times that go on after the seconds, with a fraction or an offset."""

    def read(text: pl.Series) -> pl.Series:
        tails = text.str.slice(_TO_THE_SECOND)
        shifts = pl.DataFrame({"tail": tails.unique()}).with_columns(_shift(pl.col("tail")).alias("shift"))
        rows = pl.DataFrame({"moment": _whole(pattern)(text.str.head(_TO_THE_SECOND)), "tail": tails})
        known = rows.join(shifts, on="tail", how="left", maintain_order="left")
        return known.select(pl.col("moment") + pl.col("shift")).to_series().alias(text.name)

    return read


def _shift(tail: pl.Expr) -> pl.Expr:
    parts = tail.str.extract_groups(_TAIL).struct
    micros = parts.field("fraction").str.pad_end(6, "0").str.head(6).cast(pl.Int64).fill_null(0)
    east = parts.field("hours").cast(pl.Int64) * 60 + parts.field("minutes").cast(pl.Int64).fill_null(0)
    minutes = pl.when(parts.field("sign") == "-").then(-east).otherwise(east).fill_null(0)
    return pl.when(tail.str.contains(_TAIL)).then(
        pl.duration(microseconds=micros) - pl.duration(minutes=minutes)
    )


def _utc(times: pl.Series) -> pl.Series:
    zoned = isinstance(times.dtype, pl.Datetime) and times.dtype.time_zone is not None
    return (times.dt.convert_time_zone("UTC").dt.replace_time_zone(None) if zoned else times).cast(_TIME)


_TIMES: Final = (
    _whole("%Y-%m-%dT%H:%M:%SZ"),
    _whole("%Y-%m-%d %H:%M:%S"),
    _whole("%Y-%m-%dT%H:%M:%S"),
    _whole("%Y-%m-%d"),
    _tailed("%Y-%m-%dT%H:%M:%S"),
    _tailed("%Y-%m-%d %H:%M:%S"),
    _whole("%Y-%m-%dT%H:%MZ"),
    _whole("%Y-%m-%dT%H:%M"),
    _whole("%Y-%m-%d %H:%M"),
)
"""Tried in this order, after the one that reads a column's first value."""
