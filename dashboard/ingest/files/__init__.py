"""Any file as batches of columns, with the line where each row starts. Layouts say what a column means."""

from pathlib import Path
from typing import Final

from dashboard.ingest.files.delimited import Delimited
from dashboard.ingest.files.opening import Found
from dashboard.ingest.files.parquet import ParquetTable
from dashboard.ingest.files.records import JsonRecords
from dashboard.ingest.files.table import LINE, Batch, Table
from dashboard.ingest.findings import Refused

__all__ = ["LINE", "Batch", "Found", "Table", "open_table", "open_tables"]

_NOT_TABLES: Final = {
    b"PK\x03\x04": ("is an Excel workbook or a zip archive", "Save the sheet as CSV, or unpack the archive."),
    b"\xd0\xcf\x11\xe0": ("is an old Excel workbook", "Save the sheet as CSV."),
    b"\x1f\x8b": ("is a gzip archive", "Unpack it."),
    b"%PDF": ("is a PDF", "Export the data as CSV, JSON or Parquet."),
    b"\x89PNG": ("is a picture", "Export the data as CSV, JSON or Parquet."),
    b"\xff\xd8\xff": ("is a picture", "Export the data as CSV, JSON or Parquet."),
}


def open_tables(path: Path, work: Path) -> list[Found]:
    """Open all that a file holds; what has to be unpacked goes into the folder `work`. Raises nothing."""
    try:
        table: Table | Refused = open_table(path)
    except Refused as refusal:
        table = refusal
    return [Found(path, "", path.name.partition(".")[0].lower(), table)]


def open_table(path: Path) -> Table:
    """Open a file by what it holds, not by its name. Raises Refused with the reason."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as failure:
        raise Refused(
            f"The file cannot be opened: {failure.strerror}.", "Check that you may read it."
        ) from None
    for magic, (fault, advice) in _NOT_TABLES.items():
        if head.startswith(magic):
            raise Refused(f"The file {fault}.", advice)
    if head.startswith(b"PAR1"):
        return ParquetTable(path)
    first = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")[:1]
    if first == b"<":
        raise Refused("The file is HTML or XML, not a table.", "Export the data as CSV, JSON or Parquet.")
    return JsonRecords(path) if first in (b"[", b"{") else Delimited(path)
