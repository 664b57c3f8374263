"""The visits that a stage history makes."""

import polars as pl

from dashboard.ingest import shapes
from dashboard.ingest.assembly.history import History
from dashboard.ingest.references import note_backwards
from dashboard.ingest.store import Feeds


def visits(found: History, closed_at: pl.Series, feeds: Feeds) -> pl.DataFrame:
    """Return the visits of all applications; `closed_at` says when each of those in the export was closed."""
    unknown = found.applications.len() - closed_at.len()
    outcome = closed_at.extend_constant(None, unknown).gather(found.entries["application"]).alias("closed_at")
    made = shapes.numbered(shapes.close(found.entries.with_columns(outcome)))
    hired = pl.when(pl.col("milestone") == "hired").then(pl.lit("Hired"))
    rows = made.with_columns(
        found.applications.gather(made["application"]).alias("application_id"),
        found.stages["stage"].gather(made["stage_number"]).alias("stage"),
    ).with_columns(pl.coalesce("stage", hired).alias("stage"), pl.col("entered_precision").alias("precision"))
    note_backwards("stage_visits", rows, "entered_at", "left_at", feeds)
    return rows
