"""One reader for each scope that is looked at, which let go of an old version together."""

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

from dashboard.warehouse.reader import Warehouse
from dashboard.warehouse.scope import Scope

_KEPT: Final = 16
"""Scopes whose file stays open; each keeps blocks of it in memory."""


class Readers:
    """The readers of a warehouse by scope. Without it, one that nobody asks would hold its old version."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._of: OrderedDict[str, Warehouse] = OrderedDict()
        self._version = ""

    def of(self, scope: Scope | None) -> Warehouse:
        """Return the reader of a scope's rows; of everything where it is None."""
        key = scope.key if scope else ""
        with self._lock:
            reader = self._of.pop(key, None) or Warehouse(self._folder, scope)
            self._of[key] = reader
            if len(self._of) > _KEPT:
                self._of.popitem(last=False)[1].close()
            self._let_go(reader.newest())
            return reader

    def _let_go(self, newest: str) -> None:
        if newest != self._version:
            self._version = newest
            for each in self._of.values():
                each.close()
