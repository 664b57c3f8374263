"""The funnel: lying bars with their figures beside them, and the interval of each share in the hover."""

from itertools import pairwise
from typing import Final

from dashboard.charts.axes import MOST_LINES, ROW, axis, names_axis
from dashboard.charts.layout import PHONE, figure, hover, legend, told
from dashboard.charts.series import Series, series
from dashboard.charts.sheet import Figure, Sheet, Trace, present
from dashboard.charts.text import bold, room_for, set_off, width, wrapped

GAP: Final = 12
"""Pixels between the names, a bar and its figures."""

TIGHT: Final = 0.8
"""Share of the width counted for a text that the page's letters take."""

SPARE: Final = 16
"""Pixels that a card on a phone has beside what `PHONE` counts with."""

NARROWEST: Final = 0.2
"""Share of the width that the longest bar keeps, however long the figures are."""


def funnel(sheet: Sheet) -> Figure:
    """Draw how many reach each stage, and the share of the stage before."""
    groups = series(sheet)
    stages = list(dict.fromkeys(sheet.names("stage")))
    rows = len(stages) * (1 if len(groups) == 1 else 0.75 * len(groups))
    texts = _fitting(groups, stages)
    return figure(
        sheet,
        [_bars(group, stages, figures) for group, figures in zip(groups, texts, strict=True)],
        (ROW + 18) * rows + 24,
        xaxis=axis(sheet.theme, visible=False, range=[0, _reach(groups, stages, texts)]),
        yaxis=names_axis(sheet, stages),
        bargap=0.28,
        barcornerradius=3,
        **(legend(sheet.theme) if sheet.has("color") else {}),
    )


def _bars(group: Series, stages: list[str], figures: list[str]) -> Trace:
    sheet = group.sheet
    return {
        "type": "bar",
        "orientation": "h",
        "name": group.name,
        "x": sheet.values("value"),
        "y": [stages.index(stage) for stage in sheet.names("stage")],
        "marker": {"color": group.color},
        "text": figures,
        "textposition": "outside",
        "textfont": {"color": sheet.theme.text, "size": sheet.theme.size},
        "cliponaxis": False,
        **hover(_hovers(group, stages), sheet.rows),
    }


def _fitting(groups: list[Series], stages: list[str]) -> list[list[str]]:
    """Return what stands beside each bar of each group: without the stage before where a phone lacks room."""
    named = [_figures(group.sheet, stages) for group in groups]
    reach, room = _reach(groups, stages, named), _room(groups, stages)
    fits = all(
        (value or 0) / reach * room + TIGHT * width(text.split(" (")[0], groups[0].sheet.theme.size)
        <= room + SPARE
        for group, texts in zip(groups, named, strict=True)
        for value, text in zip(group.sheet.values("value"), texts, strict=True)
    )
    return named if fits else [_figures(group.sheet, stages, named=False) for group in groups]


def _figures(sheet: Sheet, stages: list[str], *, named: bool = True) -> list[str]:
    """Return what stands beside each bar: "23,944   43% of applied", or its share alone."""
    options = ("rate", "low", "high")
    rows = zip(sheet.names("stage"), sheet.names("value"), *map(sheet.values, options), strict=True)
    return [
        set_off("   ".join(filter(None, [bold(value), share, _between(sheet, low, high)])))
        for stage, value, rate, low, high in rows
        for share in [_share(sheet, stages, stage, rate, named=named)]
    ]


def _between(sheet: Sheet, low: float | None, high: float | None) -> str:
    """Return the bounds of a share where the chart writes them."""
    if not sheet.chart.get("intervals") or low is None or high is None:
        return ""
    return f"({sheet.reader.percent(low)} – {sheet.reader.percent(high)})"


def _share(sheet: Sheet, stages: list[str], stage: str, rate: float | None, *, named: bool = True) -> str:
    """Return the share of the stage before, `named` or not; nothing for the first and where there is none."""
    before = {later: earlier for earlier, later in pairwise(stages)}
    if rate is None or stage not in before:
        return ""
    share = sheet.reader.percent(rate, 1 if 0 < rate < 0.1 else 0)
    if not named:
        return share
    return sheet.reader.say("{share} of {stage}", share=share, stage=sheet.reader.within(before[stage]))


def _room(groups: list[Series], stages: list[str]) -> float:
    """Return the width that bars and their figures have on a phone, beside the names of the stages."""
    names = [wrapped(stage, lines=MOST_LINES) for stage in stages]
    return PHONE - room_for(names, groups[0].sheet.theme.size) - GAP


def _reach(groups: list[Series], stages: list[str], texts: list[list[str]]) -> float:
    """Return the end of the axis at which even a phone has room for each bar and its figures."""
    size, room = groups[0].sheet.theme.size, _room(groups, stages)
    return max(
        (
            value / max(1 - (width(text, size) + GAP) / room, NARROWEST)
            for group, figures in zip(groups, texts, strict=True)
            for value, text in zip(group.sheet.values("value"), figures, strict=True)
            if value
        ),
        default=1,
    )


def _hovers(group: Series, stages: list[str]) -> list[str]:
    sheet = group.sheet
    columns = map(sheet.values, ("value", "rate", "low", "high"))
    return [
        told(
            stage,
            group.name,
            sheet.fact("value", value),
            _share(sheet, stages, stage, rate),
            _interval(sheet, low, high) if present([low, high]) else "",
        )
        for stage, value, rate, low, high in zip(sheet.names("stage"), *columns, strict=True)
    ]


def _interval(sheet: Sheet, low: float | None, high: float | None) -> str:
    bounds = {"low": sheet.show("rate", low), "high": sheet.show("rate", high)}
    return sheet.reader.say("95% interval {low} to {high}", **bounds)
