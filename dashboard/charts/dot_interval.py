"""Estimates with their intervals, one name a row, against a reference line."""

from typing import Any, Final

from dashboard.charts.layout import (
    ROW,
    Marks,
    axis,
    figure,
    figures_axis,
    hover,
    mark_at,
    names_axis,
    told,
)
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.theme import faded

VERDICTS: Final = {
    "above": "above the reference, beyond chance",
    "below": "below the reference, beyond chance",
    "same": "not distinguishable from the reference",
}


def dot_interval(sheet: Sheet) -> Figure:
    """Draw an estimate and its interval for each name; filled dots differ from the reference, hollow ones may not."""
    names, values = sheet.names("y"), sheet.values("x")
    colors = _colors(sheet)
    return figure(
        sheet,
        [_intervals(sheet, colors), _dots(sheet, colors)],
        ROW * max(len(names), 2) + 56,
        xaxis=_axis(sheet),
        yaxis=names_axis(sheet, names),
        yaxis2=figures_axis(sheet, [sheet.show("x", value) for value in values]),
        bargap=0.78,
        barcornerradius=2,
        **_reference(sheet).layout(),
    )


def _colors(sheet: Sheet) -> list[str]:
    if not sheet.has("verdict"):
        return [sheet.theme.primary] * sheet.frame.height
    good = sheet.chart.get("good", "up")
    return [sheet.theme.verdict(verdict, good) for verdict in sheet.values("verdict")]


def _intervals(sheet: Sheet, colors: list[str]) -> dict[str, Any]:
    bounds = list(zip(sheet.values("low"), sheet.values("high"), strict=True))
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(bounds))),
        "base": [low for low, _ in bounds],
        "x": [high - low if None not in (low, high) else None for low, high in bounds],
        "marker": {"color": [faded(color, 0.36) for color in colors]},
        "hoverinfo": "skip",
    }


def _dots(sheet: Sheet, colors: list[str]) -> dict[str, Any]:
    hollow = [verdict == "same" for verdict in sheet.values("verdict")]
    fills = [sheet.theme.background if open_ else color for open_, color in zip(hollow, colors, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": sheet.values("x"),
        "y": list(range(sheet.frame.height)),
        "yaxis": "y2",
        "marker": {"size": 11, "color": fills, "opacity": 1, "line": {"width": 2, "color": colors}},
        "cliponaxis": False,
        **hover(_hovers(sheet)),
    }


def _axis(sheet: Sheet) -> dict[str, Any]:
    values = present(
        [*sheet.values("x"), *sheet.values("low"), *sheet.values("high"), sheet.one("reference")]
    )
    marks = ticks(min(0, *values), max(0, *values), 5)
    texts = tick_texts(marks, sheet.format("x"), sheet.reader)
    pad = (marks[-1] - marks[0]) * 0.02
    return axis(sheet.theme, range=[marks[0] - pad, marks[-1] + pad], tickvals=marks, ticktext=texts)


def _reference(sheet: Sheet) -> Marks:
    value = sheet.one("reference")
    if value is None:
        return Marks()
    return mark_at(sheet.theme, value, f"{sheet.label('reference')} {sheet.show('x', value)}", lying=True)


def _hovers(sheet: Sheet) -> list[str]:
    columns = ("x", "low", "high", "n", "verdict")
    rows = zip(sheet.names("y"), *map(sheet.values, columns), strict=True)
    return [
        told(
            name,
            f"{sheet.label('x')}: {sheet.show('x', value)}",
            sheet.span(low, high, "x"),
            f"{sheet.label('n')}: {sheet.show('n', n)}" if n is not None else "",
            VERDICTS.get(verdict, ""),
        )
        for name, value, low, high, n, verdict in rows
    ]
