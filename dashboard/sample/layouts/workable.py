"""Workable: a candidate belongs to one job, with its stage, its kind and the dates of its end."""

from typing import Final

import polars as pl

from dashboard.sample.layouts.kinds import grouped
from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company

_KINDS: Final = {
    "review": "applied",
    "screen": "phone-screen",
    "manager": "shortlisted",
    "take_home": "assessment",
    "technical": "interview",
    "design": "interview",
    "team": "interview",
    "final": "interview",
    "reference": "interview",
    "offer": "offer",
    "hired": "hired",
}


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the jobs; each has one place, its first posting's."""
    first = truth.posts.unique("job_id", keep="first", maintain_order=True).select("job_id", "location")
    departments = truth.departments.select("department_id", department="name")
    rows = truth.jobs.join(first, on="job_id", how="left", maintain_order="left").join(
        departments, on="department_id", how="left", maintain_order="left"
    )
    jobs = rows.select(
        "title",
        "department",
        "created_at",
        shortcode=_shortcode(),
        state=pl.col("status").replace({"open": "published"}),
        location=pl.struct(location_str="location", workplace_type="work_model"),
    )
    return {"jobs": written(jobs, ISO)}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the candidates."""
    rejected = pl.col("status") == "rejected"
    candidates = snapshot(truth, company).select(
        "stage",
        id="application_id",
        name=pl.concat_str(pl.lit("Candidate "), "candidate_id"),
        email=pl.concat_str(pl.lit("candidate"), "candidate_id", pl.lit("@example.com")),
        job=pl.struct(shortcode=_shortcode(), title="title"),
        stage_kind=grouped("stage", _KINDS),
        disqualified=rejected,
        withdrew=rejected & (pl.col("side") == "candidate").fill_null(value=False),
        disqualified_at=pl.col("rejected_at").dt.strftime(ISO),
        disqualification_reason="reason",
        hired_at=pl.col("hired_at").dt.date().cast(pl.String),
        domain="source",
        created_at=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(ISO)),
    )
    return {"candidates": candidates}


def _shortcode() -> pl.Expr:
    return pl.concat_str(pl.lit("FEN"), pl.col("job_id").cast(pl.String).str.zfill(5))
