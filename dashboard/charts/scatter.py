"""Two measures against each other, one dot a row, named where the names have room."""

import math
from typing import Any, Final

from dashboard.charts.along import Along
from dashboard.charts.layout import BASE_MARGIN, HEIGHT, Axis, axis, figure, hover, label, legend, told
from dashboard.charts.placing import Dot, Frame, placed
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.theme import faded

PLAIN_DOT: Final = 10.0
WIDEST_DOT: Final = 34.0


def scatter(sheet: Sheet) -> Figure:
    """Draw a dot for each row; names stand beside the dots as far as they don't touch."""
    groups = series(sheet)
    xaxis, yaxis = _along(sheet), _up(sheet)
    return figure(
        sheet,
        [_dots(group, _largest(sheet)) for group in groups],
        HEIGHT + 40,
        xaxis=xaxis,
        yaxis=yaxis,
        margin={**BASE_MARGIN, "t": 34},
        annotations=[_title(sheet), *_names(sheet, xaxis, yaxis)],
        **(legend(sheet.theme) if len(groups) > 1 else {}),
    )


def _along(sheet: Sheet) -> Axis:
    title = {"text": sheet.label("x"), "font": {"color": sheet.theme.muted, "size": sheet.theme.small}}
    if sheet.kind("x") == "time":
        return {**Along(sheet).axis(), "title": title}
    return {**_measured(sheet, "x"), "title": title}


def _up(sheet: Sheet) -> Axis:
    return _measured(sheet, "y")


def _measured(sheet: Sheet, option: str) -> Axis:
    """Return an axis around the values: dots need no zero, and none is claimed."""
    values = present(sheet.values(option)) or [0.0]
    marks = ticks(min(values), max(values), 5)
    pad = (marks[-1] - marks[0]) * 0.04
    return axis(
        sheet.theme,
        range=[marks[0] - pad, marks[-1] + pad],
        tickvals=marks,
        ticktext=tick_texts(marks, sheet.format(option), sheet.reader),
        showgrid=True,
        gridcolor=sheet.theme.grid,
    )


def _title(sheet: Sheet) -> dict[str, Any]:
    """Return the vertical measure's name, lying above its axis where it can be read."""
    where = {
        "x": 0,
        "xref": "paper",
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 8,
    }
    return label(
        sheet.theme, f"↑ {sheet.label('y')}", color=sheet.theme.muted, size=sheet.theme.small, **where
    )


def _largest(sheet: Sheet) -> float:
    return max(present(sheet.values("size")), default=0.0)


def _diameters(sheet: Sheet, largest: float) -> list[float]:
    if not largest:
        return [PLAIN_DOT] * sheet.frame.height
    return [
        max(4.0, WIDEST_DOT * math.sqrt(max(size or 0.0, 0.0) / largest)) for size in sheet.values("size")
    ]


def _dots(group: Series, largest: float) -> dict[str, Any]:
    sheet = group.sheet
    return {
        "type": "scatter",
        "mode": "markers",
        "name": group.name,
        "x": Along(sheet).places(sheet),
        "y": sheet.values("y"),
        "marker": {
            "color": faded(group.color, 0.55),
            "size": [round(diameter, 1) for diameter in _diameters(sheet, largest)],
            "line": {"color": group.color, "width": 1.5},
            "opacity": 1,
        },
        **hover(_hovers(group)),
    }


def _names(sheet: Sheet, xaxis: Axis, yaxis: Axis) -> list[dict[str, Any]]:
    if not sheet.has("label") or "range" not in xaxis:
        return []
    sizes = _diameters(sheet, _largest(sheet))
    rows = zip(sheet.names("label"), sheet.values("x"), sheet.values("y"), sizes, strict=True)
    dots = [Dot(name, x, y, size / 2) for name, x, y, size in rows if None not in (x, y)]
    frame = Frame(tuple(xaxis["range"]), tuple(yaxis["range"]))
    return [
        label(sheet.theme, dot.name, size=sheet.theme.small, x=dot.x, y=dot.y, **where)
        for dot, where in placed(dots, frame, sheet.theme.small)
    ]


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    names = sheet.names("label") if sheet.has("label") else [""] * sheet.frame.height
    return [
        told(
            name,
            group.name,
            *(
                f"{sheet.label(option)}: {sheet.show(option, value)}"
                for option, value in row
                if sheet.has(option)
            ),
        )
        for name, *row in zip(
            names,
            *([(option, value) for value in sheet.values(option)] for option in ("x", "y", "size")),
            strict=True,
        )
    ]
