"""The folder of a warehouse on disk: the versions, which one is the newest, and what killed builds left.

CURRENT                                one line: the version's name
versions/<version>/warehouse.duckdb    the wide tables
versions/<version>/canonical/          what the next import extends
versions/<version>/readers.lock        held by everyone who reads the version
versions/<version>/erasure             there when it erased somebody: no older version may stay
versions/<version>/scopes/<scope>/     the wide tables with a scope's rows alone
build-<version>/                       a version being built
publish.lock                           held by the one who publishes
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dashboard.warehouse.scope import Scope

DATABASE: Final = "warehouse.duckdb"
"""DuckDB names the catalog after the file, so queries may say warehouse.main.applications."""


@dataclass(frozen=True)
class Version:
    """One version, published or being built, by its folder."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def database(self) -> Path:
        return self.path / DATABASE

    @property
    def canonical(self) -> Path:
        return self.path / "canonical"

    @property
    def lock(self) -> Path:
        return self.path / "readers.lock"

    @property
    def erasure(self) -> Path:
        """A mark: what was erased here must not stay in any version before it."""
        return self.path / "erasure"

    @property
    def scopes(self) -> Path:
        return self.path / "scopes"

    def scoped(self, scope: Scope | None) -> "Version":
        """Return where the database lies that a scope reads."""
        return self if scope is None or scope.is_everything else Version(self.scopes / scope.key)


@dataclass(frozen=True)
class WarehouseFolder:
    """The paths of a warehouse, and the steps that change which version is the newest."""

    path: Path

    @property
    def publish_lock(self) -> Path:
        return self.path / "publish.lock"

    def current(self) -> Version | None:
        """Return the newest published version; None when nothing is published."""
        try:
            name = (self.path / "CURRENT").read_text("utf-8", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return self._version(name)

    def versions(self) -> list[Version]:
        """Return the versions that lie there, oldest first."""
        found = (self.path / "versions").glob("[0-9]*-*")
        return sorted((Version(path) for path in found), key=lambda version: version.name)

    def next_name(self) -> str:
        """Return a name that sorts after all the others and that no reader has ever seen."""
        numbers = [int(version.name.split("-")[0]) for version in self.versions()]
        moment = datetime.now(UTC)
        return f"{max(numbers, default=0) + 1:06d}-{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"

    @contextmanager
    def building(self, name: str) -> Iterator[Version]:
        """Make the folder in which a version is built; nothing of it stays when that fails."""
        build = self.path / f"build-{name}"
        build.mkdir(parents=True)
        try:
            yield Version(build)
        finally:
            shutil.rmtree(build, ignore_errors=True)

    def publish(self, build: Version, name: str) -> None:
        """Make a whole build the newest version. A crash at any moment leaves the old one or the new one."""
        for path in sorted(build.path.rglob("*"), reverse=True):
            flush(path)
        flush(build.path)
        versions = self.path / "versions"
        versions.mkdir(exist_ok=True)
        build.path.rename(versions / name)
        flush(versions)
        pointer = self.path / "CURRENT.tmp"
        pointer.write_text(name + "\n", encoding="utf-8")
        flush(pointer)
        pointer.replace(self.path / "CURRENT")
        flush(self.path)

    def remove_left_overs(self) -> None:
        """Remove what killed builds left: unfinished folders, and versions that never became the newest."""
        (self.path / "CURRENT.tmp").unlink(missing_ok=True)
        current = self.current()
        newer = [version for version in self.versions() if not current or version.name > current.name]
        for path in [*self.path.glob("build-*"), *(version.path for version in newer)]:
            shutil.rmtree(path)
        self.remove_erased()

    def remove_erased(self) -> None:
        """Remove the versions before the last erasure; who reads one goes on with the file that is open."""
        versions = self.versions()
        marked = [number for number, version in enumerate(versions) if version.erasure.exists()]
        for version in versions[: max(marked, default=0)]:
            shutil.rmtree(version.path)

    @property
    def invented(self) -> Path:
        """Return the folder of the invented company's warehouse, which never mixes with the own data."""
        return self.path / "invented"

    def _version(self, name: str) -> Version:
        return Version(self.path / "versions" / name)


def flush(path: Path) -> None:
    """Bring a file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
