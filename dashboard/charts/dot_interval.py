"""Estimates with their intervals, one name a row, against a reference line."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axes import figures_axis, measure_axis, names_axis, rows_height
from dashboard.charts.blanks import blanks, without_blanks
from dashboard.charts.layout import figure, hover, told
from dashboard.charts.marks import Marks, upright
from dashboard.charts.sheet import Figure, Sheet, Trace
from dashboard.charts.theme import faded
from dashboard.translations import marked

VERDICTS: Final = {
    "above": marked("above the reference, beyond chance"),
    "below": marked("below the reference, beyond chance"),
    "same": marked("not distinguishable from the reference"),
}


def dot_interval(sheet: Sheet) -> Figure:
    """Draw an estimate and its interval for each name; hollow dots may not differ from the reference."""
    sheet = without_blanks(sheet, "x")
    names, colors = sheet.names("y"), _colors(sheet)
    values = measure_axis(sheet, "x", sheet.every("x", "low", "high", "reference"), pad=0.02)
    return figure(
        sheet,
        [_intervals(sheet, colors), _dots(sheet, colors)],
        rows_height(names) + 56,
        xaxis=values | {"showgrid": False},
        yaxis=names_axis(sheet, names),
        yaxis2=figures_axis(sheet, sheet.names("x")),
        bargap=0.74,
        barcornerradius=2,
        **(_reference(sheet, values["range"]) + blanks(sheet, "x")).layout(),
    )


def _colors(sheet: Sheet) -> list[str]:
    if not sheet.has("verdict"):
        return [sheet.theme.primary] * sheet.frame.height
    good = sheet.chart.get("good", "up")
    return [sheet.theme.verdict(verdict, good) for verdict in sheet.values("verdict")]


def _intervals(sheet: Sheet, colors: list[str]) -> Trace:
    bounds = list(zip(sheet.values("low"), sheet.values("high"), strict=True))
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(bounds))),
        "base": [low for low, _ in bounds],
        "x": [None if None in (low, high) else high - low for low, high in bounds],
        "marker": {"color": [faded(color, 0.36) for color in colors]},
        "hoverinfo": "skip",
    }


def _dots(sheet: Sheet, colors: list[str]) -> Trace:
    hollow = [verdict == "same" for verdict in sheet.values("verdict")]
    fills = [sheet.theme.background if empty else color for empty, color in zip(hollow, colors, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": sheet.values("x"),
        "y": list(range(sheet.frame.height)),
        "yaxis": "y2",
        "marker": {"size": 11, "color": fills, "opacity": 1, "line": {"width": 2, "color": colors}},
        "cliponaxis": False,
        **hover(_hovers(sheet), sheet.rows),
    }


def _reference(sheet: Sheet, span: Sequence[float]) -> Marks:
    value = sheet.one("reference")
    if value is None:
        return Marks()
    return upright(sheet.theme, value, f"{sheet.label('reference')} {sheet.show('x', value)}", span)


def _hovers(sheet: Sheet) -> list[str]:
    columns = map(sheet.values, ("x", "low", "high", "n", "verdict"))
    return [
        told(
            name,
            sheet.fact("x", value),
            sheet.span(low, high),
            sheet.fact("n", n),
            sheet.reader.say(VERDICTS[verdict]) if verdict in VERDICTS else "",
        )
        for name, value, low, high, n, verdict in zip(sheet.names("y"), *columns, strict=True)
    ]
