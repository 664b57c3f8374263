"""Generations of a warehouse, each of one application more with three visits each: a half-made one shows."""

import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from warehouse.staged import stage

from dashboard.warehouse import PublishFailed, Warehouse, publish

FIRST = 100


def staged(folder: Path, generation: int) -> Path:
    """Stage a generation that replaces the one before and extends it."""
    keys = [f"A{number}" for number in range(FIRST + generation)]
    source = f"Source {generation}"
    return stage(
        folder / f"staged-{generation}",
        {
            "applications": [{"application_id": key, "source": source} for key in keys],
            "stage_visits": [
                {"application_id": key, "seq": seq, "entered_at": "2026-01-02 09:00"}
                for key in keys
                for seq in (1, 2, 3)
            ],
        },
    )


def generation_read(warehouse: Warehouse) -> int:
    """Return the generation that a reader sees, whole in every table."""
    with warehouse.cursor() as cursor:
        applications, sources, source = cursor.execute(
            "select count(*), count(distinct source), min(source) from applications"
        ).fetchall()[0]
        ((visits,),) = cursor.execute("select count(*) from stage_visits").fetchall()
    generation = int(applications) - FIRST
    assert (sources, source, visits) == (1, f"Source {generation}", 3 * applications)
    return generation


class Children:
    """Publishes in processes of their own, forked from one that has all imported and runs nothing."""

    def __init__(self) -> None:
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])

    def start(self, task: Callable[..., None], *args: object) -> ForkServerProcess:
        """Start a task in a child."""
        child = self._context.Process(target=task, args=args)
        child.start()
        return child

    def finish(self, task: Callable[..., None], *args: object) -> int | None:
        """Run a task in a child to its end and return the exit code: minus the signal that killed it."""
        child = self.start(task, *args)
        child.join()
        return child.exitcode


def publish_all(staging: Path, folder: Path) -> None:
    """Publish without interruption."""
    publish(staging, folder)


def publish_until_step(staging: Path, folder: Path, step: int) -> None:
    """Kill this process as soon as it has said so many sentences about its progress."""
    said = iter(range(step))
    publish(staging, folder, progress=lambda sentence: next(said, None) is None and _die())


def publish_until_call(staging: Path, folder: Path, name: str) -> None:
    """Kill this process instead of letting it call a method of Path for the first time."""
    setattr(Path, name, lambda *_: _die())
    publish(staging, folder)


def publish_with_little_room(staging: Path, folder: Path, answer: Path) -> None:
    """Publish where no file may grow beyond 200 kB, as on a full disk, and write down what is said."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        publish(staging, folder)
    except PublishFailed as failure:
        answer.write_text(str(failure), encoding="utf-8")


def kill_after(child: ForkServerProcess, seconds: float) -> None:
    """Kill a child after a while, whatever it is doing, and wait for its end."""
    time.sleep(seconds)
    child.kill()
    child.join()


def damage(path: Path, offset: int, length: int = 64) -> None:
    """Flip bytes in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[offset : offset + length] = bytes(byte ^ 0xFF for byte in content[offset : offset + length])
    path.write_bytes(content)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
