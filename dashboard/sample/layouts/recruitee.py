"""Recruitee: a candidate holds its placements, one for each offer (its word for a job), in its last stage."""

import polars as pl

from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the offers, which are jobs and postings in one, and the stages."""
    first = truth.posts.unique("job_id", keep="first", maintain_order=True).select("job_id", "location")
    jobs = truth.jobs.join(first, on="job_id", how="left", maintain_order="left").select(
        "title",
        "location",
        "created_at",
        "closed_at",
        id="job_id",
        status=pl.col("status").replace({"open": "published"}),
        published_at="opened_at",
        slug=pl.concat_str(pl.lit("job-"), "job_id"),
    )
    stages = truth.stages.select("name", "position", id="stage_id", group=pl.lit("pipeline"))
    return {"offers": written(jobs, ISO), "stages": stages}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the candidates."""
    iso = pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(ISO))
    placement = pl.struct(
        id="application_id",
        offer_id="job_id",
        stage_id="stage_id",
        created_at=iso,
        disqualified_at=pl.col("rejected_at").dt.strftime(ISO),
        disqualify_reason="reason",
        hired_at=pl.col("hired_at").dt.strftime(ISO),
    )
    candidates = snapshot(truth, company).select(
        "source",
        id="application_id",
        name=pl.concat_str(pl.lit("Candidate "), "candidate_id"),
        created_at=iso,
        placements=pl.concat_list(placement),
    )
    return {"candidates": candidates}
