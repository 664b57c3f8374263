"""How a result's columns are shown: what the header says, else what name and type suggest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from dashboard.charts.kinds import kind_of


class HeaderColumn(Protocol):
    """A `[columns.NAME]` table of a query's header; what it leaves out is None."""

    @property
    def label(self) -> str | None: ...
    @property
    def format(self) -> str | None: ...
    @property
    def help(self) -> str | None: ...


@dataclass(frozen=True)
class ColumnView:
    """Words, format and note of one column."""

    label: str
    format: str
    help: str = ""


def column_views(frame: pl.DataFrame, given: Mapping[str, HeaderColumn]) -> dict[str, ColumnView]:
    """Return the view of each of the frame's columns."""
    return {name: _view(name, dtype, given.get(name)) for name, dtype in frame.schema.items()}


def _view(name: str, dtype: pl.DataType, given: HeaderColumn | None) -> ColumnView:
    return ColumnView(
        label=(given and given.label) or _label(name),
        format=(given and given.format) or default_format(name, dtype),
        help=(given and given.help) or "",
    )


def _label(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def default_format(name: str, dtype: pl.DataType) -> str:
    """Return the format that a column's name and type suggest: `hire_rate` is a percentage."""
    words = name.lower().split("_")
    match kind_of(dtype):
        case "text":
            return name if name in ("country", "language") else "text"
        case "time":
            return "month" if "month" in words else "date"
        case "number":
            return _number_format(words, dtype)
        case _:
            return "text"


def _number_format(words: list[str], dtype: pl.DataType) -> str:
    if {"rate", "share"} & set(words) and not dtype.is_integer():
        return "percent"
    if {"day", "days"} & set(words) and "per" not in words:
        return "days"
    return "integer" if dtype.is_integer() else "decimal"
