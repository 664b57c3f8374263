"""Where values of a figure lie: across in percent of the plot's width, down in pixels.

A drawing is as wide as the room that it is given, while its letters keep their size: whatever depends on the
width is a share of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from dashboard.charts.sheet import Figure, Trace, present
from dashboard.charts.svg.text import LINE
from dashboard.charts.text import room_for

Axis = Mapping[str, Any]

TOP: Final = 8
"""Pixels over a plot without words on its upper edge: half a label of a tick reaches there."""

WIDTH: Final = 100.0
"""The width of a plot, in percent of itself."""


@dataclass(frozen=True)
class Scale:
    """Where the values of one axis lie: `start` and `end` are the places of `low` and `high`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Any) -> float:
        span = self.high - self.low
        share = (number(value) - self.low) / span if span else 0.5
        return self.start + share * (self.end - self.start)

    def kept(self, value: float) -> float:
        """Return a value, or the end of the axis that it lies beyond."""
        low, high = sorted((self.low, self.high))
        return min(max(value, low), high)

    def length(self, span: float) -> float:
        """Return the length of a difference between two values."""
        return abs(self.end - self.start) * span / (abs(self.high - self.low) or 1.0)


@dataclass(frozen=True)
class Plane:
    """The plot of a figure: the pixels beside it, those of its edges from above, and its scales."""

    left: float
    right: float
    top: float
    bottom: float
    scales: Mapping[str, Scale]

    def place(self, value: Any, reference: str) -> float:
        """Return where a value of an axis lies; of "paper-x" and "paper-y", a share of the plot."""
        if reference == "paper-x":
            return WIDTH * float(value)
        if reference == "paper-y":
            return self.bottom - float(value) * (self.bottom - self.top)
        return self.scales[reference](value)


def plane(figure: Figure, height: float, above: float) -> Plane:
    """Return the plot of a figure of a height, under its legend."""
    layout = figure["layout"]
    margin, size = layout["margin"], layout["font"]["size"]
    across, down = layout["xaxis"], layout["yaxis"]
    left = max(margin["l"], _beside(down))
    right = max(margin["r"], _beside(layout.get("yaxis2", {})))
    top = max(min(margin["t"], TOP), above)
    bottom = height - max(margin["b"], _under(across, size))
    scales = {"x": _scale(figure, "x", 0.0, WIDTH)}
    scales |= {name: _scale(figure, name, bottom, top) for name in ("y", "y2") if _key(name) in layout}
    return Plane(left, right, top, bottom, scales)


def slot(traces: Iterable[Trace], along: str) -> float:
    """Return the room along an axis that one place of bars has: the least distance between two of them."""
    places = sorted({number(value) for trace in traces for value in present(trace[along])})
    return min((after - before for before, after in pairwise(places)), default=1.0)


def number(value: Any) -> float:
    """Return a value of an axis as a number; a day or time by its days."""
    if isinstance(value, str):
        moment = datetime.fromisoformat(value)
        return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440
    return float(value)


def _key(axis: str) -> str:
    return f"{axis[0]}axis{axis[1:]}"


def _beside(axis: Axis) -> float:
    """Return the width of the labels of an axis that runs upwards."""
    if not _labelled(axis):
        return 0.0
    return room_for(axis["ticktext"], axis["tickfont"]["size"]) + float(axis["ticklabelstandoff"]) + 4


def _under(axis: Axis, size: float) -> float:
    """Return the height of the labels and the title of an axis that runs along."""
    if not _labelled(axis):
        return 0.0
    return labels_height(axis, size) + (axis["title"]["font"]["size"] * LINE + 4 if "title" in axis else 0)


def labels_height(axis: Axis, size: float) -> float:
    """Return the height of the labels of an axis that runs along, with the room around them."""
    lines = max(int(text.count("<br>")) + 1 for text in axis["ticktext"])
    return lines * size * LINE + float(axis["ticklabelstandoff"]) + 4


def _labelled(axis: Axis) -> bool:
    shown = axis.get("visible", True) and axis.get("showticklabels", True)
    return bool(shown and axis.get("ticktext"))


def _scale(figure: Figure, axis: str, start: float, end: float) -> Scale:
    given = figure["layout"][_key(axis)].get("range")
    low, high = map(number, given) if given else _reach(figure, axis)
    return Scale(low, high, start, end)


def _reach(figure: Figure, axis: str) -> tuple[float, float]:
    """Return the range that holds every value of an axis without one of its own."""
    ends = list(_ends(figure["data"], axis))
    return (min(ends), max(ends)) if ends else (0.0, 1.0)


def _ends(traces: list[Trace], axis: str) -> Iterator[float]:
    along = axis[0]
    bars = [trace for trace in traces if trace["type"] == "bar"]
    for trace in traces:
        values = [number(value) for value in present(trace[along])]
        standing = trace in bars and (trace.get("orientation") == "h") == (along == "y")
        half = slot(bars, along) / 2 if standing else 0.0
        yield from (value + sign * half for value in values for sign in (-1, 1))
