"""The whole drawing, back to front, on a page and on paper."""

from html import escape

from dashboard.charts.sheet import Figure
from dashboard.charts.svg import around, bars, frame, points
from dashboard.charts.svg.plane import Plane, plane
from dashboard.charts.svg.pointing import order, speechless


class NotDrawn(Exception):
    """The figure holds what only Plotly draws."""


def drawing(figure: Figure, name: str) -> str:
    """Return a figure as HTML that is as wide as its place, with its legend above and its note below.

    Its marks carry what they say to a pointer (`data-told`) and the row of the result that they stand for
    (`data-row`), and the whole (`data-order`) whether they stand in rows or in columns.
    `name` begins the ids within, and is to be unique on the page. Raises NotDrawn.
    """
    _refuse(figure)
    alone = around.bare(figure)
    height = alone["layout"]["height"]
    on = _plane(alone, height, 0)
    size = f'width="100%" height="{height:g}" role="img" aria-label="{_said(figure)}"'
    kind = "drawn clickable" if figure["layout"]["meta"].get("clickable") else "drawn"
    return (
        f'<div class="{kind}"{order(figure)} style="padding:0 {on.right:.0f}px 0 {on.left:.0f}px">'
        f"{around.legend(figure, on)}"
        f'<svg {size} style="overflow:visible">{_parts(alone, on, height, name)}</svg>'
        f"{around.note(figure, on)}</div>"
    )


def printed(figure: Figure, width: float, height: float, name: str) -> str:
    """Return a figure as SVG of a size in its own pixels, which stretches to the width that it is given.

    `name` begins the ids within, and is to be unique on the page. Raises NotDrawn.
    """
    _refuse(figure)
    figure = speechless(figure)
    on = _plane(figure, height, width)
    plot = (
        f'x="{on.left:.2f}" width="{width - on.left - on.right:.2f}" height="{height:g}" overflow="visible"'
    )
    head = "".join(frame.legend(figure, on, width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{_said(figure)}"><svg {plot}>{head}{_parts(figure, on, height, name)}</svg></svg>'
    )


def _plane(figure: Figure, height: float, room: float) -> Plane:
    return plane(figure, height, frame.head_height(figure, room))


def _said(figure: Figure) -> str:
    return escape(figure["layout"].get("meta", {}).get("description", ""))


def _parts(figure: Figure, on: Plane, height: float, name: str) -> str:
    hatched = bars.patterns(figure, name)
    parts = [
        f"<defs>{hatched}</defs>" if hatched else "",
        *frame.marks(figure, on, below=True),
        *frame.grid(figure, on),
        points.stretched(points.areas(figure, on), height),
        *bars.bars(figure, on, name),
        points.stretched(points.lines(figure, on), height),
        *frame.marks(figure, on, below=False),
        *points.dots(figure, on),
        *frame.ticks(figure, on),
        *frame.words(figure, on),
        frame.note(figure, on, height),
    ]
    return "".join(parts)


def _refuse(figure: Figure) -> None:
    """Raise NotDrawn for other traces than bars, lines and dots, and for small multiples."""
    kinds = {trace["type"] for trace in figure["data"]} - {"bar", "scatter"}
    written = any("text" in trace.get("mode", "") for trace in figure["data"])
    if kinds or written or "domain" in figure["layout"]["xaxis"]:
        raise NotDrawn
