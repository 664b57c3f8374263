"""Lines, areas and dots as SVG."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Final

from dashboard.charts.sheet import Figure, Trace, present
from dashboard.charts.svg.plane import WIDTH, Plane, number
from dashboard.charts.svg.pointing import told
from dashboard.charts.svg.strokes import dashes, level, outline, stroke

Point = tuple[Any, Any]
"""A place along and a height, in the values of the axes; None in a gap."""

LONGER: Final = 1.4
"""Plotly draws the strokes that stand for a goal so many times as long as their size."""


@dataclass(frozen=True)
class Course:
    """One line with its points, and the points that its area stands on."""

    trace: Trace
    points: list[Point]
    foot: list[Point]

    def heights(self) -> list[Any]:
        """Return how high each of the trace's own rows lies; None where nothing is known."""
        if "stackgroup" not in self.trace:
            return list(self.trace["y"])
        over = dict(self.points)
        rows = zip(self.trace["x"], self.trace["y"], strict=True)
        return [None if None in (x, y) else over[x] for x, y in rows]


def areas(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield what lies under the lines of a figure."""
    for course in courses(figure):
        outlines = " ".join(f"M{_on_paper(outline, plane)}Z" for outline in _outlines(course))
        if outlines:
            yield f'<path d="{outlines}" fill="{course.trace["fillcolor"]}"/>'


def lines(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield each stretch of each line."""
    for course in courses(figure):
        line = course.trace.get("line", {})
        if "lines" in course.trace["mode"] and line.get("width"):
            for stretch in _stretches(course.points):
                yield _polyline(_stairs(stretch) if line.get("shape") == "hv" else stretch, line, plane)


def stretched(shapes: Iterable[str], height: float) -> str:
    """Return lines and areas, whose places SVG takes as numbers only, stretched over the plot."""
    inside = "".join(shapes)
    size = f'width="100%" height="{height:g}" viewBox="0 0 {WIDTH:g} {height:g}"'
    return f'<svg {size} preserveAspectRatio="none" overflow="visible">{inside}</svg>' if inside else ""


def dots(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield the dots of a figure, the strokes across its bars, and on its lines the spots that tell."""
    for course in courses(figure):
        trace, heights = course.trace, course.heights()
        color, marker = trace.get("line", {}).get("color", "none"), trace.get("marker", {})
        across, up = plane.scales["x"], plane.scales[trace.get("yaxis", "y")]
        seen = "markers" in trace["mode"] and marker.get("opacity", 1)
        for row, (x, y) in enumerate(zip(trace["x"], heights, strict=True)):
            if x is None or y is None:
                continue
            said = told(trace, row)
            look = {"color": color, **{key: _of(value, row) for key, value in marker.items()}}
            if seen and look["size"]:
                yield _dot(across(x), up(y), look, row, said)
            elif said:
                yield _spot(across(x), up(y), color, said)


def courses(figure: Figure) -> Iterator[Course]:
    """Yield each line with its points; in a stack, each stands on the ones before it.

    What a layer of a stack lacks, at a place that another has, adds nothing there.
    """
    scatters = _scatters(figure)
    stacked = {x for trace in scatters if "stackgroup" in trace for x in present(trace["x"])}
    places = sorted(stacked, key=number)
    heights = dict.fromkeys(places, 0.0)
    for trace in scatters:
        points: list[Point] = list(zip(trace["x"], trace["y"], strict=True))
        foot: list[Point] = [(x, 0.0) for x, _ in points]
        if "stackgroup" in trace:
            foot, own = list(heights.items()), dict(points)
            heights = {x: under + (own.get(x) or 0.0) for x, under in foot}
            points = list(heights.items())
        yield Course(trace, points, foot)


def _outlines(course: Course) -> Iterator[list[Point]]:
    if course.trace.get("fill") == "toself":
        yield from _stretches(course.points)
    elif course.trace.get("fill") == "tozeroy" or "stackgroup" in course.trace:
        under = dict(course.foot)
        for stretch in _stretches(course.points):
            yield [*stretch, *((x, under[x]) for x, _ in reversed(stretch))]


def _scatters(figure: Figure) -> list[Trace]:
    return [trace for trace in figure["data"] if trace["type"] == "scatter"]


def _of(value: Any, row: int) -> Any:
    return value[row] if isinstance(value, list) else value


def _stretches(points: list[Point]) -> Iterator[list[Point]]:
    for there, stretch in groupby(points, key=lambda point: None not in point):
        if there:
            yield list(stretch)


def _stairs(points: list[Point]) -> list[Point]:
    corners = points[:1]
    for (_, before), (x, y) in pairwise(points):
        corners += [(x, before), (x, y)]
    return corners


def _on_paper(points: list[Point], plane: Plane) -> str:
    return " ".join(f"{plane.scales['x'](x):.2f},{plane.scales['y'](y):.2f}" for x, y in points)


def _polyline(points: list[Point], line: Mapping[str, Any], plane: Plane) -> str:
    return (
        f'<polyline points="{_on_paper(points, plane)}" fill="none" stroke="{line["color"]}" '
        f'stroke-width="{line["width"]}" stroke-linejoin="round" style="vector-effect:non-scaling-stroke"'
        f"{dashes(line)}/>"
    )


def _spot(x: float, y: float, color: str, said: str) -> str:
    """Return the dot on a line that shows where the pointer is nearest to it."""
    return f'<circle class="spot" cx="{x:.3f}%" cy="{y:.2f}" r="4.5" fill="{color}"{said}/>'


def _dot(x: float, y: float, marker: Mapping[str, Any], row: int, said: str) -> str:
    edge = marker.get("line", {})
    size, ink = marker["size"], _of(edge.get("color"), row)
    match marker.get("symbol", "circle"):
        case "line-ns":
            half = size * LONGER / 2
            return stroke((x, x), (y - half, y + half), edge, said)
        case "line-ew":
            return level(x, y, size * LONGER, edge, said)
        case _:
            place = f'cx="{x:.3f}%" cy="{y:.2f}" r="{size / 2:g}"'
            return f'<circle {place} fill="{marker["color"]}"{outline({**edge, "color": ink})}{said}/>'
