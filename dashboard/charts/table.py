"""A table as a description: which columns are shown, under which words, how, as bars or small courses.

Formats are those of Streamlit's data frame, which follow the browser's locale; codes are already names here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import polars as pl

from dashboard.charts.column_width import LEAST_TEXT, ROOM, needed, width
from dashboard.charts.columns import ColumnView, gives_names
from dashboard.charts.draw import refuse
from dashboard.charts.kinds import kind_of
from dashboard.charts.reader import Reader

CellKind = Literal["text", "number", "bar", "spark", "date", "flag", "record"]
_KINDS: Final[Mapping[str, CellKind]] = {"number": "number", "time": "date", "bool": "flag", "list": "spark"}
_CURRENCIES: Final = {"USD": "dollar", "EUR": "euro", "JPY": "yen"}
"""Currencies whose sign a data frame writes; the heading says any other."""
_DIGITS: Final = {"percent": 3, "decimal": 1, "days": 1, "currency": 0}


@dataclass(frozen=True)
class TableColumn:
    """How one column is shown: `width` in pixels, `step` the smallest difference seen, `maximum` of a bar."""

    name: str
    label: str
    kind: CellKind
    width: int
    format: str | None = None
    help: str | None = None
    step: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Table:
    """The rows as they are shown, and their columns."""

    frame: pl.DataFrame
    columns: tuple[TableColumn, ...]


def table(
    chart: Mapping[str, Any], frame: pl.DataFrame, columns: Mapping[str, ColumnView], reader: Reader
) -> Table:
    """Return the rows and columns of a table; raises ChartError for columns that the frame lacks."""
    refuse(chart, frame)
    names = [name for name in chart.get("columns", frame.columns) if name not in chart.get("hide", ())]
    shown = frame.select(_cells(frame[name], columns[name].format, reader) for name in names)
    return Table(
        shown, _fitted([_column(chart, frame[name], shown[name], columns[name], reader) for name in names])
    )


def _fitted(columns: Sequence[TableColumn]) -> tuple[TableColumn, ...]:
    """Return the columns, the longest texts cut where that lets all of them stand in the room."""
    widths = {column.name: column.width for column in columns}
    for column in sorted(columns, key=lambda column: -column.width):
        lack = sum(widths.values()) - ROOM
        if column.kind == "text" and lack > 0:
            least = max(LEAST_TEXT, needed([column.label]))
            widths[column.name] = min(column.width, max(least, column.width - lack))
    if sum(widths.values()) > ROOM:
        return tuple(columns)
    return tuple(replace(column, width=widths[column.name]) for column in columns)


def _cells(series: pl.Series, format: str, reader: Reader) -> pl.Series:  # noqa: A002
    """Return a column with codes as names and numbers as exact as they are shown."""
    if format in ("country", "language", "term"):
        codes = series.cast(pl.String)
        names = {code: reader.show(code, format) for code in codes.unique().drop_nulls()}
        return codes.replace(names).fill_null(reader.show(None, format))
    if gives_names(series.name, format):
        return series.cast(pl.String).fill_null(reader.show(None, "text"))
    digits = _digits(format, series.dtype)
    return series.round(digits) if series.dtype.is_float() and digits is not None else series


def _digits(format: str, dtype: pl.DataType) -> int | None:  # noqa: A002
    if dtype.is_integer():
        return 0
    return _DIGITS.get(format.split(" ", maxsplit=1)[0])


def _column(
    chart: Mapping[str, Any], series: pl.Series, cells: pl.Series, view: ColumnView, reader: Reader
) -> TableColumn:
    kind = _kind(chart, series, view)
    is_number = kind in ("number", "bar")
    digits = _digits(view.format, series.dtype)
    label = _label(view, reader)
    return TableColumn(
        name=series.name,
        label=label,
        kind=kind,
        width=width(label, cells, kind, view.format, reader),
        format=_format(view.format, kind),
        help=view.help or None,
        step=10.0**-digits if is_number and digits is not None else None,
        maximum=_maximum(series) if kind == "bar" else None,
    )


def _label(view: ColumnView, reader: Reader) -> str:
    """Return the heading with its unit, which the cells lack: "Waiting for (days)"."""
    unit = _unit(view.format, reader)
    if not unit or unit.casefold() in view.label.casefold():
        return view.label
    return reader.say("{label} ({unit})", label=view.label, unit=unit)


def _unit(format: str, reader: Reader) -> str:  # noqa: A002
    name, _, currency = format.partition(" ")
    if name == "currency" and currency not in _CURRENCIES:
        return currency
    return reader.say("days") if name == "days" else ""


def _kind(chart: Mapping[str, Any], series: pl.Series, view: ColumnView) -> CellKind:
    if series.name in chart.get("bars", ()):
        return "bar"
    if view.format == "record":
        return "record"
    return _KINDS.get(kind_of(series.dtype), "text")


def _format(format: str, kind: CellKind) -> str | None:  # noqa: A002
    if kind == "date":
        return "MMM YYYY" if format == "month" else "localized"
    if kind not in ("number", "bar"):
        return None
    name, _, currency = format.partition(" ")
    return "percent" if name == "percent" else _CURRENCIES.get(currency, "localized")


def _maximum(series: pl.Series) -> float:
    """Return the largest value, the length of a full bar; of a column without one, 1."""
    largest = series.max()
    return float(largest) if isinstance(largest, int | float) and largest > 0 else 1.0
