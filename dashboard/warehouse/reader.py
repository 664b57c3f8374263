"""The reader: cursors on the newest published version, for any number of threads.

A version stays open while one of its cursors is in use and is closed when a newer one has taken its place.
Each is opened under a path of its own, since DuckDB hands out the database that it has open under a path,
whatever lies there now.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Final
from weakref import finalize

import duckdb

from dashboard import settings
from dashboard.warehouse import locks
from dashboard.warehouse.folder import Version, WarehouseFolder
from dashboard.warehouse.scope import Scope
from dashboard.warehouse.sql import statement

_ATTEMPTS: Final = 20
"""A version can be removed between reading its name and locking it; then a newer one is there."""


class NoWarehouse(Exception):
    """There is nothing to read; the sentence says why and what to do."""


class NoScope(NoWarehouse):
    """The newest version has no file of the scope's rows yet."""


@dataclass(frozen=True)
class Published:
    """What a version says of itself. `published_at` is UTC; the days are of the reporting time zone."""

    version: str
    published_at: datetime
    as_of: date
    timezone: str
    first_date: date


class _OpenVersion:
    """A version held open: its lock, its connection, and how many cursors are in use."""

    def __init__(self, version: Version, scope: Scope | None) -> None:
        self.name = version.name
        self.cursors = 0
        self._lock = finalize(self, os.close, locks.shared(version.lock))
        try:
            self.connection = _connect(version.scoped(scope))
        except BaseException:
            self._lock()
            raise

    @cached_property
    def published(self) -> Published:
        with self.connection.cursor() as cursor:
            return Published(*cursor.execute(statement("said_of_itself")).fetchall()[0])

    def close(self) -> None:
        self.connection.close()
        self._lock()


class Warehouse:
    """The published data in a folder, for a scope its rows alone: there is no way from it to others.

    Safe to share between threads; each query takes a cursor of its own.
    """

    def __init__(self, folder: Path, scope: Scope | None = None) -> None:
        self.scope = scope
        self._folder = WarehouseFolder(Path(folder).absolute())
        self._newest: _OpenVersion | None = None
        self._lock = threading.Lock()

    @property
    def scope_key(self) -> str:
        """Return what tells this reader's rows from those of another scope's; nothing for everything."""
        return self.scope.key if self.scope and not self.scope.is_everything else ""

    def newest(self) -> str:
        """Return the name of the newest version; nothing where none is published."""
        current = self._folder.current()
        return current.name if current else ""

    def version(self) -> str:
        """Return the name of the newest version. Raises NoWarehouse."""
        return self._current().name

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a cursor on the newest version, closed at the end of the block. Raises NoWarehouse."""
        with self._lock:
            opened = self._refresh()
            cursor = opened.connection.cursor()
            opened.cursors += 1
        try:
            with closing(cursor):
                yield cursor
        finally:
            self._release(opened)

    def published(self) -> Published:
        """Return what the newest version says of itself. Raises NoWarehouse."""
        with self._lock:
            return self._refresh().published

    def database(self, version: str) -> Path:
        """Return the file of a version, for another process to open. Only the newest is sure to be there."""
        return Version(self._folder.path / "versions" / version).scoped(self.scope).database

    def close(self) -> None:
        """Let go of the open version; the next cursor opens the newest again."""
        with self._lock:
            self._replace(None)

    def _current(self) -> Version:
        if current := self._folder.current():
            return current
        raise NoWarehouse(
            f"Nothing is published in {self._folder.path}. Import an export first: "
            f"hiring import EXPORT --warehouse {self._folder.path}"
        )

    def _refresh(self) -> _OpenVersion:
        current = self._current()
        if self._newest is None or self._newest.name != current.name:
            self._replace(newest := self._open())
            return newest
        return self._newest

    def _open(self) -> _OpenVersion:
        for _ in range(_ATTEMPTS):
            version = self._current()
            try:
                return _OpenVersion(version, self.scope)
            except (locks.Taken, FileNotFoundError):
                continue
            except duckdb.Error as damage:
                raise NoWarehouse(
                    f"Version {version.name} in {self._folder.path} cannot be read: {damage} "
                    "Import the exports again."
                ) from damage
        if self.scope and version.database.exists():
            raise NoScope(
                f"What {self.scope} may see is not published yet. "
                "Whoever runs this dashboard publishes it with: hiring scopes"
            )
        raise NoWarehouse(
            f"Version {version.name} in {self._folder.path} lacks its files. Import the exports again."
        )

    def _replace(self, newest: _OpenVersion | None) -> None:
        replaced, self._newest = self._newest, newest
        if replaced and not replaced.cursors:
            replaced.close()

    def _release(self, opened: _OpenVersion) -> None:
        with self._lock:
            opened.cursors -= 1
            if opened is not self._newest and not opened.cursors:
                opened.close()


def _connect(version: Version) -> duckdb.DuckDBPyConnection:
    if not version.database.exists():
        raise FileNotFoundError(version.database)
    connection = duckdb.connect(
        str(version.database),
        read_only=True,
        config={
            "memory_limit": settings.get("memory_limit"),
            "enable_external_access": False,
            "python_enable_replacements": False,
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
            # DuckDB 2.0 takes `interval 1 month` and `interval 30 day` for the same expression.
            "disabled_optimizers": "common_subexpressions",
            # Locked from the first moment: readers of one file in one process share its instance.
            "lock_configuration": True,
            "allowed_configs": ["max_execution_time", "TimeZone"],
        },
    )
    connection.execute("set global TimeZone = 'UTC'").complete()
    return connection
