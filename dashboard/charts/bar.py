"""Bars: standing over time or short names, lying when the names need room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from dashboard.charts import whiskers
from dashboard.charts.along import Along
from dashboard.charts.axes import Axis, measure_axis, names_axis, rows_height
from dashboard.charts.layout import HEIGHT, PHONE, figure, hover, legend, told
from dashboard.charts.marks import (
    Marks,
    crossed_by_goals,
    goal,
    goal_upright,
    goal_words,
    goals_differ,
    key_of_goals,
    open_words,
    still_open,
)
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, Trace, present
from dashboard.charts.text import room_for, set_off
from dashboard.charts.theme import faded

GOAL_LENGTH: Final = 22
"""Size of the stroke across a bar, in pixels; Plotly draws it 1.4 times as long."""

NAMES_AND_EDGES: Final = 110
"""Width that names down the side take of a phone, about."""


def bar(sheet: Sheet) -> Figure:
    """Draw amounts as bars from zero."""
    bars = _Bars(_sorted(sheet))
    drawn = _lying(bars) if bars.lie else _standing(bars)
    mode = "stack" if bars.stacked or bars.apart else "group"
    look = {"barmode": mode, "bargap": 0.28, "barcornerradius": 3}
    several = legend(sheet.theme) if sheet.has("color") else {}
    return figure(bars.sheet, drawn.data, drawn.height, **drawn.layout, **look, **several)


def _sorted(sheet: Sheet) -> Sheet:
    measure, names = sheet.chart[sheet.measure], sheet.chart[sheet.other]
    match sheet.chart.get("sort"):
        case "ascending" | "descending" as direction:
            frame = sheet.frame.sort(measure, descending=direction == "descending", nulls_last=True)
        case "name":
            frame = sheet.frame.sort(names, nulls_last=True)
        case _:
            return sheet
    return replace(sheet, frame=frame)


@dataclass(frozen=True)
class _Drawn:
    data: list[Trace]
    height: float
    layout: dict[str, Any]


@dataclass(frozen=True)
class _Bars:
    """The bars of a sheet, and what their places and labels depend on."""

    sheet: Sheet

    @cached_property
    def along(self) -> Along:
        return Along(self.sheet, self.sheet.other)

    @cached_property
    def lie(self) -> bool:
        return self.along.kind != "time" and (self.sheet.other == "y" or not self.along.fit())

    @cached_property
    def groups(self) -> list[Series]:
        return series(self.sheet)

    @cached_property
    def stacked(self) -> bool:
        return bool(self.sheet.chart.get("stack"))

    @cached_property
    def apart(self) -> bool:
        """Say whether no two series share a name: each bar can then have the whole width."""
        return bool(self.sheet.frame[self.sheet.chart[self.sheet.other]].is_unique().all())

    @cached_property
    def reach(self) -> list[float]:
        """Return every value that the measure's axis must hold."""
        bars = self.sheet.totals(self.sheet.other) if self.stacked else self.sheet.values(self.sheet.measure)
        return whiskers.reach(self.sheet, present([*bars, *self.sheet.values("goal")]))

    @cached_property
    def span(self) -> tuple[float, float]:
        low, high = min([0, *self.reach]), max([0, *self.reach])
        return low, high if high > low else 1

    @property
    def axis(self) -> Axis:
        """Return the axis of the measure."""
        return measure_axis(self.sheet, self.sheet.measure, self.reach)

    @cached_property
    def texts(self) -> list[str]:
        return self.sheet.names(self.sheet.measure)

    @cached_property
    def labelled(self) -> bool:
        """Say whether each bar has room for its own figure, so that no axis is needed."""
        alone = not self.sheet.has("color") and not self.sheet.has("low")
        side_by_side = room_for(self.texts, self.sheet.theme.small) * len(self.texts)
        return alone and (self.lie or (side_by_side < PHONE and not self.sheet.has("facet")))


def _standing(bars: _Bars) -> _Drawn:
    values = bars.axis
    if bars.labelled:
        values |= {"showticklabels": False, "showgrid": False, "range": _with_room(bars.span, 0.1)}
    marks = goal(bars.sheet) + key_of_goals(bars.sheet) + _still_open(bars)
    layout = {"xaxis": bars.along.axis(), "yaxis": values, **marks.layout()}
    return _Drawn([*(_trace(bars, group) for group in bars.groups), *_goals(bars)], HEIGHT, layout)


def _lying(bars: _Bars) -> _Drawn:
    beside = 1 if bars.stacked or bars.apart else max(1.0, len(bars.groups) * 0.75)
    values = bars.axis
    if bars.labelled:
        label = (room_for(bars.texts, bars.sheet.theme.small) + 6) / (PHONE - NAMES_AND_EDGES)
        values |= {"visible": False, "range": _with_room(bars.span, label)}
    layout = {"xaxis": values, "yaxis": names_axis(bars.sheet, bars.along.names)}
    data = [_laid_down(trace) for trace in (*(_trace(bars, group) for group in bars.groups), *_goals(bars))]
    height = rows_height(bars.along.names) * beside + 40
    marks = goal_upright(bars.sheet, values["range"]) + key_of_goals(bars.sheet)
    return _Drawn(data, height, layout | marks.layout())


def _with_room(span: Sequence[float], share: float) -> list[float]:
    """Return a span with room for labels beyond the ends of the bars."""
    low, high = span
    room = (high - low) * share / (1 - share)
    return [low - (room if low < 0 else 0), high + (room if high > 0 else 0)]


def _trace(bars: _Bars, group: Series) -> Trace:
    sheet = group.sheet
    trace = {
        "type": "bar",
        "name": group.name,
        "x": bars.along.places(sheet),
        "y": sheet.values(sheet.measure),
        "marker": _marker(sheet, group.color),
        **hover(_hovers(group), sheet.rows),
    }
    if sheet.has("low") and sheet.has("high"):
        trace["error_y"] = whiskers.trace(sheet)
    if bars.labelled:
        font = {"color": sheet.theme.text, "size": sheet.theme.small}
        trace |= {"text": bars.texts, "textposition": "outside", "textfont": font, "cliponaxis": False}
        if not bars.lie and any(crossed := crossed_by_goals(sheet, bars.span)):
            trace["textposition"] = ["inside" if each else "outside" for each in crossed]
            trace |= {
                "insidetextanchor": "end",
                "insidetextfont": {**font, "color": sheet.theme.on(group.color)},
            }
    return trace


def _goals(bars: _Bars) -> list[Trace]:
    """Return a stroke across each bar at its own goal, where the goals differ."""
    sheet = bars.sheet
    if not goals_differ(sheet):
        return []
    values = sheet.values("goal")
    stroke = {"width": 2, "color": sheet.theme.text}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": bars.along.places(sheet),
            "y": values,
            "showlegend": False,
            "marker": {"symbol": "line-ns" if bars.lie else "line-ew", "size": GOAL_LENGTH, "line": stroke},
            **hover(["" if value is None else goal_words(sheet, value) for value in values]),
        }
    ]


def _laid_down(trace: Trace) -> Trace:
    turned = {**trace, "x": trace["y"], "y": trace["x"], "orientation": "h"}
    if "text" in turned:
        turned["text"] = [set_off(text) for text in turned["text"]]
    if "error_y" in turned:
        turned["error_x"] = turned.pop("error_y")
    return turned


def _marker(sheet: Sheet, color: str) -> dict[str, Any]:
    """Return the bars' colour, hatched where the figure can still change."""
    shapes = ["/" if provisional else "" for provisional in sheet.values("provisional")]
    if not any(shapes):
        return {"color": color}
    pattern = {
        "shape": shapes,
        "fillmode": "replace",
        "size": 6,
        "solidity": 0.35,
        "bgcolor": faded(color, 0.12),
    }
    return {"color": color, "pattern": pattern}


def _hovers(group: Series) -> list[str]:
    sheet = group.sheet
    columns = map(sheet.values, (sheet.measure, "low", "high", "n", "provisional"))
    return [
        told(
            name,
            group.name,
            sheet.fact(sheet.measure, value),
            sheet.span(low, high),
            sheet.fact("n", n),
            open_words(sheet, provisional=provisional),
        )
        for name, value, low, high, n, provisional in zip(sheet.names(sheet.other), *columns, strict=True)
    ]


def _still_open(bars: _Bars) -> Marks:
    """Return the words above the hatched bars."""
    sheet = bars.sheet
    rows = zip(bars.along.places(sheet), sheet.values("provisional"), strict=True)
    hatched = [place for place, provisional in rows if provisional]
    return Marks([], [still_open(sheet, hatched[-1])] if hatched else [])
