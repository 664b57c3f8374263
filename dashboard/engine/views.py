"""The filtered views that a query reads in place of published tables: `applications` is the selected rows.

A view holds a predicate for each chosen dimension and none for the others, since binding one costs more than
running a short query. Values are a session variable of the cursor, never text: DuckDB folds it into a plain
IN list that skips blocks, and where it is unset no row passes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from dashboard.catalog.model import SELECTED, Query
from dashboard.catalog.schema import ALL
from dashboard.catalog.targets import TABLE, VIEW, Target
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection
from dashboard.engine.session import Session, Statement

__all__ = ["ALL", "FILTERED", "lay", "rows_of", "statements"]

_OF_POSTING: Final = ("country", "language", "work_model")
"""A requisition may have postings in several places and languages, so its openings are found through them."""

_OF_TABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "applications": DIMENSIONS,
    "excluded_applications": DIMENSIONS,
    "stage_visits": DIMENSIONS,
    "offers": DIMENSIONS,
    "openings": ("role_level", "role_family", "department", *_OF_POSTING),
    "postings": ("role_level", "role_family", "department", *_OF_POSTING),
    "source_spend": ("source", "channel", "country"),
}
FILTERED: Final = tuple(_OF_TABLE)
"""Tables that the selection filters; the others (findings, imports, capabilities, …) are read whole."""


def lay(
    session: Session, selection: Selection, tables: Collection[str], targets: Iterable[Target] = ()
) -> None:
    """Lay the views for the tables that a query mentions, in this session alone."""
    for statement in statements(selection, tables, targets):
        session.put(statement)


def statements(
    selection: Selection, tables: Collection[str], targets: Iterable[Target] = ()
) -> Iterator[Statement]:
    """Yield what makes the views for the tables that a query mentions."""
    if TABLE in tables:
        rows = [_row(target) for target in targets if _speaks_of(target, selection)]
        yield _variable(TABLE, "$chosen", rows)
        yield Statement(TABLE, VIEW)
    filtered = [table for table in FILTERED if table in tables]
    for dimension, values in selected_values(selection, filtered).items():
        yield _variable(dimension, "cast($chosen as varchar[])", values)
    for table in filtered:
        yield Statement(table, view(table, selection))
    for table in FILTERED:
        if (name := f"{ALL}{table}") in tables:
            yield Statement(name, f"create or replace temp view {name} as\nfrom warehouse.main.{table};")


def _variable(name: str, value: str, chosen: list[Any]) -> Statement:
    name = f"{SELECTED}{name}"
    return Statement(name, f"set variable {name} = {value}", {"chosen": chosen})


def rows_of(query: Query) -> Statement:
    """Return the statement that lets others read a query's rows under its name; `$names` are as bound."""
    sql = query.sql.rstrip().rstrip(";")
    return Statement(query.name, f'create or replace temp view "{query.name}" as {sql}\n;')


def _row(target: Target) -> dict[str, Any]:
    start = target.quarter_start
    return asdict(target) | {"quarter_start": start.isoformat() if start else None}


def _speaks_of(target: Target, selection: Selection) -> bool:
    """Whether a target is one of the selected rows: hires of one source, say, are not what was aimed at."""
    if target.measure == "time_to_fill":
        return True
    usual = Selection()
    narrowed = any(
        getattr(selection, name) != getattr(usual, name) for name in DIMENSIONS if name != "country"
    )
    return not narrowed and (not selection.country or target.country in selection.country)


def selected_values(selection: Selection, tables: Collection[str]) -> dict[str, list[str]]:
    """Return the values of each chosen dimension that one of the tables has; "not stated" is no value."""
    return {
        dimension: [value for value in getattr(selection, dimension) if value != NOT_STATED]
        for dimension in DIMENSIONS
        if getattr(selection, dimension) and any(dimension in _OF_TABLE[table] for table in tables)
    }


def view(table: str, selection: Selection) -> str:
    """Return the statement that makes the view of a table for a selection."""
    chosen = [dimension for dimension in _OF_TABLE[table] if getattr(selection, dimension)]
    if table == "openings":
        own = [_passes(dimension, selection) for dimension in chosen if dimension not in _OF_POSTING]
        through = [dimension for dimension in chosen if dimension in _OF_POSTING]
        predicates = [*own, *([_has_posting(through, selection)] if through else [])]
    else:
        predicates = [_passes(dimension, selection) for dimension in chosen]
    where = "\nwhere " + "\n  and ".join(predicates) if predicates else ""
    return f"create or replace temp view {table} as\nfrom warehouse.main.{table}{where};"


def _passes(dimension: str, selection: Selection, of: str = "") -> str:
    listed = f"{of}{dimension} in getvariable('{SELECTED}{dimension}')"
    return f"({listed} or {of}{dimension} is null)" if NOT_STATED in getattr(selection, dimension) else listed


def _has_posting(dimensions: list[str], selection: Selection) -> str:
    """Return the predicate of an opening one of whose job's postings passes as a whole.

    An opening whose job has no posting states nothing.
    """
    job = "posting.account = openings.account and posting.job_id = openings.job_id"
    passes = " and ".join(_passes(dimension, selection, "posting.") for dimension in dimensions)
    found = f"exists (from warehouse.main.postings as posting where {job} and {passes})"
    if all(NOT_STATED in getattr(selection, dimension) for dimension in dimensions):
        return f"({found} or not exists (from warehouse.main.postings as posting where {job}))"
    return found
