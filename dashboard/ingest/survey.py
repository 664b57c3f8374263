"""How a column is written, decided from all of its values: one reading of the file for those in doubt."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from dashboard.ingest.findings import Doubt, Refused
from dashboard.ingest.layouts import Column
from dashboard.ingest.parsing import READERS
from dashboard.ingest.written import ORDERS, Order, Style, hour, parts, read_written

_DATED: Final = ("time", "date")
_COUNTED: Final = ("number", "integer")
SURVEYED: Final = ("epoch", *_DATED, *_COUNTED)
"""Readers whose columns may need a survey."""
_HEAD: Final = 1_000
_ISO_CLOCK: Final = r"^\d{4}-\d\d-\d\d[T ](\d\d:\d\d(?::\d\d(?:\.\d*[1-9])?)?)"
_NUMBER: Final = r"^\d+(?:[.,]\d+)?$"
_SERIALS: Final = (18_264, 73_051)
"""Excel's numbers of the days from 1950 to 2099."""
_SECONDS: Final = (10**9, 10**10)
_MILLISECONDS: Final = (10**12, 10**13)
_FULL_HOUR: Final = re.compile(r"(\d\d):00(?::00)?\.?0*")
_ENOUGH_TIMES, _ENOUGH_DAYS = 10, 3
"""So many times on so many days at one full hour are days that a date picker stored with an hour."""
_COMMA: Final = r"^\D*\d{1,3}(?:[. '’\u{00a0}\u{202f}]\d{3})*,\d+\D*$|^\D*\d+,\d+\D*$"
_POINT: Final = r"\d\.\d{1,2}\D*$|\d\.\d{4,}\D*$|,\d{3}[.,]|\d\.\d+e"
_THOUSANDS: Final = r"^[^\d,.]*[1-9]\d{0,2}([,.])\d{3}[^\d,.]*$"
_DAY: Final = Doubt("Dates with the day first", "kept", "Decided by a value. Else set date_order in a map.")
_MONTH: Final = Doubt(
    "Dates with the month first", "kept", "Decided by a value. Else set date_order in a map."
)
_SERIAL: Final = Doubt(
    "Excel's numbers read as dates", "kept", "If they count from 1904, set date_system in a map."
)
_EPOCH: Final = Doubt(
    "Numbers read as times", "kept", "They count seconds or milliseconds since 1970. Nothing to do."
)
_DAYS: Final = Doubt(
    "Times that are days", "kept", "All are at one hour, so only their days count. Nothing to do."
)
_SAY_WHICH: Final = "Say which: hiring import --date-order day_first or month_first, or date_order in a map."
_SAY_IN_MAP: Final = (
    'Say which in a map: date_order = "day_first" or "month_first", and import with --layout MAP.'
)


def in_doubt(text: pl.Series, typed: pl.Series, reader: str, *, first: bool) -> bool:
    """Whether the values of a batch call for a survey; `first`: the column has not shown values before."""
    if reader in _COUNTED:
        return text.dtype == pl.String and bool((typed.is_null() & text.str.contains(r"\d")).any())
    if reader in _DATED and text.dtype == pl.String and typed.null_count() > text.null_count():
        unread = text.filter(typed.is_null() & text.is_not_null())
        if _may_be_written(unread):
            return True
    return first and reader != "date" and _clocks(text.drop_nulls().head(_HEAD), reader).n_unique() == 1


def _may_be_written(values: pl.Series) -> bool:
    """Whether any value is a number, or a date in either order; a date in none needs no survey."""
    if values.str.contains(_NUMBER).any():
        return True
    orders = (read_written(values, Style(order)) for order in ORDERS)
    return any(times.null_count() < values.len() for times in orders)


def _clocks(values: pl.Series, reader: str) -> pl.Series:
    """Return the distinct times of day of values, as they are written."""
    if reader == "epoch":
        values = READERS["epoch"](values)
    if values.dtype.is_temporal():
        timed = values.dtype not in {pl.Date, pl.Time}
        return values.dt.strftime("%H:%M:%S%.f").unique() if timed else values.clear().cast(pl.String)
    return values.str.extract(_ISO_CLOCK).drop_nulls().unique()


@dataclass
class Evidence:
    """What the values of one column have said so far."""

    header: str
    column: Column
    values: int = 0
    numbers: list[tuple[float, float]] = field(default_factory=list)
    counted: int = 0
    fractions: bool = False
    written: int = 0
    first_over_12: str | None = None
    second_over_12: str | None = None
    either: str | None = None
    dotted: bool = False
    clocks: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    comma: bool = False
    point: bool = False

    def see(self, column: pl.Series) -> None:
        """Take in the values of a batch."""
        values = column.drop_nulls()
        self.values += values.len()
        if self.column.reader in _COUNTED:
            self.comma |= bool(values.str.contains(_COMMA).any()) and self._has_comma(values)
            self.point |= bool(values.str.contains(_POINT).any())
            return
        self._see_clocks(values)
        if values.dtype == pl.String and self.column.reader in _DATED:
            self._see_numbers(values.filter(values.str.contains(_NUMBER)))
            self._see_written(parts(values.filter(~values.str.contains(_ISO_CLOCK))))

    def style(self) -> tuple[Style, Doubt | None]:
        """Return how the column is written, and what people should know of it. Raises Refused."""
        if self.column.reader in _COUNTED:
            return Style(decimal_comma=self.comma and not self.point), None
        if self.values and self.counted == self.values and (style := self._counting()):
            return style, self._noted(_SERIAL if style.numbers == "serial" else _EPOCH)
        order = self._order()
        style = Style(order, bool(self.written), days=self._are_days())
        if style.days:
            return style, self._noted(_DAYS, min(self.clocks))
        decided = self.first_over_12 or self.second_over_12
        return style, self._noted(
            _DAY if order == "day_first" else _MONTH, decided
        ) if decided and not self.column.order else None

    @staticmethod
    def _has_comma(values: pl.Series) -> bool:
        """Whether a comma is not just a mark between thousands."""
        return bool((values.str.contains(_COMMA) & ~values.str.contains(_THOUSANDS)).any())

    def _see_clocks(self, values: pl.Series) -> None:
        if len(self.clocks) < 2:
            self.clocks.update(_clocks(values, self.column.reader).head(2))
        if len(self.days) < _ENOUGH_DAYS:
            days = values.cast(pl.String).str.head(len("2026-10-31"))
            self.days.update(days.unique(maintain_order=True).head(_ENOUGH_DAYS))

    def _see_numbers(self, numbers: pl.Series) -> None:
        counted = numbers.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
        self.counted += numbers.len()
        if numbers.len():
            self.numbers.append((float(counted.min()), float(counted.max())))  # type: ignore[arg-type]
            self.fractions |= bool((counted != counted.floor()).any())

    def _see_written(self, dates: pl.DataFrame) -> None:
        self.written += dates.height - dates["a"].null_count()
        clocks = dates.filter(pl.col("hour").is_not_null()).select(
            pl.format("{}:{}:{}", hour().str.zfill(2), "minute", pl.col("second").fill_null("00"))
        )
        self.clocks.update(clocks.to_series().unique().drop_nulls().head(2))
        numeric = dates.filter(
            pl.col("a").str.contains(r"^\d{1,2}$") & pl.col("b").str.contains(r"^\d{1,2}$")
        ).with_columns(pl.col("a", "b").cast(pl.Int64))
        a, b = pl.col("a"), pl.col("b")
        self.first_over_12 = self.first_over_12 or _example(numeric.filter(a.is_between(13, 31) & (b <= 12)))
        self.second_over_12 = self.second_over_12 or _example(
            numeric.filter(b.is_between(13, 31) & (a <= 12))
        )
        open_ = numeric.filter((a != b) & (a <= 12) & (b <= 12))
        self.dotted |= bool((open_["mark"] == ".").any())
        self.either = self.either or _example(open_)

    def _counting(self) -> Style | None:
        low, high = min(low for low, _ in self.numbers), max(high for _, high in self.numbers)
        if _SERIALS[0] <= low <= high < _SERIALS[1]:
            return Style(numbers="serial", system=self.column.system, days=not self.fractions)
        if _SECONDS[0] <= low <= high < _SECONDS[1]:
            return Style(numbers="seconds")
        return Style(numbers="milliseconds") if _MILLISECONDS[0] <= low <= high < _MILLISECONDS[1] else None

    def _order(self) -> Order | None:
        """The map decides, else a day above 12, else dots (no locale writes the month first with them), else
        what the one who imports assumes."""
        if self.column.order:
            return self.column.order
        if self.first_over_12 and self.second_over_12:
            examples = f"{self.first_over_12} and {self.second_over_12}"
            raise Refused(f'The dates in "{self.header}" are in both orders: {examples}.', _SAY_IN_MAP)
        if self.first_over_12 or (self.dotted and not self.second_over_12):
            return "day_first"
        if self.second_over_12:
            return "month_first"
        if self.either and self.column.assumed_order:
            return self.column.assumed_order
        if self.either:
            reason = f'The dates in "{self.header}" may have the day or the month first: {self.either}.'
            raise Refused(reason, _SAY_WHICH)
        return "day_first"  # none is written in figures, or day and month are equal in all

    def _are_days(self) -> bool:
        """Midnight tells it; another full hour only when it comes often and on several days."""
        hours = [_FULL_HOUR.fullmatch(clock) for clock in self.clocks]
        if len(hours) != 1 or not hours[0]:
            return False
        often = self.values >= _ENOUGH_TIMES and len(self.days) >= _ENOUGH_DAYS
        return hours[0][1] == "00" or often

    def _noted(self, doubt: Doubt, value: str | None = None) -> Doubt:
        return replace(doubt, column=self.header, value=value)


def _example(dates: pl.DataFrame) -> str | None:
    if dates.is_empty():
        return None
    first = dates.row(0, named=True)
    return f"{first['a']:02}{first['mark']}{first['b']:02}{first['mark']}{first['c']}"
