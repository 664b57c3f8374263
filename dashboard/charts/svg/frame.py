"""What stands around the data of a figure: grid, ticks, marks, legend and note, as SVG."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from dashboard.charts.sheet import Figure, Trace
from dashboard.charts.svg.plane import WIDTH, Plane, labels_height
from dashboard.charts.svg.strokes import Look, stroke
from dashboard.charts.svg.text import LINE, written
from dashboard.charts.text import cut, width

KEYS: Final = 22
"""Height of a row of the legend."""

LEAST_PLOT: Final = 150
"""Height of a plot, at least; about, where only little hangs on it."""

EDGE: Final = 4
"""Pixels from the left end of a drawing to its legend and its note."""


def grid(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield the lines at the ticks of the axes that show them."""
    for name in ("x", "y"):
        axis = figure["layout"][f"{name}axis"]
        if axis.get("showgrid") and axis.get("visible", True):
            for value in axis["tickvals"]:
                at = plane.scales[name](value)
                if _inside(at, name, plane):
                    x, y = ((at, at), (plane.top, plane.bottom)) if name == "x" else ((0, WIDTH), (at, at))
                    yield stroke(x, y, {"color": axis["gridcolor"], "width": 1})


def ticks(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield the labels of the axes."""
    for name, axis in _labelled(figure):
        for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
            at = plane.scales[name](value)
            if _inside(at, name, plane):
                across, up = _ways(name, axis)
                x, y, away = _beside(name, axis, at, plane)
                yield written(text, x, y, font=axis["tickfont"], away=away, across=across, up=up)


def marks(figure: Figure, plane: Plane, *, below: bool) -> Iterator[str]:
    """Yield the shapes of a figure that lie below its data, or those above."""
    for shape in figure["layout"].get("shapes", []):
        if (shape.get("layer") == "below") == below:
            x = [plane.place(shape[end], _reference(shape, "x")) for end in ("x0", "x1")]
            y = [plane.place(shape[end], _reference(shape, "y")) for end in ("y0", "y1")]
            yield _rectangle(x, y, shape) if shape["type"] == "rect" else stroke(x, y, shape["line"])


def words(figure: Figure, plane: Plane) -> Iterator[str]:
    """Yield what is written into a figure, and the title of what runs along it."""
    for note in figure["layout"].get("annotations", []):
        x = plane.place(note["x"], _reference(note, "x"))
        y = plane.place(note["y"], _reference(note, "y")) - note.get("yshift", 0)
        across, up = note.get("xanchor", "center"), note.get("yanchor", "middle")
        away = note.get("xshift", 0)
        yield written(note["text"], x, y, font=note["font"], away=away, across=across, up=up)
    axis = figure["layout"]["xaxis"]
    if "title" in axis:
        y = plane.bottom + labels_height(axis, axis["tickfont"]["size"])
        yield written(
            axis["title"]["text"], WIDTH / 2, y, font=axis["title"]["font"], across="center", up="top"
        )


def legend(figure: Figure, plane: Plane, room: float) -> Iterator[str]:
    """Yield the names of the series above the plot, in rows of so many pixels."""
    for number, row in enumerate(_keys(figure, room)):
        y = KEYS * number + 10
        starts = accumulate((_key_width(figure, trace, room) for trace in row), initial=EDGE - plane.left)
        for trace, x in zip(row, starts, strict=False):
            look = f'width="10" height="10" rx="2" fill="{color_of(trace)}"'
            yield f'<rect x="{x:.2f}" y="{y - 5}" {look}/>'
            name = _key(figure, trace, room)
            yield written(name, 0, y, font=figure["layout"]["legend"]["font"], away=x + 15)


def head_height(figure: Figure, room: float) -> float:
    """Return the height of the legend, in rows of some pixels, and of the words between it and the plot."""
    over = (_over(note, figure["layout"]) for note in figure["layout"].get("annotations", []))
    return KEYS * len(_keys(figure, room)) + max(over, default=0.0)


def note(figure: Figure, plane: Plane, height: float) -> str:
    """Return the note under a chart."""
    title = figure["layout"].get("title")
    if not title:
        return ""
    return written(title["text"], 0, height - 4, font=title["font"], away=EDGE - plane.left, up="bottom")


def named(figure: Figure) -> list[Trace]:
    """Return the series that a legend names."""
    listed = figure["data"] if figure["layout"].get("showlegend") else ()
    return [trace for trace in listed if trace.get("name") and trace.get("showlegend", True)]


def color_of(trace: Trace) -> str:
    """Return the colour that tells a series from others."""
    return str(trace.get("line", {}).get("color") or trace["marker"]["color"])


def _keys(figure: Figure, room: float) -> list[list[Trace]]:
    """Return the series that a legend names, row by row."""
    rows: list[list[Trace]] = []
    left = 0.0
    for trace in named(figure):
        needed = _key_width(figure, trace, room)
        if not rows or needed > left:
            rows.append([])
            left = room
        rows[-1].append(trace)
        left -= needed
    return rows


def _key_width(figure: Figure, trace: Trace, room: float) -> float:
    return 15 + width(_key(figure, trace, room), figure["layout"]["legend"]["font"]["size"]) + 14


def _key(figure: Figure, trace: Trace, room: float) -> str:
    """Return the name of a series as far as a row has room for it."""
    return cut(trace["name"], figure["layout"]["legend"]["font"]["size"], room - 15 - 14)


def _labelled(figure: Figure) -> Iterator[tuple[str, Look]]:
    for name in ("x", "y", "y2"):
        axis = figure["layout"].get(f"{name[0]}axis{name[1:]}", {})
        if axis.get("visible", True) and axis.get("showticklabels", True) and axis.get("ticktext"):
            yield name, axis


def _inside(at: float, name: str, plane: Plane) -> bool:
    low, high = (0, WIDTH) if name == "x" else (plane.top, plane.bottom)
    return low - 0.1 <= at <= high + 0.1


def _beside(name: str, axis: Look, at: float, plane: Plane) -> tuple[float, float, float]:
    """Return the place of a label down and across, and how many pixels it stands away from it."""
    away = axis["ticklabelstandoff"]
    if name == "x":
        return at, plane.bottom + away + 2, 0  # the label at the foot of the other axis is near
    return (WIDTH, at, away) if axis.get("side") == "right" else (0, at, -away)


def _ways(name: str, axis: Look) -> tuple[str, str]:
    """Return which sides of a label lie at its tick."""
    if name == "x":
        return "center", "top"
    return "left" if axis.get("side") == "right" else "right", "middle"


def _over(note: Look, layout: Look) -> float:
    """Return how far words stand out over the plot, where they stand on something near its upper edge."""
    if note.get("yanchor") != "bottom":
        return 0.0
    height = note["font"]["size"] * LINE * (note["text"].count("<br>") + 1) + 4 + note.get("yshift", 0)
    return float(height - LEAST_PLOT * (1 - _share(note, layout)))


def _share(note: Look, layout: Look) -> float:
    """Return how high words stand, as a share of the plot's height."""
    if note.get("yref") == "paper":
        return float(note["y"])
    low, high = layout["yaxis"].get("range", (note["y"], note["y"]))
    return (note["y"] - low) / (high - low) if high > low else 0.0


def _reference(mark: Look, axis: str) -> str:
    given = mark.get(f"{axis}ref", axis)
    return f"paper-{axis}" if given == "paper" else str(given)


def _rectangle(x: list[float], y: list[float], look: Look) -> str:
    width, height = max(x) - min(x), max(y) - min(y)
    place = f'x="{min(x):.3f}%" y="{min(y):.2f}" width="{width:.3f}%" height="{height:.2f}"'
    return f'<rect {place} fill="{look["fillcolor"]}"/>'
