"""Typed SQL for the selection of the filter bar: what goes to a process of its own, and its rows."""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from dashboard.adhoc.pool import AdHocError, Limits, Pool
from dashboard.catalog.targets import TABLE, Target, Targets, targets_in_force
from dashboard.engine import views
from dashboard.engine.binding import built_in
from dashboard.engine.running import Result, plain
from dashboard.engine.scoping import targets_within
from dashboard.engine.selection import Selection
from dashboard.warehouse import Scope

__all__ = ["AdHoc", "AdHocError", "Limits"]

TABLES: Final = sorted(
    {*views.FILTERED, *(f"{views.ALL}{name}" for name in views.FILTERED)}
    | {"findings", "imports", "capabilities", "forgotten_totals", "published", TABLE}
)


class Published(Protocol):
    """What is known of the version that typed SQL reads."""

    @property
    def version(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def first_date(self) -> date | None: ...


_POOLS_KEPT: Final = 4
"""Scopes whose workers wait at one time."""


class AdHoc:
    """Runs typed SQL on published files; keeps warm workers for those asked last."""

    def __init__(self, limits: Limits | None = None, *, warm: int = 2) -> None:
        self._limits = limits or Limits()
        self._warm = warm
        self._lock = threading.Lock()
        self._pools: OrderedDict[str, Pool] = OrderedDict()  # by scope

    def run(
        self,
        sql: str,
        database: Path,
        published: Published,
        selection: Selection,
        *,
        scope: Scope | None = None,
    ) -> Result:
        """Return the rows of one SELECT over the selected rows of a published file. Raises AdHocError.

        The file holds a scope's rows alone; `scope` says what else follows from it.
        """
        if scope and not scope.individuals:
            raise AdHocError(f"{scope} may not see single applications, which SQL of one's own could list.")
        started = time.perf_counter()
        targets = targets_in_force() if TABLE in sql.lower() else Targets()
        if targets.problems:
            raise AdHocError("\n".join(map(str, targets.problems)))
        try:
            setup = _setup(selection, published, targets_within(targets.rows, scope))
        except ValueError as refusal:
            raise AdHocError(str(refusal)) from None
        request = {"sql": sql, "tables": TABLES, "setup": setup}
        frame, more = self._on(database, scope).run(request)
        return Result(plain(frame), more, self._limits.rows, published.version, time.perf_counter() - started)

    def warm(self, database: Path, scope: Scope | None = None) -> None:
        """Start the workers that wait for a published file's first query."""
        self._on(database, scope)

    def close(self) -> None:
        """End the waiting workers."""
        with self._lock:
            while self._pools:
                self._pools.popitem()[1].close()

    def _on(self, database: Path, scope: Scope | None) -> Pool:
        key = scope.key if scope else ""
        with self._lock:
            pool = self._pools.pop(key, None)
            if pool is None or pool.database != database:
                if pool:
                    pool.close()
                pool = Pool(database, self._limits, self._warm)
            self._pools[key] = pool
            while len(self._pools) > _POOLS_KEPT:
                self._pools.popitem(last=False)[1].close()
            return pool


def _setup(
    selection: Selection, published: Published, targets: Iterable[Target]
) -> list[tuple[str, dict[str, Any] | None]]:
    """Return the product's own statements that come before the typed one: views and built-in values."""
    values = built_in(selection, published.as_of, published.first_date)
    return [
        *(
            (sql, dict(given) if given else None)
            for _, sql, given in views.statements(selection, TABLES, targets)
        ),
        *(
            (f'set variable "{name}" = cast($value as {bound.type})', {"value": bound.value})
            for name, bound in values.items()
        ),
    ]
