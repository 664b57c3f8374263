"""Lever's export of candidates: a row an application, a column a stage with the last time it was reached."""

import polars as pl

from dashboard.sample.layouts import lever
from dashboard.sample.layouts.times import NAIVE, written
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the export of postings."""
    postings = lever.postings(truth).select(
        pl.col("id").alias("Posting ID"),
        pl.col("text").alias("Posting Title"),
        pl.lit(None).alias("Applications"),
        pl.col("created").alias("Date Created (GMT)"),
        pl.col("updated").alias("Last Updated (GMT)"),
        pl.col("state").alias("Status"),
        pl.col("department").alias("Posting Department"),
    )
    return {"postings": written(postings, NAIVE)}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the export of candidates. Their names end in a NUL byte now and then, as the real ones do."""
    own = lever.opportunities(truth, company).drop_nulls("posting")
    place = lever.postings(company).select(
        posting="id", title="text", department="department", where="location"
    )
    reasons = lever.archive_reasons(company).select(reason="id", status="text")
    rows = own.join(place, on="posting", how="left", maintain_order="left").join(
        reasons, on="reason", how="left", maintain_order="left"
    )
    nul = pl.when(pl.col("number") % 50 == 0).then(pl.lit("\0")).otherwise(pl.lit(""))
    said = rows.select(
        "number",
        pl.col("id").alias("Profile ID"),
        pl.concat_str(pl.lit("Candidate "), "number", nul).alias("Candidate Name"),
        pl.col("origin").alias("Origin"),
        pl.col("created").alias("Created At (GMT)"),
        pl.col("created").alias("Applied At (GMT)"),
        pl.col("posting").alias("Posting ID"),
        pl.col("title").alias("Posting Title"),
        pl.col("department").alias("Posting Department"),
        pl.col("where").alias("Posting Location"),
        pl.col("status").alias("Profile Archive Status"),
        pl.col("archived").alias("Posting Archived At (GMT)"),
        pl.col("source").alias("Source"),
        pl.when(pl.col("reason") == lever.HIRED).then("archived").alias("Hired"),
    )
    joined = said.join(_stages(truth, company), on="number", how="left", maintain_order="left")
    return {"candidates": written(joined.drop("number"), NAIVE)}


def _stages(truth: Chunk, company: Company) -> pl.DataFrame:
    """Return a column a stage of the account; what was deleted is in none."""
    names = company.stages["name"].unique(maintain_order=True).to_list()
    stages = company.stages.select("stage_id", "name")
    visits = truth.visits.join(stages, on="stage_id", how="left", maintain_order="left")
    last = [
        pl.col("entered_at").filter(pl.col("name") == name).max().alias(f"Stage - {name}") for name in names
    ]
    return visits.group_by(number="application_id", maintain_order=True).agg(last)
