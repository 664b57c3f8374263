"""Merge.dev's unified model: an application in its current stage, other objects by their keys."""

from typing import Final

import polars as pl

from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company

_OFFERS: Final = {
    "accepted": "SIGNED",
    "rejected": "DENIED",
    "unresolved": "SENT",
    "deprecated": "DEPRECATED",
}


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the objects that there is little of."""
    tables = {
        "jobs": truth.jobs.select(
            id="job_id",
            name="title",
            code="requisition",
            status=pl.col("status").str.to_uppercase(),
            departments=pl.concat_list("department_id"),
            remote_created_at="created_at",
            confidential=False,
        ),
        "job_interview_stages": truth.stages.select(
            id="stage_id", name="name", job="job_id", stage_order="position"
        ),
        "departments": truth.departments.select(id="department_id", name="name", remote_was_deleted=False),
        "reject_reasons": truth.reasons.select(id="reason_id", name="name", remote_was_deleted=False),
    }
    return {name: written(table, ISO) for name, table in tables.items()}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the objects that grow with the applications."""
    offers = truth.offers.unique("application_id", keep="last", maintain_order=True).select(
        id="offer_id",
        application="application_id",
        status=pl.col("status").replace(_OFFERS),
        sent_at="sent_on",
        closed_at="resolved_at",
        start_date="starts_on",
    )
    applications = snapshot(truth, company).select(
        "source",
        id="application_id",
        candidate="candidate_id",
        job="job_id",
        applied_at=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(ISO)),
        rejected_at="rejected_at",
        current_stage="stage_id",
        reject_reason="reason_id",
        remote_was_deleted=False,
    )
    return {"applications": written(applications, ISO), "offers": written(offers, ISO)}
