"""Bars: standing over time or short names, lying when the names need room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from dashboard.charts.along import Along
from dashboard.charts.layout import (
    HEIGHT,
    PHONE,
    ROW,
    Marks,
    figure,
    goal_mark,
    hover,
    legend,
    names_axis,
    still_open,
    told,
    value_axis,
)
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.text import room_for
from dashboard.charts.theme import faded

HATCHED: Final = "/"


def bar(sheet: Sheet) -> Figure:
    """Draw amounts as bars from zero."""
    names, measure = sheet.other, sheet.measure
    bars = _Bars(_sorted(sheet, names, measure), names, measure)
    return _lying(bars) if bars.lie else _standing(bars)


def _sorted(sheet: Sheet, names: str, measure: str) -> Sheet:
    match sheet.chart.get("sort"):
        case "ascending" | "descending" as direction:
            column = sheet.chart[measure]
            frame = sheet.frame.sort(column, descending=direction == "descending", nulls_last=True)
        case "name":
            frame = sheet.frame.sort(sheet.chart[names], nulls_last=True)
        case _:
            return sheet
    return replace(sheet, frame=frame)


@dataclass(frozen=True)
class _Bars:
    sheet: Sheet
    names: str
    measure: str

    @cached_property
    def along(self) -> Along:
        return Along(self.sheet, self.names)

    @cached_property
    def lie(self) -> bool:
        return self.along.kind != "time" and (self.names == "y" or not self.along.fit())

    @cached_property
    def groups(self) -> list[Series]:
        return series(self.sheet)

    @cached_property
    def reach(self) -> list[float]:
        """Return every value that the measure's axis must hold, stacks summed."""
        if self.sheet.chart.get("stack"):
            return self.sheet.totals(self.names)
        sheet = self.sheet
        return present([*sheet.values(self.measure), *sheet.values("high"), sheet.one("goal")])

    def texts(self, sheet: Sheet) -> list[str]:
        return [sheet.show(self.measure, value) for value in sheet.values(self.measure)]

    @cached_property
    def labelled(self) -> bool:
        """Say whether each bar has room for its own figure, so that no axis is needed."""
        alone = len(self.groups) == 1 and not self.sheet.has("low")
        texts = self.texts(self.sheet)
        return alone and (self.lie or room_for(texts, self.sheet.theme.small) * len(texts) < PHONE - 20)


def _standing(bars: _Bars) -> Figure:
    sheet = bars.sheet
    marks = goal_mark(bars.sheet, bars.measure, lying=bars.lie) + _still_open(bars)
    values = value_axis(sheet, bars.measure, bars.reach)
    if bars.labelled:
        values |= {"showticklabels": False, "showgrid": False, "range": _with_room(values["range"], 0.1)}
    return _figure(
        bars, [_upright(bars, group) for group in bars.groups], HEIGHT, marks, bars.along.axis(), values
    )


def _lying(bars: _Bars) -> Figure:
    rows = len(bars.along.names) * (
        1 if len(bars.groups) == 1 or bars.sheet.chart.get("stack") else len(bars.groups) * 0.6
    )
    values = value_axis(bars.sheet, bars.measure, bars.reach)
    if bars.labelled:
        label = room_for(bars.texts(bars.sheet), bars.sheet.theme.size) / (PHONE - 110)
        values |= {"visible": False, "range": _with_room([min(0, *bars.reach), max(0, *bars.reach)], label)}
    names = names_axis(bars.sheet, bars.along.names)
    data = [_upright(bars, group) for group in bars.groups]
    return _figure(
        bars,
        [_laid_down(trace) for trace in data],
        ROW * rows + 40,
        goal_mark(bars.sheet, bars.measure, lying=bars.lie),
        values,
        names,
    )


def _with_room(span: Sequence[float], share: float) -> list[float]:
    """Return a span with room for labels beyond the ends of the bars."""
    low, high = span
    room = (high - low) * share / (1 - share)
    return [low - (room if low < 0 else 0), high + (room if high > 0 else 0)]


def _figure(
    bars: _Bars,
    data: list[dict[str, Any]],
    height: float,
    marks: Marks,
    xaxis: dict[str, Any],
    yaxis: dict[str, Any],
) -> Figure:
    several = legend(bars.sheet.theme) if len(bars.groups) > 1 else {}
    return figure(
        bars.sheet,
        data,
        height,
        xaxis=xaxis,
        yaxis=yaxis,
        barmode="stack" if bars.sheet.chart.get("stack") else "group",
        bargap=0.28,
        barcornerradius=3,
        **marks.layout(),
        **several,
    )


def _upright(bars: _Bars, group: Series) -> dict[str, Any]:
    sheet = group.sheet
    trace = {
        "type": "bar",
        "name": group.name,
        "x": bars.along.places(sheet),
        "y": sheet.values(bars.measure),
        "marker": _marker(sheet, group.color),
        **hover(_hovers(bars, group)),
    }
    if sheet.has("low") and sheet.has("high"):
        trace["error_y"] = _whiskers(bars, sheet)
    if bars.labelled:
        font = {"color": sheet.theme.text, "size": sheet.theme.small}
        trace |= {"text": bars.texts(sheet), "textposition": "outside", "textfont": font, "cliponaxis": False}
    return trace


def _laid_down(trace: dict[str, Any]) -> dict[str, Any]:
    turned = {**trace, "x": trace["y"], "y": trace["x"], "orientation": "h"}
    if "error_y" in turned:
        turned["error_x"] = turned.pop("error_y")
    return turned


def _marker(sheet: Sheet, color: str) -> dict[str, Any]:
    if not any(sheet.values("provisional")):
        return {"color": color}
    shapes = [HATCHED if provisional else "" for provisional in sheet.values("provisional")]
    return {
        "color": color,
        "pattern": {
            "shape": shapes,
            "fillmode": "replace",
            "size": 6,
            "solidity": 0.35,
            "bgcolor": faded(color, 0.12),
        },
    }


def _whiskers(bars: _Bars, sheet: Sheet) -> dict[str, Any]:
    rows = zip(sheet.values(bars.measure), sheet.values("low"), sheet.values("high"), strict=True)
    spans = [
        (high - value, value - low) if None not in (value, low, high) else (None, None)
        for value, low, high in rows
    ]
    above, below = zip(*spans, strict=True)
    return {
        "type": "data",
        "symmetric": False,
        "array": list(above),
        "arrayminus": list(below),
        "color": sheet.theme.text,
        "thickness": 1.2,
        "width": 3,
    }


def _hovers(bars: _Bars, group: Series) -> list[str]:
    sheet = group.sheet
    rows = zip(
        sheet.names(bars.names),
        sheet.values(bars.measure),
        sheet.values("low"),
        sheet.values("high"),
        sheet.values("provisional"),
        strict=True,
    )
    return [
        told(
            name,
            group.name,
            f"{sheet.label(bars.measure)}: {sheet.show(bars.measure, value)}",
            sheet.span(low, high, bars.measure),
            "still open" if provisional else "",
        )
        for name, value, low, high, provisional in rows
    ]


def _still_open(bars: _Bars) -> Marks:
    """Return the words above the hatched bars."""
    sheet = bars.sheet
    marked = zip(bars.along.places(sheet), sheet.values("provisional"), strict=True)
    hatched = [place for place, provisional in marked if provisional]
    return Marks([], [still_open(sheet.theme, hatched[-1])] if hatched else [])
