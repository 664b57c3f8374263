"""Whose turn it is: pages that many people open at the same moment are drawn a few at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

AT_ONCE: Final = 2
"""Pages that are drawn at the same time: more only take the interpreter from each other, and all end late."""

PATIENCE: Final = 5.0
"""Seconds after which a page is drawn all the same, beside others that are slow."""

_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until few others draw a page, and let them wait meanwhile."""
    is_mine = _turns.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if is_mine:
            _turns.release()
