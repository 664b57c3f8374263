"""From a `[chart]` table and its frame to the figure: which function draws it, and what is refused."""

from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, Final

import polars as pl

from dashboard.charts.bar import bar
from dashboard.charts.box import box
from dashboard.charts.checking import problems
from dashboard.charts.columns import ColumnView
from dashboard.charts.describe import alt
from dashboard.charts.dot_interval import dot_interval
from dashboard.charts.facet import faceted
from dashboard.charts.funnel import funnel
from dashboard.charts.heatmap import heatmap
from dashboard.charts.histogram import histogram
from dashboard.charts.line import area, line
from dashboard.charts.map import map_
from dashboard.charts.most import LEFT_OUT, largest
from dashboard.charts.reader import Reader
from dashboard.charts.scatter import scatter
from dashboard.charts.sheet import ROW, ChartError, Figure, Sheet
from dashboard.charts.survival import survival
from dashboard.charts.theme import Theme
from dashboard.charts.waterfall import waterfall

_PLACED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "area": ("x", "color"),
    "funnel": ("stage", "color"),
    "heatmap": ("x", "y"),
    "histogram": ("x",),
    "line": ("x", "color"),
    "map": ("country",),
    "survival": ("x", "color"),
    "waterfall": ("y", "part"),
}
"""What gives a row its place in a chart where no two rows can share one. For a bar: its name and colour."""

DRAW: Final[Mapping[str, Callable[[Sheet], Figure]]] = {
    "area": area,
    "bar": bar,
    "box": box,
    "dot_interval": dot_interval,
    "funnel": funnel,
    "heatmap": heatmap,
    "histogram": histogram,
    "line": line,
    "map": map_,
    "scatter": scatter,
    "survival": survival,
    "waterfall": waterfall,
}
"""The types that are Plotly figures; a metric is a `tile`, a table a `table`."""


def figure(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    theme: Theme,
    reader: Reader,
) -> Figure | None:
    """Return the figure of a chart as a plain dict, or None where there is nothing to draw.

    Raises ChartError with a sentence for what cannot be drawn.
    """
    refuse(chart, frame)
    if chart["type"] not in DRAW:
        raise ChartError(f"a {chart['type']} is not drawn as a figure.")
    sheet = Sheet(chart, frame.with_row_index(ROW), columns, theme, reader).measured()
    if _is_blank(sheet) or counts_nothing(chart, frame):
        return None
    _refuse_shared_places(sheet)
    sheet, left_out = largest(sheet)
    draw = DRAW[chart["type"]]
    drawn = faceted(sheet, draw) if sheet.has("facet") else draw(sheet)
    meta = drawn["layout"].setdefault("meta", {})
    meta["description"] = alt(chart, frame, columns, reader=reader)
    if left_out:
        meta[LEFT_OUT] = left_out
    return drawn


def _is_blank(sheet: Sheet) -> bool:
    """Say whether there is nothing to draw: no value, or a curve that ends where it starts."""
    rows = zip(sheet.values("x"), sheet.values(sheet.measure), strict=True)
    drawn = {x for x, value in rows if value is not None}
    return len(drawn) < (2 if sheet.chart["type"] == "survival" else 1)


def counts_nothing(chart: Mapping[str, Any], frame: pl.DataFrame) -> bool:
    """Say whether a chart would follow a number of rows that is 0 from its start: a picture of nothing."""
    column = chart.get({"funnel": "value", "waterfall": "x"}.get(chart["type"], ""))
    return column in frame.columns and not any(frame[column])


def refuse(chart: Mapping[str, Any], frame: pl.DataFrame) -> None:
    """Raise a ChartError that names everything wrong with a chart for this frame."""
    found = problems(chart, frame.schema)
    if found:
        raise ChartError(" ".join(found))


def _refuse_shared_places(sheet: Sheet) -> None:
    """Raise a ChartError where two rows would be drawn over each other."""
    options = [option for option in (*_placed_by(sheet), "facet") if sheet.has(option)]
    rows = (
        list(zip(*(_places(sheet, option) for option in options), strict=True)) if _placed_by(sheet) else []
    )
    if len(set(rows)) == len(rows):
        return
    twice = next(number for number, row in enumerate(rows) if row in rows[:number])
    shown = ", ".join(sheet.names(option)[twice] for option in options)
    raise ChartError(
        sheet.reader.say(
            '"{name}" comes in more than one row, and one would hide the other. '
            "Group the query by {columns}.",
            name=unescape(shown),
            columns=", ".join(sheet.chart[option] for option in options),
        )
    )


def _placed_by(sheet: Sheet) -> tuple[str, ...]:
    return (sheet.other, "color") if sheet.chart["type"] == "bar" else _PLACED_BY.get(sheet.chart["type"], ())


def _places(sheet: Sheet, option: str) -> list[Any]:
    """Return numbers and times as they are, names as they are shown."""
    return sheet.values(option) if sheet.kind(option) in ("number", "time") else sheet.names(option)
