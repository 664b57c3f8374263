"""What everything that one thread does in a run is done with: looked up once, the same for all of it."""

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
    """A source, the session that its queries share, and the catalog as it is on disk when first asked for."""

    def __init__(self, source: Warehouse) -> None:
        self.source = source
        self.shared = engine.Shared(source)

    @cached_property
    def shelf(self) -> Catalog:
        return catalog.load(Path(settings.get("queries")))


def current() -> Run | None:
    """Return what this thread's run has in common; None outside of one."""
    return getattr(_thread, "run", None)


def shared(source: Warehouse) -> engine.Source:
    """Return the source with the session of this thread's run, where it is that run's."""
    run = current()
    return run.shared if run and run.source is source else source


@contextmanager
def one_run(source: Warehouse) -> Iterator[None]:
    """Let what this thread does meanwhile share a catalog, a source and its session."""
    run = _thread.run = Run(source)
    try:
        yield
    finally:
        run.shared.close()
        del _thread.run
