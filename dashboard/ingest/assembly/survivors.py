"""Lists of who is left: exports filtered to active candidates or open jobs make rates too high."""

from typing import Final

import polars as pl

from dashboard.ingest.findings import Doubt, Place
from dashboard.ingest.store import Feeds

_APPLICATIONS: Final = 100
_JOBS: Final = 20
"""Rows from which on it is no chance that none of them has ended."""
_ADVICE: Final = (
    "The export may be filtered to what is still open: rates come out too high. Export without a filter."
)


def note_survivors(applications: pl.DataFrame, jobs: pl.DataFrame, feeds: Feeds) -> None:
    """Note that no application was turned down, or that no job was closed, where there are many."""
    counted = applications.filter(~pl.col("is_prospect"))
    if counted.height >= _APPLICATIONS and not counted["status"].is_in(["rejected", "withdrawn"]).any():
        _note("applications", "No application was rejected or withdrawn", counted.height, feeds)
    open_ = (jobs["status"] == "open") & jobs["closed_at"].is_null()
    if jobs.height >= _JOBS and open_.all():
        _note("jobs", "No job is closed", jobs.height, feeds)


def _note(table: str, rule: str, number: int, feeds: Feeds) -> None:
    feeds.findings.add(Place(table), [Doubt(rule, "kept", _ADVICE, value=f"{number:,} {table}")])
