"""The band around a course: the area between its lower and its upper bound."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.sheet import Trace
from dashboard.charts.theme import faded


def outline(lower: Sequence[tuple[Any, float]], upper: Sequence[tuple[Any, float]], color: str) -> Trace:
    """Return the area between two courses as one closed outline."""
    corners = [*upper, *reversed(lower)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in corners],
        "y": [y for _, y in corners],
        "fill": "toself",
        "fillcolor": faded(color, 0.16),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
