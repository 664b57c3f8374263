"""What a thread looks up once while it draws a page, though every card asks for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard import catalog, engine, settings
from dashboard.catalog.model import Catalog
from dashboard.warehouse import Warehouse

_thread = threading.local()


@dataclass
class Drawing:
    """A page that is being drawn, or what is computed ahead for it."""

    source: Warehouse
    shared: engine.Shared

    @cached_property
    def version(self) -> str:
        """Return the version that was the newest when the page asked first. Raises NoWarehouse."""
        return self.source.version()

    @cached_property
    def shelf(self) -> Catalog:
        """Return the queries as they were on disk when the page asked first."""
        return catalog.load(Path(settings.get("queries")))


@contextmanager
def drawing(source: Warehouse) -> Iterator[None]:
    """Let what this thread looks up and computes of a source meanwhile be looked up once, in one session."""
    _thread.drawing = Drawing(source, engine.Shared(source))
    try:
        yield
    finally:
        _thread.drawing.shared.close()
        del _thread.drawing


def current() -> Drawing | None:
    """Return what this thread draws; None where a card is drawn by itself."""
    found: Drawing | None = getattr(_thread, "drawing", None)
    return found


def of(source: Warehouse) -> Drawing | None:
    """Return what this thread draws of a source."""
    found = current()
    return found if found and found.source is source else None
