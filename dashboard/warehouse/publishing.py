"""Publishing: a version is built aside and becomes the newest in one step; readers keep theirs meanwhile."""

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import polars as pl

from dashboard.warehouse import locks
from dashboard.warehouse.build import Progress, build, verify
from dashboard.warehouse.erasing import Erasure, erase
from dashboard.warehouse.folder import Version, WarehouseFolder
from dashboard.warehouse.merge import Canonical, merge


class PublishFailed(Exception):
    """Nothing was published and nothing that was there is damaged; the sentence says why and what to do."""


Prepare = Callable[[Version | None, Version], Canonical]
"""Writes the canonical tables of a version that is being built, from those of the version before."""


def publish(
    staging: Path,
    warehouse: Path,
    *,
    timezone: str = "UTC",
    progress: Progress = lambda sentence: None,
) -> str:
    """Publish what the last version held, extended by a staging folder; return the new version's name.

    Raises PublishFailed; the version that was published before then stays as it is.
    """
    staged = Canonical(staging.absolute())

    def merged(before: Version | None, version: Version) -> Canonical:
        progress(f"Merging with version {before.name} …" if before else "Taking the first import …")
        return merge(Canonical(before.canonical) if before else None, staged, version.canonical)

    return _guarded(merged, warehouse, timezone, progress)


def publish_without(
    erasure: Erasure,
    warehouse: Path,
    *,
    timezone: str = "UTC",
    progress: Progress = lambda sentence: None,
) -> str:
    """Publish what the last version held, without what is erased, and remove every older version.

    Raises PublishFailed; the version that was published before then stays as it is.
    """

    def left(before: Version | None, version: Version) -> Canonical:
        if before is None:
            raise PublishFailed(f"Nothing is published in {warehouse}.")
        progress(f"Removing from version {before.name} …")
        version.erasure.touch()
        return erase(before, erasure, version.canonical)

    return _guarded(left, warehouse, timezone, progress)


def _guarded(prepare: Prepare, warehouse: Path, timezone: str, progress: Progress) -> str:
    _require_time_zone(timezone)
    folder = WarehouseFolder(warehouse.absolute())
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        with locks.exclusive(folder.publish_lock):
            return _publish(prepare, folder, timezone, progress)
    except locks.Taken:
        raise PublishFailed(
            f"Another import is publishing to {warehouse}. Import again when it has finished."
        ) from None
    except OSError as refusal:
        raise PublishFailed(refused(refusal, warehouse)) from refusal
    except duckdb.OutOfMemoryException as shortage:
        raise PublishFailed(
            "Building the version needs more memory than DuckDB may use, or than the disk has room for. "
            f"Raise the setting HIRING_MEMORY_LIMIT or free space on the disk of {warehouse}."
        ) from shortage
    except (duckdb.IOException, duckdb.FatalException) as refusal:
        raise PublishFailed(f"Cannot write to {warehouse}, or read what is there: {refusal}") from refusal


def _publish(prepare: Prepare, folder: WarehouseFolder, timezone: str, progress: Progress) -> str:
    folder.remove_left_overs()
    before = folder.current()
    name = folder.next_name()
    with folder.building(name) as version:
        canonical = _prepared(prepare, before, version)
        build(canonical, version, name, timezone, progress)
        shutil.rmtree(version.path / "scratch", ignore_errors=True)
        verify(version)
        version.lock.touch()
        progress("Publishing …")
        folder.publish(version, name)
    folder.remove_erased()
    _remove_old(folder, keep={name, before.name if before else name})
    progress(f"Published {name}.")
    return name


def _prepared(prepare: Prepare, before: Version | None, version: Version) -> Canonical:
    try:
        return prepare(before, version)
    except pl.exceptions.PolarsError as damage:
        raise PublishFailed(_damaged(damage, before)) from damage


def _damaged(damage: pl.exceptions.PolarsError, before: Version | None) -> str:
    where = f"version {before.name} or of what is added to it" if before else "what is imported"
    return (
        f"Cannot read a table of {where}: {damage}\nNothing was changed. Restore the warehouse folder from a "
        "backup, or import all exports into a new one with --warehouse."
    )


def _remove_old(folder: WarehouseFolder, keep: set[str]) -> None:
    """Remove the versions that nobody reads; who reads one holds its lock."""
    for version in folder.versions():
        if version.name not in keep:
            with suppress(locks.Taken, FileNotFoundError), locks.exclusive(version.lock):
                shutil.rmtree(version.path, ignore_errors=True)  # what stays goes with the next publish


def _require_time_zone(timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise PublishFailed(
            f'There is no time zone "{timezone}". Give one like Europe/Berlin in the setting HIRING_TIMEZONE.'
        ) from None


def refused(refusal: OSError, warehouse: Path) -> str:
    """Return why a warehouse could not be written, and what to do."""
    if refusal.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {warehouse} is full. Free some space and import again; nothing was changed."
    if refusal.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Cannot write to {warehouse}: {refusal.strerror}. Choose another --warehouse."
    return f"Cannot publish to {warehouse}: {refusal}."
