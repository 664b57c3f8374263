"""What is written into a chart: labels, reference lines, the words over figures that can still change."""

from dataclasses import dataclass, field
from typing import Any, Final

from dashboard.charts.sheet import Sheet
from dashboard.charts.theme import Theme

STILL_OPEN: Final = "still open"
"""What is said of figures that can still change."""

Mark = dict[str, Any]
"""A Plotly shape or annotation."""


@dataclass(frozen=True)
class Marks:
    """Shapes and annotations that belong together."""

    shapes: list[Mark] = field(default_factory=list)
    annotations: list[Mark] = field(default_factory=list)

    def layout(self) -> dict[str, list[Mark]]:
        """Return them as keys of a layout."""
        return {"shapes": self.shapes, "annotations": self.annotations}

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(self.shapes + other.shapes, self.annotations + other.annotations)


def label(theme: Theme, text: str, *, color: str = "", size: int = 0, **where: Any) -> Mark:
    """Return a direct label, in the colour of text unless told otherwise."""
    font = {"color": color or theme.text, "size": size or theme.size}
    return {"text": text, "showarrow": False, "font": font, **where}


def stroke(color: str, *, dash: str = "dot", thickness: float = 1.5, **where: Any) -> Mark:
    """Return a straight line."""
    return {"type": "line", "line": {"color": color, "width": thickness, "dash": dash}, **where}


def level(theme: Theme, value: float, text: str) -> Marks:
    """Return a dotted line across a chart at a value, with its label over the left end."""
    where: dict[str, Any] = {"x": 0, "xref": "paper", "y": value, "xanchor": "left", "yanchor": "bottom"}
    return Marks(
        [stroke(theme.text, x0=0, x1=1, xref="paper", y0=value, y1=value)],
        [label(theme, text, size=theme.small, **where)],
    )


def upright(theme: Theme, value: float, text: str) -> Marks:
    """Return a dotted line down a chart at a value, with its label on top."""
    where: dict[str, Any] = {"x": value, "xanchor": "left", "xshift": -4, "y": 1, "yref": "paper"}
    return Marks(
        [stroke(theme.text, x0=value, x1=value, y0=0, y1=1, yref="paper")],
        [label(theme, text, size=theme.small, yanchor="bottom", **where)],
    )


def goal(sheet: Sheet, *, lying: bool = False) -> Marks:
    """Return the goal's line and words, where the header gives a goal."""
    value = sheet.one("goal")
    if value is None:
        return Marks()
    draw = upright if lying else level
    return draw(sheet.theme, value, f"Goal {sheet.show(sheet.measure, value)}")


def still_open(theme: Theme, at: Any) -> Mark:
    """Return the words over the part of a chart that can still change; `at` is its right end."""
    where: dict[str, Any] = {"x": at, "y": 1, "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    return label(theme, STILL_OPEN, color=theme.muted, size=theme.small, **where)
