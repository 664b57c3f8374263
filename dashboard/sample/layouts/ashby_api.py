"""Ashby's API: an application holds its history, its job, its source and why it was archived.

Nobody is in it without a job: prospects are only people there.
"""

from typing import Final

import polars as pl

from dashboard.sample.layouts.kinds import grouped
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company

_TYPES: Final = {
    "review": "PreInterviewScreen",
    "screen": "PreInterviewScreen",
    "manager": "PreInterviewScreen",
    "take_home": "PreInterviewScreen",
    "technical": "Active",
    "design": "Active",
    "team": "Active",
    "final": "Active",
    "reference": "Active",
    "offer": "Offer",
    "hired": "Hired",
}
_STATUS: Final = {"active": "Active", "hired": "Hired", "rejected": "Archived"}
_ACCEPTANCE: Final = {
    "accepted": "Accepted",
    "rejected": "Declined",
    "unresolved": "WaitingOnResponse",
    "deprecated": "Cancelled",
}
_MODELS: Final = {"hybrid": "Hybrid", "remote": "Remote", "onsite": "OnSite"}


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the lists that there is little of."""
    tables = {
        "jobs": _jobs(truth.jobs),
        "job_postings": _postings(truth),
        "interview_stages": truth.stages.select(
            id="stage_id", title="name", type=grouped("name", _TYPES), orderInInterviewPlan="position"
        ),
        "openings": _openings(truth.openings),
        "departments": truth.departments.select(id="department_id", name="name", parentId="parent_id"),
    }
    return {name: written(table, ISO) for name, table in tables.items()}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the lists that grow with the applications."""
    offers = truth.offers.unique("application_id", keep="last", maintain_order=True)
    return {
        "applications": _applications(truth, company),
        "offers": offers.select(
            id="offer_id",
            applicationId="application_id",
            decidedAt=_iso("resolved_at"),
            acceptanceStatus=pl.col("status").replace(_ACCEPTANCE),
            latestVersion=pl.struct(
                startDate=pl.col("starts_on").cast(pl.String), createdAt=pl.col("sent_on").cast(pl.String)
            ),
        ),
    }


def _iso(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime(ISO)


def _jobs(jobs: pl.DataFrame) -> pl.DataFrame:
    return jobs.select(
        id="job_id",
        title="title",
        status=pl.col("status").str.to_titlecase(),
        departmentId="department_id",
        customRequisitionId="requisition",
        createdAt="created_at",
        openedAt="opened_at",
        closedAt="closed_at",
    )


def _postings(truth: Company) -> pl.DataFrame:
    models = truth.jobs.select("job_id", "work_model")
    return truth.posts.join(models, on="job_id", how="left", maintain_order="left").select(
        id="post_id",
        title="title",
        jobId="job_id",
        locationName="location",
        workplaceType=pl.col("work_model").replace(_MODELS),
        isListed="live",
        publishedDate=pl.col("published_at").dt.date().cast(pl.String),
    )


def _openings(openings: pl.DataFrame) -> pl.DataFrame:
    closed, filled = pl.col("closed_at").is_not_null(), pl.col("application_id").is_not_null()
    state = pl.when(closed & filled).then(pl.lit("Filled")).when(closed).then(pl.lit("Closed"))
    return openings.select(
        id="opening_id",
        openedAt="opened_at",
        closedAt="closed_at",
        openingState=state.otherwise(pl.lit("Open")),
        latestVersion=pl.struct(identifier="code", jobIds=pl.concat_list("job_id")),
    )


def _applications(truth: Chunk, company: Company) -> pl.DataFrame:
    sources = company.sources.select("source_id", source="name", type="type")
    side = pl.col("side").replace({"candidate": "RejectedByCandidate", "company": "RejectedByOrg"})
    reasons = company.reasons.select("reason_id", reason="name", side=side)
    own = (
        truth.applications.filter(~pl.col("is_prospect"))
        .join(sources, on="source_id", how="left", maintain_order="left")
        .join(reasons, on="reason_id", how="left", maintain_order="left")
        .join(_histories(truth, company), on="application_id", how="left", maintain_order="left")
    )
    rejected = pl.col("status") == "rejected"
    return own.select(
        id="application_id",
        createdAt=pl.coalesce("applied_text", _iso("applied_at")),
        status=pl.col("status").replace(_STATUS),
        archivedAt=pl.when(rejected).then(_iso("closed_at")),
        archiveReason=pl.when(rejected).then(pl.struct(id="reason_id", text="reason", reasonType="side")),
        candidate=pl.struct(id="candidate_id", name=pl.concat_str(pl.lit("Candidate "), "candidate_id")),
        currentInterviewStage=pl.struct(id="stage_id", title="stage"),
        source=pl.struct(id="source_id", title="source", sourceType=pl.struct(title="type")),
        job=pl.struct(id="job_id"),
        appliedViaJobPostingId="post_id",
        applicationHistory=pl.col("history").fill_null([]),
    )


def _histories(truth: Chunk, company: Company) -> pl.DataFrame:
    stages = company.stages.select("stage_id", "name")
    visits = truth.visits.join(stages, on="stage_id", how="left", maintain_order="left")
    stay = pl.struct(
        stageId="stage_id",
        title="name",
        enteredStageAt=_iso("entered_at"),
        leftStageAt=_iso("left_at"),
        stageNumber="nth",
    )
    return visits.group_by("application_id", maintain_order=True).agg(history=stay)
