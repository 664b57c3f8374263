"""All the tables that a file holds: one, a workbook's sheets, a page's tables, an archive's files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from dashboard.ingest.files.archives import gunzipped, unzipped, zip_names
from dashboard.ingest.files.delimited import Delimited
from dashboard.ingest.files.pages import pages
from dashboard.ingest.files.parquet import ParquetTable
from dashboard.ingest.files.records import JsonRecords
from dashboard.ingest.files.room import ARCHIVE_LIMIT, Room
from dashboard.ingest.files.table import Table
from dashboard.ingest.files.workbook import sheets, unpacked_size
from dashboard.ingest.findings import Refused

_HEAD: Final = 4096
_DEEPEST: Final = 3
_EXPORT: Final = "Export the data as CSV, JSON or Parquet."
_NOT_TABLES: Final = {
    b"%PDF": ("is a PDF", _EXPORT),
    b"\x89PNG": ("is a picture", _EXPORT),
    b"\xff\xd8\xff": ("is a picture", _EXPORT),
    b"7z\xbc\xaf": ("is a 7-Zip archive", "Unpack it, or pack it as zip."),
    b"Rar!": ("is a RAR archive", "Unpack it, or pack it as zip."),
    b"BZh": ("is a bzip2 archive", "Unpack it, or pack it as gzip."),
    b"\xfd7zXZ": ("is an xz archive", "Unpack it, or pack it as gzip."),
    b"\x28\xb5\x2f\xfd": ("is a Zstandard archive", "Unpack it, or pack it as gzip."),
    b"SQLite format 3": ("is a database", _EXPORT),
}
_PACKED: Final = ("archive", "gzip")
_SEVERAL: Final = {
    "archive": "an archive",
    "gzip": "a gzip archive",
    "workbook": "a workbook",
    "page": "HTML",
}
_WORKBOOK_PARTS: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})


@dataclass(frozen=True)
class Found:
    """A table that a file holds, or in its place why it cannot be read."""

    path: Path
    """The file on disk: the given one, or what was unpacked from it."""
    inside: str
    """Where in the given file, as it follows its name: nothing, `[Sheet]`, `/2026/applications.csv`."""
    stem: str
    """The name that says what it may hold, in lower case: `applications`."""
    table: Table | Refused


def open_tables(path: Path, work: Path, limit: int = ARCHIVE_LIMIT) -> list[Found]:
    """Open all that a file holds; what has to be unpacked, up to `limit` bytes, goes into the folder `work`.

    A table that cannot be read is a Refused in its place; nothing is raised.
    """
    return list(_opened(path, "", path.name, Room(work, limit)))


def open_table(path: Path) -> Table:
    """Open a file that is one table by what it holds, not by its name. Raises Refused with the reason."""
    head = _head(path)
    kind = _kind(path, head)
    if kind in _SEVERAL:
        raise Refused(f"The file is {_SEVERAL[kind]} and may hold several tables.", "Take out the one.")
    return _plain(path, kind)


def _opened(path: Path, inside: str, name: str, room: Room, depth: int = 0) -> Iterator[Found]:
    """Yield the tables of the file at `path`, called `name`, which stands `inside` the given one."""
    stem = PurePosixPath(name).name.partition(".")[0].lower()
    try:
        match _kind(path, _head(path), depth):
            case "archive":
                for member, unpacked in unzipped(path, room):
                    yield from _member(f"{inside}/{member}", unpacked, room, depth)
            case "gzip":
                yield from _opened(gunzipped(path, room), inside, name, room, depth + 1)
            case "workbook":
                room.must_fit(unpacked_size(path))
                named = list(sheets(path, room))
                for sheet, table in named:
                    yield Found(path, f"{inside}[{sheet}]", stem if len(named) == 1 else sheet.lower(), table)
            case "page":
                yield from _page(path, inside, stem, room)
            case kind:
                yield Found(path, inside, stem, _plain(path, kind))
    except Refused as refusal:
        yield Found(path, inside, stem, refusal)


def _member(inside: str, unpacked: Path | Refused, room: Room, depth: int) -> Iterator[Found]:
    if isinstance(unpacked, Path):
        yield from _opened(unpacked, inside, inside, room, depth + 1)
    else:
        yield Found(Path(inside), inside, inside, unpacked)


def _page(path: Path, inside: str, stem: str, room: Room) -> Iterator[Found]:
    found = list(pages(path, room))
    for number, table in enumerate(found, start=1):
        place = inside if len(found) == 1 else f"{inside}[table {number}]"
        try:
            yield Found(path, place, stem, Delimited(table))
        except Refused as refusal:
            yield Found(path, place, stem, refusal)


def _plain(path: Path, kind: str) -> Table:
    match kind:
        case "parquet":
            return ParquetTable(path)
        case "json":
            return JsonRecords(path)
        case _:
            return Delimited(path)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as failure:
        raise Refused(
            f"The file cannot be opened: {failure.strerror}.", "Check that you may read it."
        ) from None


def _kind(path: Path, head: bytes, depth: int = 0) -> str:
    """Return what a file is by how it starts. Raises Refused where it is nothing that holds tables."""
    kind = _by_start(path, head)
    if kind in _PACKED and depth == _DEEPEST:
        raise Refused("The archive holds archives inside archives.", "Unpack it and import its files.")
    return kind


def _by_start(path: Path, head: bytes) -> str:
    for magic, (fault, advice) in _NOT_TABLES.items():
        if head.startswith(magic):
            raise Refused(f"The file {fault}.", advice)
    if head[257:262] == b"ustar":
        raise Refused("The file is a tar archive.", "Unpack it, or pack it as zip.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "workbook" if _WORKBOOK_PARTS.intersection(zip_names(path)) else "archive"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "workbook"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    if text.startswith(b"<") and not text.startswith(b"<<<<<<<"):
        return "page"
    return "json" if text.startswith((b"[", b"{")) else "text"
