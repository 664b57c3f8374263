"""The days that a cursor's version of the data speaks of, whatever is published meanwhile."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

_VERSION: Final = (Path(__file__).parent / "version.sql").read_text("utf-8")
_FIRST_DAY: Final = (Path(__file__).parent / "first_day.sql").read_text("utf-8")


@dataclass(frozen=True)
class Version:
    """A published version by its name, and the date up to which it speaks."""

    name: str
    as_of: date


def version_read(cursor: duckdb.DuckDBPyConnection) -> Version:
    """Return the version that a cursor reads."""
    return Version(*cursor.execute(_VERSION).fetchall()[0])


def first_day(cursor: duckdb.DuckDBPyConnection) -> date | None:
    """Return the first day of the data; None without any application."""
    day: date | None = cursor.execute(_FIRST_DAY).fetchall()[0][0]
    return day
