"""What the published version holds, for `hiring status`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.warehouse.reader import Published, Warehouse
from dashboard.warehouse.sql import statement


@dataclass(frozen=True)
class ImportedFile:
    """A file that the version was made from."""

    account: str
    layout: str
    file: str
    rows_kept: int
    imported_at: datetime


@dataclass(frozen=True)
class Capability:
    """Whether the data can say something, and why."""

    account: str
    name: str
    available: bool
    reason: str


@dataclass(frozen=True)
class Status:
    """What a version holds. Printed, it is a report."""

    published: Published
    rows: Mapping[str, int]
    files: tuple[ImportedFile, ...]
    capabilities: tuple[Capability, ...]

    def __str__(self) -> str:
        return "\n".join(_report(self))


def status(folder: Path) -> Status:
    """Return what the newest version in a folder holds. Raises NoWarehouse."""
    warehouse = Warehouse(folder)
    try:
        with warehouse.cursor() as cursor:
            rows = dict(cursor.execute(statement("row_counts")).fetchall())
            files = cursor.execute(statement("imported_files")).fetchall()
            capabilities = cursor.execute(statement("capabilities_by_account")).fetchall()
        return Status(
            warehouse.published(),
            rows,
            tuple(ImportedFile(*row) for row in files),
            tuple(Capability(*row) for row in capabilities),
        )
    finally:
        warehouse.close()


def _report(status: Status) -> Iterator[str]:
    said = status.published
    yield f"Version {said.version}, published {said.published_at:%Y-%m-%d %H:%M} UTC"
    yield f"Data as of {said.as_of}, applications since {said.first_date}, days in {said.timezone}"
    yield ""
    yield from (f"{count:>14,}  {table}" for table, count in status.rows.items())
    yield ""
    yield "From these files:"
    for file in status.files:
        yield f"{file.rows_kept:>14,}  rows of {file.file} ({file.layout}, account {file.account})"
    yield ""
    yield "What the data can say:"
    for capability in status.capabilities:
        answer = "yes" if capability.available else "no"
        yield f"{answer:>14}  {capability.name} (account {capability.account}): {capability.reason}"
