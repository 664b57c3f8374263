"""A measure for each pair of two names; a pair without rows stands out as empty, since none is not zero."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any, Final

from dashboard.charts.axes import axis, names_axis, rows_height
from dashboard.charts.cells import Cell, Cells, Place
from dashboard.charts.layout import PHONE, figure, told
from dashboard.charts.scale import time_ticks
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.text import room_for, wrapped

NONE: Final = "–"
ROOMY: Final = 5
"""With more columns than this a percentage has no room for decimals."""

SMALLEST: Final = 9
"""Size of the smallest figures that can be read."""

MOST_COLUMNS: Final = 10
"""With more names than this along the top, and fewer down the side, the two change places."""


def heatmap(sheet: Sheet) -> Figure:
    """Draw a grid of shaded, labelled cells."""
    grid = _turned(_Grid(sheet))
    cells = Cells(sheet.theme, grid.cells, grid.span)
    return figure(
        _noted(grid) if grid.in_codes else sheet,
        cells.traces(grid.size, "rgba(0,0,0,0)"),
        rows_height(grid.rows) + 48,
        xaxis=axis(sheet.theme, side="top", range=[-0.5, len(grid.columns) - 0.5], **_heads(grid)),
        yaxis=names_axis(sheet, grid.rows),
    )


def _noted(grid: "_Grid") -> Sheet:
    """Return the sheet with a note that says what the dash among the codes stands for, where there is one."""
    sheet = grid.sheet
    if None not in sheet.values("x"):
        return sheet
    parts = [sheet.chart.get("note"), f"{NONE} = {sheet.reader.show(None, grid.sheet.format('x'))}"]
    return replace(sheet, chart={**sheet.chart, "note": ". ".join(filter(None, parts))})


def _turned(grid: "_Grid") -> "_Grid":
    """Return the grid with its many names down the side, where there is room for them."""
    if grid.days or len(grid.columns) <= max(MOST_COLUMNS, len(grid.rows)):
        return grid
    chart = grid.sheet.chart
    return _Grid(replace(grid.sheet, chart={**chart, "x": chart["y"], "y": chart["x"]}))


@dataclass(frozen=True)
class _Grid:
    """The names along the top and down the side, and the cells between them."""

    sheet: Sheet

    @cached_property
    def days(self) -> list[Any]:
        """Return the dates along the top in their order; none where names stand there."""
        return sorted(set(present(self.sheet.values("x")))) if self.sheet.kind("x") == "time" else []

    @cached_property
    def columns(self) -> list[str]:
        return [self.sheet.show("x", day) for day in self.days] or list(dict.fromkeys(self.sheet.names("x")))

    @cached_property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(self.sheet.names("y")))

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.sheet.names("x"), self.sheet.names("y"), strict=True))

    @cached_property
    def cells(self) -> dict[Place, Cell]:
        columns = (self.sheet.values("value"), self.sheet.values("n"), self.sheet.rows)
        known = dict(zip(self.pairs, zip(*columns, strict=True), strict=True))
        pairs = product(enumerate(self.columns), enumerate(self.rows))
        return {
            (across, down): self._cell(x, y, *known.get((x, y), (None, None, None)))
            for (across, x), (down, y) in pairs
        }

    def _cell(self, x: str, y: str, value: float | None, n: int | None, row: int | None) -> Cell:
        fact = self.sheet.reader.say("None") if value is None else self.sheet.fact("value", value)
        rests_on = "" if n is None else self.sheet.fact("n", n)
        words = told(f"{y}, {x}", fact, rests_on)
        return Cell(value, NONE if value is None else self._figure(value), words, row)

    def _figure(self, value: float) -> str:
        if self.sheet.format("value") == "percent" and len(self.columns) > ROOMY:
            return self.sheet.reader.percent(value, 0)
        return self.sheet.show("value", value)

    @cached_property
    def span(self) -> tuple[float, float]:
        values = present(self.sheet.values("value"))
        return min([0, *values]), max([0, *values]) or 1

    @cached_property
    def width(self) -> float:
        """Return the width of a column on a phone."""
        return (PHONE - room_for(self.rows, self.sheet.theme.size)) / len(self.columns)

    def crowding(self, names: list[str]) -> float:
        """Return how many columns the widest of the names takes, on a phone."""
        return (room_for(names, self.sheet.theme.size) + 4) / self.width

    @cached_property
    def heads(self) -> list[str]:
        """Return the names along the top as they are written where there is room."""
        return [wrapped(name, 14) for name in self.columns]

    @cached_property
    def in_codes(self) -> bool:
        """Say whether the top has codes: of names that are too wide for any other way to write them."""
        crowded = not self.days and self.crowding(self.heads) > 2
        return crowded and self.sheet.format("x") in ("country", "language")

    @property
    def size(self) -> float:
        """Return the size at which the figures fit on a phone."""
        fitting = self.fitting([cell.text for cell in self.cells.values()])
        return max(SMALLEST, min(self.sheet.theme.small, fitting))

    def fitting(self, texts: list[str]) -> float:
        """Return the size at which each of the texts fits into a column on a phone, up to that of a label."""
        return min(self.sheet.theme.size, round((self.width - 3) / room_for(texts, 1), 1))


def _heads(grid: _Grid) -> dict[str, Any]:
    """Return the names along the top: smaller where they crowd, then in two heights, as codes, or not all."""
    if grid.days:
        marks, texts = time_ticks(grid.days, grid.sheet.reader)
        return {"tickvals": [grid.days.index(mark) for mark in marks], "ticktext": texts}
    codes = dict.fromkeys(grid.sheet.values("x"))
    names = [code or NONE for code in codes] if grid.in_codes else grid.heads
    crowding = grid.crowding(names)
    if (size := grid.fitting(names)) >= SMALLEST:
        return _every(grid, names, 1, size)
    if crowding <= 2:
        names = [name + ("" if place % 2 else "<br> ") for place, name in enumerate(names)]
        return _every(grid, names, 1)
    return _every(grid, names, math.ceil(crowding))


def _every(grid: _Grid, names: list[str], step: int, size: float | None = None) -> dict[str, Any]:
    theme = grid.sheet.theme
    font = {"color": theme.muted, "size": size or theme.size}
    return {"tickvals": list(range(0, len(names), step)), "ticktext": names[::step], "tickfont": font}
