"""The stage history: its entries in order, each with its milestone."""

from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from dashboard.ingest import shapes
from dashboard.ingest import vocabulary as words
from dashboard.ingest.findings import Doubt
from dashboard.ingest.references import Reference, note_lost
from dashboard.ingest.standard import standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import milestone_of

_MILESTONE: Final = pl.Enum(words.MILESTONES)
_STAGE_KEY: Final = pl.coalesce("stage_id", "stage").alias("stage_key")
_OF_APPLICATION: Final = Reference("stage_visits", "application_id", "applications")
_TWICE: Final = Doubt("Same entry twice", "set aside", "One of them counts. Nothing to do.")
_UNCLEAR: Final = Doubt("Stage name maps to no milestone", "kept", "", column="stage")


@dataclass(frozen=True)
class History:
    """Entries in order (see `shapes.in_order`); applications and stages are positions in these two lists."""

    applications: pl.Series
    stages: pl.DataFrame
    entries: pl.DataFrame


def history(feeds: Feeds) -> History:
    """Return the entries of all applications; those that the export lacks are numbered after the others."""
    known = feeds.scan("applications").select("application_id").collect()
    stages = stage_terms(feeds)
    entries = _joined(feeds, known, stages)
    lost = entries.filter(pl.col("application").is_null()).select("application_id", "file", "line")
    if lost.height:
        note_lost(lost.lazy(), _OF_APPLICATION, feeds)
        unknown = lost.select(pl.col("application_id").unique(maintain_order=True))
        late = unknown.with_row_index("late", known.height)
        entries = entries.join(late, on="application_id", how="left", maintain_order="left")
        entries = entries.with_columns(pl.coalesce("application", "late").alias("application")).drop("late")
        known = pl.concat([known, unknown])
    found = History(known["application_id"], stages, shapes.in_order(entries.drop("application_id")))
    return replace(found, entries=_once(found, feeds))


def stage_terms(feeds: Feeds) -> pl.DataFrame:
    """Return the stages that the history names, with their milestones; a name that has none is a finding."""
    listed = feeds.scan("stages").select(
        pl.col("stage_id").alias("stage_key"), pl.col("stage").alias("listed"), "vendor_group", "position"
    )
    used = (
        feeds.scan("stage_visits")
        .group_by(_STAGE_KEY)
        .agg(pl.len().alias("rows"), pl.col("stage", "file", "line").first())
        .filter(pl.col("stage_key").is_not_null())
        .join(listed, on="stage_key", how="left")
        .with_columns(pl.coalesce("stage", "listed").alias("stage"))
        .sort("file", "line")
        .collect()
    )
    terms = {"milestone": _MILESTONE, "side": pl.Boolean()}
    stages = standardise(used, ["stage", "vendor_group"], milestone_of, terms)
    _note_unclear(stages, feeds)
    return stages.with_row_index("stage_number")


def outcomes(found: History) -> pl.DataFrame:
    """Return when the history last says hired, and rejected, for each application of which it says so."""
    hired, rejected = pl.col("milestone") == "hired", pl.col("status") == "rejected"
    return (
        found.entries.lazy()
        .filter(hired | rejected)
        .group_by("application")
        .agg(
            pl.col("entered_at").filter(hired).last().alias("hired_at"),
            pl.col("entered_precision").filter(hired).last().alias("hired_precision"),
            pl.col("entered_at").filter(rejected).last().alias("rejected_at"),
            pl.col("entered_precision").filter(rejected).last().alias("rejected_precision"),
        )
        .collect()
    )


def _joined(feeds: Feeds, known: pl.DataFrame, stages: pl.DataFrame) -> pl.DataFrame:
    numbers = known.with_row_index("application").lazy()
    terms = stages.lazy().select("stage_key", "stage_number", "position", "milestone")
    hired = pl.when(pl.col("status") == "hired").then(pl.lit("hired", _MILESTONE))
    return (
        feeds.scan("stage_visits")
        .with_columns(_STAGE_KEY)
        .join(numbers, on="application_id", how="left", maintain_order="left")
        .join(terms, on="stage_key", how="left", maintain_order="left")
        .with_columns(pl.coalesce(hired, "milestone").alias("milestone"))
        .drop("stage_key", "stage_id", "stage")
        .collect()
    )


def _once(found: History, feeds: Feeds) -> pl.DataFrame:
    """Set aside entries that say the same as another one: one application, instant, stage and status."""
    instant = pl.struct("application", "entered_at")
    near = (instant == instant.shift()) | (instant == instant.shift(-1))
    entries = found.entries.with_row_index("row")
    ties = entries.filter(near.fill_null(value=False))
    twice = ties.filter(~pl.struct("application", "entered_at", "stage_number", "status").is_first_distinct())
    if twice.is_empty():
        return found.entries
    keys = found.applications.gather(twice["application"]).alias("application_id")
    feeds.set_aside("stage_visits", twice.with_columns(keys), _TWICE)
    return entries.join(twice.select("row"), on="row", how="anti", maintain_order="left").drop("row")


def _note_unclear(stages: pl.DataFrame, feeds: Feeds) -> None:
    unclear = stages.filter(pl.col("milestone").is_null() & ~pl.col("side") & pl.col("stage").is_not_null())
    first = pl.col("file", "line").first()
    names = unclear.group_by("stage", maintain_order=True).agg(pl.col("rows").sum(), first)
    advice = pl.format("In {} rows of the history. If it is a step, add its name to the stage terms.", "rows")
    rows = names.select("file", "line", pl.col("stage").alias("value"), advice.alias("advice"))
    feeds.note("stage_visits", rows, _UNCLEAR)
