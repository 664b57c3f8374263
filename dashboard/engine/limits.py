"""How long a query may run and how many rows it may give, and the watchdog that ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import duckdb

from dashboard import settings

REPEAT_SECONDS = 0.05
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


@contextmanager
def deadline(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[Event]:
    """Interrupt the cursor after so many seconds; the event tells whether that happened."""
    ended, expired = Event(), Event()

    def watch() -> None:
        if ended.wait(seconds):
            return
        expired.set()
        while not ended.wait(REPEAT_SECONDS):
            cursor.interrupt()

    watchdog = Thread(target=watch, name="query watchdog", daemon=True)
    watchdog.start()
    try:
        yield expired
    finally:
        ended.set()
        watchdog.join()
