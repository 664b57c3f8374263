"""Flaws of a chunk's applications, and of what follows from their status."""

from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.sample.columns import moment
from dashboard.sample.flaws import Flaws
from dashboard.sample.flaws.company import at_noon_if
from dashboard.sample.flaws.history import spoil_history
from dashboard.sample.flaws.offers import spoil_offers
from dashboard.sample.truth import Chunk
from dashboard.sample.world import AS_OF, reasons, sources

_UNREADABLE: Final = ("n/a", "unknown", "2025-02-31T10:00:00Z", "32.13.2025")
_FIRST_GONE_SOURCE: Final = 991
_NO_SHOW_AFTER: Final = "21d"


def spoil_chunk(flaws: Flaws, chunk: Chunk, stages: pl.DataFrame) -> Chunk:
    """Return a chunk with its flaws; `stages` are the company's, as they were before any was deleted."""
    chunk = spoil_offers(flaws, spoil_history(flaws, chunk))
    chunk = _not_hired_after_all(flaws, _hired_at_noon(flaws, chunk))
    applications = _source(flaws, _applied(flaws, chunk.applications))
    applications = _twice(flaws, _against_stage(flaws, applications, stages))
    return replace(chunk, applications=applications, rejections=chunk.rejections.sort("application_id"))


def _hired_at_noon(flaws: Flaws, chunk: Chunk) -> Chunk:
    hires = chunk.applications.filter(status="hired")["application_id"]
    noon = hires.filter(flaws.strike("hire with a date dressed as a time", hires, 0.05)).to_list()
    visits, events, offers = chunk.visits, chunk.events, chunk.offers
    last = visits["application_id"].is_in(noon) & visits["left_at"].is_null()
    hired = events["application_id"].is_in(noon) & (events["status"] == "hired")
    accepted = offers["application_id"].is_in(noon)
    return replace(
        chunk,
        visits=visits.with_columns(entered_at=at_noon_if(last, "entered_at")),
        events=events.with_columns(at=at_noon_if(hired, "at")),
        offers=offers.with_columns(resolved_at=at_noon_if(accepted, "resolved_at")),
    )


def _not_hired_after_all(flaws: Flaws, chunk: Chunk) -> Chunk:
    applications = chunk.applications
    left = applications["closed_at"].dt.offset_by(_NO_SHOW_AFTER)
    early = (applications["status"] == "hired") & (left < moment(AS_OF))
    rows = flaws.strike("hired, then not", applications["application_id"], 0.02, early)
    no_show = reasons().company + 1
    changed = applications.with_columns(
        status=pl.when(rows).then(pl.lit("rejected")).otherwise("status"),
        closed_at=pl.when(rows).then(left).otherwise("closed_at"),
        reason_id=pl.when(rows).then(no_show).otherwise("reason_id"),
    )
    gone = changed.filter(rows)
    end = gone.select("application_id", "closed_at")
    ended = chunk.visits.join(end, on="application_id", how="left", maintain_order="left")
    event = gone.select("application_id", at="closed_at", status="status")
    rejection = gone.select("application_id", "reason_id", rejected_at="closed_at")
    return replace(
        chunk,
        applications=changed,
        visits=ended.with_columns(pl.coalesce("left_at", "closed_at")).drop("closed_at"),
        events=pl.concat([chunk.events, event]),
        rejections=pl.concat([chunk.rejections, rejection]),
    )


def _applied(flaws: Flaws, applications: pl.DataFrame) -> pl.DataFrame:
    key = applications["application_id"]
    empty = flaws.strike("application without an applied date", key, 0.0003)
    odd = flaws.strike("application with an unreadable applied date", key, 0.0004, ~empty)
    words = pl.Series(_UNREADABLE).gather(key % len(_UNREADABLE))
    return applications.with_columns(
        applied_at=pl.when(~(empty | odd)).then("applied_at"), applied_text=pl.when(odd).then(words)
    )


def _source(flaws: Flaws, applications: pl.DataFrame) -> pl.DataFrame:
    gone = flaws.strike("source deleted", applications["application_id"], 0.004)
    usual = [first + 1 for first in sources().first_spelling[:-1].tolist()]
    flaws.mark("source spelt another way", ~applications["source_id"].is_in(usual) & ~gone)
    number = _FIRST_GONE_SOURCE + pl.col("application_id") % 3
    return applications.with_columns(source_id=pl.when(gone).then(number).otherwise("source_id"))


def _against_stage(flaws: Flaws, applications: pl.DataFrame, stages: pl.DataFrame) -> pl.DataFrame:
    rejected = applications["status"] == "rejected"
    rows = flaws.strike("status against stage", applications["application_id"], 0.0007, rejected)
    last = stages.group_by("job_id").agg(pl.col("stage_id", "name").last())
    joined = applications.join(last, on="job_id", how="left", suffix="_last", maintain_order="left")
    return joined.with_columns(
        stage_id=pl.when(rows).then("stage_id_last").otherwise("stage_id"),
        stage=pl.when(rows).then("name").otherwise("stage"),
    ).drop("stage_id_last", "name")


def _twice(flaws: Flaws, applications: pl.DataFrame) -> pl.DataFrame:
    again = flaws.strike("application twice", applications["application_id"], 0.0008)
    return pl.concat([applications, applications.filter(again)]).sort("application_id", maintain_order=True)
