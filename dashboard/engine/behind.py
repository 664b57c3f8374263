"""The rows behind one row of a result, as the query's `[behind]` says: which applications a bar counts.

What is listed of them is the product's own query, one for each table, under `queries/_frame`.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from dashboard.catalog import load, unknown_query
from dashboard.catalog.header import line_of
from dashboard.catalog.model import ROW, Behind, Problem, Query
from dashboard.catalog.statement import listed_sql
from dashboard.engine.binding import Bound, bind
from dashboard.engine.choices import frame_query
from dashboard.engine.frames import fetch
from dashboard.engine.limits import Limits
from dashboard.engine.running import QueryError, Result, answering, prepare, require_allowed
from dashboard.engine.selection import Selection
from dashboard.engine.session import Source, session

COUNT: Final = "rows_behind"
"""The listing's column that says in each row how many there are, beyond any limit."""


@dataclass(frozen=True)
class Mark:
    """What was clicked: a row of a query's result, or the row's cell in a column."""

    query: Query
    row: Mapping[str, Any]
    column: str = ""

    @property
    def behind(self) -> Behind:
        """Return who is listed. Raises QueryError where the query does not say."""
        if self.query.behind is None:
            advice = "Add a table [behind]."
            raise QueryError(Problem(self.query.path, 1, "it lists nothing behind its rows.", advice))
        return self.query.behind.at(self.column)


@dataclass(frozen=True)
class Listing:
    """The first of the rows behind a mark, how many they are in all, and the query that lists them."""

    result: Result
    count: int
    query: Query


def listing(
    mark: Mark, warehouse: Source, selection: Selection, params: Mapping[str, Any] | None = None
) -> Listing:
    """Return the rows behind a mark, as its query's `[behind]` says. Raises QueryError."""
    behind, listed = mark.behind, listed_query(mark)
    limits, started = Limits.from_settings(), time.perf_counter()
    asking = replace(
        mark.query,
        sql=listed_sql(behind.table, behind.where, listed.sql.strip().rstrip(";")),
        params=tuple({param.name: param for param in (*listed.params, *mark.query.params)}.values()),
        uses=behind.uses | listed.uses,
        tables=behind.tables | listed.tables,
        reads=listed.reads,
    )
    with session(warehouse) as on:
        prepare(on, asking, selection, params or {}, warehouse.scope)
        bind(on, _of_row(behind, mark.row))
        try:
            with answering(on.cursor, asking, limits):
                on.cursor.execute(asking.sql)
                require_allowed(on.cursor, asking, warehouse.scope)
                frame = fetch(on.cursor, limits.rows)
        except QueryError as failure:
            line = line_of(mark.query.lines, behind.key)
            raise type(failure)(*(replace(each, line=line) for each in failure.problems)) from failure
    count = frame[COUNT][0] if frame.height else 0
    seconds = time.perf_counter() - started
    result = Result(frame.drop(COUNT), count > limits.rows, limits.rows, on.version.name, seconds)
    return Listing(result, count, listed)


def listed_query(mark: Mark) -> Query:
    """Return the query whose rows are listed: the product's own for a table, or the one that is named."""
    table, query = mark.behind.table, mark.query
    if "/" not in table:
        return frame_query(f"behind_{table}")
    shelf = load(query.path.parent.parent)
    if table not in shelf.queries:
        line = line_of(query.lines, ("behind", "table"))
        raise QueryError(Problem(query.path, line, unknown_query(table, shelf)))
    return shelf.queries[table]


def _of_row(behind: Behind, row: Mapping[str, Any]) -> dict[str, Bound]:
    values = {f"{ROW}{name}": value for name, value in row.items()}
    return {name: Bound(_type_of(value), value) for name, value in values.items() if name in behind.uses}


def _type_of(value: Any) -> str:
    match value:
        case bool():
            return "BOOLEAN"
        case int():
            return "BIGINT"
        case float():
            return "DOUBLE"
        case datetime():
            return "TIMESTAMP"
        case date():
            return "DATE"
        case _:
            return "VARCHAR"
