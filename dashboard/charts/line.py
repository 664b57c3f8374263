"""The course of a measure: lines with bands, filled areas, and the part that can still change."""

from itertools import takewhile
from typing import Final

from dashboard.charts.along import Along
from dashboard.charts.axes import measure_axis
from dashboard.charts.band import band
from dashboard.charts.ends import End, named
from dashboard.charts.layout import EDGE, HEIGHT, figure, hover, legend, told
from dashboard.charts.marks import Mark, Marks, goal, label, open_words, still_open
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, Trace
from dashboard.charts.text import bold
from dashboard.charts.theme import faded

THICKNESS: Final = 2.25


def line(sheet: Sheet) -> Figure:
    """Draw the course of a measure as lines, with the band between low and high."""
    along, groups = Along(sheet), series(sheet)
    data = [_band(group, along) for group in groups if group.sheet.has("low")]
    data += [trace for group in groups for trace in _course(group, along)]
    yaxis = measure_axis(sheet, "y", sheet.every("y", "low", "high", "goal"))
    naming = named(sheet, _ends(groups, along), yaxis)
    marks = _marks(along, groups) + Marks([], naming.labels)
    xaxis = along.axis(most=naming.most_ticks) | along.ends()
    return figure(sheet, data, HEIGHT, xaxis=xaxis, yaxis=yaxis, **marks.layout(), **naming.layout)


def area(sheet: Sheet) -> Figure:
    """Draw the course of an amount, filled from zero; several series are stacked."""
    along, groups = Along(sheet), series(sheet)
    stacked = len(groups) > 1
    layers = [_trace(group, along) | _layer(group) for group in groups]
    data = layers if stacked else _filled(groups[0], along)
    reach = sheet.totals("x") if stacked else sheet.values("y")
    yaxis = measure_axis(sheet, "y", [*reach, *sheet.every("goal")])
    return figure(
        sheet,
        data,
        HEIGHT,
        xaxis=along.axis() | along.ends(),
        yaxis=yaxis,
        **_marks(along, groups).layout(),
        margin=dict(EDGE),
        **(legend(sheet.theme) if stacked else {}),
    )


def _layer(group: Series) -> Trace:
    return {"stackgroup": "all", "fillcolor": faded(group.color, 0.55)}


def _filled(group: Series, along: Along) -> list[Trace]:
    fill = {"fill": "tozeroy", "fillcolor": faded(group.color, 0.16)}
    return [trace | fill for trace in _course(group, along)]


def _band(group: Series, along: Along) -> Trace:
    places = along.places(group.sheet)
    bounds = zip(places, group.sheet.values("low"), group.sheet.values("high"), strict=True)
    return band(list(bounds), group.color)


def _course(group: Series, along: Along) -> list[Trace]:
    """Return the settled part as a solid line and the rest, which starts at its end, as a dotted one."""
    whole, settled = _trace(group, along), _settled(group.sheet)
    if settled == group.sheet.frame.height:
        return [whole]
    dotted = {"line": {**whole["line"], "dash": "dot"}, "showlegend": not settled}
    rest = _cut(whole, slice(max(settled - 1, 0), None)) | dotted
    return [_cut(whole, slice(settled)), rest] if settled else [rest]


def _settled(sheet: Sheet) -> int:
    """Return how many rows come before the first that can still change."""
    return len(list(takewhile(lambda provisional: not provisional, sheet.values("provisional"))))


def _cut(trace: Trace, rows: slice) -> Trace:
    cut = {**trace, **{key: trace[key][rows] for key in ("x", "y", "hovertext", "customdata")}}
    return cut | _lone_dots(cut["y"])


def _trace(group: Series, along: Along) -> Trace:
    values = group.sheet.values("y")
    return {
        "type": "scatter",
        "mode": "lines",
        "name": group.name,
        "x": along.places(group.sheet),
        "y": values,
        "line": {"color": group.color, "width": THICKNESS},
        "cliponaxis": False,
        **_lone_dots(values),
        **hover(_hovers(group), group.sheet.rows),
    }


def _lone_dots(values: list[float | None]) -> Trace:
    """Return dots for values without a neighbour, which a line alone would not show."""
    around = zip([None, *values[:-1]], values, [*values[1:], None], strict=True)
    sizes = [7 if value is not None and before is after is None else 0 for before, value, after in around]
    return (
        {"mode": "lines+markers", "marker": {"size": sizes, "opacity": 1, "line": {"width": 0}}}
        if any(sizes)
        else {}
    )


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    columns = map(sheet.values, ("y", "low", "high", "n", "provisional"))
    return [
        told(
            name,
            group.name,
            sheet.fact("y", value),
            sheet.span(low, high),
            sheet.fact("n", n),
            open_words(sheet, provisional=provisional),
        )
        for name, value, low, high, n, provisional in zip(sheet.names("x"), *columns, strict=True)
    ]


def _ends(groups: list[Series], along: Along) -> list[End]:
    ends = []
    for group in groups:
        rows = zip(along.places(group.sheet), group.sheet.values("y"), strict=True)
        ends += [End(group.name, group.color, *row) for row in rows if None not in row][-1:]
    return ends


def _marks(along: Along, groups: list[Series]) -> Marks:
    alone = len(groups) == 1 and not along.sheet.has("facet")
    newest = _newest(groups[0], along) if alone else []
    return _open_part(along) + goal(along.sheet) + Marks([], newest)


def _newest(group: Series, along: Along) -> list[Mark]:
    """Return the newest figure that no longer changes, written over its place."""
    sheet, settled = group.sheet, _settled(group.sheet)
    rows = list(zip(along.places(sheet), sheet.values("y"), strict=True))[:settled]
    if not rows or None in rows[-1]:
        return []
    x, y = rows[-1]
    last = 1 < settled == sheet.frame.height
    where = {"x": x, "y": y, "yshift": 5, "yanchor": "bottom", "xanchor": "right" if last else "center"}
    return [label(sheet.theme, bold(sheet.show("y", y)), color=group.color, **where)]


def _open_part(along: Along) -> Marks:
    """Return the shade behind the part that can still change, and its words."""
    sheet = along.sheet
    rows = zip(along.places(sheet), sheet.values("provisional"), strict=True)
    places = sorted({place: bool(provisional) for place, provisional in rows if place is not None}.items())
    settled = [place for place, provisional in places if not provisional]
    if len(settled) == len(places):
        return Marks()
    start, end = (settled or [places[0][0]])[-1], places[-1][0]
    shade = {"type": "rect", "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    shade |= {"fillcolor": sheet.theme.shade, "line": {"width": 0}}
    return Marks([shade], [still_open(sheet, end)])
