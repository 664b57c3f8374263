"""Personio: applications in a phase of the system or of the customer, and the transitions between them."""

import polars as pl

from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the jobs."""
    departments = truth.departments.select("department_id", department="name")
    jobs = truth.jobs.join(departments, on="department_id", how="left", maintain_order="left").select(
        "status", "created_at", id="job_id", name="title", department=pl.struct(name="department")
    )
    return {"jobs": written(jobs, ISO)}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the applications and their transitions; an end is a phase of the system."""
    side = pl.when(side="candidate").then(pl.lit("withdrawn")).otherwise(pl.lit("rejected"))
    rows = snapshot(truth, company)
    end = pl.when(status="rejected").then(side).when(status="hired").then(pl.lit("accepted"))
    kind = pl.when(end.is_not_null()).then(pl.lit("system")).otherwise(pl.lit("custom"))
    applications = rows.select(
        id="application_id",
        candidate=pl.struct(id="candidate_id"),
        job=pl.struct(id="job_id"),
        channel="source",
        phase=pl.struct(type=kind, name=pl.coalesce(end, "stage")),
        created_at=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(ISO)),
    )
    ended = rows.unique("application_id", maintain_order=True).select(
        "application_id", at=pl.coalesce("rejected_at", "hired_at"), phase=end, type=pl.lit("system")
    )
    names = company.stages.select("stage_id", phase="name")
    moves = truth.visits.join(names, on="stage_id", how="left", maintain_order="left").select(
        "application_id", "phase", at="entered_at", type=pl.lit("custom")
    )
    transitions = pl.concat([moves, ended.drop_nulls("phase")], how="diagonal").sort(
        "application_id", "at", maintain_order=True
    )
    told = transitions.select(
        application_id="application_id",
        transitioned_at="at",
        phase=pl.struct(type="type", name="phase"),
    )
    return {"applications": applications, "stage_transitions": written(told, ISO)}
