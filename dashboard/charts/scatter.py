"""Two measures against each other, one dot a row, named where the names have room."""

import math
from typing import Final

from dashboard.charts.along import Along
from dashboard.charts.axes import Axis, measure_axis
from dashboard.charts.layout import HEIGHT, MARGIN, figure, hover, legend, told
from dashboard.charts.marks import Mark, label
from dashboard.charts.placing import Dot, Plot, placed
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, Trace, present
from dashboard.charts.theme import faded

PLAIN_DOT: Final = 10.0
SMALLEST_DOT: Final = 5.0
WIDEST_DOT: Final = 34.0


def scatter(sheet: Sheet) -> Figure:
    """Draw a dot for each row; names stand beside the dots as far as they don't touch."""
    largest = max(present(sheet.values("size")), default=0.0)
    xaxis, yaxis = _along(sheet), measure_axis(sheet, "y", sheet.values("y"), zero=False, pad=0.04)
    several = legend(sheet.theme) if sheet.has("color") else {}
    if several:
        several["legend"] |= {"y": 1.1}
    return figure(
        sheet,
        [_dots(group, largest) for group in series(sheet)],
        HEIGHT + 40,
        xaxis=xaxis,
        yaxis=yaxis,
        margin={**MARGIN, "t": 30},
        annotations=[_title(sheet), *_names(sheet, xaxis, yaxis, largest)],
        **several,
    )


def _along(sheet: Sheet) -> Axis:
    title = {"text": sheet.label("x"), "font": {"color": sheet.theme.muted, "size": sheet.theme.small}}
    if sheet.kind("x") == "time":
        return {**Along(sheet).axis(), "title": title}
    return {**measure_axis(sheet, "x", sheet.values("x"), zero=False, pad=0.04), "title": title}


def _title(sheet: Sheet) -> Mark:
    """Return the vertical measure's name, lying above its axis where it can be read."""
    where = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return label(
        sheet.theme, f"↑ {sheet.label('y')}", color=sheet.theme.muted, size=sheet.theme.small, **where
    )


def _diameters(sheet: Sheet, largest: float) -> list[float]:
    """Return each dot's diameter, so that its area is in proportion to its size."""
    if not largest:
        return [PLAIN_DOT] * sheet.frame.height
    shares = [max(size or 0.0, 0.0) / largest for size in sheet.values("size")]
    return [round(max(SMALLEST_DOT, WIDEST_DOT * math.sqrt(share)), 1) for share in shares]


def _dots(group: Series, largest: float) -> Trace:
    sheet = group.sheet
    return {
        "type": "scatter",
        "mode": "markers",
        "name": group.name,
        "x": Along(sheet).places(sheet),
        "y": sheet.values("y"),
        "marker": {
            "color": faded(group.color, 0.55),
            "size": _diameters(sheet, largest),
            "line": {"color": group.color, "width": 1.5},
            "opacity": 1,
        },
        "cliponaxis": False,
        **hover(_hovers(group), sheet.rows),
    }


def _names(sheet: Sheet, xaxis: Axis, yaxis: Axis, largest: float) -> list[Mark]:
    if not sheet.has("label") or "range" not in xaxis:
        return []
    sizes = _diameters(sheet, largest)
    rows = zip(sheet.names("label"), sheet.values("x"), sheet.values("y"), sizes, strict=True)
    dots = [Dot(name, x, y, size / 2) for name, x, y, size in rows if None not in (x, y)]
    return [
        label(sheet.theme, dot.name, size=sheet.theme.small, x=dot.x, y=dot.y, **where)
        for dot, where in placed(dots, Plot(xaxis["range"], yaxis["range"]), sheet.theme.small)
    ]


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    names = sheet.names("label") if sheet.has("label") else [""] * sheet.frame.height
    facts = ("x", "y", "size")
    rows = zip(names, *map(sheet.values, facts), strict=True)
    return [told(name, group.name, *map(sheet.fact, facts, values)) for name, *values in rows]
