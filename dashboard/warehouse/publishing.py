"""Publishing: a version is built aside and becomes the newest in one step; readers keep theirs meanwhile."""

import errno
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import polars as pl

from dashboard.warehouse import locks
from dashboard.warehouse.build import Progress, build, verify
from dashboard.warehouse.folder import Version, WarehouseFolder
from dashboard.warehouse.merge import Canonical, merge
from dashboard.warehouse.scope import Scope
from dashboard.warehouse.scoping import build_scopes, remove_other_scopes


class PublishFailed(Exception):
    """Nothing was published and nothing that was there is damaged; the sentence says why and what to do."""


def publish(
    staging: Path,
    warehouse: Path,
    *,
    timezone: str = "UTC",
    scopes: Collection[Scope] = (),
    progress: Progress = lambda sentence: None,
) -> str:
    """Publish what the last version held, extended by a staging folder; return the new version's name.

    Each scope gets a file of its rows, published in the same step. Raises PublishFailed; the version that was
    published before then stays as it is.
    """
    _require_time_zone(timezone)
    folder = WarehouseFolder(warehouse.absolute())
    with _alone(folder, warehouse):
        return _publish(Canonical(staging.absolute()), folder, timezone, scopes, progress)


def publish_scopes(
    warehouse: Path, scopes: Collection[Scope], *, progress: Progress = lambda sentence: None
) -> str:
    """Give the newest version the files of these scopes alone; return its name. Raises PublishFailed."""
    folder = WarehouseFolder(warehouse.absolute())
    with _alone(folder, warehouse):
        version = folder.current()
        if version is None:
            raise PublishFailed(f"Nothing is published in {warehouse}. Import an export first.")
        build_scopes(version, scopes, progress)
        remove_other_scopes(version, scopes)
        return version.name


@contextmanager
def _alone(folder: WarehouseFolder, warehouse: Path) -> Iterator[None]:
    """Hold the lock of the one who publishes, and say what goes wrong as PublishFailed."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        with locks.exclusive(folder.publish_lock):
            yield
    except locks.Taken:
        raise PublishFailed(
            f"Another import is publishing to {warehouse}. Import again when it has finished."
        ) from None
    except OSError as refusal:
        raise PublishFailed(_refused(refusal, warehouse)) from refusal
    except duckdb.OutOfMemoryException as shortage:
        raise PublishFailed(
            "Building the version needs more memory than DuckDB may use, or than the disk has room for. "
            f"Raise the setting HIRING_MEMORY_LIMIT or free space on the disk of {warehouse}."
        ) from shortage
    except (duckdb.IOException, duckdb.FatalException) as refusal:
        raise PublishFailed(f"Cannot write to {warehouse}, or read what is there: {refusal}") from refusal


def _publish(
    staged: Canonical,
    folder: WarehouseFolder,
    timezone: str,
    scopes: Collection[Scope],
    progress: Progress,
) -> str:
    folder.remove_left_overs()
    before = folder.current()
    name = folder.next_name()
    with folder.building(name) as version:
        progress(f"Merging with version {before.name} …" if before else "Taking the first import …")
        canonical = _merge(before, staged, version)
        build(canonical, version, name, timezone, progress)
        shutil.rmtree(version.path / "scratch", ignore_errors=True)
        verify(version)
        build_scopes(version, scopes, progress)
        version.lock.touch()
        progress("Publishing …")
        folder.publish(version, name)
    _remove_old(folder, keep={name, before.name if before else name})
    progress(f"Published {name}.")
    return name


def _merge(before: Version | None, staged: Canonical, version: Version) -> Canonical:
    try:
        return merge(Canonical(before.canonical) if before else None, staged, version.canonical)
    except pl.exceptions.PolarsError as damage:
        where = f"{staged.path} or {before.canonical}" if before else str(staged.path)
        raise PublishFailed(f"Cannot read a table in {where}: {damage}") from damage


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


def _refused(refusal: OSError, warehouse: Path) -> str:
    if refusal.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {warehouse} is full. Free some space and import again; nothing was changed."
    if refusal.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Cannot write to {warehouse}: {refusal.strerror}. Choose another --warehouse."
    return f"Cannot publish to {warehouse}: {refusal}."
