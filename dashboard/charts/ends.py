"""Names at the right end of lines instead of a legend, moved apart where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard.charts.layout import label
from dashboard.charts.sheet import Sheet
from dashboard.charts.text import room_for
from dashboard.charts.theme import Theme

MOST: Final = 6
WIDEST: Final = 96
LINE: Final = 17
"""Pixels between two names."""


@dataclass(frozen=True)
class End:
    """Where a line ends, and the name to write there."""

    name: str
    color: str
    x: Any
    y: float


def fit(ends: Sequence[End], sheet: Sheet) -> bool:
    """Say whether the names fit beside the lines on a phone; else a legend is due."""
    return not sheet.has("facet") and len(ends) <= MOST and room(ends, sheet.theme) <= WIDEST


def room(ends: Sequence[End], theme: Theme) -> float:
    """Return the margin that the names need."""
    return room_for([end.name for end in ends], theme.small) + 24


def end_labels(
    ends: Sequence[End], theme: Theme, span: Sequence[float], height: float
) -> list[dict[str, Any]]:
    """Return the names as annotations; `span` is the axis' range and `height` the pixels that it takes."""
    per_pixel = (span[1] - span[0]) / height
    spread = _apart([end.y for end in ends], LINE * per_pixel)
    return [
        label(
            theme,
            f'<span style="color:{end.color}">●</span> {end.name}',
            size=theme.small,
            **{"x": end.x, "y": y, "xanchor": "left", "yanchor": "middle", "xshift": 4},
        )
        for end, y in zip(ends, spread, strict=True)
    ]


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return the heights moved so that neighbours are at least a gap apart, around their common middle."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    groups: list[tuple[float, list[int]]] = []
    for index in order:
        groups.append((heights[index], [index]))
        while (
            len(groups) > 1
            and groups[-1][0] - groups[-2][0] < gap * (len(groups[-1][1]) + len(groups[-2][1])) / 2
        ):
            middle, members = groups.pop()
            before, earlier = groups.pop()
            total = len(members) + len(earlier)
            groups.append(((before * len(earlier) + middle * len(members)) / total, earlier + members))
    moved = {
        index: middle + gap * (place - (len(members) - 1) / 2)
        for middle, members in groups
        for place, index in enumerate(members)
    }
    return [moved[index] for index in range(len(heights))]
