"""The `[[checks]]` of a query, run on real data: which do not hold, and for how many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import duckdb
import polars as pl

from dashboard.catalog.model import Check, Query
from dashboard.catalog.statement import fault_of
from dashboard.charts import Reader
from dashboard.engine.cards import lacking
from dashboard.engine.limits import Limits
from dashboard.engine.running import QueryError, answering, prepare
from dashboard.engine.selection import Selection
from dashboard.engine.session import Source, session

EVERY_ROLE = Selection(role_level=())


@dataclass(frozen=True)
class Failed:
    """A check that does not hold: `rows` of the result offend it, or it could not be run (`why`)."""

    query: str
    check: str
    rows: int
    why: str = ""

    def __str__(self) -> str:
        return f"{self.query}: {self.sentence}"

    @property
    def sentence(self) -> str:
        return self.said(Reader.of(None))

    def said(self, reader: Reader) -> str:
        """Return the sentence in the reader's language."""
        if self.why:
            return reader.say('"{check}" cannot be checked: {why}', check=self.check, why=self.why)
        return reader.count(
            '"{check}" does not hold for {number} row.',
            '"{check}" does not hold for {number} rows.',
            self.rows,
            check=self.check,
        )


def run_checks(
    query: Query,
    warehouse: Source,
    selection: Selection = EVERY_ROLE,
    params: Mapping[str, Any] | None = None,
    *,
    limits: Limits | None = None,
) -> tuple[Failed, ...]:
    """Return the checks of a query that fail, over all rows of its result. Raises QueryError."""
    if not query.checks:
        return ()
    with session(warehouse) as on:
        prepare(on, query, selection, params or {}, warehouse.scope)
        with answering(on.cursor, query, limits or Limits.from_settings()):
            on.cursor.execute(f"create or replace temp {_kept_as(query)} result as {query.sql}").complete()
            counted = [(check, _offending(check, on.cursor)) for check in query.checks]
    return tuple(Failed(query.name, check.name, rows) for check, rows in counted if rows)


def _kept_as(query: Query) -> str:
    """Rows that one check reads once need not be stored, nor put in order: they may be millions."""
    (only, *more) = query.checks
    return "table" if more or only.kind == "sql" else "view"


def run_all(
    queries: Iterable[Query], warehouse: Source, *, limits: Limits | None = None
) -> tuple[tuple[Failed, ...], tuple[QueryError, ...]]:
    """Return the checks that fail on all of the data, and the errors of queries without an answer."""
    failed: list[Failed] = []
    errors: list[QueryError] = []
    for query in queries:
        if query.checks and not lacking(query, warehouse):
            try:
                failed += run_checks(query, warehouse, limits=limits)
            except QueryError as error:
                errors.append(error)
    return tuple(failed), tuple(errors)


def check_rows(query: Query, frame: pl.DataFrame) -> tuple[Failed, ...]:
    """Return the checks that fail in rows already computed, those aside that need more than the rows."""
    checks = [check for check in query.checks if _needs_rows_only(check)]
    if not checks or not frame.width:
        return ()
    with _bench().cursor() as cursor:
        cursor.register("result", frame.to_arrow())
        found = [_found(query, check, cursor) for check in checks]
    return tuple(failed for failed in found if failed)


def _found(query: Query, check: Check, cursor: duckdb.DuckDBPyConnection) -> Failed | None:
    try:
        rows = _offending(check, cursor)
    except duckdb.Error as error:
        return Failed(query.name, check.name, 0, fault_of(error).message)
    return Failed(query.name, check.name, rows) if rows else None


def beyond_rows(query: Query) -> Query:
    """Return the query with only those checks that `check_rows` leaves out."""
    return replace(query, checks=tuple(check for check in query.checks if not _needs_rows_only(check)))


def _needs_rows_only(check: Check) -> bool:
    """Return whether any rows can be checked: an empty selection is no fault, a $name needs its value."""
    return check.kind == "unique" or (check.kind == "assert" and "$" not in check.expression)


@cache
def _bench() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"enable_external_access": False, "threads": 1})


def _offending(check: Check, cursor: duckdb.DuckDBPyConnection) -> int:
    match check.kind:
        case "sql":
            return len(cursor.execute(str(check.expression)).fetchall())
        case "assert":
            sql = f"select count(*) from result where not coalesce(({check.expression}\n), false)"  # noqa: S608
        case "unique":
            columns = ", ".join(f'"{name}"' for name in check.expression)
            groups = f"select count(*) as same from result group by {columns}"  # noqa: S608
            sql = f"select coalesce(sum(same - 1), 0)::bigint from ({groups})"  # noqa: S608
        case "not_empty":
            sql = "select (count(*) = 0)::bigint from result"
    rows: int = cursor.execute(sql).fetchall()[0][0]
    return rows
