"""Requisitions and their seats."""

import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.standard import standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import classify_title

_OPENING = pl.Enum(words.OPENING_STATUSES)
_ROLE = {
    "level": pl.Enum(words.ROLE_LEVELS),
    "family": pl.Enum(words.ROLE_FAMILIES),
    "seniority": pl.Enum(words.SENIORITIES),
}


def jobs(feeds: Feeds) -> pl.DataFrame:
    """Return the requisitions with their role, read from title and department."""
    departments = feeds.scan("departments").select("department_id", pl.col("department").alias("named"))
    linked = (
        feeds.scan("job_departments")
        .group_by("job_id")
        .agg(pl.col("department_id").first().alias("linked_id"))
    )
    frame = (
        feeds.scan("jobs")
        .join(linked, on="job_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("department_id", "linked_id"))
        .join(departments, on="department_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("department", "named"), pl.col("is_evergreen").fill_null(value=False))
        .collect()
    )
    roles = standardise(frame, ["title", "department"], classify_title, _ROLE)
    return roles.rename({"level": "role_level", "family": "role_family"})


def openings(feeds: Feeds) -> pl.DataFrame:
    """Return the seats; a closed one was filled when it names an application, else cancelled."""
    filled = pl.col("application_id").is_not_null()
    ended = pl.when(filled).then(pl.lit("filled")).otherwise(pl.lit("cancelled"))
    status = pl.when(is_closed()).then(ended).otherwise(pl.col("status").cast(pl.String).fill_null("open"))
    return feeds.scan("openings").with_columns(status.cast(_OPENING).alias("status")).collect()


def is_closed() -> pl.Expr:
    """Tell whether a seat is closed, as an export says it: in words, or by a day alone."""
    said = pl.col("status").cast(pl.String)
    return pl.when(said.is_null()).then(pl.col("closed_at").is_not_null()).otherwise(said == "closed")
