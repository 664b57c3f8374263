"""Locks between processes. The system drops them when their holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Somebody else holds the lock."""


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock alone. Raises Taken at once when anybody holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def shared(path: Path) -> int:
    """Hold a lock with others until the returned descriptor is closed. Raises Taken, or FileNotFoundError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        _lock(handle, fcntl.LOCK_SH)
    except Taken:
        os.close(handle)
        raise
    return handle


def _lock(handle: int, kind: int) -> None:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Taken from None
