"""The filtered views that a query reads in place of published tables: `applications` is the selected rows.

One .sql file a view. The selection reaches them as one session variable of the cursor, never as text.
"""

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

from dashboard.catalog.schema import ALL
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection

__all__ = ["ALL", "FILTERED", "as_struct", "lay", "view_statements"]

FOLDER: Final = Path(__file__).parent / "views"
FILTERED: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.sql") if path.stem != "is_selected"))
"""Tables that the selection filters; the others (findings, imports, capabilities, …) are read whole."""

_DIMENSION: Final = "struct(every boolean, chosen varchar[], unstated boolean)"
SELECTION_TYPE: Final = f"struct({', '.join(f'{name} {_DIMENSION}' for name in DIMENSIONS)})"
SET_SELECTION: Final = f"set variable selection = cast($selection as {SELECTION_TYPE})"


def lay(cursor: duckdb.DuckDBPyConnection, selection: Selection, tables: Collection[str]) -> None:
    """Lay the views over those of the tables that are filtered, on this cursor alone."""
    statements = tuple(view_statements(tables))
    if not statements:
        return
    cursor.execute(SET_SELECTION, {"selection": as_struct(selection)}).complete()
    for statement in statements:
        cursor.execute(statement).complete()


def view_statements(tables: Collection[str]) -> Iterator[str]:
    """Yield the statements that make the views for the tables that a query mentions."""
    filtered = [table for table in FILTERED if table in tables]
    if filtered:
        yield _text("is_selected")
    for table in filtered:
        yield _text(table)
    for table in FILTERED:
        if f"{ALL}{table}" in tables:
            yield f"create or replace temp view {ALL}{table} as from warehouse.main.{table};"


def as_struct(selection: Selection) -> dict[str, dict[str, Any]]:
    """Return the dimensions as the views take them."""
    return {name: _dimension(getattr(selection, name)) for name in DIMENSIONS}


def _dimension(values: tuple[str, ...]) -> dict[str, Any]:
    return {
        "every": not values,
        "chosen": [value for value in values if value != NOT_STATED],
        "unstated": NOT_STATED in values,
    }


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text("utf-8")
