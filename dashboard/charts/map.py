"""Countries as tiles of one size, each about where it lies: Singapore is seen as well as Canada.

Plotly fetches its country shapes over the network, which is out of the question here, and shapes light enough
to be sent with a figure lack the small countries. `world.txt` holds the places; empty lines are left out.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from dashboard.charts.axes import axis
from dashboard.charts.cells import Cell, Cells, Place
from dashboard.charts.layout import MARGIN, PHONE, figure, told
from dashboard.charts.marks import Mark, label
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.text import bold, escaped, wrapped

TILE: Final = 26
ROOMY_TILE: Final = 42
LEGEND: Final = 60
"""Height below the tiles, for the scale of shades and for what has no tile."""

FIGURES_UP_TO: Final = 7
"""With more columns than this a tile has room for the country's code only, on a phone."""

_SQUARE: Final = {"constrain": "domain", "constraintoward": "left"}
"""How the axis across keeps tiles square beside one that is anchored to it."""

Values = Mapping[str | None, float | None]
"""The measure by country."""


@cache
def places() -> dict[str, Place]:
    """Return the column and row of each country's tile."""
    lines = Path(__file__).with_name("world.txt").read_text(encoding="ascii").splitlines()
    return {
        code: (column, row)
        for row, line in enumerate(lines)
        for column, code in enumerate(line.split())
        if code != ".."
    }


def map_(sheet: Sheet) -> Figure:
    """Draw a tile for each country, shaded by the measure, among pale ones of countries without rows."""
    codes = [code.upper() if code else None for code in sheet.values("country")]
    values = dict(zip(codes, sheet.values("value"), strict=True))
    tiles = _closed_up({code for code in codes if code in places()})
    columns, rows = (1 + max((place[side] for place in tiles.values()), default=0) for side in (0, 1))
    known = present(values.values())
    marks = ticks(min([0, *known]), max([0, *known]), 3, whole=sheet.format("value") == "integer")
    roomy = columns <= FIGURES_UP_TO
    row_of = dict(zip(codes, sheet.rows, strict=True))
    filled = {
        place: replace(_cell(sheet, code, values, roomy=roomy), row=row_of.get(code))
        for code, place in tiles.items()
    }
    cells = Cells(sheet.theme, filled, (marks[0], marks[-1]))
    data = cells.traces(sheet.theme.small, sheet.theme.empty)
    data[0] |= _scale(sheet, marks)
    side = ROOMY_TILE if roomy else TILE
    fits = columns * side <= PHONE  # else square tiles would leave a phone empty around them
    across = axis(sheet.theme, visible=False, range=[-0.5, columns - 0.5], **(_SQUARE if fits else {}))
    down = axis(sheet.theme, visible=False, range=[rows - 0.5, -0.5], scaleanchor="x" if fits else None)
    return figure(
        sheet,
        data,
        side * rows + LEGEND,
        margin={**MARGIN, "t": 4, "b": LEGEND - 8},
        xaxis=across,
        yaxis=down,
        annotations=_elsewhere(sheet, values),
    )


def _closed_up(codes: set[str | None]) -> dict[str, Place]:
    """Return the tiles in the columns and rows that hold one of the countries, moved together."""
    columns = sorted({column for code, (column, _) in places().items() if code in codes})
    rows = sorted({row for code, (_, row) in places().items() if code in codes})
    return {
        code: (columns.index(column), rows.index(row))
        for code, (column, row) in places().items()
        if column in columns and row in rows
    }


def _cell(sheet: Sheet, code: str, values: Values, *, roomy: bool) -> Cell:
    name, value = escaped(sheet.reader.country(code)), values.get(code)
    if value is None:
        return Cell(None, code if code in values else "", told(name, sheet.reader.say("None")))
    figure_below = f"<br>{sheet.show('value', value)}" if roomy else ""
    return Cell(value, bold(code) + figure_below, told(name, sheet.fact("value", value)))


def _scale(sheet: Sheet, marks: list[float]) -> dict[str, Any]:
    """Return the scale of shades under the tiles."""
    return {
        "showscale": True,
        "colorbar": {
            "orientation": "h",
            "thickness": 8,
            "len": 0.5,
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


def _elsewhere(sheet: Sheet, values: Values) -> list[Mark]:
    """Return the words for rows that have no tile: no country stated, or one without a place."""
    missing = [
        f"{escaped(sheet.reader.show(code, 'country'))} {sheet.show('value', value)}"
        for code, value in values.items()
        if code not in places()
    ]
    if not missing:
        return []
    where = {"x": 1, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top"}
    text = "<br>".join(
        [sheet.reader.say("Not on the map:"), *wrapped(", ".join(missing), 30, 2).split("<br>")]
    )
    return [label(sheet.theme, text, color=sheet.theme.muted, size=sheet.theme.small, align="right", **where)]
