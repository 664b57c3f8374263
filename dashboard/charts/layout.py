"""The frame of every figure: fonts, margins, axes, direct labels, marks. Only what differs from Plotly's defaults."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.text import bold, escaped, wrapped
from dashboard.charts.theme import Theme

HEIGHT: Final = 300
ROW: Final = 34
"""Height of one name in a chart whose names stand to the left."""

PHONE: Final = 300
"""Pixels that a chart has on a phone of 390."""

STILL_OPEN: Final = "still open"
"""What is said of figures that can still change."""

BASE_MARGIN: Final = {"l": 4, "r": 8, "t": 20, "b": 4}

Axis = dict[str, Any]


def figure(sheet: Sheet, data: list[dict[str, Any]], height: float, **layout: Any) -> Figure:
    """Return a figure with the theme's looks; `layout` adds to it."""
    theme = sheet.theme
    base = {
        "height": int(sheet.chart.get("height", height)),
        "margin": BASE_MARGIN,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": theme.font, "size": theme.size, "color": theme.text},
        "separators": sheet.reader.separators,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 40,
        "hoverlabel": {
            "bgcolor": theme.background,
            "bordercolor": theme.grid,
            "font": {"family": theme.font, "size": theme.size, "color": theme.text},
            "align": "left",
        },
    }
    return {"data": data, "layout": _with_note(sheet, {**base, **layout})}


def _with_note(sheet: Sheet, layout: dict[str, Any]) -> dict[str, Any]:
    if "note" not in sheet.chart:
        return layout
    note = wrapped(escaped(sheet.chart["note"]), 60, 3)
    lines = note.count("<br>") + 1
    room = 18 * lines + 8
    mark = {
        **label(sheet.theme, note, color=sheet.theme.muted, size=sheet.theme.small),
        **{"x": 0, "y": 0, "xref": "paper", "yref": "container", "xanchor": "left", "yanchor": "bottom"},
    }
    return {
        **layout,
        "height": layout["height"] + room,
        "margin": {**layout["margin"], "b": layout["margin"]["b"] + room},
        "annotations": [*layout.get("annotations", []), mark],
    }


def axis(theme: Theme, **more: Any) -> Axis:
    """Return an axis without lines or zoom."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "tickfont": {"color": theme.muted, "size": theme.size},
        **more,
    }


def value_axis(sheet: Sheet, option: str, values: Sequence[float | None], **more: Any) -> Axis:
    """Return the axis of a measure: from zero where all are positive, with round ticks in the reader's format."""
    marks = ticks(min(0.0, *present(values)), max(0.0, *present(values)), 5)
    return axis(
        sheet.theme,
        range=[marks[0], marks[-1]],
        tickvals=marks,
        ticktext=tick_texts(marks, sheet.format(option), sheet.reader),
        showgrid=True,
        gridcolor=sheet.theme.grid,
        **more,
    )


def names_axis(sheet: Sheet, names: Sequence[str], **more: Any) -> Axis:
    """Return the axis of names down the left side, first on top; they stand at 0, 1, 2 …"""
    return axis(
        sheet.theme,
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=[wrapped(name) for name in names],
        ticklabelstandoff=8,
        **more,
    )


def figures_axis(sheet: Sheet, texts: Sequence[str]) -> Axis:
    """Return a second axis of names down the right side, which shows the rows' figures in bold."""
    return axis(
        sheet.theme,
        overlaying="y",
        side="right",
        range=[len(texts) - 0.5, -0.5],
        tickvals=list(range(len(texts))),
        ticktext=[bold(text) for text in texts],
        ticklabelstandoff=6,
    ) | {"tickfont": {"color": sheet.theme.text, "size": sheet.theme.size}}


def label(theme: Theme, text: str, *, color: str = "", size: int = 0, **where: Any) -> dict[str, Any]:
    """Return a direct label."""
    font = {"color": color or theme.text, "size": size or theme.size}
    return {"text": text, "showarrow": False, "font": font, **where}


def line(color: str, *, dash: str = "dot", thickness: float = 1.5, **where: Any) -> dict[str, Any]:
    """Return a straight mark line."""
    return {"type": "line", "line": {"color": color, "width": thickness, "dash": dash}, **where}


def hover(texts: Sequence[str]) -> dict[str, Any]:
    """Return the properties that show one sentence or a few lines at each point."""
    return {"hovertext": list(texts), "hovertemplate": "%{hovertext}<extra></extra>"}


def legend(theme: Theme) -> dict[str, Any]:
    """Return a legend above the chart, for series without room for a label of their own."""
    return {
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "xanchor": "left",
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"color": theme.text, "size": theme.small},
        },
    }


@dataclass(frozen=True)
class Marks:
    """Shapes and annotations that belong together."""

    shapes: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)

    def layout(self) -> dict[str, Any]:
        """Return them as keys of a layout."""
        return {"shapes": self.shapes, "annotations": self.annotations}

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(self.shapes + other.shapes, self.annotations + other.annotations)


def mark_at(theme: Theme, value: float, text: str, *, color: str = "", lying: bool = False) -> Marks:
    """Return a dotted line across the chart at a value, with a label; `lying` for charts that run left to right."""
    color = color or theme.text
    mark = line(
        color,
        **(_DOWN if lying else _ACROSS),
        **dict.fromkeys(("x0", "x1") if lying else ("y0", "y1"), value),
    )
    where = {"x": value, **_TOP_RIGHT} if lying else {"y": value, **_RIGHT_ABOVE}
    return Marks([mark], [label(theme, text, color=color, size=theme.small, **where)])


_DOWN: Final = {"y0": 0, "y1": 1, "yref": "paper"}
_ACROSS: Final = {"x0": 0, "x1": 1, "xref": "paper"}
_TOP_RIGHT: Final = {"y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
_RIGHT_ABOVE: Final = {"x": 1, "xref": "paper", "xanchor": "right", "yanchor": "bottom"}


def goal_mark(sheet: Sheet, measure: str, *, lying: bool = False) -> Marks:
    """Return the goal's line and words, where the header gives a goal."""
    goal = sheet.one("goal")
    return (
        Marks()
        if goal is None
        else mark_at(sheet.theme, goal, f"Goal {sheet.show(measure, goal)}", lying=lying)
    )


def told(title: str, *facts: str) -> str:
    """Return what stands in a hover box: a title and its facts, one a line, empty ones left out."""
    return "<br>".join([bold(title), *filter(None, facts)] if title else list(filter(None, facts)))


def still_open(theme: Theme, at: Any) -> dict[str, Any]:
    """Return the words over the part of a chart that can still change; `at` is its right end."""
    return label(
        theme,
        STILL_OPEN,
        color=theme.muted,
        size=theme.small,
        **{"x": at, "y": 1, "yref": "paper", "xanchor": "right", "yanchor": "bottom"},
    )
