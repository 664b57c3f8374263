"""The band around a course: the area between its lower and its upper bound."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.charts.sheet import Trace
from dashboard.charts.theme import faded

Bound = tuple[Any, float | None, float | None]
"""A place with the lower and the upper bound there."""


def band(bounds: Sequence[Bound], color: str, strength: float = 0.16) -> Trace:
    """Return the area between the bounds as closed outlines, one for each stretch without a gap."""
    corners: list[tuple[Any, float | None]] = []
    for known, stretch in groupby(bounds, key=lambda bound: None not in bound):
        if known:
            rows = list(stretch)
            corners += [(x, high) for x, _, high in rows] + [(x, low) for x, low, _ in reversed(rows)]
            corners.append((None, None))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in corners[:-1]],
        "y": [y for _, y in corners[:-1]],
        "fill": "toself",
        "fillcolor": faded(color, strength),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
