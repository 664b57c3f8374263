"""Publishing: a version is built aside and becomes the newest in one step; readers keep theirs meanwhile."""

import errno
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import polars as pl

from dashboard.warehouse import locks
from dashboard.warehouse.build import Progress, build, verify
from dashboard.warehouse.erasing import Erasure, erase
from dashboard.warehouse.folder import Version, WarehouseFolder
from dashboard.warehouse.merge import Canonical, Damaged, merge
from dashboard.warehouse.scope import Scope
from dashboard.warehouse.scoping import build_scopes, remove_other_scopes


class PublishFailed(Exception):
    """Nothing was published and nothing that was there is damaged; the sentence says why and what to do."""


_IN_WORDS: Final = re.compile(r"os error (\d+)")
Prepare = Callable[[Version | None, Version], Canonical]
"""Writes the canonical tables of a version that is being built, from those of the version before."""


def publish(  # noqa: PLR0913 (all but the first two by name)
    staging: Path,
    warehouse: Path,
    *,
    erasure: Erasure | None = None,
    timezone: str = "UTC",
    scopes: Collection[Scope] = (),
    progress: Progress = lambda sentence: None,
) -> str:
    """Publish what the last version held, extended by a staging folder; return the new version's name.

    With an `erasure` what it names is left out, and every older version is removed. Each scope gets a file of
    its rows, published in the same step. Raises PublishFailed; the version before then stays as it is.
    """
    staged = Canonical(staging.absolute())

    def merged(before: Version | None, version: Version) -> Canonical:
        progress(f"Merging with version {before.name} …" if before else "Taking the first import …")
        known = Canonical(before.canonical) if before else None
        if before and erasure:
            known = _without(erasure, before, version, version.path / "scratch" / "canonical")
        return merge(known, staged, version.canonical)

    return _published(merged, warehouse, timezone, scopes, progress)


def publish_without(
    erasure: Erasure,
    warehouse: Path,
    *,
    timezone: str = "UTC",
    scopes: Collection[Scope] = (),
    progress: Progress = lambda sentence: None,
) -> str:
    """Publish what the last version held, without what is erased, and remove every older version.

    Raises PublishFailed; the version that was published before then stays as it is.
    """

    def left(before: Version | None, version: Version) -> Canonical:
        if before is None:
            raise PublishFailed(f"Nothing is published in {warehouse}.")
        progress(f"Removing from version {before.name} …")
        return _without(erasure, before, version, version.canonical)

    return _published(left, warehouse, timezone, scopes, progress)


def _without(erasure: Erasure, before: Version, version: Version, into: Path) -> Canonical:
    """Write what the version before knew without what is erased, and mark that no older version may stay."""
    version.erasure.touch()
    return erase(before, erasure, into)


def _published(
    prepare: Prepare, warehouse: Path, timezone: str, scopes: Collection[Scope], progress: Progress
) -> str:
    _require_time_zone(timezone)
    folder = WarehouseFolder(warehouse.absolute())
    with _alone(folder, warehouse):
        return _publish(prepare, folder, timezone, scopes, progress)


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
        raise PublishFailed(refused(refusal, warehouse)) from refusal
    except duckdb.OutOfMemoryException as shortage:
        raise PublishFailed(
            "Building the version needs more memory than DuckDB may use, or than the disk has room for. "
            f"Raise the setting HIRING_MEMORY_LIMIT or free space on the disk of {warehouse}."
        ) from shortage
    except (duckdb.IOException, duckdb.FatalException) as refusal:
        raise PublishFailed(f"Cannot write to {warehouse}, or read what is there: {refusal}") from refusal


def _publish(
    prepare: Prepare,
    folder: WarehouseFolder,
    timezone: str,
    scopes: Collection[Scope],
    progress: Progress,
) -> str:
    folder.remove_left_overs()
    before = folder.current()
    name = folder.next_name()
    with folder.building(name) as version:
        with readable(folder.path):
            canonical = prepare(before, version)
        build(canonical, version, name, timezone, progress)
        shutil.rmtree(version.path / "scratch", ignore_errors=True)
        verify(version)
        build_scopes(version, scopes, progress)
        version.lock.touch()
        progress("Publishing …")
        folder.publish(version, name)
    folder.remove_erased()
    _remove_old(folder, keep={name, before.name if before else name})
    progress(f"Published {name}.")
    return name


@contextmanager
def readable(warehouse: Path) -> Iterator[None]:
    """Say as PublishFailed that a published table cannot be read."""
    try:
        yield
    except (pl.exceptions.PolarsError, Damaged, FileNotFoundError) as damage:
        raise PublishFailed(damaged(damage, warehouse)) from damage


def damaged(damage: Exception, warehouse: Path) -> str:
    """Return that a table which was published cannot be read, and what to do."""
    return (
        f"Cannot read a table in {warehouse}: {damage}\nNothing was changed. Restore the folder from a "
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
    told = _IN_WORDS.search(str(refusal))  # Polars says the number in its sentence alone
    number = refusal.errno or int(told[1] if told else 0)
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"The disk of {warehouse} is full. Free some space and import again; nothing was changed."
    if number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return f"Cannot write to {warehouse}: {refusal.strerror or refusal}. Choose another --warehouse."
    return f"Cannot publish to {warehouse}: {refusal}."
