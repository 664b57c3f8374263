"""What a chart is drawn from: its rows under the names of its options, and the words and looks for them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

import polars as pl

from dashboard.charts.columns import ColumnView
from dashboard.charts.kinds import kind_of
from dashboard.charts.reader import Reader, as_label
from dashboard.charts.text import escaped
from dashboard.charts.theme import Theme

Figure = dict[str, Any]
"""A Plotly figure: `data` and `layout` in JSON-ready values."""

Trace = dict[str, Any]

PLAIN = ColumnView("", "text")

ROW: Final = "row of the result"
"""The column that numbers the frame's rows, so that a mark knows its own however rows are cut and sorted."""


_MEASURES: Final[Mapping[str, str]] = {
    "area": "y",
    "box": "median",
    "dot_interval": "x",
    "funnel": "value",
    "heatmap": "value",
    "histogram": "y",
    "line": "y",
    "map": "value",
    "metric": "value",
    "scatter": "y",
    "survival": "y",
    "waterfall": "x",
}


class ChartError(ValueError):
    """A sentence that says what cannot be drawn and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A `[chart]` table, the frame it draws, and for whom."""

    chart: Mapping[str, Any]
    frame: pl.DataFrame
    columns: Mapping[str, ColumnView]
    theme: Theme
    reader: Reader
    colors: Mapping[str, str] = field(default_factory=dict)
    """Colours of series that several panels share, by name."""

    @property
    def measure(self) -> str:
        """Return the option whose column the chart measures; of a bar the one that holds numbers."""
        if self.chart["type"] == "bar":
            return "y" if self.kind("y") == "number" else "x"
        return _MEASURES[self.chart["type"]]

    @property
    def other(self) -> str:
        """Return the option across from the measure, in a chart of x and y."""
        return "x" if self.measure == "y" else "y"

    def measured(self) -> Self:
        """Return the sheet with the chart's own `format` laid over that of its measure."""
        if "format" not in self.chart:
            return self
        column = self.chart[self.measure]
        view = replace(self.columns.get(column, PLAIN), format=self.chart["format"])
        return replace(self, columns={**self.columns, column: view})

    def has(self, option: str) -> bool:
        """Say whether the option names a column of the frame."""
        return self.chart.get(option) in self.frame.columns

    @property
    def rows(self) -> list[int]:
        """Return the numbers of the rows in the result that is drawn."""
        return self.frame[ROW].to_list() if ROW in self.frame.columns else list(range(self.frame.height))

    def values(self, option: str) -> list[Any]:
        """Return the column that an option names, without NaN and infinity; nulls where it names none."""
        if not self.has(option):
            return [None] * self.frame.height
        return [_plain(value) for value in _whole_days(self.frame[self.chart[option]]).to_list()]

    def one(self, option: str) -> Any:
        """Return a value that is the same in every row, or that the header itself gives."""
        given = self.chart.get(option)
        if not self.has(option):
            return given if isinstance(given, int | float) else None
        return next((value for value in self.values(option) if value is not None), None)

    def kind(self, option: str) -> str:
        """Return the kind of the column that an option names."""
        return kind_of(self.frame.schema[self.chart[option]])

    def format(self, option: str) -> str:
        """Return the format of the column that an option names."""
        return self._view(option).format

    def label(self, option: str) -> str:
        """Return the label of the column that an option names, ready for Plotly."""
        return escaped(self._view(option).label)

    def show(self, option: str, value: Any) -> str:
        """Return a value in the format of the column that an option names, ready for Plotly."""
        shown = self.format(option)
        is_term = shown == "text" and isinstance(value, str)
        return escaped(self.reader.show(as_label(value) if is_term else value, shown))

    def every(self, *options: str) -> list[Any]:
        """Return the values of several options, of columns and of the header itself, one after the other."""
        columns = [value for option in options if self.has(option) for value in self.values(option)]
        return columns + [self.one(option) for option in options if not self.has(option)]

    def fact(self, option: str, value: Any) -> str:
        """Return a value under its column's label; nothing where it is missing and need not be there."""
        if not self.has(option):
            return ""
        return self.reader.say("{label}: {value}", label=self.label(option), value=self.show(option, value))

    def span(self, low: Any, high: Any) -> str:
        """Return an interval in the measure's format; nothing where a bound is missing."""
        if low is None or high is None:
            return ""
        bounds = (("low", low), ("high", high))
        return self.reader.series(
            [f"{self.label(bound)} {self.show(self.measure, value)}" for bound, value in bounds]
        )

    def names(self, option: str) -> list[str]:
        """Return a column's values as the reader's words."""
        return [self.show(option, value) for value in self.values(option)]

    def parts(self, option: str) -> list[tuple[str, "Sheet"]]:
        """Return the sheet cut by the values of a column, each part with its name, in the rows' order."""
        if not self.has(option):
            return [("", self)]
        column = self.chart[option]
        groups = self.frame.partition_by(column, maintain_order=True)
        return [(self.show(option, group[column][0]), replace(self, frame=group)) for group in groups]

    def totals(self, by: str) -> list[float]:
        """Return the measure summed over the rows that share a value: the heights of stacks."""
        measure = pl.col(self.chart[self.measure])
        totals = self.frame.group_by(self.chart[by]).agg(measure.sum()).to_series(1)
        return [float(total) for total in totals]

    def _view(self, option: str) -> ColumnView:
        return self.columns.get(str(self.chart.get(option)), PLAIN)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _whole_days(series: pl.Series) -> pl.Series:
    """Return times as dates where none has a time of day."""
    if series.dtype != pl.Datetime or (series.dt.truncate("1d") != series).any():
        return series
    return series.dt.date()


def axis_values(values: Iterable[Any]) -> list[Any]:
    """Return values as Plotly takes them along an axis: days and times in ISO 8601."""
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def present(values: Iterable[Any]) -> list[Any]:
    """Return the values that are there."""
    return [value for value in values if value is not None]
