"""A course without axes: a line over its area, in an SVG that stretches to the width it is given."""

from collections.abc import Sequence
from html import escape
from typing import Final

from dashboard.charts.theme import faded

WIDTH: Final = 240
HEIGHT: Final = 48
TOP: Final = 4


def sparkline(values: Sequence[float], color: str, title: str) -> str:
    """Return the course of at least two values; of fewer, an empty place of the same height."""
    if len(values) < 2:
        return f'<div style="height:{HEIGHT}px"></div>'
    line = " ".join(f"{x:g},{y:g}" for x, y in _points(values))
    label = f"Course of {title}"
    return (
        f'<svg class="spark" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="100%" height="{HEIGHT}" preserveAspectRatio="none" style="display:block">'
        f"<title>{escape(label)}</title>"
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
