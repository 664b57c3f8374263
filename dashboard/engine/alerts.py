"""The `[[alerts]]` of a query: for which rows they fire, and which of these are news."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Final

import duckdb

from dashboard.catalog.header import line_of
from dashboard.catalog.model import Alert, Problem, Query
from dashboard.engine.frames import fetch
from dashboard.engine.limits import Limits
from dashboard.engine.running import (
    QueryError,
    answering,
    prepare,
    require_allowed,
    without_small_groups,
)
from dashboard.engine.scoping import masks
from dashboard.engine.selection import Selection
from dashboard.engine.session import Source, session
from dashboard.warehouse import Scope

_EVERY_ROW: Final = 2**31 - 1
"""What gives a small group away may stand in any row."""


@dataclass(frozen=True)
class Firing:
    """An alert and a row that fulfils it: what to say, and the row's value of the alert's `state`, if any."""

    query: str
    alert: Alert
    sentence: str
    state: str | None = None

    def __str__(self) -> str:
        return f"{self.query}: {self.sentence}"


class _Words(Formatter):
    """Writes a row's values into a message; what is not stated takes any format."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return "none" if value is None else str(super().format_field(value, format_spec))


def firing(
    query: Query, warehouse: Source, selection: Selection, *, limits: Limits | None = None
) -> tuple[Firing, ...]:
    """Return every alert of a query with each row that fulfils it. Raises QueryError."""
    limits = limits or Limits.from_settings()
    with session(warehouse) as on:
        prepare(on, query, selection, {}, warehouse.scope)
        with answering(on.cursor, query, limits):
            _keep_result(on.cursor, query, warehouse.scope)
            fulfilled = []
            for alert in query.alerts:
                on.cursor.execute(f"select * from result where ({alert.when}\n)")  # noqa: S608, a reviewed file
                fulfilled.append((alert, fetch(on.cursor, limits.rows)))
    return tuple(
        _firing(query, number, alert, row)
        for number, (alert, frame) in enumerate(fulfilled)
        for row in frame.iter_rows(named=True)
    )


def _keep_result(cursor: duckdb.DuckDBPyConnection, query: Query, scope: Scope | None) -> None:
    """Keep the query's rows as `result`, of small groups without what the scope may not see."""
    if not masks(scope):
        cursor.execute(f"create or replace temp table result as {query.sql}").complete()
        return
    cursor.execute(query.sql)
    require_allowed(cursor, query, scope)
    frame = without_small_groups(fetch(cursor, _EVERY_ROW), query, scope)
    cursor.register("result", frame.to_arrow())


def _firing(query: Query, number: int, alert: Alert, row: Mapping[str, Any]) -> Firing:
    try:
        sentence = _Words().vformat(alert.message, (), row)
        return Firing(query.name, alert, sentence, str(row[alert.state]) if alert.state else None)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        line = line_of(query.lines, ("alerts", number, "message"))
        advice = "It takes columns of the result, as in {hires} or {rate:.0%}."
        raise QueryError(Problem(query.path, line, f"message: {error}.", advice)) from error


class Memory:
    """For each alert with a `state`, the values it fired for in the last run; kept in one JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: dict[str, list[str]] = json.loads(path.read_text("utf-8")) if path.exists() else {}

    def news(
        self, query: Query, selection: Selection, firing: tuple[Firing, ...], scope: Scope | None = None
    ) -> tuple[Firing, ...]:
        """Return the firings to tell: those without a state, and those whose state is new since last time."""
        told = [each for each in firing if each.state is None]
        for alert in query.alerts:
            if alert.state:
                key = _key(query, alert, selection, scope)
                now = [each for each in firing if each.alert == alert]
                told += [each for each in now if each.state not in self._last.get(key, ())]
                self._last[key] = sorted({str(each.state) for each in now})
        return tuple(told)

    def save(self) -> None:
        """Write the file in one step."""
        beside = self._path.with_suffix(".tmp")
        beside.write_text(json.dumps(self._last, ensure_ascii=False, indent=2, sort_keys=True), "utf-8")
        beside.replace(self._path)


def _key(query: Query, alert: Alert, selection: Selection, scope: Scope | None) -> str:
    chosen = {name: value for name, value in asdict(selection).items() if value}
    parts = [query.name, alert.name or alert.when, chosen, *([scope.name] if scope else [])]
    return json.dumps(parts, default=str, ensure_ascii=False)
