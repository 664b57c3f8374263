"""Countries as tiles of one size, each about where it lies: Singapore is seen as well as Canada.

Plotly fetches its country shapes over the network, which is out of the question here, and shapes at a size that
can be sent with each figure lack the small countries. `world.txt` holds the places; empty lines of it are closed up.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from dashboard.charts.heatmap import colorscale
from dashboard.charts.layout import axis, figure, label, told
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import ChartError, Figure, Sheet
from dashboard.charts.text import bold, escaped, wrapped

TILE: Final = 34
FIGURES_BELOW: Final = 9
"""With fewer columns than this a tile has room for its figure, even on a phone."""


@cache
def places() -> dict[str, tuple[int, int]]:
    """Return the column and row of each country's tile."""
    lines = Path(__file__).with_name("world.txt").read_text(encoding="ascii").splitlines()
    return {
        code: (column, row)
        for row, line in enumerate(lines)
        for column, code in enumerate(line.split())
        if code != ".."
    }


@dataclass(frozen=True)
class _Tile:
    code: str
    value: float | None
    column: int
    row: int


def map_(sheet: Sheet) -> Figure:
    """Draw a tile for each country of the rows, shaded by the measure."""
    values = _values(sheet)
    tiles = _closed_up(values)
    columns, rows = (max((place(tile) for tile in tiles), default=0) + 1 for place in (_column, _row))
    height = TILE * rows + 70
    return figure(
        sheet,
        [_shaded(sheet, tiles, columns, rows)],
        height,
        xaxis=axis(sheet.theme, visible=False, range=[-0.5, columns - 0.5], constrain="domain"),
        yaxis=axis(sheet.theme, visible=False, range=[rows - 0.5, -0.5], scaleanchor="x", constrain="domain"),
        annotations=_elsewhere(sheet, values),
    )


def _column(tile: _Tile) -> int:
    return tile.column


def _row(tile: _Tile) -> int:
    return tile.row


def _values(sheet: Sheet) -> dict[str | None, float | None]:
    codes = [code.upper() if code else None for code in sheet.values("country")]
    if len(set(codes)) < len(codes):
        twice = next(code for index, code in enumerate(codes) if code in codes[:index])
        raise ChartError(
            f'a map takes one row for each country, and "{twice}" comes twice. Group the query by country.'
        )
    return dict(zip(codes, sheet.values("value"), strict=True))


def _closed_up(values: dict[str | None, float | None]) -> list[_Tile]:
    """Return the tiles of the countries that have a place, without the columns and rows where none stands."""
    known = {code: places()[code] for code in values if code in places()}
    columns = {column: index for index, column in enumerate(sorted({column for column, _ in known.values()}))}
    rows = {row: index for index, row in enumerate(sorted({row for _, row in known.values()}))}
    return [_Tile(code, values[code], columns[column], rows[row]) for code, (column, row) in known.items()]


def _shaded(sheet: Sheet, tiles: list[_Tile], columns: int, rows: int) -> dict[str, Any]:
    at = {(tile.column, tile.row): tile for tile in tiles}
    grid = [[at.get((column, row)) for column in range(columns)] for row in range(rows)]
    numbers = [tile.value for tile in tiles if tile.value is not None]
    marks = ticks(min(0, *numbers), max(0, *numbers), 4)
    return {
        "type": "heatmap",
        "z": [[tile and tile.value for tile in line] for line in grid],
        "text": [[_words(sheet, tile, columns) if tile else "" for tile in line] for line in grid],
        "texttemplate": "%{text}",
        "xgap": 2,
        "ygap": 2,
        "colorscale": colorscale(sheet.theme.sequential),
        "zmin": marks[0],
        "zmax": marks[-1],
        "hovertext": [[_hover(sheet, tile) if tile else "" for tile in line] for line in grid],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
        "colorbar": {
            "orientation": "h",
            "thickness": 8,
            "len": 0.6,
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "top",
            "outlinewidth": 0,
            "tickvals": marks,
            "ticktext": tick_texts(marks, sheet.format("value"), sheet.reader),
            "tickfont": {"color": sheet.theme.muted, "size": sheet.theme.small},
        },
    }


def _words(sheet: Sheet, tile: _Tile, columns: int) -> str:
    code = bold(escaped(tile.code))
    return f"{code}<br>{sheet.show('value', tile.value)}" if columns < FIGURES_BELOW else code


def _hover(sheet: Sheet, tile: _Tile) -> str:
    name = escaped(sheet.reader.country(tile.code))
    return told(name, f"{sheet.label('value')}: {sheet.show('value', tile.value)}")


def _elsewhere(sheet: Sheet, values: dict[str | None, float | None]) -> list[dict[str, Any]]:
    """Return the words for rows that have no tile: no country stated, or one without a place."""
    missing = [
        f"{escaped(sheet.reader.show(code, 'country'))} {sheet.show('value', value)}"
        for code, value in values.items()
        if code not in places()
    ]
    if not missing:
        return []
    where = {
        "x": 1,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "yshift": -4,
    }
    text = wrapped("Without a tile: " + ", ".join(missing), 24, 3)
    return [label(sheet.theme, text, color=sheet.theme.muted, size=sheet.theme.small, align="right", **where)]
