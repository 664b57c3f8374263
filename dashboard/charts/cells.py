"""Shaded cells with words in them: what heatmaps and maps are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.charts.layout import hover
from dashboard.charts.sheet import Trace
from dashboard.charts.theme import Theme

Place = tuple[int, int]
"""Column and row."""


@dataclass(frozen=True)
class Cell:
    """One cell: its value (None where there is none), what stands in it, what it says on hover, its row."""

    value: float | None
    text: str
    told: str
    row: int | None = None


@dataclass(frozen=True)
class Cells:
    """Cells by their places, shaded from little to much over a span of values."""

    theme: Theme
    at: Mapping[Place, Cell]
    span: tuple[float, float]

    def traces(self, size: float, empty: str) -> list[Trace]:
        """Return the shades, the ground of cells without a value, and the words at a size."""
        stops = self.theme.sequential
        scale = [[place / (len(stops) - 1), stop] for place, stop in enumerate(stops)]
        known = {place: cell for place, cell in self.at.items() if cell.value is not None}
        unknown = {place: cell for place, cell in self.at.items() if cell.value is None}
        shades = _ground(known, lambda cell: cell.value, scale) | {"zmin": self.span[0], "zmax": self.span[1]}
        ground = _ground(unknown, lambda _: 0, [[0, empty], [1, empty]])
        return [*([shades] if known else []), *([ground] if unknown else []), self._words(size)]

    def _words(self, size: float) -> Trace:
        written = {place: cell for place, cell in self.at.items() if cell.text}
        return {
            "type": "scatter",
            "mode": "text",
            "x": [column for column, _ in written],
            "y": [row for _, row in written],
            "text": [cell.text for cell in written.values()],
            "textfont": {"size": size, "color": [self._ink(cell) for cell in written.values()]},
            "hoverinfo": "skip",
        }

    def _ink(self, cell: Cell) -> str:
        if cell.value is None:
            return self.theme.muted
        low, high = self.span
        return self.theme.over((cell.value - low) / (high - low))


def _ground(
    cells: Mapping[Place, Cell],
    value: Callable[[Cell], float | None],
    scale: list[list[Any]],
) -> Trace:
    columns, rows = (1 + max((place[side] for place in cells), default=0) for side in (0, 1))

    def grid(of: Callable[[Cell], Any], otherwise: Any) -> list[list[Any]]:
        return [
            [of(cells[column, row]) if (column, row) in cells else otherwise for column in range(columns)]
            for row in range(rows)
        ]

    return {
        "type": "heatmap",
        "z": grid(value, None),
        **hover(grid(lambda cell: cell.told, ""), grid(lambda cell: cell.row, None)),
        "hoverongaps": False,
        "xgap": 2,
        "ygap": 2,
        "colorscale": scale,
        "showscale": False,
    }
