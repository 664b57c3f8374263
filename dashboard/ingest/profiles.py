"""What the columns of an unknown file hold, by their values: dates and their order, numbers, words."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from dashboard.ingest.files import LINE, Table
from dashboard.ingest.parsing import read_times, trimmed
from dashboard.ingest.written import Style, read_written

_ROWS: Final = 50_000
_VALUES: Final = 500
_DAYS: Final = 5_000
"""Different dates that tell how a column is written."""
_MOST: Final = 0.9
"""Share of the values that must be readable for a column to be one of dates or numbers."""
_EPOCH: Final = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_DATED: Final = re.compile(r"\d\D+\d|\d年")
_MONTH: Final = re.compile(
    r"(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}/\d\d(?:/\d\d)?|\d{4}年\d+月.*)"
)


@dataclass(frozen=True)
class Dates:
    """How the dates of a column are read; undecided where both day and month may come first."""

    reader: str
    undecided: bool = False


@dataclass(frozen=True, eq=False)
class Profile:
    """A column: its rows, how many are filled, and its different values, the most frequent first."""

    name: str
    rows: int
    filled: int
    different: pl.Series

    @property
    def distinct(self) -> int:
        return self.different.len()

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Return the most frequent values."""
        return tuple(self.different.head(_VALUES))

    @cached_property
    def dates(self) -> Dates | None:
        """Return how its values read as dates, or None where they are none."""
        if not self.values:
            return None
        if all(_EPOCH.fullmatch(value) for value in self.values):
            return Dates("epoch")
        if sum(bool(_DATED.search(value)) for value in self.values) < _MOST * len(self.values):
            return None
        said = self.different.head(_DAYS)
        read = {name: as_dates(said).count() / said.len() for name, as_dates in _DATES.items()}
        best = max(read, key=lambda name: read[name])
        if read[best] < _MOST:
            return None
        tie = read["day_first"] == read["month_first"] == read[best] > read["time"]
        return Dates(best, undecided=tie and not all("." in value for value in self.values))

    @cached_property
    def is_number(self) -> bool:
        """Tell whether its values are numbers, in whatever way a decimal or a percentage is written."""
        plain = pl.Series(
            [value.replace(" ", "").rstrip("%").replace(",", ".") for value in self.values], dtype=pl.String
        )
        return plain.len() > 0 and plain.cast(pl.Float64, strict=False).count() >= _MOST * plain.len()

    @cached_property
    def is_key(self) -> bool:
        """Tell whether its values look like keys: short, without spaces, most with a digit."""
        keys = [value for value in self.values if " " not in value and any(map(str.isdigit, value))]
        return self.dates is None and len(keys) >= _MOST * len(self.values) > 0

    @property
    def is_unique(self) -> bool:
        """Tell whether nearly every filled row says something else."""
        return self.distinct >= _MOST * self.filled > 0

    def fit(self, known: Callable[[str], object]) -> float:
        """Return the share of its values that a normaliser knows."""
        return sum(bool(known(value)) for value in self.values) / len(self.values) if self.values else 0.0


_DATES: Final[dict[str, Callable[[pl.Series], pl.Series]]] = {
    "time": read_times,
    "day_first": lambda text: read_written(text, Style("day_first", written=True)),
    "month_first": lambda text: read_written(text, Style("month_first", written=True)),
}


def as_times(text: pl.Series, dates: Dates | None) -> pl.Series:
    """Return a column of dates as what can be compared; of a column without dates, nothing."""
    match dates:
        case None:
            return pl.Series(text.name, [None] * text.len(), pl.Datetime("us"))
        case Dates("epoch"):
            return text.cast(pl.Int64, strict=False)
        case _:
            return _DATES[dates.reader](text)


def sample_of(table: Table, rows: int = _ROWS) -> pl.DataFrame:
    """Return about the first `rows` of a table as trimmed text. Raises Refused."""
    parts: list[pl.DataFrame] = []
    for batch in table.batches(table.columns):
        frame = batch.frame.drop(LINE).head(rows)
        parts.append(pl.DataFrame([trimmed(series.cast(pl.String)) for series in frame]))
        if sum(part.height for part in parts) >= rows:
            break
    return (
        pl.concat(parts).select(table.columns)
        if parts
        else pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String))
    )


def profiles_of(sample: pl.DataFrame) -> list[Profile]:
    """Return what each column of a sample holds."""
    return [_profile(series) for series in sample]


def _profile(series: pl.Series) -> Profile:
    filled = series.drop_nulls()
    different = filled.value_counts(sort=True).get_column(series.name) if filled.len() else filled
    return Profile(series.name, series.len(), filled.len(), different)


def count_values(table: Table, columns: Sequence[str]) -> dict[str, Counter[str]]:
    """Return how often each value of these columns stands in the whole file."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in columns}
    if not columns:
        return counts
    for batch in table.batches(columns):
        for name in columns:
            said = trimmed(batch.frame[name].cast(pl.String)).drop_nulls()
            counts[name].update(dict(said.value_counts().iter_rows()))
    return counts


def is_date_header(header: str) -> bool:
    """Tell whether a header is itself a day or a month: a column of a pivot."""
    return _MONTH.fullmatch(header.strip()) is not None
