"""The share reached by day as steps, with its band and the median day."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.along import Along
from dashboard.charts.ends import End, end_labels, fit, room
from dashboard.charts.layout import (
    BASE_MARGIN,
    HEIGHT,
    Marks,
    figure,
    hover,
    label,
    legend,
    line,
    told,
    value_axis,
)
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet
from dashboard.charts.theme import faded


def survival(sheet: Sheet) -> Figure:
    """Draw one step curve a series."""
    groups = series(sheet)
    bands = [_band(group) for group in groups if group.sheet.has("low")]
    axis = value_axis(sheet, "y", [*sheet.values("y"), *sheet.values("high")])
    ends = [End(group.name, group.color, *_last(group.sheet)) for group in groups]
    named = len(groups) > 1 and fit(ends, sheet)
    marks = Marks([], end_labels(ends, sheet.theme, axis["range"], HEIGHT - 60) if named else [])
    for group in groups:
        marks += _median(group, alone=len(groups) == 1)
    return figure(
        sheet,
        bands + [_steps(group) for group in groups],
        HEIGHT,
        xaxis=Along(sheet).axis(),
        yaxis=axis,
        margin={**BASE_MARGIN, "r": room(ends, sheet.theme)} if named else BASE_MARGIN,
        **marks.layout(),
        **(legend(sheet.theme) if len(groups) > 1 and not named else {}),
    )


def _last(sheet: Sheet) -> tuple[float, float]:
    return sheet.values("x")[-1], sheet.values("y")[-1] or 0.0


def _kept(sheet: Sheet) -> list[int]:
    """Return the rows at which the curve steps, the first and the last: the others draw nothing."""
    shares = sheet.values("y")
    last = len(shares) - 1
    return [row for row in range(len(shares)) if row in (0, last) or shares[row] != shares[row - 1]]


def _steps(group: Series) -> dict[str, Any]:
    sheet, rows = group.sheet, _kept(group.sheet)
    days, shares, texts = sheet.values("x"), sheet.values("y"), _hovers(group)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": group.name,
        "x": [days[row] for row in rows],
        "y": [shares[row] for row in rows],
        "line": {"color": group.color, "width": 2.25, "shape": "hv"},
        **hover([texts[row] for row in rows]),
    }


def _band(group: Series) -> dict[str, Any]:
    sheet = group.sheet
    lows, highs = sheet.values("low"), sheet.values("high")
    rows = [row for row in _kept(sheet) if None not in (lows[row], highs[row])]
    days = [sheet.values("x")[row] for row in rows]
    upper = _stairs(days, [highs[row] for row in rows])
    lower = _stairs(days, [lows[row] for row in rows])
    outline = upper + lower[::-1]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in outline],
        "y": [y for _, y in outline],
        "fill": "toself",
        "fillcolor": faded(group.color, 0.16),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _stairs(days: Sequence[float], shares: Sequence[float]) -> list[tuple[float, float]]:
    """Return the corners of a step curve: level up to the next day, then up."""
    corners = [(days[0], shares[0])] if days else []
    for day, share in zip(days[1:], shares[1:], strict=True):
        corners += [(day, corners[-1][1]), (day, share)]
    return corners


def _median(group: Series, *, alone: bool) -> Marks:
    """Return the line from the median day up to the curve, in words where there is one curve only."""
    sheet, day = group.sheet, group.sheet.one("reference")
    reached = [
        y
        for x, y in zip(sheet.values("x"), sheet.values("y"), strict=True)
        if None not in (x, y, day) and x <= day
    ]
    if not reached:
        return Marks()
    theme = sheet.theme
    mark = line(group.color, x0=day, x1=day, y0=0, y1=reached[-1])
    words = f"{sheet.label('reference')} {sheet.show('x', day)}"
    where = {"x": day, "y": 0, "xanchor": "left", "yanchor": "bottom", "xshift": 3}
    return Marks([mark], [label(theme, words, color=group.color, size=theme.small, **where)] if alone else [])


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    rows = zip(sheet.names("x"), *map(sheet.values, ("y", "low", "high", "at_risk")), strict=True)
    return [
        told(
            f"{sheet.label('x')} {name}",
            group.name,
            f"{sheet.label('y')}: {sheet.show('y', share)}",
            sheet.span(low, high, "y"),
            f"{sheet.label('at_risk')}: {sheet.show('at_risk', at_risk)}" if at_risk is not None else "",
        )
        for name, share, low, high, at_risk in rows
    ]
