"""Excel and OpenDocument workbooks: each sheet that has data is a table."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from dashboard.ingest.files.header import above_header
from dashboard.ingest.files.parquet import ParquetTable
from dashboard.ingest.files.room import Room
from dashboard.ingest.files.sheets import Sheet
from dashboard.ingest.files.table import Batch
from dashboard.ingest.files.totals import without_totals
from dashboard.ingest.findings import Refused

_SECONDS: Final = 600
_AS_CSV: Final = "Open it and save each sheet as CSV."


class SheetTable:
    """A sheet; a row's line is its number in the sheet, and cells are text, dates as ISO dates."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = ParquetTable(Path(sheet.path), numbered=True)
        self._titles = sheet.titles
        self.columns = self._rows.columns

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows with these columns, in the order of the sheet."""
        chosen = sorted(columns, key=self.columns.index)
        doubts = tuple(map(above_header, self._titles))
        for batch in self._rows.batches(chosen):
            frame, passed_over = without_totals(batch.frame)
            yield Batch(frame, (*doubts, *passed_over))
            doubts = ()


def sheets(path: Path, room: Room) -> Iterator[tuple[str, SheetTable | Refused]]:
    """Yield the name and the table of each sheet that has data. Raises Refused."""
    folder = room.new()
    folder.mkdir()
    command = [sys.executable, "-m", f"{__package__}.sheets", str(path), str(folder)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Refused(f"The workbook could not be read in {_SECONDS} seconds.", _AS_CSV) from None
    said = _said(run.stdout)
    if "refused" in said:
        raise Refused(*said["refused"])
    if not said["sheets"]:
        raise Refused("No sheet of the workbook has rows.", "Export it again.")
    for found in said["sheets"]:
        sheet = Sheet(**found)
        yield sheet.name, Refused(*sheet.refused) if sheet.refused else SheetTable(sheet)


def unpacked_size(path: Path) -> int:
    """Return how many bytes a workbook unpacks to; an old one is not packed."""
    if not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())


def _said(output: bytes) -> dict[str, Any]:
    """Return what the process said last; it says nothing when it ran out of memory."""
    try:
        said: dict[str, Any] = json.loads(output.splitlines()[-1])
    except (ValueError, IndexError):
        return {"refused": ("The workbook is damaged, or too large to be read.", _AS_CSV)}
    return said
