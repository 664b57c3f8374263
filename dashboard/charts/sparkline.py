"""A course without axes: a line over its area, in an image that stretches to the width it is given."""

from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from dashboard.charts.theme import faded

WIDTH: Final = 240
HEIGHT: Final = 48
TOP: Final = 4


def sparkline(values: Sequence[float], color: str, alt: str) -> str:
    """Return the course of at least two values as an image; of fewer, an empty place of the same height."""
    if len(values) < 2:
        return f'<div style="height:{HEIGHT}px"></div>'
    source = f"data:image/svg+xml,{quote(_drawing(values, color))}"  # an <svg> itself does not pass Streamlit
    return (
        f'<img class="spark" alt="{escape(alt)}" src="{source}" '
        f'style="display:block;width:100%;height:{HEIGHT}px"/>'
    )


def _drawing(values: Sequence[float], color: str) -> str:
    line = " ".join(f"{x:g},{y:g}" for x, y in _points(values))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<polygon points="0,{HEIGHT} {line} {WIDTH},{HEIGHT}" fill="{faded(color, 0.1)}"/>'
        f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="1.75" stroke-linejoin="round" '
        f'vector-effect="non-scaling-stroke"/></svg>'
    )


def _points(values: Sequence[float]) -> list[tuple[float, float]]:
    """Return the corners: the lowest value a little above the ground, the highest a little under the edge."""
    low, high = min(values), max(values)
    span, room = (high - low) or 1.0, HEIGHT - 2 * TOP
    return [
        (round(index * WIDTH / (len(values) - 1), 1), round(HEIGHT - TOP - (value - low) / span * room, 1))
        for index, value in enumerate(values)
    ]
