"""Small exports for tests: a layout's files with sensible rows, of which a test changes what it is about."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.ingest import Ingested, ingest

Row = Mapping[str, Any]
SECRET = b"a secret of the tests, 32 bytes."

HARVEST: dict[str, list[Row]] = {
    "jobs": [
        {"id": 1, "name": "Backend Services Architect", "status": "open", "department_id": 7, "opened_at": "2026-01-05T09:00:00Z",
         "closed_at": None, "office_ids": "[50]", "requisition_id": "R1"},
    ],
    "departments": [{"id": 7, "name": "Engineering", "parent_id": None}],
    "offices": [
        {"id": 50, "name": "Munich", "location": "Munich, Germany", "parent_id": None},
    ],
    "job_posts": [
        {"id": 11, "job_id": 1, "title": "Backend Services Architect", "language": "de", "live": True,
         "first_published_at": "2026-01-06T09:00:00Z"},
    ],
    "job_post_locations": [{"id": 1, "job_post_id": 11, "plain_text_location": "Munich, Germany", "office_id": None}],
    "job_interview_stages": [
        {"id": 101, "job_id": 1, "name": "Application Review", "sort_order": 0},
        {"id": 102, "job_id": 1, "name": "Recruiter Screen", "sort_order": 1},
        {"id": 103, "job_id": 1, "name": "Technical Interview", "sort_order": 2},
        {"id": 104, "job_id": 1, "name": "Offer", "sort_order": 3},
    ],
    "sources": [{"id": 31, "name": "LinkedIn (Ad)", "type": "Third-party boards"}],
    "rejection_reasons": [
        {"id": 41, "name": "Lacking skills", "type": "We rejected them"},
        {"id": 42, "name": "Took another job", "type": "They rejected us"},
    ],
    "applications": [
        {"id": 1001, "candidate_id": 9001, "job_id": 1, "job_post_id": 11, "source_id": 31, "status": "in_process",
         "prospect": False, "created_at": "2026-02-01T10:00:00Z", "rejected_at": None},
    ],
    "application_stages": [
        {"id": 1, "application_id": 1001, "job_interview_stage_id": 101, "entered_at": "2026-02-01T10:00:00Z",
         "exited_at": "2026-02-03T10:00:00Z"},
        {"id": 2, "application_id": 1001, "job_interview_stage_id": 102, "entered_at": "2026-02-03T10:00:00Z",
         "exited_at": None},
    ],
}  # fmt: skip

FIVETRAN: dict[str, list[Row]] = {
    "job": [
        {"id": 1, "name": "Cloud Architect", "status": "open", "requisition_id": "R1", "created_at": "2026-01-05 09:00:00",
         "closed_at": None, "_fivetran_synced": "2026-06-30 22:14:05.1"},
    ],
    "job_application": [{"application_id": 1001, "job_id": 1}],
    "job_stage": [
        {"id": 101, "job_id": 1, "name": "Application Review", "created_at": "2026-01-05 09:00:00", "updated_at": None},
        {"id": 102, "job_id": 1, "name": "Recruiter Screen", "created_at": "2026-01-05 09:00:00", "updated_at": None},
    ],
    "application": [
        {"id": 1001, "candidate_id": 9001, "applied_at": "2026-02-01 10:00:00", "current_stage_id": 102, "status": "hired",
         "prospect": False, "rejected_at": None, "source_id": None},
    ],
    "application_history": [
        {"application_id": 1001, "updated_at": "2026-02-01 10:00:00", "new_stage_id": 101, "new_status": "active"},
        {"application_id": 1001, "updated_at": "2026-02-03 10:00:00", "new_stage_id": 102, "new_status": "active"},
        {"application_id": 1001, "updated_at": "2026-03-01 12:00:00", "new_stage_id": None, "new_status": "hired"},
    ],
}  # fmt: skip


def write_csv(path: Path, rows: Sequence[Row]) -> Path:
    """Write rows with the columns of all of them."""
    columns = list({name: None for row in rows for name in row})
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_export(folder: Path, tables: Mapping[str, Sequence[Row]], **changed: Sequence[Row]) -> Path:
    """Write one CSV file a table; a table that is given as empty is left out."""
    for name, rows in {**tables, **changed}.items():
        if rows:
            write_csv(folder / f"{name}.csv", rows)
    return folder


def write_json(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


class Staging:
    """The result of an import, read back."""

    def __init__(self, folder: Path, ingested: Ingested) -> None:
        self.folder, self.ingested = folder, ingested

    def __getitem__(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / f"{table}.parquet")

    def only(self, table: str) -> dict[str, Any]:
        """Return the one row of a table."""
        return self[table].row(0, named=True) if self[table].height == 1 else {}

    def rules(self) -> dict[str, int]:
        """Return how often each rule was noted."""
        return dict(self["findings"].group_by("rule").len().iter_rows())

    def finding(self, rule: str) -> dict[str, Any]:
        """Return the only finding of a rule."""
        return self["findings"].filter(pl.col("rule") == rule).row(0, named=True)


def run(*paths: Path, into: Path, **options: Any) -> Staging:
    """Import into a folder."""
    return Staging(into, ingest(paths, into, secret=SECRET, **options))
