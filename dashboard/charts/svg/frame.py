"""What stands around the data of a figure: grid, ticks, marks, legend and note, as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.charts.sheet import Figure
from dashboard.charts.svg.plane import Plane
from dashboard.charts.svg.points import DASHES
from dashboard.charts.svg.text import written
from dashboard.charts.text import width

Look = Mapping[str, Any]


def grid(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield the lines at the ticks of the axes that show them."""
    for name in ("x", "y"):
        axis = figure["layout"][f"{name}axis"]
        if axis.get("showgrid") and axis.get("visible", True):
            for value in axis["tickvals"]:
                at = plane.scales[name](value)
                if _inside(at, name, plane):
                    x, y = (at, at), (plane.top, plane.bottom)
                    if name == "y":
                        x, y = (plane.left, plane.right), (at, at)
                    yield _line(x, y, {"color": axis["gridcolor"], "width": 1})


def ticks(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield the labels of the axes."""
    for name, axis in _labelled(figure):
        for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
            at = plane.scales[name](value)
            if _inside(at, name, plane):
                across, up = _ways(name, axis)
                x, y = _beside(name, axis, at, plane)
                yield written(text, x, y, font=axis["tickfont"], across=across, up=up)


def marks(figure: Figure, plane: Plane, *, below: bool) -> Iterator[str]:
    """Yield the shapes of a figure that lie below its data, or those above."""
    for shape in figure["layout"].get("shapes", []):
        if (shape.get("layer") == "below") == below:
            x = [plane.place(shape[end], _reference(shape, "x")) for end in ("x0", "x1")]
            y = [plane.place(shape[end], _reference(shape, "y")) for end in ("y0", "y1")]
            yield _rectangle(x, y, shape) if shape["type"] == "rect" else _line(x, y, shape["line"])


def words(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield what is written into a figure, and its note under it."""
    for note in figure["layout"].get("annotations", []):
        x = plane.place(note["x"], _reference(note, "x")) + note.get("xshift", 0)
        y = plane.place(note["y"], _reference(note, "y")) - note.get("yshift", 0)
        across, up = note.get("xanchor", "center"), note.get("yanchor", "middle")
        yield written(note["text"], x, y, font=note["font"], across=across, up=up)


def legend(figure: Figure) -> Iterator[str]:
    """Yield the names of the series in one row above the plot."""
    if not figure["layout"].get("showlegend"):
        return
    font, x = figure["layout"]["legend"]["font"], 4.0
    for trace in figure["data"]:
        if trace.get("name") and trace.get("showlegend", True):
            color = trace.get("line", {}).get("color") or trace["marker"]["color"]
            yield f'<rect x="{x:.2f}" y="5" width="10" height="10" rx="2" fill="{color}"/>'
            yield written(trace["name"], x + 15, 10, font=font)
            x += 15 + width(trace["name"], font["size"]) + 14


def note(figure: Figure, height: float) -> str:
    """Return the note under a chart."""
    title = figure["layout"].get("title")
    return written(title["text"], 4, height - 4, font=title["font"], up="bottom") if title else ""


def _labelled(figure: Figure) -> Iterator[tuple[str, Look]]:
    for name in ("x", "y", "y2"):
        axis = figure["layout"].get(f"{name[0]}axis{name[1:]}", {})
        if axis.get("visible", True) and axis.get("showticklabels", True) and axis.get("ticktext"):
            yield name, axis


def _inside(at: float, name: str, plane: Plane) -> bool:
    low, high = (plane.left, plane.right) if name == "x" else (plane.top, plane.bottom)
    return low - 0.5 <= at <= high + 0.5


def _beside(name: str, axis: Look, at: float, plane: Plane) -> tuple[float, float]:
    away = axis["ticklabelstandoff"]
    if name == "x":
        return at, plane.top - away if axis.get("side") == "top" else plane.bottom + away
    return (plane.right + away if axis.get("side") == "right" else plane.left - away), at


def _ways(name: str, axis: Look) -> tuple[str, str]:
    """Return which sides of a label lie at its tick."""
    if name == "x":
        return "center", "bottom" if axis.get("side") == "top" else "top"
    return "left" if axis.get("side") == "right" else "right", "middle"


def _reference(mark: Look, axis: str) -> str:
    given = mark.get(f"{axis}ref", axis)
    return f"paper-{axis}" if given == "paper" else str(given)


def _line(x: Sequence[float], y: Sequence[float], look: Look) -> str:
    dash = f' stroke-dasharray="{DASHES[look["dash"]]}"' if look.get("dash") in DASHES else ""
    place = f'x1="{x[0]:.2f}" x2="{x[1]:.2f}" y1="{y[0]:.2f}" y2="{y[1]:.2f}"'
    return f'<line {place} stroke="{look["color"]}" stroke-width="{look["width"]}"{dash}/>'


def _rectangle(x: list[float], y: list[float], look: Look) -> str:
    place = f'x="{min(x):.2f}" y="{min(y):.2f}" width="{max(x) - min(x):.2f}" height="{max(y) - min(y):.2f}"'
    return f'<rect {place} fill="{look["fillcolor"]}"/>'
