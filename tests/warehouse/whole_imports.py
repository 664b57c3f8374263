"""Whole imports in processes of their own: the generations of `generations`, as exports that `hiring import` reads."""

import errno
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import warehouse.generations
from ingest.exports import APPLICATION, HARVEST, stay, write_export

from dashboard import cli


def export(folder: Path, generation: int) -> Path:
    """Write the export of a generation: 100 applications and one more each time, three stays each."""
    numbers = range(1, warehouse.generations.FIRST + generation + 1)
    return write_export(
        folder / f"export-{generation}",
        HARVEST,
        sources=[{"id": 31, "name": f"Source {generation}", "type": None}],
        applications=[{**APPLICATION, "id": number, "candidate_id": number} for number in numbers],
        application_stages=[
            stay(stage, f"2026-02-0{day}T10:00:00Z", application=number)
            for number in numbers
            for day, stage in enumerate((101, 102, 103), start=1)
        ],
    )


def bring(given: Path, folder: Path, answer: Path | None = None) -> None:
    """Run `hiring import` and exit with its code; what it says goes to a file."""
    with (answer or Path(os.devnull)).open("w", encoding="utf-8") as said:
        sys.stdout = sys.stderr = said
        code = cli.main(["import", str(given), "--warehouse", str(folder), "--queries", "none"])
    os._exit(code)


def bring_with_little_room(given: Path, folder: Path, answer: Path, room: int) -> None:
    """Import where no file may grow beyond so many bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    bring(given, folder, answer)


def bring_until_full(given: Path, folder: Path, answer: Path, step: int) -> None:
    """Import on a disk that is full from one of the import's own steps on files: at each, one after another."""
    left = iter(range(step))

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            if next(left, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call

    for name in ("mkdir", "rename", "link", "replace", "fsync"):
        setattr(os, name, refusing(getattr(os, name)))
    bring(given, folder, answer)
