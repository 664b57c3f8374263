"""What anybody can read of the company: its postings, on two job boards and as schema.org describes them."""

import polars as pl

from dashboard.sample.layouts import lever
from dashboard.sample.layouts.times import ISO
from dashboard.sample.truth import Chunk, Company

_PAGE = pl.concat_str(pl.lit("https://example.com/jobs/"), "post_id")


def greenhouse(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return Greenhouse's public job board, the one that says the language."""
    codes = truth.jobs.select("job_id", requisition_id="requisition")
    jobs = truth.posts.join(codes, on="job_id", how="left", maintain_order="left").select(
        "title",
        "language",
        "requisition_id",
        id="post_id",
        internal_job_id="job_id",
        absolute_url=_PAGE,
        location=pl.struct(name="location"),
        first_published=pl.col("published_at").dt.strftime("%Y-%m-%dT%H:%M:%S-04:00"),
    )
    return {"jobs": jobs}


def lever_postings(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return Lever's public postings."""
    postings = lever.postings(truth).select(
        "id",
        "text",
        country=pl.lit(None, pl.String),
        categories=pl.struct("department", "location"),
        createdAt=pl.col("created").dt.epoch("ms"),
        hostedUrl=pl.concat_str(pl.lit("https://example.com/"), "id"),
        workplaceType=pl.lit("unspecified"),
    )
    return {"postings": postings}


def schema_org(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the postings as the structured data of their pages."""
    address = pl.struct(addressLocality="location")
    postings = truth.posts.select(
        pl.lit("JobPosting").alias("@type"),
        "title",
        identifier=pl.struct(value="post_id"),
        url=_PAGE,
        inLanguage="language",
        datePosted=pl.col("published_at").dt.strftime(ISO).str.head(10),
        hiringOrganization=pl.struct(name=pl.lit("Fenmarrow")),
        jobLocation=pl.concat_list(pl.struct(address=address)),
    )
    return {"job_postings": postings}


def nobody(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return nothing: no application is public."""
    return {}
