"""The visits that a stage history makes."""

from typing import Final

import polars as pl

from dashboard.ingest import shapes
from dashboard.ingest.assembly.history import History
from dashboard.ingest.findings import Doubt
from dashboard.ingest.references import note_backwards
from dashboard.ingest.store import Feeds

_OUT_OF_ORDER: Final = Doubt(
    "Milestones out of order",
    "kept",
    "The times stay; durations below zero are counted apart. Check the history in the system.",
    column="milestone",
)


def visits(found: History, times: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    """Return the visits of all applications; `times` are `applied_at` and `closed_at` of the known."""
    unknown = pl.DataFrame(schema=times.schema).clear(found.applications.len() - times.height)
    known = pl.concat([times, unknown])[found.entries["application"]]
    made = shapes.numbered(shapes.close(found.entries.hstack(known)))
    hired = pl.when(pl.col("milestone") == "hired").then(pl.lit("Hired"))
    rows = made.with_columns(
        found.applications.gather(made["application"]).alias("application_id"),
        found.stages["stage"].gather(made["stage_number"]).alias("stage"),
    ).with_columns(pl.coalesce("stage", hired).alias("stage"), pl.col("entered_precision").alias("precision"))
    note_backwards("stage_visits", rows, "entered_at", "left_at", feeds)
    note_backwards("stage_visits", rows, "applied_at", "entered_at", feeds)
    _note_out_of_order(rows, feeds)
    return rows


def _note_out_of_order(rows: pl.DataFrame, feeds: Feeds) -> None:
    """Note applications that entered a milestone for the first time after they had entered a later one."""
    step, same = pl.col("milestone").to_physical(), pl.col("application") == pl.col("application").shift()
    reached = rows.select("application", "milestone", "application_id", "file", "line").drop_nulls(
        "milestone"
    )
    down = reached.filter(same & (step < step.shift())).select("application").unique()
    first = reached.join(down, on="application", how="semi", maintain_order="left").unique(
        ["application", "milestone"], keep="first", maintain_order=True
    )
    wrong = first.filter(same & (step < step.shift())).unique(
        "application", keep="first", maintain_order=True
    )
    said = wrong.select(
        "file",
        "line",
        pl.col("application_id").alias("key"),
        pl.col("milestone").cast(pl.String).alias("value"),
    )
    feeds.note("stage_visits", said, _OUT_OF_ORDER)
