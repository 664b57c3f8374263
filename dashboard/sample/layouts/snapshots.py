"""An application as it is on the day of the export: what systems without a history know."""

import polars as pl

from dashboard.sample.truth import Chunk, Company


def snapshot(truth: Chunk, company: Company) -> pl.DataFrame:
    """Return the applications for a job with the words for their job, stage, source and reason.

    Beside the columns of the applications: title, source, source_type, reason, side, hired_at, rejected_at.
    """
    jobs = company.jobs.select("job_id", "title")
    sources = company.sources.select("source_id", source="name", source_type="type")
    reasons = company.reasons.select("reason_id", "side", reason="name")
    hired = truth.events.filter(status="hired").group_by("application_id").agg(hired="at")
    rows = truth.applications.filter(~pl.col("is_prospect"))
    for other, key in ((jobs, "job_id"), (sources, "source_id"), (reasons, "reason_id")):
        rows = rows.join(other, on=key, how="left", maintain_order="left")
    rows = rows.join(hired, on="application_id", how="left", maintain_order="left")
    return rows.with_columns(
        hired_at=pl.when(status="hired").then(pl.coalesce(pl.col("hired").list.last(), "closed_at")),
        rejected_at=pl.when(status="rejected").then("closed_at"),
    )
