"""Teamtailor: flat attributes with hyphens; an application knows its last stage and when it came there."""

import polars as pl

from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return jobs, stages and reasons."""
    tables = {
        "jobs": truth.jobs.select(
            pl.col("created_at").alias("created-at"),
            pl.col("created_at").alias("start-date"),
            pl.col("closed_at").alias("end-date"),
            pl.col("work_model").alias("remote-status"),
            pl.col("status").replace({"closed": "archived"}).alias("status"),
            id="job_id",
            title="title",
        ),
        "stages": truth.stages.select(pl.col("position").alias("row-order"), id="stage_id", name="name"),
        "reject_reasons": truth.reasons.select(
            pl.col("name").alias("reason"),
            (pl.col("side") == "company").alias("rejected-by-company"),
            id="reason_id",
        ),
    }
    return {name: written(table, ISO) for name, table in tables.items()}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the applications and the offers."""
    moved = truth.visits.group_by("application_id").agg(moved=pl.col("entered_at").last())
    rows = snapshot(truth, company).join(moved, on="application_id", how="left", maintain_order="left")
    iso = pl.col("applied_at").dt.strftime(ISO)
    applications = rows.select(
        pl.coalesce("applied_text", iso).alias("created-at"),
        pl.col("moved").alias("changed-stage-at"),
        pl.col("rejected_at").alias("rejected-at"),
        pl.col("source").alias("referring-site"),
        pl.col("reason_id").alias("reject-reason"),
        id="application_id",
        candidate="candidate_id",
        job="job_id",
        stage="stage_id",
    )
    last = truth.offers.unique("application_id", keep="last", maintain_order=True)
    offers = last.select(
        pl.col("sent_on").alias("sent-at"),
        pl.col("resolved_at").alias("answered-at"),
        pl.lit("job-application").alias("type"),
        pl.col("application_id").alias("job-application"),
        id="offer_id",
        response=pl.col("status").replace({"unresolved": "pending", "deprecated": "expired"}),
    )
    return {"job_applications": written(applications, ISO), "job_offers": written(offers, ISO)}
