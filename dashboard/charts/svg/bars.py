"""Bars as SVG: standing or lying, beside each other or stacked, hatched, with whiskers and their figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.charts.sheet import Figure, Trace
from dashboard.charts.svg.plane import Plane, Scale, number, slot
from dashboard.charts.svg.pointing import told
from dashboard.charts.svg.strokes import level, outline, stroke
from dashboard.charts.svg.text import written


@dataclass(frozen=True)
class Bar:
    """A row of a trace, by the two values that it reaches between, its middle and its breadth."""

    trace: Trace
    order: int
    row: int
    base: float
    end: float
    middle: float
    breadth: float


def bars(figure: Figure, plane: Plane, name: str) -> Iterator[str]:
    """Yield each bar of a figure; `name` begins the ids of their patterns."""
    radius = figure["layout"].get("barcornerradius", 0)
    for bar in placed(figure, plane):
        along = _scale(bar.trace, plane, measured=True)
        start, end = along(bar.base), along(bar.end)
        fill = _fill(bar, name)
        yield _outline(bar, start, end, radius, fill)
        if error := bar.trace.get("error_x") or bar.trace.get("error_y"):
            yield from _whisker(bar, along, error)
        if "text" in bar.trace and bar.trace["text"][bar.row]:
            yield _figure(bar, end)


def patterns(figure: Figure, name: str) -> str:
    """Return the hatchings that the bars of a figure are filled with."""
    looks = [trace.get("marker", {}) for trace in figure["data"] if trace["type"] == "bar"]
    return "".join(_pattern(look, f"{name}-{order}") for order, look in enumerate(looks) if "pattern" in look)


def placed(figure: Figure, plane: Plane) -> Iterator[Bar]:
    """Yield the bars of a figure with their places."""
    traces = [trace for trace in figure["data"] if trace["type"] == "bar"]
    beside = len(traces) if figure["layout"].get("barmode", "group") == "group" else 1
    heights: dict[float, float] = {}
    for order, trace in enumerate(traces):
        along, measure = _axes(trace)
        across = _scale(trace, plane, measured=False)
        given = slot(traces, along) * (1 - figure["layout"].get("bargap", 0.2))
        room = across.length(trace.get("width", given))
        shift = (order - (beside - 1) / 2) * room / beside if beside > 1 else 0.0
        bases = trace.get("base") or [None] * len(trace[measure])
        for row, (place, value, base) in enumerate(zip(trace[along], trace[measure], bases, strict=True)):
            if value is not None and place is not None:
                stands = number(place) + _aside(trace)
                foot = base if base is not None else heights.get(stands, 0.0) if beside == 1 else 0.0
                heights[stands] = foot + value if base is None else 0.0
                yield Bar(trace, order, row, foot, foot + value, across(stands) + shift, room / beside)


def _aside(trace: Trace) -> float:
    """Return how far the middles of bars lie from their places: those of a class begin there."""
    return float(trace["offset"] + trace["width"] / 2) if "offset" in trace else 0.0


def _axes(trace: Trace) -> tuple[str, str]:
    return ("y", "x") if trace.get("orientation") == "h" else ("x", "y")


def _scale(trace: Trace, plane: Plane, *, measured: bool) -> Scale:
    along, measure = _axes(trace)
    return plane.scales[measure if measured else along]


def _outline(bar: Bar, start: float, end: float, radius: float, fill: str) -> str:
    low, length, side = min(start, end), abs(end - start), bar.middle - bar.breadth / 2
    if _lies(bar):
        place = f'x="{low:.3f}%" y="{side:.2f}" width="{length:.3f}%" height="{bar.breadth:.2f}"'
    else:
        place = f'x="{side:.3f}%" y="{low:.2f}" width="{bar.breadth:.3f}%" height="{length:.2f}"'
    edge = outline(bar.trace["marker"].get("line", {}))
    return f'<rect class="bar" {place} rx="{radius:g}" fill="{fill}"{edge}{told(bar.trace, bar.row)}/>'


def _lies(bar: Bar) -> bool:
    return bool(bar.trace.get("orientation") == "h")


def _fill(bar: Bar, name: str) -> str:
    marker = bar.trace["marker"]
    if marker.get("pattern", {}).get("shape", [""] * (bar.row + 1))[bar.row]:
        return f"url(#{name}-{bar.order})"
    color = marker["color"]
    return str(color if isinstance(color, str) else color[bar.row])


def _pattern(marker: Mapping[str, Any], name: str) -> str:
    look = marker["pattern"]
    size, stroke = look["size"], look["size"] * look["solidity"]
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{size}" height="{size}" fill="{look["bgcolor"]}"/>'
        f'<rect width="{stroke:g}" height="{size}" fill="{marker["color"]}"/></pattern>'
    )


def _whisker(bar: Bar, along: Scale, error: Mapping[str, Any]) -> Iterator[str]:
    below, above = error["arrayminus"][bar.row], error["array"][bar.row]
    if below is None or above is None:
        return
    ends, cap = (bar.end - below, bar.end + above), error["width"]
    low, high = (along(along.kept(end)) for end in ends)
    tips = [along(end) for end in ends if along.kept(end) == end]
    look = {"color": error["color"], "width": error["thickness"]}
    if _lies(bar):
        yield stroke((low, high), (bar.middle, bar.middle), look)
        for tip in tips:
            yield stroke((tip, tip), (bar.middle - cap, bar.middle + cap), look)
    else:
        yield stroke((bar.middle, bar.middle), (low, high), look)
        for tip in tips:
            yield level(bar.middle, tip, 2 * cap, look)


def _figure(bar: Bar, end: float) -> str:
    """Return the figure beyond the end of a bar, or within it; below zero on the other side."""
    text, where = bar.trace["text"][bar.row], bar.trace.get("textposition", "outside")
    inside = (where if isinstance(where, str) else where[bar.row]) == "inside"
    font, below = bar.trace["insidetextfont" if inside else "textfont"], bar.end < bar.base
    if _lies(bar):
        away, across = (-4, "right") if below else (2, "left")
        return written(text, end, bar.middle, font=font, away=away, across=across)
    up, down = ("bottom", "top") if inside else ("top", "bottom")
    return written(text, bar.middle, end, font=font, across="center", up=up if below else down)
