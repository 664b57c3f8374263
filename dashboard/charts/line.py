"""The course of a measure: lines with bands, filled areas, and the part that can still change."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from dashboard.charts.along import Along
from dashboard.charts.ends import End, end_labels, fit, room
from dashboard.charts.layout import (
    BASE_MARGIN,
    HEIGHT,
    Marks,
    figure,
    goal_mark,
    hover,
    label,
    legend,
    still_open,
    told,
    value_axis,
)
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet
from dashboard.charts.text import bold
from dashboard.charts.theme import faded

THICKNESS: Final = 2.25
Trace = dict[str, Any]


def line(sheet: Sheet) -> Figure:
    """Draw the course of a measure as lines, with the band between low and high."""
    along, groups = Along(sheet), series(sheet)
    bands = [band(group, along.places(group.sheet)) for group in groups if group.sheet.has("low")]
    courses = [trace for group in groups for trace in _course(group, along)]
    values = [*sheet.values("y"), *sheet.values("high"), *sheet.values("low")]
    return _figure(along, groups, bands + courses, values)


def area(sheet: Sheet) -> Figure:
    """Draw the course of an amount, filled from zero; several series are stacked."""
    along, groups = Along(sheet), series(sheet)
    if len(groups) == 1:
        fill = {"fill": "tozeroy", "fillcolor": faded(groups[0].color, 0.16)}
        courses = [trace | fill for trace in _course(groups[0], along)]
        return _figure(along, groups, courses, sheet.values("y"))
    stacked = [
        _trace(group, along) | {"stackgroup": "all", "fillcolor": faded(group.color, 0.55)}
        for group in groups
    ]
    return _figure(along, groups, stacked, sheet.totals("x"), named_at_ends=False)


def _figure(
    along: Along,
    groups: list[Series],
    data: list[Trace],
    values: Sequence[float | None],
    *,
    named_at_ends: bool = True,
) -> Figure:
    sheet = along.sheet
    axis = value_axis(sheet, "y", [*values, sheet.one("goal")])
    ends = _ends(groups, along)
    named_at_ends = named_at_ends and len(groups) > 1 and fit(ends, sheet)
    names = end_labels(ends, sheet.theme, axis["range"], HEIGHT - 60) if named_at_ends else []
    marks = _open_part(sheet, along) + goal_mark(sheet, "y") + Marks([], names)
    marks += Marks([], _last_settled(groups[0], along) if len(groups) == 1 else [])
    margin = {"l": 4, "r": room(ends, sheet.theme), "t": 16, "b": 4} if named_at_ends else BASE_MARGIN
    above = legend(sheet.theme) if len(groups) > 1 and not named_at_ends else {}
    return figure(
        sheet, data, HEIGHT, xaxis=along.axis(), yaxis=axis, margin=margin, **marks.layout(), **above
    )


def band(group: Series, places: Sequence[Any]) -> Trace:
    """Return the area between low and high as one closed outline."""
    bounds = zip(places, group.sheet.values("low"), group.sheet.values("high"), strict=True)
    rows = [row for row in bounds if None not in row]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _, _ in rows] + [x for x, _, _ in reversed(rows)],
        "y": [high for _, _, high in rows] + [low for _, low, _ in reversed(rows)],
        "fill": "toself",
        "fillcolor": faded(group.color, 0.16),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _ends(groups: list[Series], along: Along) -> list[End]:
    ends = []
    for group in groups:
        rows = [
            row
            for row in zip(along.places(group.sheet), group.sheet.values("y"), strict=True)
            if None not in row
        ]
        ends += [End(group.name, group.color, *rows[-1])] if rows else []
    return ends


def _last_settled(group: Series, along: Along) -> list[dict[str, Any]]:
    """Return the newest figure that no longer changes, written over its place."""
    sheet, settled = group.sheet, _settled(group.sheet)
    rows = list(zip(along.places(sheet), sheet.values("y"), strict=True))[:settled]
    if not rows or rows[-1][1] is None:
        return []
    x, y = rows[-1]
    ends_here = settled == sheet.frame.height
    where = {"x": x, "y": y, "yshift": 6, "yanchor": "bottom", "xanchor": "right" if ends_here else "center"}
    return [label(sheet.theme, bold(sheet.show("y", y)), color=group.color, **where)]


def _open_part(sheet: Sheet, along: Along) -> Marks:
    """Return the shade behind the part that can still change, and its words."""
    rows = zip(along.places(sheet), sheet.values("provisional"), strict=True)
    places = sorted({place: bool(provisional) for place, provisional in rows}.items())
    settled = [place for place, provisional in places if not provisional]
    if not places or len(settled) == len(places):
        return Marks()
    start, end = (settled or [places[0][0]])[-1], places[-1][0]
    shade = {"type": "rect", "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    shade |= {"fillcolor": sheet.theme.shade, "line": {"width": 0}}
    return Marks([shade], [still_open(sheet.theme, end)])


def _settled(sheet: Sheet) -> int:
    """Return how many rows come before the first that can still change."""
    return len(list(takewhile(lambda provisional: not provisional, sheet.values("provisional"))))


def _course(group: Series, along: Along) -> list[Trace]:
    """Return the settled part as a solid line and the rest, which starts at its end, as a dotted one."""
    whole, settled = _trace(group, along), _settled(group.sheet)
    if settled == len(whole["x"]):
        return [whole]
    rest = _cut(whole, slice(max(settled - 1, 0), None))
    rest = rest | {"line": {**whole["line"], "dash": "dot"}, "showlegend": False}
    return [_cut(whole, slice(settled)), rest] if settled else [rest]


def _cut(trace: Trace, rows: slice) -> Trace:
    return {**trace, **{key: trace[key][rows] for key in ("x", "y", "hovertext")}}


def _trace(group: Series, along: Along) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": group.name,
        "x": along.places(group.sheet),
        "y": group.sheet.values("y"),
        "line": {"color": group.color, "width": THICKNESS},
        **hover(_hovers(group)),
    }


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    rows = zip(
        sheet.names("x"),
        sheet.values("y"),
        sheet.values("low"),
        sheet.values("high"),
        sheet.values("provisional"),
        strict=True,
    )
    return [
        told(
            name,
            group.name,
            f"{sheet.label('y')}: {sheet.show('y', value)}",
            sheet.span(low, high, "y"),
            "still open" if provisional else "",
        )
        for name, value, low, high, provisional in rows
    ]
