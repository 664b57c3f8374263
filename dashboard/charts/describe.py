"""A chart in a few sentences, for those who hear the page instead of seeing it."""

from collections.abc import Mapping
from html import unescape
from typing import Any, Final

import polars as pl

from dashboard.charts.columns import ColumnView
from dashboard.charts.reader import Reader
from dashboard.charts.sheet import Sheet
from dashboard.charts.theme import Theme

_KINDS: Final[Mapping[str, str]] = {
    "metric": "Figure",
    "table": "Table",
    "bar": "Bar chart",
    "line": "Line chart",
    "area": "Area chart",
    "scatter": "Scatter plot",
    "histogram": "Histogram",
    "funnel": "Funnel",
    "dot_interval": "Dots with intervals",
    "heatmap": "Heatmap",
    "box": "Box plot",
    "survival": "Step curve",
    "map": "Map of countries",
    "waterfall": "Waterfall",
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
    sheet = Sheet(chart, frame, columns, Theme.of(None), reader or Reader.of(None)).measured()
    kind = _KINDS[chart["type"]]
    start = f"{title}. {kind}" if title else kind
    if chart["type"] == "table":
        return (
            f"{start} of {_count(frame.height, 'row')}: {', '.join(view.label for view in columns.values())}."
        )
    return unescape(f"{start} of {sheet.label(sheet.measure)}{_rows(sheet)}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _rows(sheet: Sheet) -> str:
    measure = sheet.measure
    rows = [
        (name, value)
        for name, value in zip(_row_names(sheet), sheet.values(measure), strict=True)
        if value is not None
    ]
    if not rows:
        return ", without any value."
    if sheet.chart["type"] == "metric":
        return f": {sheet.show(measure, rows[0][1])}."
    (lowest, low), (highest, high) = min(rows, key=_value), max(rows, key=_value)
    if len(rows) == 1:
        return f": {highest} {sheet.show(measure, high)}."
    return (
        f", {_count(len(rows), 'value')} from {rows[0][0]} to {rows[-1][0]}. "
        f"Highest: {highest}, {sheet.show(measure, high)}. Lowest: {lowest}, {sheet.show(measure, low)}."
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
