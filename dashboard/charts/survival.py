"""The share reached by day as steps, with its band and the median day."""

from itertools import pairwise
from typing import Final

from dashboard.charts.along import Along
from dashboard.charts.axes import measure_axis
from dashboard.charts.band import Bound, band
from dashboard.charts.ends import End, named
from dashboard.charts.layout import HEIGHT, figure, hover, told
from dashboard.charts.line import THICKNESS
from dashboard.charts.marks import Marks, beside, label, stroke
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, Trace, present

STRENGTH: Final = 0.16
FEW: Final = 3
"""Bands that may lie over each other at full strength."""


def survival(sheet: Sheet) -> Figure:
    """Draw one step curve a series."""
    groups = series(sheet)
    yaxis = measure_axis(sheet, "y", sheet.every("y", "high"))
    naming = named(sheet, [end for group in groups for end in _end(group)], yaxis)
    along = Along(sheet)
    medians = (_median(group, along, in_words=len(groups) == 1) for group in groups)
    marks = sum(medians, Marks([], naming.labels))
    strength = STRENGTH if len(groups) <= FEW else STRENGTH / 2  # many bands over each other hide the curves
    return figure(
        sheet,
        [_band(group, strength) for group in groups if group.sheet.has("low")]
        + [_curve(group) for group in groups],
        HEIGHT,
        xaxis=along.axis(most=naming.most_ticks) | along.ends(),
        yaxis=yaxis,
        **marks.layout(),
        **naming.layout,
    )


def _end(group: Series) -> list[End]:
    rows = zip(group.sheet.values("x"), group.sheet.values("y"), strict=True)
    return [End(group.name, group.color, *row) for row in rows if None not in row][-1:]


def _steps(sheet: Sheet) -> list[int]:
    """Return the rows at which the curve or its band moves, and the first and last: others draw nothing.

    Rows without a share, which is not told of few people, are passed over: the curve goes on to the next.
    """
    rows = list(zip(sheet.values("y"), sheet.values("low"), sheet.values("high"), strict=True))
    there = [row for row, (share, *_) in enumerate(rows) if share is not None]
    ends = (there[:1], there[-1:])
    moves = {row for earlier, row in pairwise(there) if rows[row] != rows[earlier]}
    return [row for row in there if row in moves or [row] in ends]


def _curve(group: Series) -> Trace:
    sheet, texts = group.sheet, _hovers(group)
    days, shares = sheet.values("x"), sheet.values("y")
    steps = _steps(sheet)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": group.name,
        "x": [days[row] for row in steps],
        "y": [shares[row] for row in steps],
        "line": {"color": group.color, "width": THICKNESS, "shape": "hv"},
        **hover([texts[row] for row in steps], [sheet.rows[row] for row in steps]),
    }


def _band(group: Series, strength: float) -> Trace:
    bounds = list(zip(*map(group.sheet.values, ("x", "low", "high")), strict=True))
    return band(_stairs([bounds[row] for row in _steps(group.sheet)]), group.color, strength)


def _stairs(bounds: list[Bound]) -> list[Bound]:
    """Return the corners of steps: level up to the next day, then up or down."""
    corners = bounds[:1]
    for day, low, high in bounds[1:]:
        corners += [(day, *corners[-1][1:]), (day, low, high)]
    return corners


def _median(group: Series, along: Along, *, in_words: bool) -> Marks:
    """Return the line from the median day up to the curve."""
    sheet, day = group.sheet, group.sheet.one("reference")
    if day is None:
        return Marks()
    rows = zip(sheet.values("x"), sheet.values("y"), strict=True)
    reached = present(share for x, share in rows if x is not None and x <= day)
    line = stroke(group.color, x0=day, x1=day, y0=0, y1=max(reached, default=0))
    words = f"{sheet.label('reference')} {sheet.show('x', day)}"
    where = {"y": 0, "yanchor": "bottom", **beside(day, along.ends().get("range", (0, 0)))}
    text = label(sheet.theme, words, color=group.color, size=sheet.theme.small, **where)
    return Marks([line], [text] if in_words else [])


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    columns = map(sheet.values, ("y", "low", "high", "at_risk"))
    return [
        told(
            f"{sheet.label('x')} {day}",
            group.name,
            sheet.fact("y", share),
            sheet.span(low, high),
            sheet.fact("at_risk", at_risk),
        )
        for day, share, low, high, at_risk in zip(sheet.values("x"), *columns, strict=True)
    ]
