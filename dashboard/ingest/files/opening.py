"""All the tables that a file holds: itself, the sheets of a workbook, the tables of a page, the files of an archive."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.ingest.files.table import Table
from dashboard.ingest.findings import Refused


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
