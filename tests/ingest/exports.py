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

JOB = {
    "id": 1,
    "name": "Backend Services Architect",
    "status": "open",
    "department_id": 7,
    "requisition_id": "R1",
    "opened_at": "2026-01-05T09:00:00Z",
    "closed_at": None,
}
POST = {
    "id": 11,
    "job_id": 1,
    "title": "Backend Services Architect",
    "language": "de",
    "live": True,
    "first_published_at": "2026-01-06T09:00:00Z",
}
APPLICATION = {
    "id": 1001,
    "candidate_id": 9001,
    "job_id": 1,
    "job_post_id": 11,
    "source_id": 31,
    "status": "in_process",
    "prospect": False,
    "created_at": "2026-02-01T10:00:00Z",
    "rejected_at": None,
}
OFFER = {
    "id": 71,
    "application_id": 1001,
    "version": 1,
    "status": "accepted",
    "sent_on": "2026-02-20",
    "resolved_at": "2026-02-25T12:00:00Z",
    "starts_on": "2026-05-01",
}


def stay(stage: int, entered: str | None, left: str | None = None, application: int = 1001) -> Row:
    """Return a stay in a stage, as Harvest v3 has it."""
    return {
        "id": f"{application}{stage}{entered}",
        "application_id": application,
        "job_interview_stage_id": stage,
        "entered_at": entered,
        "exited_at": left,
    }


HARVEST: dict[str, list[Row]] = {
    "jobs": [JOB],
    "departments": [{"id": 7, "name": "Engineering", "parent_id": None}],
    "offices": [
        {"id": 50, "name": "Munich", "location": None, "parent_id": 51},
        {"id": 51, "name": "Germany", "location": None, "parent_id": None},
    ],
    "job_posts": [POST],
    "job_post_locations": [
        {"id": 1, "job_post_id": 11, "plain_text_location": "Munich, Germany", "office_id": None},
    ],
    "job_interview_stages": [
        {"id": 101, "job_id": 1, "name": "Application Review", "sort_order": 0},
        {"id": 102, "job_id": 1, "name": "Recruiter Screen", "sort_order": 1},
        {"id": 103, "job_id": 1, "name": "Technical Interview", "sort_order": 2},
        {"id": 104, "job_id": 1, "name": "Offer", "sort_order": 3},
    ],
    "sources": [{"id": 31, "name": "LinkedIn (Ad)", "type": '{"id": 1, "name": "Third-party boards"}'}],
    "rejection_reasons": [
        {"id": 41, "name": "Lacking skills", "type": '{"id": 1, "name": "We rejected them"}'},
        {"id": 42, "name": "Took another job", "type": '{"id": 2, "name": "They rejected us"}'},
    ],
    "applications": [APPLICATION],
    "application_stages": [
        stay(101, "2026-02-01T10:00:00Z", "2026-02-03T10:00:00Z"),
        stay(102, "2026-02-03T10:00:00Z"),
    ],
}

CLOUD_JOB = {
    "id": 1,
    "name": "Cloud Architect",
    "status": "open",
    "requisition_id": "R1",
    "created_at": "2026-01-05 09:00:00",
    "closed_at": None,
    "_fivetran_synced": "2026-06-30 22:14:05.1",
}
HIRE = {
    "id": 1001,
    "candidate_id": 9001,
    "applied_at": "2026-02-01 10:00:00",
    "current_stage_id": 102,
    "status": "hired",
    "prospect": False,
    "rejected_at": None,
    "source_id": None,
}


def change(at: str, stage: int | None, status: str = "active", application: int = 1001) -> Row:
    """Return a change of stage or status, as Fivetran has it."""
    return {"application_id": application, "updated_at": at, "new_stage_id": stage, "new_status": status}


FIVETRAN: dict[str, list[Row]] = {
    "job": [CLOUD_JOB],
    "job_application": [{"application_id": 1001, "job_id": 1}],
    "job_stage": [
        {
            "id": 101,
            "job_id": 1,
            "name": "Application Review",
            "created_at": None,
            "updated_at": None,
            "priority": 0,
        },
        {
            "id": 102,
            "job_id": 1,
            "name": "Recruiter Screen",
            "created_at": None,
            "updated_at": None,
            "priority": 1,
        },
    ],
    "application": [HIRE],
    "application_history": [
        change("2026-02-01 10:00:00", 101),
        change("2026-02-03 10:00:00", 102),
        change("2026-03-01 12:00:00", None, "hired"),
    ],
}


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
        """Return the row of a table that must have exactly one."""
        rows = self[table].to_dicts()
        assert len(rows) == 1, rows
        return rows[0]

    def visits(self) -> list[tuple[Any, ...]]:
        """Return stage, entry and exit of each visit, times as text."""
        times = pl.col("entered_at", "left_at").dt.strftime("%m-%d %H:%M")
        return self["stage_visits"].sort("application_id", "seq").select("stage", times).rows()

    def rules(self) -> dict[str, int]:
        """Return how often each rule was noted."""
        return dict(self["findings"].group_by("rule").len().iter_rows())

    def finding(self, rule: str) -> dict[str, Any]:
        """Return the only finding of a rule."""
        return self["findings"].filter(pl.col("rule") == rule).row(0, named=True)


def run(*paths: Path, into: Path, **options: Any) -> Staging:
    """Import into a folder."""
    return Staging(into, ingest(paths, into, secret=SECRET, **options))
