"""A database session: a cursor on one version of the data, and what is set and laid on it already.

A DuckDB cursor that threads share gives one the rows of another, so a session belongs to one thread. Setting
values and views can cost more than a short query, and the queries of a page set nearly the same.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import duckdb
import polars as pl

from dashboard.engine.version import Version, version_read
from dashboard.warehouse import Scope


class Source(Protocol):
    """What a query runs on: `dashboard.warehouse.Warehouse`, or another that opens cursors."""

    @property
    def scope(self) -> Scope | None: ...
    def cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]: ...
    def version(self) -> str: ...


class Statement(NamedTuple):
    """What sets the variable or makes the view of a name: SQL, and the values that are bound to it."""

    name: str
    sql: str
    values: Mapping[str, Any] | None = None


@dataclass
class Session:
    """A cursor, the version that it reads, and by name what was put on it last."""

    cursor: duckdb.DuckDBPyConnection
    version: Version
    _put: dict[str, Statement | pl.DataFrame] = field(default_factory=dict)

    def put(self, statement: Statement) -> None:
        """Set a variable or make a view, unless it stands as it is to be."""
        before = self._put.get(statement.name)
        if isinstance(before, pl.DataFrame) or before != statement:
            self.cursor.execute(statement.sql, statement.values).complete()
            self._put[statement.name] = statement

    def unset(self, variable: str) -> None:
        """Take away a variable that another query has set."""
        if self._put.pop(f"${variable}", None) is not None:
            self.cursor.execute(f'reset variable "{variable}"').complete()

    def put_rows(self, name: str, frame: pl.DataFrame) -> None:
        """Let rows be read under a name."""
        before = self._put.get(name)
        if before is not frame:
            if isinstance(before, Statement):
                self.cursor.execute(f'drop view "{name}"').complete()
            self.cursor.register(name, frame.to_arrow())
            self._put[name] = frame


class Shared:
    """A source whose queries, asked one after another by one thread, share a session and so one version.

    They get a new one after a failure.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._session: Session | None = None
        self._open = ExitStack()

    @property
    def scope(self) -> Scope | None:
        """Return the scope of the source."""
        return self._source.scope

    def version(self) -> str:
        """Return the name of the version that is read; before the first query, of the newest."""
        return self._session.version.name if self._session else self._source.version()

    def cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Open a cursor of its own."""
        return self._source.cursor()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give the session that stands, or a new one."""
        self._session = self._session or self._open.enter_context(_opened(self._source))
        try:
            yield self._session
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the session go."""
        self._session = None
        self._open.close()


def session(source: Source) -> AbstractContextManager[Session]:
    """Open a session for one query, or go on with the one that is shared."""
    return source.session() if isinstance(source, Shared) else _opened(source)


@contextmanager
def _opened(source: Source) -> Iterator[Session]:
    with source.cursor() as cursor:
        yield Session(cursor, version_read(cursor))
