"""Zip and gzip archives: their files unpacked one by one, under a limit, nothing outside its folder."""

import errno
import gzip
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final, Protocol

from dashboard.ingest.files.room import Room
from dashboard.ingest.findings import Refused

PROSE: Final = frozenset({".md", ".rst", ".toml", ".py", ""})
"""Suffixes of what lies beside data in a folder and never is data: passed over without a word."""
_DAMAGED: Final = ("The archive is damaged or cut off.", "Copy or export it again.")
_SPOILT_NUMBERS: Final = (None, errno.EINVAL, errno.EIO)
"""Of errors of the operating system, those of an archive whose offsets lead nowhere."""
_CHUNK: Final = 2**20
_ENCRYPTED_FLAG: Final = 0x1
_ENCRYPTED: Final = ("The archive is encrypted.", "Unpack it with its password and import its files.")
_SPOILT: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error)


def may_be_data(name: PurePosixPath) -> bool:
    """Whether a file inside a folder or archive may be data, by its name."""
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in name.parts)
    return not hidden and name.suffix.lower() not in PROSE


def zip_names(path: Path) -> list[str]:
    """Return the names in a zip. Raises Refused where it is damaged."""
    with _whole(), zipfile.ZipFile(path) as archive:
        return archive.namelist()


def unzipped(path: Path, room: Room) -> Iterator[tuple[str, Path | Refused]]:
    """Yield the name and the unpacked file of each member that may be data. Raises Refused."""
    with _whole():
        archive = zipfile.ZipFile(path)
    with archive:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        for member in members:
            _must_be_harmless(member)
        data = [member for member in members if may_be_data(PurePosixPath(member.filename))]
        if not data:
            raise Refused("The archive holds no data files.", "Pack CSV, JSON, Excel or Parquet files.")
        room.must_fit(sum(member.file_size for member in data))
        for member in data:
            yield member.filename, _member(archive, member, room, path)


def gunzipped(path: Path, room: Room) -> Path:
    """Return the unpacked file. Raises Refused."""
    with _whole(), gzip.open(path) as stream:
        return _unpacked(stream, room, path)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: Room, path: Path) -> Path | Refused:
    try:
        with _whole(), archive.open(member) as stream:
            return _unpacked(stream, room, path)
    except Refused as refusal:
        return refusal


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _unpacked(stream: _Readable, room: Room, archive: Path) -> Path:
    """Write a stream to a file that is as old as its archive."""
    target = room.new()
    room.write(target, iter(lambda: stream.read(_CHUNK), b""))
    taken = archive.stat().st_mtime
    os.utime(target, (taken, taken))
    return target


def _must_be_harmless(member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise Refused(*_ENCRYPTED)
    if name.is_absolute() or ".." in name.parts or PureWindowsPath(member.filename).drive:
        reason = "The archive names files outside its own folder."
        raise Refused(reason, "Do not trust it; ask whoever sent it for another.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused("The archive holds a link, not a file.", "Pack the file itself.")


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        if failure.errno not in _SPOILT_NUMBERS:  # a full disk is no fault of the archive
            raise
        raise Refused(*_DAMAGED) from None
    except _SPOILT:
        raise Refused(*_DAMAGED) from None
    except RuntimeError:  # how zipfile says that a password is needed
        raise Refused(*_ENCRYPTED) from None
