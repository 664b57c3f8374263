"""The frame of every figure: its looks, its legend, its note and what it says on hover."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dashboard.charts.sheet import Figure, Sheet, Trace
from dashboard.charts.text import bold, escaped, wrapped
from dashboard.charts.theme import Theme

HEIGHT: Final = 300
PHONE: Final = 300
"""Width that a figure has on a phone of 390 pixels; labels that fit there fit everywhere."""

MARGIN: Final[Mapping[str, float]] = {"l": 4, "r": 8, "t": 20, "b": 4}
EDGE: Final[Mapping[str, float]] = {**MARGIN, "r": 20}
"""Margin of a chart whose last tick stands at the very end: half a label reaches beyond it."""

NOTE_LINE: Final = 18


def figure(sheet: Sheet, data: list[Trace], height: float, **layout: Any) -> Figure:
    """Return a figure with the theme's looks; `layout` adds to it."""
    theme = sheet.theme
    font = {"family": theme.font, "size": theme.size, "color": theme.text}
    base = {
        "height": int(sheet.chart.get("height", height)),
        "margin": dict(MARGIN),
        "paper_bgcolor": theme.background,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": font,
        "minreducedheight": 2,  # else Plotly cuts the words around the plot of one row
        "separators": sheet.reader.separators,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 40,
        "hoverlabel": {"bgcolor": theme.background, "bordercolor": theme.grid, "font": font, "align": "left"},
    }
    return {"data": data, "layout": _with_note(sheet, {**base, **layout})}


def _with_note(sheet: Sheet, layout: dict[str, Any]) -> dict[str, Any]:
    """Return the layout with the note under the chart, as the one text that Plotly anchors to the edge."""
    if "note" not in sheet.chart:
        return layout
    words = escaped(sheet.chart["note"].replace(" %", "\u00a0%"))
    note = wrapped(words, 55, 3)
    more = NOTE_LINE * note.count("<br>")
    room = NOTE_LINE + more + 6
    below = room + foot(layout["xaxis"])
    font = {"size": sheet.theme.small, "color": sheet.theme.muted}
    place = {"x": 0, "xref": "container", "y": 0, "yref": "container", "xanchor": "left", "yanchor": "bottom"}
    return {
        **layout,
        "meta": {"note": words},
        "height": layout["height"] + room,
        "margin": {**layout["margin"], "b": layout["margin"]["b"] + below},
        "title": {"text": note, "font": font, "pad": {"l": 4, "b": 4 + more}, **place},
    }


def note_height(layout: dict[str, Any]) -> float:
    """Return the height that a layout has for its note."""
    title = layout.get("title")
    return NOTE_LINE * (title["text"].count("<br>") + 1) + 6 if title else 0


def foot(axis: dict[str, Any]) -> float:
    """Return the height of what stands under an axis along the bottom: tick labels and a title."""
    if axis.get("visible") is False or axis.get("side") == "top":
        return 0
    lines = max((text.count("<br>") + 1 for text in axis.get("ticktext", [])), default=0)
    return NOTE_LINE * (lines + ("title" in axis)) + 8


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
            "itemwidth": 30,
            "traceorder": "normal",
            "font": {"color": theme.text, "size": theme.small},
        },
    }


def hover(texts: Sequence[Any], rows: Sequence[Any] = ()) -> dict[str, Any]:
    """Return the properties that show a text at each point (or, in a grid, each cell), and nothing else.

    `rows` holds the row of the frame that each point stands for, which is what a click on it tells.
    """
    told_by_click = {"customdata": list(rows)} if rows else {}
    return {"hovertext": list(texts), "hovertemplate": "%{hovertext}<extra></extra>", **told_by_click}


def told(title: str, *facts: str) -> str:
    """Return what stands in a hover box: a title and its facts, one a line, empty ones left out."""
    return "<br>".join(filter(None, [bold(title) if title else "", *facts]))
