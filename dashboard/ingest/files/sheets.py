"""The sheets of a workbook as Parquet files: `python -m dashboard.ingest.files.sheets`, a process of its own.

The Excel reader holds a whole sheet in memory, with room for its empty cells, and when there is none it ends
its process. The last line that this prints is JSON: what it made of each sheet, or why it refused.
"""

import contextlib
import json
import sys
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import fastexcel
import polars as pl

from dashboard.ingest.files.header import SAMPLE_ROWS, header_at, must_be_header, named
from dashboard.ingest.files.table import LINE
from dashboard.ingest.findings import Refused

MEMORY: Final = 6 * 2**30
_OLD: Final = b"\xd0\xcf\x11\xe0"
_KINDS: Final = {"xl/workbook.bin": ".xlsb", "xl/workbook.xml": ".xlsx", "content.xml": ".ods"}
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""What is inside an encrypted .xlsx: it lies in a container of the kind that an .xls is."""
_PROTECTED: Final = (
    "The workbook is protected with a password.",
    "Open it with the password and save it without one, or save each sheet as CSV.",
)
_DAMAGED: Final = (
    "The workbook is damaged, or the file is none.",
    "Open it in Excel and save it again, or save each sheet as CSV.",
)


@dataclass(frozen=True)
class Sheet:
    """A sheet that has data: its file and the rows above its header, or why it cannot be read."""

    name: str
    path: str = ""
    titles: tuple[int, ...] = ()
    refused: tuple[str, str] | None = None


def convert(workbook: Path, folder: Path) -> list[Sheet]:
    """Write each sheet that has data to a Parquet file of text columns, with the row's number as line."""
    reader = fastexcel.read_excel(str(_named_by_kind(workbook, folder)))
    found = []
    for number, name in enumerate(reader.sheet_names):
        loaded = reader.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
        if loaded.width and loaded.total_height:
            found.append(_converted(name, pl.DataFrame(loaded), folder / f"{number:03}.parquet"))
    return [sheet for sheet in found if sheet]


def _named_by_kind(workbook: Path, folder: Path) -> Path:
    """Return a link whose ending says what a workbook is: the reader trusts it, and people rename files."""
    named = folder / f"workbook{_kind(workbook)}"
    named.symlink_to(workbook.absolute())
    return named


def _kind(workbook: Path) -> str:
    if not zipfile.is_zipfile(workbook):
        return ".xls"
    with zipfile.ZipFile(workbook) as archive:
        return next(kind for part, kind in _KINDS.items() if part in archive.namelist())


def _why_not(workbook: Path, failure: Exception) -> tuple[str, str]:
    is_protected = "password" in str(failure).lower() or _is_encrypted(workbook)
    return _PROTECTED if is_protected else _DAMAGED


def _is_encrypted(workbook: Path) -> bool:
    content = workbook.read_bytes()
    return content.startswith(_OLD) and _ENCRYPTED in content


def _converted(name: str, cells: pl.DataFrame, path: Path) -> Sheet | None:
    cells = cells.with_columns(pl.all().str.strip_chars())
    filled = cells.select(pl.any_horizontal((pl.all() != "").fill_null(value=False))).to_series()
    rows = cells.with_row_index(LINE, 1).cast({LINE: pl.Int64}).filter(filled)
    if rows.is_empty():
        return None
    head = [row[1:] for row in rows.head(SAMPLE_ROWS).rows()]
    at = header_at(head)
    try:
        must_be_header(head[at], head[at + 1 :])
    except Refused as refusal:
        return Sheet(name, refused=(refusal.reason, refusal.advice))
    body = rows.slice(at + 1)
    taken = [
        column
        for column, title in zip(cells.columns, head[at], strict=True)
        if title or body[column].null_count() < body.height
    ]
    names = named([head[at][cells.columns.index(column)] for column in taken])
    body.select(LINE, *taken).rename(dict(zip(taken, names, strict=True))).write_parquet(path)
    return Sheet(name, str(path), tuple(rows[LINE].head(at)))


def main(workbook: str, folder: str) -> None:
    """Convert a workbook and print what came of it."""
    _limit_memory()
    said: dict[str, Any]
    try:
        said = {"sheets": [asdict(sheet) for sheet in convert(Path(workbook), Path(folder))]}
    except fastexcel.FastExcelError as failure:
        said = {"refused": _why_not(Path(workbook), failure)}
    print(json.dumps(said))


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError):  # systems without such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(*sys.argv[1:])
