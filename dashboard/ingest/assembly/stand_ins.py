"""What stands in for a history that an export lacks: where each application is, and when it was hired.

Neither is turned into more than it says: no stage that was not recorded is made up, nor a time.
"""

from typing import Final

import polars as pl

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.standard import standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import milestone_of

_ENTRIES: Final = FEEDS["stage_visits"].schema.create_empty()
_HIRED: Final = pl.lit("hired", _ENTRIES.schema["status"]).alias("status")


def add_stand_ins(feeds: Feeds) -> None:
    """Add to the history the current stage of applications without one, and hires that it does not date."""
    for rows in (_current_stages(feeds), _hires(feeds)):
        if rows.height:
            feeds.write("stage_visits", pl.concat([_ENTRIES, rows], how="diagonal"))


def _current_stages(feeds: Feeds) -> pl.DataFrame:
    if not feeds.has("current_stages"):
        return _ENTRIES.clear()
    known = feeds.scan("stage_visits").select("application_id").unique()
    rows = feeds.scan("current_stages").join(known, on="application_id", how="anti", maintain_order="left")
    said = pl.col("stage_id").is_not_null() | pl.col("stage").is_not_null()
    return _not_against_status(rows.filter(said).collect(), feeds)


def _not_against_status(rows: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    """Leave out that somebody is in a stage for the hired whose status or end says otherwise."""
    status = feeds.scan("applications").select("application_id", "closed_at", said="status").collect()
    listed = feeds.scan("stages").select("stage_id", name="stage", group="vendor_group").collect()
    named = (
        rows.join(status, on="application_id", how="left", maintain_order="left")
        .join(listed, on="stage_id", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("stage", "name").alias("name"), pl.coalesce("vendor_group", "group").alias("group")
        )
    )
    terms = standardise(named, ["name", "group"], milestone_of, {"milestone": pl.String()})
    otherwise = pl.coalesce(pl.col("said") != "hired", pl.col("closed_at").is_not_null())
    against = (pl.col("milestone") == "hired") & otherwise
    return terms.filter(~against.fill_null(value=False)).select(rows.columns)


def _hires(feeds: Feeds) -> pl.DataFrame:
    """A hire is dated by the application itself, or by its close where its reason says that it was hired."""
    rows = feeds.scan("applications")
    reasons = feeds.scan("reasons").filter(pl.col("status") == "hired").select("reason_id")
    closed = rows.filter(pl.col("hired_at").is_null()).join(reasons, on="reason_id", how="semi")
    hires = pl.concat([_timed(rows, "hired"), _timed(closed, "closed")]).collect()
    if hires.is_empty():
        return hires
    dated = feeds.scan("stage_visits").filter(pl.col("status") == "hired").select("application_id").collect()
    return hires.join(dated, on="application_id", how="anti", maintain_order="left")


def _timed(rows: pl.LazyFrame, what: str) -> pl.LazyFrame:
    return rows.filter(pl.col(f"{what}_at").is_not_null()).select(
        "file",
        "line",
        "application_id",
        _HIRED,
        pl.col(f"{what}_at").alias("entered_at"),
        pl.col(f"{what}_precision").alias("entered_precision"),
    )
