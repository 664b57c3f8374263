"""One query on one version of the data: views laid, values bound, limits set, rows fetched; on a cursor of its own.

A DuckDB cursor that threads share gives one the rows of another, so none is kept between runs.
"""

import time
import warnings
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

import duckdb
import polars as pl
import polars.selectors as cs
import pyarrow as pa

from dashboard.catalog.errors import explain
from dashboard.catalog.model import Problem, Query
from dashboard.engine.binding import Bound, bind, built_in, own_values
from dashboard.engine.limits import Limits, deadline
from dashboard.engine.selection import Selection
from dashboard.engine.version import first_day, version_read
from dashboard.engine.views import lay

# The way to Arrow that costs no copy (`con.sql`) takes no session variables; a result here is some thousand rows.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)


class Source(Protocol):
    """What a query runs on: `dashboard.warehouse.Warehouse`, or anything that opens cursors on published tables."""

    def cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]: ...


class QueryError(Exception):
    """A query that could not be answered: where, why, what to do."""

    def __init__(self, problem: Problem, *more: Problem) -> None:
        super().__init__("\n".join(map(str, (problem, *more))))
        self.problems = (problem, *more)


@dataclass(frozen=True)
class Result:
    """The rows of a query. `truncated`: there are more than `row_limit`, and the frame holds the first of them."""

    frame: pl.DataFrame
    truncated: bool
    row_limit: int
    version: str
    seconds: float


def run(
    query: Query,
    warehouse: Source,
    selection: Selection,
    params: Mapping[str, Any] | None = None,
    *,
    limits: Limits | None = None,
) -> Result:
    """Return the rows of a query for a selection and its own parameters. Raises QueryError."""
    limits = limits or Limits.from_settings()
    if query.problems:
        raise QueryError(*query.problems)
    started = time.perf_counter()
    with warehouse.cursor() as cursor:
        version = version_read(cursor)
        prepare(cursor, query, selection, params or {}, version.as_of)
        frame = _fetch(cursor, query, limits)
    truncated = frame.height > limits.rows
    return Result(
        frame.head(limits.rows), truncated, limits.rows, version.name, time.perf_counter() - started
    )


def prepare(
    cursor: duckdb.DuckDBPyConnection,
    query: Query,
    selection: Selection,
    params: Mapping[str, Any],
    as_of: date,
) -> dict[str, Bound]:
    """Lay the views and bind the values that a query needs, so that its SQL runs as it stands; return the values."""
    try:
        own = own_values(query, params)
    except ValueError as refusal:
        raise QueryError(Problem(query.path, 1, str(refusal))) from None
    first = first_day(cursor) if "since" in query.uses and selection.since is None else None
    dates = built_in(selection, as_of, first)
    values = {name: Bound("DATE", day) for name, day in dates.items()} | own
    used = {name: bound for name, bound in values.items() if name in query.uses}
    bind(cursor, used)
    lay(cursor, selection, query.tables)
    return used


def _fetch(cursor: duckdb.DuckDBPyConnection, query: Query, limits: Limits) -> pl.DataFrame:
    with deadline(cursor, limits.seconds) as expired:
        try:
            cursor.execute(query.sql)
            return _rows(cursor, limits.rows + 1)
        except duckdb.InterruptException:
            raise _failed(query, _overtime(limits) if expired.is_set() else "was interrupted.") from None
        except duckdb.OutOfMemoryException:
            raise _failed(query, "needs more memory than the setting HIRING_MEMORY_LIMIT allows.") from None
        except duckdb.Error as error:
            fault = explain(error)
            raise QueryError(Problem(query.path, fault.line, fault.message, fault.advice)) from error


def _overtime(limits: Limits) -> str:
    return f"took longer than {limits.seconds:g} seconds and was stopped (setting HIRING_TIME_LIMIT)."


def _failed(query: Query, what: str) -> QueryError:
    return QueryError(Problem(query.path, 1, f"the query {what}", "Choose a shorter period or fewer rows."))


def _rows(cursor: duckdb.DuckDBPyConnection, wanted: int) -> pl.DataFrame:
    """Fetch no more than the wanted rows; DuckDB computes the result as it is read."""
    reader = cursor.to_arrow_reader(min(wanted, 100_000))
    batches, rows = [], 0
    for batch in reader:
        batches.append(batch)
        rows += batch.num_rows
        if rows >= wanted:
            break
    table = pa.Table.from_batches(batches, reader.schema).slice(0, wanted)
    del reader
    cursor.abort()
    return plain(cast(pl.DataFrame, pl.from_arrow(table)))


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of plain types: ENUMs as text, HUGEINTs (any sum of integers) and DECIMALs as numbers."""
    whole = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal) and kind.scale == 0]
    return frame.with_columns(
        cs.by_dtype(pl.Categorical, pl.Enum).cast(pl.String) if frame.width else [],
        pl.col(whole).cast(pl.Int64),
        (cs.decimal() - cs.by_name(whole)).cast(pl.Float64),
    )
