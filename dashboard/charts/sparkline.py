"""A course without axes: a line over its area, in an image that stretches to the width it is given."""

from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from dashboard.charts.sheet import present
from dashboard.charts.theme import faded

WIDTH: Final = 240
HEIGHT: Final = 48
TOP: Final = 4

Point = tuple[float, float]


def sparkline(values: Sequence[float | None], color: str, alt: str) -> str:
    """Return the course of at least two values as an image; of fewer, an empty place of the same height.

    What is missing between values is a gap; at the ends it takes no room. With more gaps than values there is
    no course.
    """
    there = [place for place, value in enumerate(values) if value is not None]
    course = values[there[0] : there[-1] + 1] if there else ()
    runs = [run for run in _runs(_points(course)) if len(run) > 1]
    if not runs or 2 * len(there) < len(course):
        return f'<div style="height:{HEIGHT}px"></div>'
    source = f"data:image/svg+xml,{quote(_drawing(runs, color))}"  # an <svg> itself does not pass Streamlit
    return (
        f'<img class="spark" alt="{escape(alt)}" src="{source}" '
        f'style="display:block;width:100%;height:{HEIGHT}px"/>'
    )


def _drawing(runs: Sequence[Sequence[Point]], color: str) -> str:
    drawn = "".join(_run(run, color) for run in runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f"{drawn}</svg>"
    )


def _run(points: Sequence[Point], color: str) -> str:
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    (start, _), (end, _) = points[0], points[-1]
    return (
        f'<polygon points="{start:g},{HEIGHT} {line} {end:g},{HEIGHT}" fill="{faded(color, 0.1)}"/>'
        f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="1.75" stroke-linejoin="round" '
        f'vector-effect="non-scaling-stroke"/>'
    )


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the points that follow each other without a gap."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs


def _points(values: Sequence[float | None]) -> list[Point | None]:
    """Return the corners: the lowest value a little above the ground, the highest a little under the edge."""
    there = present(values)
    low, high = min(there, default=0), max(there, default=0)
    span, room, last = (high - low) or 1.0, HEIGHT - 2 * TOP, max(len(values) - 1, 1)
    return [
        None
        if value is None
        else (round(index * WIDTH / last, 1), round(HEIGHT - TOP - (value - low) / span * room, 1))
        for index, value in enumerate(values)
    ]
