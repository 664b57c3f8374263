"""The names that a published version has: its tables and their columns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from dashboard.catalog import targets

_SQL: Final = (Path(__file__).parent / "schema.sql").read_text("utf-8")
ALL: Final = "all_"
"""Before a table's name: its rows without the selection."""


@dataclass(frozen=True)
class Names:
    """Tables that a query may read, and every column of them."""

    tables: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()


def names_of(cursor: duckdb.DuckDBPyConnection) -> Names:
    """Return the names of the version that a cursor reads."""
    rows = cursor.execute(_SQL).fetchall()
    tables = frozenset(table for table, _ in rows)
    whole = frozenset(f"{ALL}{table}" for table in tables - {targets.TABLE})
    return Names(tables | whole, frozenset(column for _, column in rows))
