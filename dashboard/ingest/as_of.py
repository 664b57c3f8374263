"""The date up to which the data speaks: the export's own snapshot time, else the latest event in it.

An event after the moment at which the newest file was written is a typing error and does not count.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import polars as pl

_EVENTS: Final = {
    "applications": ("applied_at", "closed_at"),
    "stage_visits": ("entered_at", "left_at"),
    "offers": ("sent_at", "decided_at"),
    "jobs": ("opened_at", "closed_at"),
    "openings": ("opened_at", "closed_at"),
    "postings": ("published_at", "unpublished_at"),
}
_ZONES: Final = timedelta(days=1)
"""A file's own time is local, and so may be the times in it."""


def as_of(staging: Path, snapshot: datetime | None, files: Iterable[Path]) -> datetime:
    """Return the as-of time in UTC of the canonical tables in a staging folder."""
    if snapshot:
        return snapshot
    written = max(datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in files).replace(tzinfo=None)
    return _latest(staging, written + _ZONES) or _latest(staging, None) or written.replace(microsecond=0)


def _latest(staging: Path, limit: datetime | None) -> datetime | None:
    latest = [
        pl.scan_parquet(staging / f"{table}.parquet")
        .select(_before(column, limit) for column in columns)
        .collect()
        for table, columns in _EVENTS.items()
    ]
    return max((time for row in latest for time in row.row(0) if time), default=None)


def _before(column: str, limit: datetime | None) -> pl.Expr:
    times = pl.col(column)
    return (times.filter(times <= limit) if limit else times).max()
