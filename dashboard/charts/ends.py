"""Names at the right end of lines instead of a legend, moved apart where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard.charts.axes import Axis
from dashboard.charts.layout import EDGE, HEIGHT, MARGIN, legend
from dashboard.charts.marks import Mark, label
from dashboard.charts.scale import MOST_TICKS
from dashboard.charts.sheet import Sheet
from dashboard.charts.text import room_for
from dashboard.charts.theme import Theme

MOST: Final = 6
WIDEST: Final = 120
LINE: Final = 17
"""Pixels between two names."""

PLOT: Final = HEIGHT - 60
"""Pixels between the ends of the vertical axis."""


@dataclass(frozen=True)
class End:
    """Where a line ends, and the name to write there."""

    name: str
    color: str
    x: Any
    y: float


@dataclass(frozen=True)
class Naming:
    """How the series of a chart are named: labels with the margin that they need, or a legend."""

    labels: list[Mark]
    layout: dict[str, Any]

    @property
    def most_ticks(self) -> int:
        """Return how many ticks have room beside the names, on a phone."""
        return 4 if self.labels else MOST_TICKS


def named(sheet: Sheet, ends: Sequence[End], yaxis: Axis) -> Naming:
    """Return names where all lines end, if they fit on a phone, else a legend; one line has neither."""
    room = room_for([end.name for end in ends], sheet.theme.small) + 24
    if len(ends) < 2:
        return Naming([], {"margin": dict(EDGE)})
    apart = len({end.x for end in ends}) > 1  # the name of a line that ends early would lie on the others
    if sheet.has("facet") or len(ends) > MOST or room > WIDEST or apart:
        return Naming([], {"margin": dict(EDGE), **legend(sheet.theme)})
    low, high = yaxis["range"]
    return Naming(_labels(ends, sheet.theme, (high - low) / PLOT), {"margin": {**MARGIN, "r": room}})


def _labels(ends: Sequence[End], theme: Theme, per_pixel: float) -> list[Mark]:
    heights = _apart([end.y for end in ends], LINE * per_pixel)
    return [
        label(
            theme,
            f'<span style="color:{end.color}">●</span> {end.name}',
            size=theme.small,
            **{"x": end.x, "y": height, "xanchor": "left", "yanchor": "middle", "xshift": 4},
        )
        for end, height in zip(ends, heights, strict=True)
    ]


@dataclass(frozen=True)
class _Block:
    """Neighbouring names that stand a gap apart, around the mean of where they would like to be."""

    middle: float
    members: tuple[int, ...]

    def top(self, gap: float) -> float:
        return self.middle + gap * len(self.members) / 2

    def bottom(self, gap: float) -> float:
        return self.middle - gap * len(self.members) / 2

    def joined(self, other: "_Block") -> "_Block":
        mine, theirs = len(self.members), len(other.members)
        middle = (self.middle * mine + other.middle * theirs) / (mine + theirs)
        return _Block(middle, self.members + other.members)


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return the heights moved as little as it takes to be a gap apart."""
    blocks: list[_Block] = []
    for index in sorted(range(len(heights)), key=heights.__getitem__):
        block = _Block(heights[index], (index,))
        while blocks and block.bottom(gap) < blocks[-1].top(gap):
            block = blocks.pop().joined(block)
        blocks.append(block)
    places = {
        index: block.bottom(gap) + gap * (place + 0.5)
        for block in blocks
        for place, index in enumerate(block.members)
    }
    return [places[index] for index in range(len(heights))]
