"""Processes that wait with the published file open, one query each: the only place where typed SQL runs."""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final, cast

import polars as pl

from dashboard import settings

READY: Final = b"ready\n"
START_SECONDS: Final = 30.0
ALLOWED_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "LD_LIBRARY_PATH")


class AdHocError(Exception):
    """The query was refused, failed or was stopped; the sentence says which."""


@dataclass(frozen=True)
class Limits:
    """What one typed query may use."""

    seconds: float = 20.0
    rows: int = 5_000
    result_bytes: int = 20_000_000
    cell_characters: int = 10_000
    memory_bytes: int = 2_000_000_000

    @classmethod
    def from_settings(cls) -> "Limits":
        """Return the limits in force."""
        return cls(seconds=float(settings.get("time_limit")), rows=int(settings.get("row_limit")))


@dataclass
class Pool:
    """Warm workers for one published file; a worker serves one query and ends."""

    database: Path
    limits: Limits = field(default_factory=Limits)
    size: int = 2

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._warm: deque[subprocess.Popen[bytes]] = deque(self._start() for _ in range(self.size))

    def run(self, request: dict[str, Any]) -> tuple[pl.DataFrame, bool]:
        """Return the rows of a typed query and whether there were more. Raises AdHocError."""
        worker = self._take()
        try:
            answer = _exchange(worker, json.dumps(request, default=str).encode(), self.limits)
        finally:
            _end(worker)
        return _read(answer)

    def close(self) -> None:
        """End the waiting workers."""
        with self._lock:
            self._closed = True
            while self._warm:
                _end(self._warm.popleft())

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            worker = self._warm.popleft() if self._warm else self._start()
        if self.size:
            threading.Thread(target=self._refill, daemon=True).start()
        return worker

    def _refill(self) -> None:
        started = self._start()
        with self._lock:
            if len(self._warm) < self.size and not self._closed:
                self._warm.append(started)
                return
        _end(started)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dashboard.adhoc.worker", str(self.database),
                   json.dumps(vars(self.limits))]  # fmt: skip
        environment = {name: os.environ[name] for name in ALLOWED_ENVIRONMENT if name in os.environ}
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )


def _exchange(worker: subprocess.Popen[bytes], request: bytes, limits: Limits) -> bytes:
    """Send the request and return the whole answer, within the wall limit and the byte limit."""
    if not _read_until(worker, READY, START_SECONDS, len(READY)).endswith(READY):
        raise AdHocError("The query's process did not start. Try again.")
    try:
        with cast(IO[bytes], worker.stdin) as pipe:
            pipe.write(request)
    except BrokenPipeError:
        raise AdHocError("The query's process ended before it began. Try again.") from None
    return _read_until(worker, None, limits.seconds, 2 * limits.result_bytes)


def _read_until(worker: subprocess.Popen[bytes], end: bytes | None, seconds: float, most: int) -> bytes:
    """Read what a worker says up to `end`, or all of it."""
    deadline = time.monotonic() + seconds
    pipe = cast(IO[bytes], worker.stdout)
    said = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while True:
            if not ready.select(max(0.0, deadline - time.monotonic())):
                raise AdHocError(f"Stopped after {seconds:g} seconds. Ask for less: a filter, fewer columns.")
            chunk = os.read(pipe.fileno(), 1 << 20)
            said += chunk
            if not chunk or (end and said.endswith(end)):
                return bytes(said)
            if len(said) > most:
                raise AdHocError("The result is too large. Ask for fewer rows or columns.")


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            pipe.close()


def _read(answer: bytes) -> tuple[pl.DataFrame, bool]:
    head, _, body = answer.partition(b"\n")
    if not head:
        raise AdHocError("The query used more memory than it may. Ask for less: a filter, fewer columns.")
    said = json.loads(head)
    if "error" in said:
        raise AdHocError(said["error"])
    return pl.read_ipc_stream(body), bool(said["more"])
