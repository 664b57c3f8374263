"""From one total to another, step by step: each bar starts where the one before ended."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from dashboard.charts.axes import MOST_LINES, axis, figures_axis, names_axis, rows_height
from dashboard.charts.layout import figure, hover, told
from dashboard.charts.marks import Marks, label, stroke
from dashboard.charts.sheet import Figure, Sheet, Trace
from dashboard.charts.text import bold, room_for, wrapped
from dashboard.charts.theme import faded

THICKNESS: Final = 0.62
"""Share of a row's height that its bar takes."""

TITLE: Final = 34
"""Letters of a part's title that a phone has room for."""

SURE: Final = 0.85
"""Share of the measured width of names that they surely take: a title beyond it would be cut."""


def waterfall(sheet: Sheet) -> Figure:
    """Draw totals from zero and the steps between them; each part has a scale of its own."""
    bars = _placed(sheet)
    names = [each.name if each else "" for each in bars]
    marks = _links(sheet, bars) + _titles(sheet, bars, names)
    return figure(
        sheet,
        [_trace(sheet, bars, totals=True), _trace(sheet, bars, totals=False)],
        rows_height(names) + 8,
        xaxis=axis(sheet.theme, visible=False, range=_range(bars)),
        yaxis=names_axis(sheet, names),
        yaxis2=figures_axis(sheet, [each.figure if each else "" for each in bars]),
        barmode="overlay",
        barcornerradius=2,
        **marks.layout(),
    )


@dataclass(frozen=True)
class _Bar:
    """A step or a total: where it starts and ends, as shares of its part's largest total."""

    name: str
    figure: str
    start: float
    end: float
    is_total: bool
    part: str
    row: int


def _placed(sheet: Sheet) -> list[_Bar | None]:
    """Return the bars down the chart; None is the row of a part's title."""
    placed: list[_Bar | None] = []
    for part, rows in sheet.parts("part"):
        bars = _running(rows, part)
        if not bars:
            continue
        scale = max((abs(edge) for each in bars for edge in (each.start, each.end)), default=0) or 1
        placed += [None] if part else []
        placed += [replace(each, start=each.start / scale, end=each.end / scale) for each in bars]
    return placed


def _running(sheet: Sheet, part: str) -> list[_Bar]:
    bars: list[_Bar] = []
    columns = map(sheet.values, ("x", "total"))
    for row, name, amount, is_total in zip(sheet.rows, sheet.names("y"), *columns, strict=True):
        if amount is None:
            continue  # not told: of few people
        start = 0 if is_total or not bars else bars[-1].end
        shown = sheet.show("x", amount) if is_total else _signed(sheet, amount)
        bars.append(_Bar(name, shown, start, start + amount, bool(is_total), part, row))
    return bars


def _signed(sheet: Sheet, amount: float) -> str:
    """Return a step with its sign; a step of nothing has none."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{sheet.show('x', abs(amount))}"


def _trace(sheet: Sheet, bars: list[_Bar | None], *, totals: bool) -> Trace:
    """Return the totals on the axis of names, or the steps on that of figures: Plotly draws no empty axis."""
    rows = [(row, each) for row, each in enumerate(bars) if each and each.is_total == totals]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [row for row, _ in rows],
        "yaxis": "y" if totals else "y2",
        "width": THICKNESS,
        "base": [min(each.start, each.end) for _, each in rows],
        "x": [abs(each.end - each.start) for _, each in rows],
        "marker": {"color": [_color(sheet, each) for _, each in rows]},
        **hover(
            [told(each.name, each.part, f"{sheet.label('x')}: {each.figure}") for _, each in rows],
            [each.row for _, each in rows],
        ),
    }


def _color(sheet: Sheet, each: _Bar) -> str:
    if each.is_total:
        return sheet.theme.primary
    return faded(sheet.theme.primary, 0.5) if each.end > each.start else sheet.theme.neutral


def _range(bars: list[_Bar | None]) -> list[float]:
    edges = [edge for each in bars if each for edge in (each.start, each.end)]
    return [min([0, *edges]), max([1, *edges])]


def _links(sheet: Sheet, bars: list[_Bar | None]) -> Marks:
    """Return the thin lines from the end of a bar to the bar that goes on from there."""
    return Marks(
        [
            stroke(sheet.theme.muted, dash="solid", thickness=1, x0=each.end, x1=each.end, **_between(row))
            for row, (each, below) in enumerate(pairwise(bars))
            if each and below
        ]
    )


def _between(row: int) -> dict[str, Any]:
    return {"y0": row + THICKNESS / 2, "y1": row + 1 - THICKNESS / 2}


def _titles(sheet: Sheet, bars: list[_Bar | None], names: list[str]) -> Marks:
    """Return the titles of the parts, from over the names on: beside them a phone has no room."""
    long = room_for([wrapped(name, lines=MOST_LINES) for name in names], sheet.theme.size)
    where: dict[str, Any] = {
        "x": 0, "xref": "paper", "xanchor": "left", "yanchor": "middle", "xshift": -int(SURE * long),
        "align": "left",
    }  # fmt: skip
    titles = [
        label(sheet.theme, bold(wrapped(below.part, TITLE)), y=row, **where)
        for row, (each, below) in enumerate(pairwise(bars))
        if each is None and below is not None
    ]
    return Marks([], titles)
