"""How wide a table's column has to be. It is measured here, since a data frame left to itself cuts values:
it looks at ten rows, leaves out the values much longer than the others, and gives every bar the same room.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Final

import polars as pl

from dashboard.charts.reader import Reader

ROOM: Final = 1238
"""Pixels that a table has in a card as wide as the page, in windows from 1440 pixels on."""

LONGEST: Final = 500
"""Pixels of the widest column: what is longer is free text, which its cell shows whole once it is opened."""

LEAST_TEXT: Final = 168
"""Pixels that a long text keeps where its table lacks room."""

BAR: Final = 72
"""Pixels of a full bar and of what is between it and its number."""

COURSE: Final = 90
"""Pixels of a small course of numbers."""

_SHORTEST: Final = 50
_MARGINS: Final = 18
_SIZE: Final = 14
_ADVANCES: Final = {
    character: hundredths / 100
    for hundredths, characters in {
        20: " \u202f",
        25: ".,:;ijlI'’‘·|\u00a0",
        30: "!f()[]{}-łı",
        35: "rt/\\",
        43: "*?szxy“”«»„",
        46: "cvJFLkY–",
        55: "VXESATZ`hubdnpqđ",
        59: "CPRKB&ß",
        63: "DGUHN→",
        67: "OQØ",
        73: "wM",
        82: "W—mæœ%@ÆŒ",
        95: "…",
    }.items()
    for character in characters
}
"""What a letter of the page's typeface takes, as a share of its size; most others take 0.51 of it."""

_MEASURED: Final = 20
"""How many of the texts with the most letters are measured: the widest is one of them."""


def width(label: str, cells: pl.Series, kind: str, format: str, reader: Reader) -> int:  # noqa: A002
    """Return the pixels of a column that shows all of its heading and of its values."""
    if kind == "spark":
        return max(COURSE, needed([label]))
    inside = needed(_longest(cells, kind, format, reader))
    return max(_SHORTEST, needed([label]), inside + BAR if kind == "bar" else inside)


def _longest(cells: pl.Series, kind: str, format: str, reader: Reader) -> list[str]:  # noqa: A002
    if kind in ("text", "record"):
        return sorted(set(map(str, cells.drop_nulls())), key=len)[-_MEASURED:]
    if kind == "date":
        write = reader.month if format == "month" else reader.date
        return [write(dt.date(2028, month, 28)) for month in range(1, 13)]
    if kind in ("number", "bar"):
        unitless = "decimal" if format == "days" and cells.dtype.is_float() else format
        return [reader.show(end, unitless) for end in (cells.min(), cells.max())]
    return []


def needed(texts: Iterable[str]) -> int:
    """Return the pixels of a column that shows all of these texts, up to those of the widest column."""
    return min(LONGEST, round(max(map(letters, texts), default=0)) + _MARGINS)


def letters(text: str) -> float:
    """Return how many pixels a text takes in a cell, without the cell's margins."""
    base = unicodedata.normalize("NFD", text)
    return _SIZE * sum(_advance(each) for each in base if not unicodedata.combining(each))


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _ADVANCES.get(character, 0.51)
