"""What stands around a drawing on a page, as HTML: the legend over it and the note under it.

Only a browser knows how wide they may be; on paper, where it is known, `frame` draws them.
"""

from dashboard.charts.layout import note_height
from dashboard.charts.sheet import Figure
from dashboard.charts.svg.frame import EDGE, KEYS, color_of, named
from dashboard.charts.svg.plane import Plane


def bare(figure: Figure) -> Figure:
    """Return a figure without its legend and its note, and lower by the room that they have in it."""
    layout = {name: value for name, value in figure["layout"].items() if name != "title"}
    note = note_height(figure["layout"])
    head = KEYS if named(figure) else 0
    margin = {**layout["margin"], "b": layout["margin"]["b"] - note}
    size = {"height": layout["height"] - head - note, "margin": margin}
    return {**figure, "layout": {**layout, **size, "showlegend": False}}


def legend(figure: Figure, on: Plane) -> str:
    """Return the names of the series with their colours, which go on in a next line where one is full."""
    keys = "".join(
        f'<li><i style="background:{color_of(trace)}"></i>{trace["name"]}</li>' for trace in named(figure)
    )
    if not keys:
        return ""
    return f'<ul class="keys" style="{_look(figure["layout"]["legend"]["font"], on)}">{keys}</ul>'


def note(figure: Figure, on: Plane) -> str:
    """Return the note under a chart."""
    words = figure["layout"].get("meta", {}).get("note")
    if not words:
        return ""
    return f'<p class="note" style="{_look(figure["layout"]["title"]["font"], on)}">{words}</p>'


def _look(font: dict[str, str], on: Plane) -> str:
    """Return the style of words that begin at the left end of a drawing, beside whose plot there is room."""
    ends = f"margin-left:{EDGE - on.left:.0f}px;margin-right:{-on.right:.0f}px"
    return f"{ends};font-size:{font['size']}px;color:{font['color']}"
