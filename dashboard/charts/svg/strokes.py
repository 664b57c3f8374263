"""Straight strokes as SVG, by places across and pixels down."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

DASHES: Final = {"dot": "2 3", "dash": "6 4"}

Look = Mapping[str, Any]
"""The `color`, `width` and `dash` of a stroke."""


def stroke(x: Sequence[float], y: Sequence[float], look: Look, said: str = "") -> str:
    """Return the stroke between two points, with attributes that say what it stands for."""
    place = f'x1="{x[0]:.3f}%" x2="{x[1]:.3f}%" y1="{y[0]:.2f}" y2="{y[1]:.2f}"'
    return f'<line {place} stroke="{look["color"]}" stroke-width="{look["width"]}"{dashes(look)}{said}/>'


def level(x: float, y: float, length: float, look: Look, said: str = "") -> str:
    """Return a level stroke that is so many pixels long around a point."""
    thick = look["width"]
    place = f'x="{x:.3f}%" y="{y:.2f}" width="{length:g}" height="{thick}"'
    shift = f'transform="translate({-length / 2:g} {-thick / 2:g})"'
    return f'<rect {place} fill="{look["color"]}" {shift}{said}/>'


def outline(look: Look) -> str:
    """Return the attributes of the stroke around a mark; none where it has no width."""
    return f' stroke="{look["color"]}" stroke-width="{look["width"]}"' if look.get("width") else ""


def dashes(look: Look) -> str:
    """Return the attribute that makes a stroke one of dots or dashes."""
    return f' stroke-dasharray="{DASHES[look["dash"]]}"' if look.get("dash") in DASHES else ""
