"""How a result's columns are shown: what the header says, else what name and type suggest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import polars as pl

from dashboard.charts.kinds import kind_of
from dashboard.charts.reader import Reader

TERMS: Final = (
    "channel",
    "close_side",
    "milestone",
    "role_family",
    "role_level",
    "seniority",
    "source",
    "status",
    "verdict",
    "work_model",
)
"""Columns whose values are words of a closed set, or stand beside such words, wherever they come up."""

_OWN_NAMES: Final = ("department", "job", "stage", "title")
"""Columns of names that the export gives; none of them is a term."""

_NAMED: Final = {"country": "country", "language": "language", "application_id": "record"}
"""Columns of text whose name alone gives the format."""


class HeaderColumn(Protocol):
    """A `[columns.NAME]` table of a query's header; what it leaves out is None."""

    @property
    def label(self) -> str | None: ...
    @property
    def format(self) -> str | None: ...
    @property
    def help(self) -> str | None: ...
    @property
    def values(self) -> tuple[str, ...]: ...
    @property
    def texts(self) -> Mapping[str, str | tuple[str, str]]: ...


@dataclass(frozen=True)
class ColumnView:
    """Words, format and note of one column; `currency EUR` is an amount in euros."""

    label: str
    format: str
    help: str = ""


def column_views(
    frame: pl.DataFrame, given: Mapping[str, HeaderColumn], reader: Reader | None = None
) -> dict[str, ColumnView]:
    """Return the view of each of the frame's columns; words made from a name are in the reader's language.

    Amounts carry the sign of the currency that a column `currency` names in every row alike; a `dimension`
    is written as the one that the column `dimension` names: DE as Germany where it says country.
    """
    reader = reader or Reader.of(None)
    told = {name: _told_by(frame, name) for name in ("currency", "dimension")}
    return {name: _view(name, dtype, given.get(name), told, reader) for name, dtype in frame.schema.items()}


def _told_by(frame: pl.DataFrame, name: str) -> str:
    """Return the value of a column where all its rows agree."""
    values = frame[name].unique().drop_nulls().to_list() if name in frame.columns else []
    return str(values[0]) if len(values) == 1 else ""


def _view(
    name: str, dtype: pl.DataType, given: HeaderColumn | None, told: Mapping[str, str], reader: Reader
) -> ColumnView:
    own_words = "term" if given and given.values else ""
    shown = (given and given.format) or own_words or default_format(name, dtype)
    if shown == "dimension":
        name, shown = told["dimension"] or name, default_format(told["dimension"], dtype)
    return ColumnView(
        label=(given and given.label) or reader.say(label_of(name)),
        format=f"currency {told['currency']}" if shown == "currency" and told["currency"] else shown,
        help=(given and given.help) or "",
    )


def gives_names(name: str, format: str) -> bool:  # noqa: A002
    """Say whether a column holds names: an empty one is "Not stated" there, other texts may be empty."""
    return format in ("country", "language", "term") or name in _OWN_NAMES


def label_of(name: str) -> str:
    """Return the words of a column's name: `median_days` as "Median days"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def default_format(name: str, dtype: pl.DataType) -> str:
    """Return the format that a column's name and type suggest: `hire_rate` is a percentage."""
    words = name.lower().split("_")
    match kind_of(dtype):
        case "text":
            return _NAMED.get(name, "term" if name in TERMS else "text")
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
