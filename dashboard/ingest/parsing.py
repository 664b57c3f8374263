"""Text columns into typed ones: small named functions that a layout's map may ask for.

They take trimmed text (see `trimmed`) or what a typed file gave; what cannot be read becomes null.
"""

from collections.abc import Callable
from typing import Final

import polars as pl

_TIME = pl.Datetime("us")
_MOMENTS: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
_TAIL: Final = r"^(?:\.(?<fraction>\d{1,9}))? ?(?:Z|UTC|(?<sign>[+-])(?<hours>\d\d):?(?<minutes>\d\d)?)?$"
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
    """Return what lies under a path in cells of JSON objects; a cell that is no object stands for itself."""
    objects = cells.str.starts_with("{")
    if not objects.any():
        return cells
    return cells.set(~objects, None).str.json_path_match(path).zip_with(objects, cells)


def read_times(raw: pl.Series) -> pl.Series:
    """Read ISO 8601 with Z, an offset or none (UTC), or a date alone (its midnight), as UTC."""
    if raw.dtype.is_temporal():
        return _utc(raw)
    text = raw
    moments = _first_that_reads(text.str.head(19).str.strip_suffix("Z"), _MOMENTS)
    return _shifted(moments, text.str.slice(19))


def read_dates(raw: pl.Series) -> pl.Series:
    """Read the calendar day of a date or time, in the zone that it is written in."""
    if raw.dtype.is_temporal():
        return raw.cast(pl.Date)
    return raw.str.head(10).str.to_date("%Y-%m-%d", strict=False)


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


def is_day(raw: pl.Series) -> pl.Series:
    """Whether a time is written as a day alone."""
    if raw.dtype.is_temporal():
        return pl.repeat(raw.dtype == pl.Date, raw.len(), eager=True)
    return raw.str.len_bytes() <= len("2026-10-31")


READERS: Final[dict[str, Callable[[pl.Series], pl.Series]]] = {
    "text": read_text,
    "time": read_times,
    "date": read_dates,
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


def _first_that_reads(text: pl.Series, patterns: tuple[str, ...]) -> pl.Series:
    """Read each value by the first pattern that fits, beginning with the one that fits the first value."""
    first = text.drop_nulls().head(1)
    likely = next(
        (p for p in patterns if first.str.to_datetime(p, strict=False).null_count() == 0), patterns[0]
    )
    moments = text.str.to_datetime(likely, strict=False, time_unit="us")
    for pattern in patterns:
        if moments.null_count() == text.null_count():
            break
        unread = text.set(moments.is_not_null(), None)
        more = unread.str.to_datetime(pattern, strict=False, time_unit="us")
        moments = moments.zip_with(moments.is_not_null(), more)
    return moments


def _shifted(moments: pl.Series, tails: pl.Series) -> pl.Series:
    """Add what stands after the seconds: a fraction, an offset. Anything else makes the time unreadable."""
    if ((tails == "Z") | (tails == "")).all():
        return moments
    shifts = pl.DataFrame({"tail": tails.unique()}).with_columns(_shift(pl.col("tail")).alias("shift"))
    rows = pl.DataFrame({"moment": moments, "tail": tails}).join(
        shifts, on="tail", how="left", maintain_order="left"
    )
    return rows.select(pl.col("moment") + pl.col("shift")).to_series().alias(moments.name)


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
