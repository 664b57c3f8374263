"""The whole drawing, back to front."""

from html import escape

from dashboard.charts.sheet import Figure
from dashboard.charts.svg import bars, frame, points
from dashboard.charts.svg.plane import plane


class NotDrawn(Exception):
    """The figure holds what only Plotly draws."""


def drawing(figure: Figure, width: float, height: float, name: str) -> str:
    """Return a figure as SVG of a size in its own pixels, which stretches to the width that it is given.

    `name` begins the ids within, and is to be unique on the page. Raises NotDrawn.
    """
    _refuse(figure)
    on = plane(figure, width, height)
    parts = [
        *frame.marks(figure, on, below=True),
        *frame.grid(figure, on),
        *points.areas(figure, on),
        *bars.bars(figure, on, name),
        *points.lines(figure, on),
        *frame.marks(figure, on, below=False),
        *points.dots(figure, on),
        *frame.ticks(figure, on),
        *frame.words(figure, on),
        *frame.legend(figure),
        frame.note(figure, height),
    ]
    said = escape(figure["layout"].get("meta", {}).get("description", ""))
    hatched = bars.patterns(figure, name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{said}">{f"<defs>{hatched}</defs>" if hatched else ""}{"".join(parts)}</svg>'
    )


def _refuse(figure: Figure) -> None:
    """Raise NotDrawn for other traces than bars, lines and dots, and for small multiples."""
    kinds = {trace["type"] for trace in figure["data"]} - {"bar", "scatter"}
    written = any("text" in trace.get("mode", "") for trace in figure["data"])
    if kinds or written or "domain" in figure["layout"]["xaxis"]:
        raise NotDrawn
