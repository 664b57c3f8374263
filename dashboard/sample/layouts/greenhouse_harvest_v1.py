"""Greenhouse Harvest v1: nested JSON, an application as it is on the day, without its history."""

import polars as pl

from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the endpoints that there is little of."""
    tables = {
        "jobs": _jobs(truth),
        "job_posts": truth.posts.select(
            "job_id",
            "title",
            "live",
            id="post_id",
            active=True,
            internal=False,
            location=pl.struct(name="location"),
            first_published_at="published_at",
        ),
    }
    return {name: written(table, ISO) for name, table in tables.items()}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the endpoints that grow with the applications."""
    offers = truth.offers.select(
        "application_id",
        "job_id",
        "version",
        "status",
        id="offer_id",
        created_at="created_at",
        sent_at=pl.col("sent_on").cast(pl.String),
        resolved_at="resolved_at",
        starts_at=pl.col("starts_on").cast(pl.String),
    )
    return {"applications": _applications(truth, company), "offers": written(offers, ISO)}


def _jobs(truth: Company) -> pl.DataFrame:
    closed = pl.col("closed_at").is_not_null()
    opening = pl.struct(
        id="opening_id",
        opening_id="code",
        status=pl.when(closed).then(pl.lit("closed")).otherwise(pl.lit("open")),
        opened_at=pl.col("opened_at").dt.strftime(ISO),
        closed_at=pl.col("closed_at").dt.strftime(ISO),
        application_id="application_id",
    )
    seats = truth.openings.group_by("job_id", maintain_order=True).agg(openings=opening)
    departments = truth.departments.select("department_id", department="name")
    rows = truth.jobs.join(seats, on="job_id", how="left", maintain_order="left").join(
        departments, on="department_id", how="left", maintain_order="left"
    )
    return rows.select(
        "status",
        "opened_at",
        "closed_at",
        "created_at",
        id="job_id",
        name="title",
        requisition_id="requisition",
        departments=pl.concat_list(pl.struct(id="department_id", name="department")),
        openings=pl.col("openings").fill_null([]),
        custom_fields=pl.struct("work_model", "relocation"),
    )


def _applications(truth: Chunk, company: Company) -> pl.DataFrame:
    side = pl.when(side="candidate").then(pl.lit("They rejected us")).otherwise(pl.lit("We rejected them"))
    sources = company.sources.select("source_id", source="name")
    reasons = company.reasons.select("reason_id", reason="name", side=side)
    rows = truth.applications.join(sources, on="source_id", how="left", maintain_order="left").join(
        reasons, on="reason_id", how="left", maintain_order="left"
    )
    several = pl.col("prospective_jobs").str.split(";").cast(pl.List(pl.Int64))
    jobs = pl.coalesce(several, pl.concat_list("job_id")).list.drop_nulls().fill_null([])
    rejected = pl.col("status") == "rejected"
    why = pl.struct(id="reason_id", name="reason", type=pl.struct(name="side"))
    return rows.select(
        "candidate_id",
        "status",
        id="application_id",
        prospect="is_prospect",
        applied_at=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(ISO)),
        rejected_at=pl.when(rejected).then(pl.col("closed_at").dt.strftime(ISO)),
        source=pl.struct(id="source_id", public_name="source"),
        rejection_reason=pl.when(pl.col("reason_id").is_not_null()).then(why),
        jobs=jobs.list.eval(pl.struct(id=pl.element())),
        job_post_id="post_id",
        current_stage=pl.struct(id="stage_id", name="stage"),
    )
