"""The stage history: its entries, slim enough that tens of millions fit into memory."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.findings import Doubt
from dashboard.ingest.references import Reference, note_lost
from dashboard.ingest.standard import standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import milestone_of

_MILESTONE: Final = pl.Enum(words.MILESTONES)
_STAGE_KEY: Final = pl.coalesce("stage_id", "stage").alias("stage_key")
_OF_APPLICATION: Final = Reference("stage_visits", "application_id", "applications")
_KEPT: Final = ("entered_at", "entered_precision")
_UNCLEAR: Final = Doubt("Stage name maps to no milestone", "kept", "", column="stage")


@dataclass(frozen=True)
class History:
    """Entries in file order; `application` and `stage` are positions in the two lists."""

    applications: pl.Series
    stages: pl.DataFrame
    entries: pl.DataFrame


def history(feeds: Feeds) -> History:
    """Return the entries of all applications; those that the export lacks are numbered after the others."""
    known = feeds.scan("applications").select("application_id").collect()["application_id"]
    stages = stage_terms(feeds)
    application = _positions(feeds, pl.col("application_id"), known)
    lost = application.is_null().arg_true()
    if lost.len():
        whose = feeds.scan("stage_visits").with_row_index("row").filter(pl.col("row").is_in(lost.implode()))
        rows = whose.select("application_id", "file", "line").collect()
        note_lost(rows.lazy(), _OF_APPLICATION, feeds)
        strangers = rows["application_id"].unique(maintain_order=True)
        application = application.scatter(lost, known.len() + _places(rows["application_id"], strangers))
        known = known.append(strangers)
    stage = _positions(feeds, _STAGE_KEY, stages["stage_key"]).alias("stage")
    told = feeds.scan("stage_visits").drop("application_id", "stage_id", "stage", "vendor_group").collect()
    kept = told.columns if told.is_empty() else _KEPT
    given = [series for series in told if series.name in kept or series.null_count() < told.height]
    return History(known, stages, pl.DataFrame([application.alias("application"), stage, *given]))


def stage_terms(feeds: Feeds) -> pl.DataFrame:
    """Return the stages that the history names, with their milestones; a name that has none is a finding."""
    listed = feeds.scan("stages").select(
        pl.col("stage_id").alias("stage_key"),
        pl.col("stage").alias("listed"),
        pl.col("vendor_group").alias("listed_group"),
        "position",
    )
    used = (
        feeds.scan("stage_visits")
        .group_by(_STAGE_KEY)
        .agg(pl.len().alias("rows"), pl.col("stage", "vendor_group", "file", "line").first())
        .filter(pl.col("stage_key").is_not_null())
        .join(listed, on="stage_key", how="left")
        .with_columns(
            pl.coalesce("stage", "listed").alias("stage"),
            pl.coalesce("listed_group", "vendor_group").alias("vendor_group"),
        )
        .sort("file", "line")
        .collect()
    )
    terms = {"milestone": _MILESTONE, "side": pl.Boolean()}
    stages = standardise(used, ["stage", "vendor_group"], milestone_of, terms)
    _note_unclear(stages, feeds)
    return stages


def outcomes(found: History, *, unstated: bool) -> pl.DataFrame:
    """Return when the history last says hired, and closed, for each application of which it says so.

    `last_status` is what it says last; it counts where the applications leave a status `unstated`.
    """
    hired, rejected = pl.col("milestone") == "hired", pl.col("status").is_in(["rejected", "withdrawn"])
    said = hired | rejected | (pl.col("status").is_not_null() if unstated else False)
    ends = with_milestone(found, found.entries).filter(said).sort("entered_at", maintain_order=True)
    return ends.group_by("application").agg(
        pl.col("status").cast(pl.String).drop_nulls().last().alias("last_status"),
        pl.col("entered_at").filter(hired).last().alias("hired_at"),
        pl.col("entered_precision").filter(hired).last().alias("hired_precision"),
        pl.col("entered_at").filter(rejected).last().alias("rejected_at"),
        pl.col("entered_precision").filter(rejected).last().alias("rejected_precision"),
    )


def reopened(found: History) -> pl.DataFrame:
    """Return the applications that the history shows to go on after an end, as `goes_on`.

    The end is a status that it tells, or a day and more on which it names no stage although it names exits.
    """
    told = pl.concat([_after_an_end(found), _after_a_gap(found)])
    return told.unique().with_columns(pl.lit(value=True).alias("goes_on"))


def _after_an_end(found: History) -> pl.DataFrame:
    if "status" not in found.entries.columns:
        return found.entries.select("application").clear()
    entries = with_milestone(found, found.entries).select("application", "entered_at", "status", "milestone")
    hired = (pl.col("milestone") == "hired").fill_null(value=False)
    ends = pl.col("status").is_in(["rejected", "withdrawn"]).fill_null(value=False) | hired
    first = entries.filter(ends).group_by("application").agg(pl.col("entered_at").min().alias("ended_at"))
    later = entries.join(first, on="application").filter(pl.col("entered_at") > pl.col("ended_at"), ~ends)
    steps = later.filter(pl.col("milestone").is_not_null() | (pl.col("status") == "active"))
    return steps.select("application")


def _after_a_gap(found: History) -> pl.DataFrame:
    if "left_at" not in found.entries.columns:
        return found.entries.select("application").clear()
    stays = found.entries.select("application", "entered_at", "left_at").sort("application", "entered_at")
    a_day = pl.duration(days=1)
    same = pl.col("application") == pl.col("application").shift()
    since_last = pl.when(same).then(pl.col("entered_at") - pl.col("left_at").shift())
    near = stays.filter(since_last >= a_day).select("application").unique()
    left_by_then = pl.col("left_at").cum_max().shift().over("application")
    return (
        stays.join(near, on="application", how="semi", maintain_order="left")
        .filter(pl.col("entered_at") - left_by_then >= a_day)
        .select("application")
    )


def with_milestone(found: History, entries: pl.DataFrame) -> pl.DataFrame:
    """Add to entries the milestone of their stage, or of being hired."""
    absent = [pl.lit(None, pl.String).alias("status")] if "status" not in entries.columns else []
    of_stage = found.stages["milestone"].gather(entries["stage"]).alias("milestone")
    hired = pl.when(pl.col("status") == "hired").then(pl.lit("hired", _MILESTONE))
    return entries.with_columns(of_stage, *absent).with_columns(
        pl.coalesce(hired, "milestone").alias("milestone")
    )


def _positions(feeds: Feeds, key: pl.Expr, known: pl.Series) -> pl.Series:
    """Return for each entry where its key stands in a list, null where it does not.

    Entries of one application mostly follow each other: a run of one key is looked up once.
    """
    runs = feeds.scan("stage_visits").select(key.alias("key")).collect()["key"].rle().struct.unnest()
    return _places(runs["value"], known).gather(np.repeat(np.arange(runs.height), runs["len"]))


def _places(keys: pl.Series, known: pl.Series) -> pl.Series:
    """Return where each key stands in a list, null where it does not."""
    places = pl.DataFrame({"key": known}).with_row_index("place")
    found = keys.to_frame("key").join(places, on="key", how="left", maintain_order="left")
    return found["place"]


def _note_unclear(stages: pl.DataFrame, feeds: Feeds) -> None:
    unclear = stages.filter(pl.col("milestone").is_null() & ~pl.col("side") & pl.col("stage").is_not_null())
    first = pl.col("file", "line").first()
    names = unclear.group_by("stage", maintain_order=True).agg(pl.col("rows").sum(), first)
    advice = pl.format("Rows of the history: {}. If it is a step, add its name to the stage terms.", "rows")
    rows = names.select("file", "line", pl.col("stage").alias("value"), advice.alias("advice"))
    feeds.note("stage_visits", rows, _UNCLEAR)
