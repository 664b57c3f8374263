"""A distribution that the query has counted: one bar a bin, with a value marked."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.axes import Axis, axis, measure_axis
from dashboard.charts.layout import HEIGHT, figure, hover, told
from dashboard.charts.marks import Marks, beside, label, stroke
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import Figure, Sheet, Trace, present


def histogram(sheet: Sheet) -> Figure:
    """Draw how often each value occurs."""
    width = _bin_width(sheet)
    xaxis = _along(sheet, width)
    return figure(
        sheet,
        [_bins(sheet, width)],
        HEIGHT,
        xaxis=xaxis,
        yaxis=measure_axis(sheet, "y", sheet.values("y")),
        bargap=0,
        barcornerradius=2,
        **_reference(sheet, xaxis["range"]).layout(),
    )


def _bin_width(sheet: Sheet) -> float:
    starts = sorted(set(present(sheet.values("x"))))
    steps = (after - before for before, after in pairwise(starts))
    return float(sheet.one("width") or min(steps, default=1))


def _bins(sheet: Sheet, width: float) -> Trace:
    return {
        "type": "bar",
        "x": sheet.values("x"),
        "y": sheet.values("y"),
        "width": width,
        "offset": 0,
        "marker": {"color": sheet.theme.primary, "line": {"width": 1, "color": sheet.theme.background}},
        **hover(_hovers(sheet, width), sheet.rows),
    }


def _along(sheet: Sheet, width: float) -> Axis:
    starts = present(sheet.values("x")) or [0.0]
    low, high = min(0, *starts), max(starts) + width
    marks = [mark for mark in ticks(low, high, 4 if sheet.has("facet") else 6) if mark <= high]
    texts = tick_texts(marks, sheet.format("x"), sheet.reader)
    return axis(sheet.theme, range=[low, high], tickvals=marks, ticktext=texts)


def _hovers(sheet: Sheet, width: float) -> list[str]:
    return [
        told("" if start is None else _bin(sheet, start, start + width), count)
        for start, count in zip(
            sheet.values("x"), (sheet.fact("y", y) for y in sheet.values("y")), strict=True
        )
    ]


def _bin(sheet: Sheet, start: float, end: float) -> str:
    return sheet.reader.say("{low} to {high}", low=sheet.show("x", start), high=sheet.show("x", end))


def _reference(sheet: Sheet, span: Sequence[float]) -> Marks:
    value = sheet.one("reference")
    if value is None:
        return Marks()
    color = sheet.theme.positive
    text = f"{sheet.label('reference')} {sheet.show('x', value)}"
    where = {"y": 1, "yref": "paper", "yanchor": "bottom", **beside(value, span)}  # above the bars
    return Marks(
        [stroke(color, dash="solid", thickness=2, x0=value, x1=value, y0=0, y1=1.03, yref="paper")],
        [label(sheet.theme, text, color=color, size=sheet.theme.small, **where)],
    )
