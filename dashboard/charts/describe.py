"""A chart in a few sentences, for those who hear the page instead of seeing it."""

from collections.abc import Mapping
from html import unescape
from typing import Any, Final

import polars as pl

from dashboard.charts.columns import ColumnView
from dashboard.charts.reader import Reader
from dashboard.charts.sheet import Sheet
from dashboard.charts.theme import Theme
from dashboard.translations import marked

_KINDS: Final[Mapping[str, str]] = {
    "metric": marked("Figure of {measure}"),
    "bar": marked("Bar chart of {measure}"),
    "line": marked("Line chart of {measure}"),
    "area": marked("Area chart of {measure}"),
    "scatter": marked("Scatter plot of {measure}"),
    "histogram": marked("Histogram of {measure}"),
    "funnel": marked("Funnel of {measure}"),
    "dot_interval": marked("Dots with intervals of {measure}"),
    "heatmap": marked("Heatmap of {measure}"),
    "box": marked("Box plot of {measure}"),
    "survival": marked("Step curve of {measure}"),
    "map": marked("Map of countries of {measure}"),
    "waterfall": marked("Waterfall of {measure}"),
}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "scatter": ("label", "x"),
    "funnel": ("stage",),
    "dot_interval": ("y",),
    "heatmap": ("y", "x"),
    "box": ("y",),
    "map": ("country",),
    "waterfall": ("y",),
}
"""The options whose columns name a row; `x` where nothing else is said."""


def alt(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    title: str = "",
    reader: Reader | None = None,
) -> str:
    """Return what a chart shows, in words: its kind, its measure, how many values and the extremes."""
    reader = reader or Reader.of(None)
    sheet = Sheet(chart, frame, columns, Theme.of(None), reader).measured()
    if chart["type"] == "table":
        labels = reader.series([view.label for view in columns.values()])
        told = reader.count(
            "Table of {number} row: {columns}.", "Table of {number} rows: {columns}.", frame.height,
            columns=labels,
        )  # fmt: skip
    else:
        kind = reader.say(_KINDS[chart["type"]], measure=sheet.label(sheet.measure))
        told = unescape(_with_rows(kind, sheet))
    return f"{title}. {told}" if title else told


def _with_rows(kind: str, sheet: Sheet) -> str:
    """Return a chart's kind with what its rows say."""
    reader, measure = sheet.reader, sheet.measure
    rows = [
        (name, value)
        for name, value in zip(_row_names(sheet), sheet.values(measure), strict=True)
        if value is not None
    ]
    if not rows:
        return reader.say("{chart}, without any value.", chart=kind)
    if sheet.chart["type"] == "metric":
        return reader.say("{chart}: {value}.", chart=kind, value=sheet.show(measure, rows[0][1]))
    (lowest, low), (highest, high) = min(rows, key=_value), max(rows, key=_value)
    if len(rows) == 1:
        only = reader.series([highest, sheet.show(measure, high)]) if highest else sheet.show(measure, high)
        return reader.say("{chart}: {value}.", chart=kind, value=only)
    return reader.count(
        "{chart}, {number} value from {first} to {last}. "
        "Highest: {highest}, {high}. Lowest: {lowest}, {low}.",
        "{chart}, {number} values from {first} to {last}. "
        "Highest: {highest}, {high}. Lowest: {lowest}, {low}.",
        len(rows),
        chart=kind,
        first=rows[0][0],
        last=rows[-1][0],
        highest=highest,
        high=sheet.show(measure, high),
        lowest=lowest,
        low=sheet.show(measure, low),
    )


def _value(row: tuple[str, Any]) -> Any:
    return row[1]


def _row_names(sheet: Sheet) -> list[str]:
    if sheet.chart["type"] == "metric":
        return [""] * sheet.frame.height
    named = [option for option in _NAMES.get(sheet.chart["type"], (sheet.other,)) if sheet.has(option)]
    options = [
        *named[: None if sheet.chart["type"] == "heatmap" else 1],
        *(o for o in ("color", "facet") if sheet.has(o)),
    ]
    return [", ".join(parts) for parts in zip(*map(sheet.names, options), strict=True)]
