"""SmartRecruiters: a report of applications, the history of their statuses, and the public postings."""

from typing import Final

import polars as pl

from dashboard.sample.layouts.kinds import grouped
from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company
from dashboard.sample.world import reasons

_GROUPS: Final = {
    "review": "NEW",
    "screen": "IN_REVIEW",
    "manager": "IN_REVIEW",
    "take_home": "IN_REVIEW",
    "technical": "INTERVIEW",
    "design": "INTERVIEW",
    "team": "INTERVIEW",
    "final": "INTERVIEW",
    "reference": "INTERVIEW",
    "offer": "OFFER",
    "hired": "HIRED",
}
_TIME: Final = "%Y-%m-%dT%H:%M:%S"


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the postings."""
    postings = truth.posts.select(
        "language",
        id="post_id",
        jobId="job_id",
        name="title",
        location="location",
        releasedDate="published_at",
    )
    return {"postings": written(postings, ISO)}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the report and the history."""
    withdrew = pl.col("side") == "candidate"
    moved = pl.col("reason") == reasons().names[-1]
    ended = (
        pl.when(moved)
        .then(pl.lit("TRANSFERRED"))
        .when(withdrew)
        .then(pl.lit("WITHDRAWN"))
        .otherwise(pl.lit("REJECTED"))
    )
    stage = (
        pl.when(status="rejected")
        .then(ended)
        .when(status="hired")
        .then(pl.lit("HIRED"))
        .otherwise(pl.lit("IN_REVIEW"))
    )
    report = snapshot(truth, company).select(
        applicationID="application_id",
        candidateID="candidate_id",
        jobID="job_id",
        postingID="post_id",
        applicationCreationDate=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(_TIME)),
        applicationStage=stage,
        applicationStep="stage",
        applicationLastUpdate=pl.coalesce("rejected_at", "hired_at"),
        applicationReasonOfRejection=pl.when(~withdrew).then("reason"),
        applicationReasonOfWithdrawal=pl.when(withdrew).then("reason"),
        source="source",
    )
    names = company.stages.select("stage_id", "name")
    own = snapshot(truth, company).select("application_id", "hired_at").unique("application_id")
    moves = truth.visits.join(names, on="stage_id", how="left", maintain_order="left").select(
        application_id="application_id",
        changed_on="entered_at",
        status=grouped("name", _GROUPS),
        sub_status="name",
    )
    hires = own.drop_nulls("hired_at").select(
        application_id="application_id",
        changed_on="hired_at",
        status=pl.lit("HIRED"),
        sub_status=pl.lit("Hired"),
    )
    history = pl.concat([moves, hires]).sort("application_id", "changed_on", maintain_order=True)
    return {"applications": written(report, _TIME), "candidate_status_history": written(history, _TIME)}
