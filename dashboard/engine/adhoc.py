"""Typed SQL for the selection of the filter bar: what goes to a process of its own, and its rows."""

import threading
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from dashboard.adhoc.pool import AdHocError, Limits, Pool
from dashboard.catalog.targets import TABLE, Target, Targets, targets_in_force
from dashboard.engine import views
from dashboard.engine.binding import built_in
from dashboard.engine.running import Result, plain
from dashboard.engine.selection import Selection

__all__ = ["AdHoc", "AdHocError", "Limits"]

TABLES: Final = sorted(
    {*views.FILTERED, *(f"{views.ALL}{name}" for name in views.FILTERED)}
    | {"findings", "imports", "capabilities", "published", TABLE}
)


class Published(Protocol):
    """What is known of the version that typed SQL reads."""

    @property
    def version(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def first_date(self) -> date | None: ...


class AdHoc:
    """Runs typed SQL on published files; keeps warm workers for the newest one."""

    def __init__(self, limits: Limits | None = None, *, warm: int = 2) -> None:
        self._limits = limits or Limits()
        self._warm = warm
        self._lock = threading.Lock()
        self._pool: Pool | None = None

    def run(self, sql: str, database: Path, published: Published, selection: Selection) -> Result:
        """Return the rows of one SELECT over the selected rows of a published file. Raises AdHocError."""
        started = time.perf_counter()
        targets = targets_in_force() if TABLE in sql.lower() else Targets()
        if targets.problems:
            raise AdHocError("\n".join(map(str, targets.problems)))
        try:
            setup = _setup(selection, published, targets.rows)
        except ValueError as refusal:
            raise AdHocError(str(refusal)) from None
        request = {"sql": sql, "tables": TABLES, "setup": setup}
        frame, more = self._on(database).run(request)
        return Result(plain(frame), more, self._limits.rows, published.version, time.perf_counter() - started)

    def warm(self, database: Path) -> None:
        """Start the workers that wait for a published file's first query."""
        self._on(database)

    def close(self) -> None:
        """End the waiting workers."""
        with self._lock:
            if self._pool:
                self._pool.close()
            self._pool = None

    def _on(self, database: Path) -> Pool:
        with self._lock:
            if self._pool is None or self._pool.database != database:
                if self._pool:
                    self._pool.close()
                self._pool = Pool(database, self._limits, self._warm)
            return self._pool


def _setup(
    selection: Selection, published: Published, targets: Iterable[Target]
) -> list[tuple[str, dict[str, Any] | None]]:
    """Return the product's own statements that come before the typed one: views and built-in values."""
    values = built_in(selection, published.as_of, published.first_date)
    return [
        *(
            (sql, dict(given) if given else None)
            for sql, given in views.statements(selection, TABLES, targets)
        ),
        *(
            (f'set variable "{name}" = cast($value as {bound.type})', {"value": bound.value})
            for name, bound in values.items()
        ),
    ]
