"""What a thread looks up once while it draws a page or computes for one, though every card asks for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from dashboard import catalog, engine, settings
from dashboard.catalog.model import Catalog
from dashboard.warehouse import Warehouse

_thread = threading.local()


class Run:
    """The source of everything that is shown, its session, and the queries as they were at first."""

    def __init__(self, source: Warehouse) -> None:
        self.source = source
        self.shared = engine.Shared(source)

    @cached_property
    def shelf(self) -> Catalog:
        """Return the queries as they were on disk when they were first asked for."""
        return queries()


def queries() -> Catalog:
    """Return the queries as they are on disk now; unchanged files are not parsed again."""
    return catalog.load(Path(settings.get("queries")))


@contextmanager
def one_run(source: Warehouse) -> Iterator[None]:
    """Let everything that this thread does meanwhile be done with one source, session and catalog."""
    run = _thread.run = Run(source)
    try:
        yield
    finally:
        run.shared.close()
        del _thread.run


def current() -> Run | None:
    """Return what this thread's run has in common; None where a card is drawn by itself."""
    found: Run | None = getattr(_thread, "run", None)
    return found
