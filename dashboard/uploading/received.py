"""Uploaded files on disk: under safe names, zips unpacked, never more than the limit."""

import os
import re
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Final

MOST_FILES: Final = 2_000
UNPACKED: Final = 10
"""How many times the limit the files of a zip may take, unpacked."""

_PREFIX: Final = "hiring-upload-"
_CHUNK: Final = 1 << 20
_NOT_PLAIN: Final = re.compile(r"[^\w .()+-]")
_LITTER: Final = ("__MACOSX", ".DS_Store", "Thumbs.db")


class TooMuch(Exception):
    """What was uploaded cannot be taken; the sentence says why and what to do."""


@dataclass(frozen=True)
class Received:
    """A folder of uploaded files, with the layout map among them, if any."""

    folder: Path
    layout: Path | None = None

    @property
    def files(self) -> Path:
        """Return the folder of what is to be imported, without the map."""
        return self.folder / "files"

    def remove(self) -> None:
        """Remove every file of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def receive(files: Iterable[tuple[str, IO[bytes]]], megabytes: int) -> Received:
    """Write uploaded files, given by name, to a new folder for temporary files. Raises TooMuch."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        received = Received(folder)
        taking = _Taking(received.files, megabytes)
        for name, content in files:
            taking.take(name, content)
        return replace(received, layout=taking.layout())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def remove_left_overs() -> None:
    """Remove what uploads to servers that were killed have left; people's data is in there."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and (int(owner) == os.getpid() or not _runs(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class _Taking:
    """Counts what has been taken against the limit."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._folder = folder
        self._megabytes = megabytes
        self._left = megabytes << 20
        self._unpacked_left = UNPACKED * megabytes << 20
        self._files: list[Path] = []
        folder.mkdir()

    def take(self, name: str, content: IO[bytes]) -> None:
        """Write one uploaded file, or the files of a zip."""
        if not name.lower().endswith(".zip"):
            self._left -= self._write(name, content, self._left, self._too_large())
            return
        packed = self._folder.parent / "packed.zip"
        self._left -= _copy(content, packed, self._left, self._too_large())
        self._unpack(name, packed)
        packed.unlink()

    def layout(self) -> Path | None:
        """Take the one layout map out of the files; it is how they are read, and none of them."""
        maps = [path for path in self._files if path.suffix.lower() == ".toml"]
        if len(maps) > 1:
            raise TooMuch(f"{len(maps)} layout maps (.toml) were uploaded. One import reads by one map.")
        if not maps:
            return None
        return maps[0].replace(self._folder.parent / maps[0].name)

    def _unpack(self, name: str, packed: Path) -> None:
        try:
            with zipfile.ZipFile(packed) as archive:
                for entry in archive.infolist():
                    if not entry.is_dir() and not set(PurePosixPath(entry.filename).parts) & set(_LITTER):
                        with archive.open(entry) as content:
                            room, more = self._unpacked_left, self._unpacks_to_too_much(name)
                            self._unpacked_left -= self._write(entry.filename, content, room, more)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as damage:
            raise TooMuch(f"{name} cannot be unpacked: {damage}. Upload the files in it.") from damage
        except RuntimeError as locked:
            raise TooMuch(f"{name} needs a password. Upload the files in it instead.") from locked

    def _write(self, name: str, content: IO[bytes], room: int, more: str) -> int:
        if len(self._files) >= MOST_FILES:
            raise TooMuch(f"More than {MOST_FILES:,} files. Import the folder with `hiring import` instead.")
        path = _free(self._folder / safe_name(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._files.append(path)
        return _copy(content, path, room, more)

    def _too_large(self) -> str:
        return (
            f"More than {self._megabytes} MB in all. Import with `hiring import` on the server, upload in "
            f"parts, or have the setting HIRING_UPLOAD_LIMIT raised."
        )

    def _unpacks_to_too_much(self, name: str) -> str:
        return (
            f"{name} unpacks to more than {UNPACKED * self._megabytes} MB. Import it with `hiring import` "
            f"on the server."
        )


def safe_name(name: str) -> Path:
    """Return a name from outside as a relative path of plain parts, which never leads out of a folder."""
    parts = map(_plain, re.split(r"[/\\]", unicodedata.normalize("NFC", name)))
    return Path(*([part for part in parts if part] or ["file"]))


def _plain(part: str) -> str:
    stem, dot, suffix = _NOT_PLAIN.sub("_", part).strip(" .").rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:20]}" if dot else suffix[:100]


def _free(path: Path) -> Path:
    """Return the path, or the next free one like it."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free


def _copy(content: IO[bytes], path: Path, room: int, more: str) -> int:
    """Write a file and return its size. Raises TooMuch once it takes more than the room that is left."""
    size = 0
    with path.open("wb") as file:
        while block := content.read(_CHUNK):
            size += len(block)
            if size > room:
                raise TooMuch(more)
            file.write(block)
    return size
