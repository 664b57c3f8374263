"""Greenhouse Harvest v3: a file an endpoint, a row per stay in a stage with its entry and its exit."""

from typing import Final

import polars as pl

from dashboard.sample.layouts.times import ISO, written
from dashboard.sample.truth import Chunk, Company

_STATUS: Final = {"active": "in_process"}


def company(truth: Company, kind: str) -> dict[str, pl.DataFrame]:
    """Return the endpoints that there is little of."""
    tables = {
        "jobs": _jobs(truth.jobs),
        "job_posts": _posts(truth.posts),
        "job_post_locations": _locations(truth.posts),
        "job_interview_stages": truth.stages.select(
            id="stage_id", job_id="job_id", name="name", sort_order="position", active="active"
        ),
        "openings": _openings(truth.openings),
        "offices": truth.offices.select(
            id="office_id", name="name", location="location", parent_id="parent_id"
        ),
        "departments": truth.departments.select(id="department_id", name="name", parent_id="parent_id"),
        "sources": truth.sources.select(id="source_id", name="name", type=_typed("type")),
        "rejection_reasons": truth.reasons.select(id="reason_id", name="name", type=_side()),
        "close_reasons": truth.close_reasons.select(id="close_reason_id", name="name"),
        "job_holds": truth.holds,
        "source_spend": truth.spend,
    }
    return {name: written(_flat(table, kind), ISO) for name, table in tables.items()}


def chunk(truth: Chunk, _: Company, kind: str) -> dict[str, pl.DataFrame]:
    """Return the endpoints that grow with the applications."""
    tables = {
        "applications": _applications(truth.applications, kind),
        "application_stages": _visits(truth.visits),
        "offers": _offers(truth.offers),
        "rejection_details": truth.rejections.select("application_id", rejection_reason_id="reason_id"),
        "candidates": _candidates(truth.candidates),
    }
    return {name: written(table, ISO) for name, table in tables.items()}


def _flat(table: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return nested values as JSON text where the file cannot nest."""
    if kind == "json":
        return table
    nested = [name for name, dtype in table.schema.items() if isinstance(dtype, pl.Struct)]
    return table.with_columns(pl.col(nested).struct.json_encode())


def _typed(column: str) -> pl.Expr:
    return pl.struct(id=pl.col(column).rank("dense"), name=column)


def _side() -> pl.Expr:
    candidate = pl.col("side") == "candidate"
    name = pl.when(candidate).then(pl.lit("They rejected us")).otherwise(pl.lit("We rejected them"))
    return pl.struct(id=candidate.cast(pl.Int64) + 1, name=name)


def _jobs(jobs: pl.DataFrame) -> pl.DataFrame:
    return jobs.select(
        id="job_id",
        name="title",
        status="status",
        requisition_id="requisition",
        department_id="department_id",
        office_ids="office_id",
        opened_at="opened_at",
        closed_at="closed_at",
        created_at="created_at",
        custom_fields=pl.struct("work_model", "relocation"),
    )


def _posts(posts: pl.DataFrame) -> pl.DataFrame:
    return posts.select(
        id="post_id",
        job_id="job_id",
        title="title",
        language="language",
        live="live",
        active=True,
        internal=False,
        first_published_at="published_at",
        content="body",
    )


def _locations(posts: pl.DataFrame) -> pl.DataFrame:
    placed = posts.filter(pl.col("location").is_not_null())
    kind = pl.when(pl.col("office_id").is_null()).then(pl.lit("free_text")).otherwise(pl.lit("office"))
    return placed.select(
        id="post_id", job_post_id="post_id", type=kind, plain_text_location="location", office_id="office_id"
    )


def _openings(openings: pl.DataFrame) -> pl.DataFrame:
    return openings.select(
        id="opening_id",
        job_id="job_id",
        opening_id="code",
        open=pl.col("closed_at").is_null(),
        opened_at="opened_at",
        closed_at="closed_at",
        close_reason_id="close_reason_id",
        application_id="application_id",
        target_start_on="target_start_on",
    )


def _applications(applications: pl.DataFrame, kind: str) -> pl.DataFrame:
    several = pl.col("prospective_jobs")
    return applications.select(
        id="application_id",
        candidate_id="candidate_id",
        job_id="job_id",
        prospective_job_ids=several.str.split(";").cast(pl.List(pl.Int64)) if kind == "json" else several,
        job_post_id="post_id",
        source_id="source_id",
        stage_name="stage",
        status=pl.col("status").replace(_STATUS),
        prospect="is_prospect",
        created_at=pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(ISO)),
        rejected_at=pl.when(status="rejected").then("closed_at"),
    )


def _visits(visits: pl.DataFrame) -> pl.DataFrame:
    return visits.select(
        id=pl.col("application_id") * 16 + pl.col("nth"),
        application_id="application_id",
        job_interview_stage_id="stage_id",
        entered_at="entered_at",
        exited_at="left_at",
    )


def _offers(offers: pl.DataFrame) -> pl.DataFrame:
    return offers.select(
        id="offer_id",
        application_id="application_id",
        job_id="job_id",
        version="version",
        status="status",
        created_at="created_at",
        sent_on="sent_on",
        resolved_at="resolved_at",
        starts_on="starts_on",
    )


def _candidates(candidates: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("candidate_id").cast(pl.String)
    return candidates.select(
        id="candidate_id",
        first_name=pl.lit("Candidate"),
        last_name=number,
        email_addresses="candidate" + number + "@example.com",
        created_at="created_at",
    )
