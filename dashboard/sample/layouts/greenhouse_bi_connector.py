"""Greenhouse's BI connector: a table each; its history has every stage of the job, reached or not."""

from typing import Final

import polars as pl

from dashboard.sample.layouts.kinds import grouped
from dashboard.sample.layouts.times import NAIVE, written
from dashboard.sample.truth import Chunk, Company

_MILESTONES: Final = {
    "review": "Application",
    "screen": "Assessment",
    "manager": "Assessment",
    "take_home": "Assessment",
    "technical": "Face to Face",
    "design": "Face to Face",
    "team": "Face to Face",
    "final": "Face to Face",
    "reference": "Face to Face",
    "offer": "Offer",
    "hired": "Hired",
}


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the tables that there is little of."""
    side = pl.when(side="candidate").then(pl.lit("They rejected us")).otherwise(pl.lit("We rejected them"))
    tables = {
        "jobs": truth.jobs.select(
            "department_id",
            "status",
            "opened_at",
            "closed_at",
            "created_at",
            id="job_id",
            requisition_id="requisition",
            name="title",
        ),
        "jobs_stages": truth.stages.select(
            "job_id", "stage_id", "name", order="position", milestones=grouped("name", _MILESTONES)
        ),
        "job_posts": truth.posts.select(
            "job_id", "title", "live", "language", "location", id="post_id", created_at="published_at"
        ),
        "openings": truth.openings.select(
            "job_id",
            "opened_at",
            "closed_at",
            id="opening_id",
            opening_id="code",
            hired_application_id="application_id",
            target_start_date="target_start_on",
        ),
        "departments": truth.departments.select("name", "parent_id", id="department_id"),
        "sources": truth.sources.select("name", "type", id="source_id"),
        "rejection_reasons": truth.reasons.select("name", id="reason_id", type=side),
    }
    return {name: written(table, NAIVE) for name, table in tables.items()}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the tables that grow with the applications."""
    tables = {
        "applications": _applications(truth.applications),
        "application_stages": _stages(truth, company),
        "applications_jobs": _jobs(truth.applications),
        "offers": truth.offers.select(
            "application_id",
            "status",
            "created_at",
            "resolved_at",
            id="offer_id",
            start_date="starts_on",
            sent_at="sent_on",
            updated_at=pl.coalesce("resolved_at", "created_at"),
        ),
    }
    return {name: written(table, NAIVE) for name, table in tables.items()}


def _applications(applications: pl.DataFrame) -> pl.DataFrame:
    return applications.select(
        "candidate_id",
        "source_id",
        "status",
        "stage_id",
        id="application_id",
        job_post_id="post_id",
        rejection_reason_id="reason_id",
        prospect="is_prospect",
        migrated=False,
        stage_name="stage",
        applied_at=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(NAIVE)),
        rejected_at=pl.when(status="rejected").then("closed_at"),
    )


def _stages(truth: Chunk, company: Company) -> pl.DataFrame:
    """Return the stays, and the stages of the job that the application was never in."""
    names = company.stages.select("stage_id", "job_id", stage_name="name")
    reached = truth.visits.join(
        names.select("stage_id", "stage_name"), on="stage_id", how="left", maintain_order="left"
    )
    listed = truth.applications.unique("application_id", maintain_order=True).select(
        "application_id", "job_id"
    )
    never = listed.join(names, on="job_id", maintain_order="left").join(
        truth.visits, on=["application_id", "stage_id"], how="anti", maintain_order="left"
    )
    rows = pl.concat([reached, never], how="diagonal").sort("application_id", maintain_order=True)
    return rows.select(
        "application_id", "stage_id", "stage_name", entered_on="entered_at", exited_on="left_at"
    )


def _jobs(applications: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each job of an application: one, or a prospect's none or many."""
    several = pl.col("prospective_jobs").str.split(";").cast(pl.List(pl.Int64))
    rows = applications.select("application_id", job_id=pl.coalesce(several, pl.concat_list("job_id")))
    return rows.explode("job_id").drop_nulls()
