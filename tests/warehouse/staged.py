"""Staging folders made of the few rows that a test gives, and what a published warehouse says about them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.tables import CANONICAL, RECORDS
from dashboard.warehouse import Warehouse, publish

Row = Mapping[str, Any]
"""A canonical row: what matters to the test. Times may be text, `2026-01-30` or `2026-01-30 23:50`."""

JOB: Row = {"job_id": "J", "role_level": "architect", "role_family": "backend", "seniority": "senior"}
DEFAULTS: Mapping[str, Row] = {
    "jobs": {**JOB, "title": "Backend Services Architect", "status": "open", "is_evergreen": False},
    "openings": {"job_id": "J", "status": "open"},
    "postings": {"job_id": "J"},
    "applications": {
        "application_id": "A",
        "job_id": "J",
        "applied_at": "2026-01-01 09:00",
        "applied_precision": "second",
        "closed_precision": "second",
        "status": "active",
        "is_prospect": False,
        "is_internal": False,
        "is_migrated": False,
    },
    "stage_visits": {"application_id": "A", "seq": 1, "precision": "second"},
    "offers": {"application_id": "A", "sent_precision": "second", "decided_precision": "second"},
    "findings": {"rule": "A rule", "action": "kept", "advice": "Do something."},
    "imports": {
        "layout": "greenhouse",
        "rows_read": 1,
        "rows_kept": 1,
        "rows_set_aside": 0,
        "rows_skipped": 0,
        "bytes": 1,
        "sha256": "0",
        "imported_at": "2026-11-01 06:00",
    },
}


def stage(
    folder: Path,
    rows: Mapping[str, Sequence[Row]],
    *,
    account: str = "main",
    as_of: str = "2026-10-31T22:14:05",
    able: Sequence[str] = words.CAPABILITIES,
) -> Path:
    """Write a staging folder with these rows, and the one job J unless jobs are given."""
    folder.mkdir(parents=True)
    given = {"jobs": [JOB]} | dict(rows)
    given["capabilities"] = [
        {"capability": name, "available": name in able, "reason": "Said by the test."}
        for name in words.CAPABILITIES
    ]
    for table, schema in (CANONICAL | RECORDS).items():
        dtypes = schema.create_empty().schema
        full = [{"account": account, **DEFAULTS.get(table, {}), **row} for row in given.get(table, ())]
        frame = pl.DataFrame(
            {column: [_value(row.get(column), dtype) for row in full] for column, dtype in dtypes.items()},
            schema=dtypes,
        )
        frame.write_parquet(folder / f"{table}.parquet")
    about = {"account": account, "layouts": ["greenhouse"], "as_of": as_of}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def _value(value: Any, dtype: pl.DataType) -> Any:
    match dtype, value:
        case pl.Datetime(), str():
            return datetime.fromisoformat(value)
        case pl.Date(), str():
            return date.fromisoformat(value)
        case _:
            return value


class Published:
    """A warehouse to which a test publishes rows, import after import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "warehouse"
        self.warehouse = Warehouse(self.folder)
        self._staging = folder / "staging"
        self._imports = 0

    def publish(self, *, timezone: str = "UTC", **given: Any) -> str:
        """Publish rows by table; `account`, `as_of` and `able` are said of the import."""
        self._imports += 1
        about = {name: given.pop(name) for name in ("account", "as_of", "able") if name in given}
        staging = stage(self._staging / str(self._imports), given, **about)
        return publish(staging, self.folder, timezone=timezone)

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """Return columns of a wide table, sorted."""
        with self.warehouse.cursor() as cursor:
            return cursor.execute(f"select {', '.join(columns)} from {table} order by all").fetchall()

    def row(self, table: str, *columns: str) -> tuple[Any, ...]:
        """Return columns of the one row of a wide table."""
        (only,) = self.rows(table, *columns)
        return only

    def value(self, table: str, column: str) -> Any:
        """Return a column of the one row of a wide table; a time as its first 16 characters."""
        (value,) = self.row(table, column)
        return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value
