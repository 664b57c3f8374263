"""Dates, times and numbers as people and Excel write them, where a column is not plain ISO 8601.

How a column is written is decided from all of its values (`survey`); this module then reads it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import polars as pl

Order = Literal["day_first", "month_first"]
ORDERS: Final[tuple[Order, ...]] = ("day_first", "month_first")
DATE_SYSTEMS: Final = (1900, 1904)
"""Excel's first years: day 0 is 30 December 1899 or 1 January 1904."""
_ORIGINS: Final = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN: Final = (
    r"(?i)^(?:[a-z]{3,9},? )?(?<a>\d{1,4}|[a-z]{3,9})\.?(?<mark>[-/. ])\s*"
    r"(?<b>\d{1,2}|[a-z]{3,9})(?:st|nd|rd|th)?\.?,?[-/. ]\s*(?<c>\d{4}|\d{1,2})"
    r"(?:,?[T ]\s*(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?:(?<half>[ap])\.?m\.?)?)?\s*(?:Z|UTC|GMT|(?<sign>[+-])(?<east>\d\d):?(?<and>\d\d))?$"
)
_EAST_ASIAN: Final = r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
_CLOCK: Final = r"[T ,]\d{1,2}[:.]\d{2}"
_CENTURY: Final = 69
"""A year of two digits below this is in the 2000s, as in POSIX."""


@dataclass(frozen=True)
class Style:
    """How the values of a column are written."""

    order: Order | None = None
    """Whether `04/05/2026` is 4 May or 5 April, where a value is written like that."""
    written: bool = False
    """Whether any value is a date that is not ISO."""
    numbers: Literal["serial", "seconds", "milliseconds"] | None = None
    """What numbers count, where all values are numbers: days of Excel, or seconds since 1970."""
    system: int = 1900
    """The first year of Excel's numbers."""
    days: bool = False
    """Whether the times are days: all at midnight, or at one full hour."""
    decimal_comma: bool = False
    """Whether `1.234,5` is a number."""


ISO: Final = Style()


def parts(text: pl.Series) -> pl.DataFrame:
    """Return the parts of written dates as columns a, b, c, mark, hour …; null where a value is none."""
    plain = pl.col("text").str.replace(_EAST_ASIAN, "$1-$2-$3")
    return text.to_frame("text").select(plain.str.extract_groups(_WRITTEN).struct.unnest())


def read_written(text: pl.Series, style: Style) -> pl.Series:
    """Read dates, with or without a time, in the order of the style, as UTC."""
    year, month, day = _date(style.order)
    moment = pl.format("{}-{}-{} {}:{}:{}", year, month, day, hour(), _or_zero("minute"), _or_zero("second"))
    offset = pl.duration(hours=_number("east"), minutes=_number("and"))
    east = pl.when(pl.col("sign") == "-").then(-offset).otherwise(offset)
    times = moment.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
    utc = pl.when(pl.col("sign").is_null()).then(times).otherwise(times - east)
    return parts(text).select(utc.alias(text.name)).to_series()


def read_counted(text: pl.Series, style: Style) -> pl.Series:
    """Read numbers that count days, seconds or milliseconds, rounded to the second as Excel shows them."""
    numbers = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    if style.numbers == "serial":
        origin = pl.lit(_ORIGINS[style.system]).cast(pl.Datetime("us"))
        since = pl.duration(seconds=(pl.lit(numbers) * 86_400).round().cast(pl.Int64, strict=False))
        return pl.select((origin + since).alias(text.name)).to_series()
    scale = 1_000_000 if style.numbers == "seconds" else 1_000
    return (numbers * scale).cast(pl.Int64, strict=False).cast(pl.Datetime("us"))


def read_decimals(text: pl.Series, style: Style) -> pl.Series:
    """Read numbers with signs of money, marks between thousands, and the decimal mark of the style.

    A mark that stands between other digits than thousands is the decimal mark of another style: null.
    """
    plain = text.str.replace_all(r"[\p{Sc}\s\u{00a0}\u{202f}'’]", "")
    thousands, decimal = (".", ",") if style.decimal_comma else (",", ".")
    marked = plain.str.contains(thousands, literal=True).fill_null(value=False)
    grouped = rf"^[+-]?\d{{1,3}}(?:[{thousands}]\d{{2,3}})*[{thousands}]\d{{3}}(?:[{decimal}]\d*)?$"
    plain = plain.set(marked & ~plain.str.contains(grouped).fill_null(value=False), None)
    plain = plain.str.replace_all(thousands, "", literal=True).str.replace(decimal, ".", literal=True)
    return plain.cast(pl.Float64, strict=False)


def has_no_clock(text: pl.Series) -> pl.Series:
    """Return which written dates come without a time."""
    return ~text.str.contains(_CLOCK)


def hour() -> pl.Expr:
    """Return the hour of `parts` from 0 to 23, as text; one that the clock lacks is null."""
    said, half = pl.col("hour").cast(pl.Int64), pl.col("half").str.to_lowercase()
    noon = pl.when(half == "p").then(12).otherwise(0)
    civil = pl.when(half.is_null()).then(said).when(said.is_between(1, 12)).then(said % 12 + noon)
    return pl.when(pl.col("hour").is_null()).then(pl.lit("0")).otherwise(civil.cast(pl.String))


def _date(order: Order | None) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return year, month and day of `parts`: a name is the month, four digits in front are the year."""
    a, b, c = pl.col("a"), pl.col("b"), pl.col("c")
    first, second = (b, a) if order == "month_first" else (a, b)
    year_leads, month_leads, month_between = a.str.len_bytes() == 4, _is_name(a), _is_name(b)
    named = pl.when(year_leads | month_between).then(b).when(month_leads).then(a)
    month = named.otherwise(second if order else None)
    day = pl.when(year_leads).then(c).when(month_leads).then(b).when(month_between).then(a)
    year = pl.when(year_leads).then(a).otherwise(c)
    return _full_year(year), _month(month), day.otherwise(first if order else None)


def _is_name(part: pl.Expr) -> pl.Expr:
    return part.str.contains(r"^[A-Za-z]")


def _month(part: pl.Expr) -> pl.Expr:
    """Return the number of a month as text; English names are known by their first three letters."""
    short = part.str.to_lowercase().str.head(3)
    numbers = {name: str(number) for number, name in enumerate(_MONTHS, start=1)}
    return pl.when(_is_name(part)).then(short.replace_strict(numbers, default=None)).otherwise(part)


def _full_year(part: pl.Expr) -> pl.Expr:
    number = part.cast(pl.Int64, strict=False)
    full = number + pl.when(number < _CENTURY).then(2000).otherwise(1900)
    return pl.when(part.str.len_bytes() <= 2).then(full.cast(pl.String)).otherwise(part)


def _or_zero(name: str) -> pl.Expr:
    return pl.col(name).fill_null("0")


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int64).fill_null(0)
