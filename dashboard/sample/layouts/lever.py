"""The company in Lever's words, from which its API and the copies of it are written.

An opportunity stands for an application, a posting for a requisition with a text, and stages belong to the
account: those of the same name are one. Who names no posting is under the first one of the requisition.
"""

from typing import Final

import polars as pl

from dashboard.sample.truth import Chunk, Company

HIRED: Final = "reason-hired"
ORIGINS: Final = {
    "Referrals": "referred",
    "Prospecting": "sourced",
    "Candidate search": "sourced",
    "Attend events": "sourced",
    "Agencies": "agency",
}
OFFERS: Final = {"accepted": "signed", "rejected": "denied", "unresolved": "sent", "deprecated": "sent"}
POSTINGS: Final = {"open": "published", "closed": "closed", "draft": "draft"}


def uuid(column: str) -> pl.Expr:
    """Return numbers in the shape of Lever's keys."""
    number = pl.col(column).cast(pl.String).str.zfill(12)
    return pl.when(pl.col(column).is_not_null()).then(
        pl.concat_str(pl.lit(f"{column[:4]}-4000-8000-"), number)
    )


def stages(company: Company) -> pl.DataFrame:
    """Return the account's stages: id, text."""
    names = company.stages.select(text="name").unique(maintain_order=True)
    return names.with_row_index("stage", 1).select(id=uuid("stage"), text="text")


def archive_reasons(company: Company) -> pl.DataFrame:
    """Return why opportunities are archived: id, text, type."""
    own = company.reasons.select(id=uuid("reason_id"), text="name", type=pl.lit("non-hired"))
    hired = pl.DataFrame({"id": [HIRED], "text": ["Hired"], "type": ["hired"]})
    return pl.concat([hired, own])


def postings(company: Company) -> pl.DataFrame:
    """Return the postings: id, text, state, department, location, code, created, updated."""
    jobs = company.jobs.select("job_id", "department_id", "status", "requisition", "closed_at")
    departments = company.departments.select("department_id", department="name")
    of_job = jobs.join(departments, on="department_id", how="left")
    return company.posts.join(of_job, on="job_id", how="left", maintain_order="left").select(
        id=uuid("post_id"),
        text="title",
        state=pl.col("status").replace(POSTINGS),
        department="department",
        location="location",
        code="requisition",
        created="published_at",
        updated=pl.coalesce("closed_at", "published_at"),
    )


def opportunities(chunk: Chunk, company: Company) -> pl.DataFrame:
    """Return number, id, contact, posting, source, other, origin, created, reason, archived, touched of each.

    `other` is a source through which the person came later.
    """
    first = company.posts.unique("job_id", keep="first", maintain_order=True).select(
        "job_id", first="post_id"
    )
    sources = company.sources.select("source_id", source="name", origin=_origin())
    others = company.sources.select(other_id="source_id", other="name")
    hired = chunk.events.filter(status="hired").group_by("application_id").agg(pl.col("at").last())
    known = (
        chunk.applications.join(first, on="job_id", how="left", maintain_order="left")
        .join(sources, on="source_id", how="left", maintain_order="left")
        .with_columns(other_id=_touched_again(sources.height))
        .join(others, on="other_id", how="left", maintain_order="left")
        .join(hired, on="application_id", how="left", maintain_order="left")
        .with_columns(post_id=pl.coalesce("post_id", "first"))
    )
    is_hired = pl.col("status") == "hired"
    ended = pl.when(pl.col("status") == "rejected").then(pl.col("closed_at"))
    return known.select(
        number="application_id",
        id=uuid("application_id"),
        contact=uuid("candidate_id"),
        posting=uuid("post_id"),
        source=pl.col("source").str.strip_chars(),
        other=pl.col("other").str.strip_chars(),
        origin="origin",
        created="applied_at",
        reason=pl.when(is_hired).then(pl.lit(HIRED)).when(ended.is_not_null()).then(uuid("reason_id")),
        archived=pl.when(is_hired).then(pl.coalesce("at", "closed_at")).otherwise(ended),
        touched="last_activity_at",
    )


def changes(chunk: Chunk, company: Company) -> pl.DataFrame:
    """Return the stage changes in the order kept: number, opportunity, stage, index, at."""
    ids = stages(company).select(name="text", stage="id")
    named = company.stages.join(ids, on="name", how="left").select("stage_id", "stage")
    visits = chunk.visits.join(named, on="stage_id", how="left", maintain_order="left")
    return visits.select(
        number="application_id",
        opportunity=uuid("application_id"),
        stage=pl.coalesce("stage", pl.concat_str(pl.lit("gone-"), "stage_id")),
        index="nth",
        at="entered_at",
    )


def offers(chunk: Chunk) -> pl.DataFrame:
    """Return the last version of each offer: id, opportunity, status, created, sent, signed."""
    last = chunk.offers.unique("application_id", keep="last", maintain_order=True)
    return last.select(
        id=uuid("offer_id"),
        opportunity=uuid("application_id"),
        status=pl.col("status").replace(OFFERS),
        created="created_at",
        sent=pl.col("sent_on").cast(pl.Datetime("us")),
        signed=pl.when(status="accepted").then("resolved_at"),
    )


def _touched_again(sources: int) -> pl.Expr:
    """Return the source through which one in four came a second time."""
    number = pl.col("application_id")
    return pl.when(number % 4 == 0).then((number // 4 * 7) % sources + 1)


def _origin() -> pl.Expr:
    internal = pl.col("name").str.to_lowercase().str.contains("internal")
    return (
        pl.when(internal)
        .then(pl.lit("internal"))
        .otherwise(pl.col("type").replace_strict(ORIGINS, default="applied", return_dtype=pl.String))
    )
