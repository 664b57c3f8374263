"""Estimates with their intervals, one name a row, against a reference line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dashboard.charts.axes import figures_axis, measure_axis, names_axis, rows_height
from dashboard.charts.layout import figure, hover, told
from dashboard.charts.marks import Marks, label, upright
from dashboard.charts.sheet import Figure, Sheet, Trace
from dashboard.charts.text import escaped
from dashboard.charts.theme import faded
from dashboard.translations import marked

MOST_BLANKS: Final = 3
"""Names without an estimate that keep their row; more would only push the others apart."""

VERDICTS: Final = {
    "above": marked("above the reference, beyond chance"),
    "below": marked("below the reference, beyond chance"),
    "same": marked("not distinguishable from the reference"),
}


def dot_interval(sheet: Sheet) -> Figure:
    """Draw an estimate and its interval for each name; hollow dots may not differ from the reference."""
    sheet = _without_blanks(sheet)
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
        **(_reference(sheet, values["range"]) + _blanks(sheet)).layout(),
    )


def _without_blanks(sheet: Sheet) -> Sheet:
    """Return the sheet without the names that lack an estimate, where they are many: a note counts them."""
    blank = sheet.frame[sheet.chart["x"]].is_null()
    if blank.sum() <= MOST_BLANKS:
        return sheet
    left_out = sheet.reader.count(
        "{number} more without a figure", "{number} more without a figure", int(blank.sum())
    )
    note = f"{sheet.chart['note']}. {left_out}" if "note" in sheet.chart else left_out
    return replace(sheet, frame=sheet.frame.filter(~blank), chart={**sheet.chart, "note": note})


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


def _blanks(sheet: Sheet) -> Marks:
    """Return the words that stand where there is no estimate."""
    theme = sheet.theme
    where: dict[str, Any] = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "middle"}
    rows = enumerate(zip(sheet.values("x"), sheet.values("blank"), strict=True))
    return Marks(
        [],
        [
            label(theme, escaped(words), color=theme.muted, size=theme.small, y=row, **where)
            for row, (value, words) in rows
            if value is None and words
        ],
    )


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
