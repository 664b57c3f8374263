"""What is written into a chart: labels, reference lines, the words over figures that can still change."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dashboard.charts.sheet import Sheet
from dashboard.charts.theme import Theme

OVER: Final = 0.12
"""Share of a chart's height that the figure over a bar takes, with the stroke of a goal."""

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
        [stroke(theme.muted, x0=0, x1=1, xref="paper", y0=value, y1=value)],
        [label(theme, text, size=theme.small, **where)],
    )


def upright(theme: Theme, value: float, text: str, span: Sequence[float]) -> Marks:
    """Return a dotted line down a chart at a value, with its label on top; `span` is the axis' range."""
    where = {"y": 1, "yref": "paper", "yanchor": "bottom", **beside(value, span, -4)}
    return Marks(
        [stroke(theme.muted, x0=value, x1=value, y0=0, y1=1, yref="paper")],
        [label(theme, text, size=theme.small, **where)],
    )


def beside(value: float, span: Sequence[float], gap: int = 3) -> dict[str, Any]:
    """Return the place of a label at a value: to the right of it, or to the left in the right half."""
    if value > (span[0] + span[1]) / 2:
        return {"x": value, "xanchor": "right", "xshift": -gap}
    return {"x": value, "xanchor": "left", "xshift": gap}


def goals_differ(sheet: Sheet) -> bool:
    """Whether each row has a goal of its own, or some none, so that one line would be wrong."""
    return sheet.has("goal") and len(set(sheet.values("goal"))) > 1


def goal(sheet: Sheet) -> Marks:
    """Return the goal's line and words, where the rows share a goal."""
    value = None if goals_differ(sheet) else sheet.one("goal")
    return Marks() if value is None else level(sheet.theme, value, goal_words(sheet, value))


def goal_upright(sheet: Sheet, span: Sequence[float]) -> Marks:
    """Return the goal's line and words for bars that lie down, as `goal` does for standing ones."""
    value = None if goals_differ(sheet) else sheet.one("goal")
    return Marks() if value is None else upright(sheet.theme, value, goal_words(sheet, value), span)


def key_of_goals(sheet: Sheet) -> Marks:
    """Return what the strokes across bars mean, where the goals differ."""
    if not goals_differ(sheet):
        return Marks()
    theme = sheet.theme
    where = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    words = sheet.reader.say("Goal")
    return Marks([], [label(theme, f"━\u00a0 {words}", color=theme.muted, size=theme.small, **where)])


def crossed_by_goals(sheet: Sheet, span: Sequence[float]) -> list[bool]:
    """Return for each standing bar whether the stroke of its goal lies where its figure stands, over it."""
    room = OVER * (span[1] - span[0])
    rows = zip(*map(sheet.values, (sheet.measure, "goal", "provisional")), strict=True)
    return [
        goals_differ(sheet)
        and None not in (value, goal)
        and not provisional
        and value > room > goal - value > 0
        for value, goal, provisional in rows
    ]


def goal_words(sheet: Sheet, value: float) -> str:
    """Return what is written at a goal."""
    return sheet.reader.say("Goal {value}", value=sheet.show(sheet.measure, value))


def open_words(sheet: Sheet, *, provisional: Any = True) -> str:
    """Return what is said of figures that can still change; nothing of others."""
    return sheet.reader.say("still open") if provisional else ""


def still_open(sheet: Sheet, at: Any) -> Mark:
    """Return the words over the part of a chart that can still change; `at` is its right end."""
    where: dict[str, Any] = {"x": at, "y": 1, "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    return label(sheet.theme, open_words(sheet), color=sheet.theme.muted, size=sheet.theme.small, **where)
