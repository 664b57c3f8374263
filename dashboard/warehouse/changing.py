"""The right to change a warehouse: one import or erasure at a time, from its first read to its end."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dashboard.warehouse import locks
from dashboard.warehouse.folder import WarehouseFolder
from dashboard.warehouse.merge import Canonical
from dashboard.warehouse.reader import NoWarehouse

_STAGING: Final = "staging-"


class Busy(Exception):
    """Another process changes the warehouse; the sentence says what to do."""


@contextmanager
def changing(folder: Path) -> Iterator[Path]:
    """Hold a warehouse folder alone, and give a folder inside it that goes at the end. Raises Busy, OSError.

    What a killed import left of such a folder is removed: only who holds the lock makes one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with locks.exclusive(folder / "changing.lock"):
            for left in folder.glob(f"{_STAGING}*"):
                shutil.rmtree(left)
            with TemporaryDirectory(prefix=_STAGING, dir=folder, ignore_cleanup_errors=True) as staging:
                yield Path(staging)
    except locks.Taken:
        raise Busy(f"Another import into {folder} is running. Try again when it has finished.") from None


def newest(folder: Path) -> Canonical:
    """Return the canonical tables of the newest version. Raises NoWarehouse."""
    if current := WarehouseFolder(folder.absolute()).current():
        return Canonical(current.canonical)
    raise NoWarehouse(f"Nothing is published in {folder}.")
