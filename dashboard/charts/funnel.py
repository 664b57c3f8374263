"""The funnel: lying bars with their figures beside them, and the interval of each share in the hover."""

from itertools import pairwise
from typing import Any, Final

from dashboard.charts.layout import PHONE, ROW, axis, figure, hover, legend, names_axis, told
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet
from dashboard.charts.text import bold, room_for, width

GAP: Final = 10
"""Pixels between a bar and its figures."""


def funnel(sheet: Sheet) -> Figure:
    """Draw how many reach each stage, and the share of the stage before."""
    groups = series(sheet)
    stages = list(dict.fromkeys(sheet.names("stage")))
    rows = len(stages) * (1 if len(groups) == 1 else 0.75 * len(groups))
    return figure(
        sheet,
        [_bars(group, stages) for group in groups],
        (ROW + 18) * rows + 24,
        xaxis=axis(sheet.theme, visible=False, range=[0, _reach(groups, stages)]),
        yaxis=names_axis(sheet, stages),
        bargap=0.28,
        barcornerradius=3,
        **(legend(sheet.theme) if len(groups) > 1 else {}),
    )


def _bars(group: Series, stages: list[str]) -> dict[str, Any]:
    sheet = group.sheet
    return {
        "type": "bar",
        "orientation": "h",
        "name": group.name,
        "x": sheet.values("value"),
        "y": [stages.index(stage) for stage in sheet.names("stage")],
        "marker": {"color": group.color},
        "text": _figures(group, stages),
        "textposition": "outside",
        "textfont": {"color": sheet.theme.text, "size": sheet.theme.size},
        "cliponaxis": False,
        **hover(_hovers(group, stages)),
    }


def _figures(group: Series, stages: list[str]) -> list[str]:
    """Return what stands beside each bar: "23,944   43% of applied"."""
    sheet, before = group.sheet, _stage_before(stages)
    return [
        bold(sheet.show("value", value))
        + (f"   {_share(sheet, rate)} {_of(before[stage])}" if before[stage] else "")
        if rate is not None
        else bold(sheet.show("value", value))
        for stage, value, rate in zip(
            sheet.names("stage"), sheet.values("value"), sheet.values("rate"), strict=True
        )
    ]


def _of(stage: str) -> str:
    return f"of {stage.lower()}"


def _stage_before(stages: list[str]) -> dict[str, str]:
    return {stages[0]: "", **{stage: before for before, stage in pairwise(stages)}}


def _share(sheet: Sheet, rate: float) -> str:
    return sheet.reader.percent(rate, 0 if rate >= 0.1 else 1)


def _reach(groups: list[Series], stages: list[str]) -> float:
    """Return the end of the axis at which even a phone has room for each bar and its figures."""
    theme = groups[0].sheet.theme
    room = PHONE - room_for(stages, theme.size) - GAP
    needs = [
        value / max(1 - (width(text, theme.size) + GAP) / room, 0.2)
        for group in groups
        for value, text in zip(group.sheet.values("value"), _figures(group, stages), strict=True)
        if value is not None
    ]
    return max(needs, default=1) or 1


def _hovers(group: Series, stages: list[str]) -> list[str]:
    sheet, before = group.sheet, _stage_before(stages)
    columns = ("value", "rate", "low", "high")
    rows = zip(sheet.names("stage"), *map(sheet.values, columns), strict=True)
    return [
        told(
            stage,
            group.name,
            f"{sheet.label('value')}: {sheet.show('value', value)}",
            f"{sheet.show('rate', rate)} {_of(before[stage])}" if rate is not None and before[stage] else "",
            f"95% interval {sheet.show('rate', low)} to {sheet.show('rate', high)}"
            if low is not None
            else "",
        )
        for stage, value, rate, low, high in rows
    ]
