"""Names beside dots: the largest first, each where it touches nothing, or left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard.charts.text import width

PIXELS: Final = (250.0, 240.0)
"""Size of the plot on a phone; what fits there fits everywhere."""

LINE: Final = 15.0
MOST: Final = 40
"""Names that are tried: beyond it a chart is full."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True)
class Dot:
    """A dot with its name; the radius is in pixels."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Plot:
    """The ranges of the two axes."""

    x: Sequence[float]
    y: Sequence[float]

    def pixels(self, dot: Dot) -> tuple[float, float]:
        """Return where a dot stands, from the top left."""
        across = (dot.x - self.x[0]) / (self.x[1] - self.x[0])
        up = (dot.y - self.y[0]) / (self.y[1] - self.y[0])
        return across * PIXELS[0], (1 - up) * PIXELS[1]


def placed(dots: Sequence[Dot], plot: Plot, size: float) -> Iterator[tuple[Dot, dict[str, Any]]]:
    """Yield the dots whose name has room, each with the annotation's anchors."""
    taken = [_around(dot, plot) for dot in dots]
    for dot in sorted(dots, key=lambda dot: -dot.radius)[:MOST]:
        for anchors, box in _candidates(dot, plot, size):
            if _inside(box) and not any(_touch(box, other) for other in taken):
                taken.append(box)
                yield dot, anchors
                break


def _around(dot: Dot, plot: Plot) -> Box:
    x, y = plot.pixels(dot)
    return x - dot.radius, y - dot.radius, x + dot.radius, y + dot.radius


def _candidates(dot: Dot, plot: Plot, size: float) -> Iterator[tuple[dict[str, Any], Box]]:
    x, y = plot.pixels(dot)
    long, away = width(dot.name, size), dot.radius + 3
    beside = {"yanchor": "middle"}
    yield (
        {"xanchor": "left", "xshift": away - 2, **beside},
        (x + away, y - LINE / 2, x + away + long, y + LINE / 2),
    )
    yield (
        {"xanchor": "right", "xshift": 2 - away, **beside},
        (x - away - long, y - LINE / 2, x - away, y + LINE / 2),
    )
    over = {"xanchor": "center"}
    yield (
        {"yanchor": "bottom", "yshift": away - 3, **over},
        (x - long / 2, y - away - LINE, x + long / 2, y - away),
    )
    yield (
        {"yanchor": "top", "yshift": 3 - away, **over},
        (x - long / 2, y + away, x + long / 2, y + away + LINE),
    )


def _inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= PIXELS[0] and box[3] <= PIXELS[1]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
