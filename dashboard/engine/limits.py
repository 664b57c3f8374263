"""How long a query may run and how many rows it may give, and the watchdog that ends it."""

import atexit
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Final

import duckdb

from dashboard import settings

REPEAT_SECONDS: Final = 0.05
"""An interrupt between two steps of a query is lost, so it is sent again until the query has ended."""


@dataclass(frozen=True)
class Limits:
    """Rows of a result at most, and seconds that a query may take."""

    rows: int
    seconds: float

    @classmethod
    def from_settings(cls) -> "Limits":
        """Return the limits in force."""
        return cls(int(settings.get("row_limit")), float(settings.get("time_limit")))


@dataclass(eq=False)
class Watched:
    """A cursor and when its time is up."""

    cursor: duckdb.DuckDBPyConnection
    until: float
    expired: bool = False


class _Watchdog:
    """One thread that watches all running queries; a thread for each would cost more than a short query."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._watched: set[Watched] = set()
        self._wakes = math.inf
        self._thread: Thread | None = None
        self._ended = False

    def add(self, watched: Watched) -> None:
        with self._changed:
            self._watched.add(watched)
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="query watchdog", daemon=True)
                self._thread.start()
                atexit.register(self._end)
            elif watched.until < self._wakes:
                self._changed.notify()

    def remove(self, watched: Watched) -> None:
        with self._changed:
            self._watched.discard(watched)

    def _watch(self) -> None:
        with self._changed:
            while not self._ended:
                now = time.monotonic()
                self._interrupt_overdue(now)
                soonest = min((watched.until for watched in self._watched), default=math.inf)
                self._wakes = max(soonest, now + REPEAT_SECONDS)
                self._changed.wait(None if self._wakes == math.inf else self._wakes - now)

    def _end(self) -> None:
        """Let the thread end before the interpreter does, which else reports what it still holds."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def _interrupt_overdue(self, now: float) -> None:
        for watched in self._watched:
            if watched.until <= now:
                watched.expired = True
                watched.cursor.interrupt()


_watchdog: Final = _Watchdog()


@contextmanager
def deadline(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[Watched]:
    """Interrupt the cursor after so many seconds; `expired` tells whether that happened."""
    watched = Watched(cursor, time.monotonic() + seconds)
    _watchdog.add(watched)
    try:
        yield watched
    finally:
        _watchdog.remove(watched)
