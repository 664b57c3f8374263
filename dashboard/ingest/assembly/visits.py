"""The visits that a stage history makes, application by application in parts that fit into memory."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from dashboard.ingest import shapes
from dashboard.ingest.assembly.history import History, with_milestone
from dashboard.ingest.findings import Doubt
from dashboard.ingest.references import note_backwards
from dashboard.ingest.store import Feeds

_PART: Final = 5_000_000
_TWICE: Final = Doubt("Same entry twice", "set aside", "One of them counts. Nothing to do.")
_OUT_OF_ORDER: Final = Doubt(
    "Milestones out of order",
    "kept",
    "The times stay; durations below zero are counted apart. Check the history in the system.",
    column="milestone",
)


def visits(found: History, times: pl.DataFrame, feeds: Feeds) -> Iterator[pl.DataFrame]:
    """Yield the visits of all applications in parts; `times` are applied_at and closed_at of the known."""
    parts = found.entries.height // _PART + 1
    step = found.applications.len() // parts + 1
    for start in range(0, max(found.applications.len(), 1), step):
        entries = found.entries.filter(pl.col("application").is_between(start, start + step - 1))
        yield _made(found, entries, times, feeds)


def _made(found: History, entries: pl.DataFrame, times: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    known = entries["application"].set(entries["application"] >= times.height, None)
    full = with_milestone(found, entries).with_columns(
        found.applications.gather(entries["application"]).alias("application_id"),
        found.stages["stage"].gather(entries["stage"]).alias("stage_name"),
        found.stages["position"].gather(entries["stage"]).alias("position"),
        *(times[name].gather(known).alias(name) for name in ("applied_at", "closed_at")),
    )
    made = shapes.numbered(shapes.close(_once(shapes.in_order(full), feeds)))
    hired = pl.when(pl.col("milestone") == "hired").then(pl.lit("Hired"))
    rows = made.with_columns(
        pl.coalesce("stage_name", hired).alias("stage"), pl.col("entered_precision").alias("precision")
    )
    note_backwards("stage_visits", rows, ("entered_at", "left_at"), "Left a stage before entering it", feeds)
    note_backwards(
        "stage_visits", rows, ("applied_at", "entered_at"), "Entered a stage before applying", feeds
    )
    _note_out_of_order(rows, feeds)
    return rows


def _once(entries: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    """Set aside entries that say the same as another one: one application, instant, stage and status."""
    here, there = pl.col("application"), pl.col("entered_at")
    after = (here == here.shift()) & (there == there.shift())
    near = entries.select((after | after.shift(-1)).fill_null(value=False)).to_series().arg_true()
    ties = entries[near].with_columns(near.alias("row"))
    twice = ties.filter(~pl.struct("application", "entered_at", "stage", "status").is_first_distinct())
    if twice.is_empty():
        return entries
    feeds.set_aside("stage_visits", twice, _TWICE)
    once = np.ones(entries.height, dtype=bool)
    once[twice["row"].to_numpy()] = False
    return entries.filter(once)


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
    key, value = pl.col("application_id").alias("key"), pl.col("milestone").cast(pl.String).alias("value")
    feeds.note("stage_visits", wrong.select("file", "line", key, value), _OUT_OF_ORDER)
