"""The `[[checks]]` of a query, run on real data: which do not hold, and for how many rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dashboard.catalog.model import Check, Query
from dashboard.engine.limits import Limits
from dashboard.engine.running import Source, answering, prepare
from dashboard.engine.selection import Selection
from dashboard.engine.version import version_read

EVERY_ROLE = Selection(role_level=())


@dataclass(frozen=True)
class Failed:
    """A check that does not hold; `rows` of the result offend it."""

    query: str
    check: str
    rows: int

    def __str__(self) -> str:
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        return f'{self.query}: "{self.check}" does not hold for {rows}.'


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
    with warehouse.cursor() as cursor:
        prepare(cursor, query, selection, params or {}, version_read(cursor).as_of)
        with answering(cursor, query, limits or Limits.from_settings()):
            cursor.execute(f"create or replace temp table result as {query.sql}").complete()
            counted = [(check, _offending(check, cursor)) for check in query.checks]
    return tuple(Failed(query.name, check.name, rows) for check, rows in counted if rows)


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
