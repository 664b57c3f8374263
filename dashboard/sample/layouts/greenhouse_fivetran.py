"""Greenhouse as Fivetran copies it: a table each, naive UTC, a history of entries and status changes only."""

from typing import Final

import polars as pl

from dashboard.sample.columns import moment
from dashboard.sample.layouts.times import NAIVE, written
from dashboard.sample.truth import Chunk, Company
from dashboard.sample.world import AS_OF

_AFTER_ENTRIES: Final = 99


def company(truth: Company, kind: str) -> dict[str, pl.DataFrame]:
    """Return the tables that there is little of."""
    tables = {
        "job": _jobs(truth.jobs),
        "job_department": truth.jobs.select("department_id", "job_id"),
        "job_office": truth.jobs.select("job_id", "office_id"),
        "job_post": _posts(truth.posts),
        "job_stage": _stages(truth.stages, truth.jobs),
        "job_opening": _openings(truth.openings),
        "office": truth.offices.select(
            id="office_id", name="name", location_name="location", parent_id="parent_id"
        ),
        "department": truth.departments.select(
            id="department_id", name="name", parent_id="parent_id", external_id=pl.lit(None, pl.String)
        ),
        "source": truth.sources.select(
            id="source_id", name="name", source_type_id=pl.col("type").rank("dense"), source_type_name="type"
        ),
        "rejection_reason": _reasons(truth.reasons),
        "source_spend": truth.spend,
    }
    return {name: _in(kind, table) for name, table in tables.items()}


def chunk(truth: Chunk, _: Company, kind: str) -> dict[str, pl.DataFrame]:
    """Return the tables that grow with the applications."""
    tables = {
        "application": _applications(truth.applications, kind),
        "application_history": _history(truth),
        "job_application": _job_applications(truth.applications),
        "offer_history": _offers(truth.offers),
        "candidate": _candidates(truth.candidates),
        "email_address": _emails(truth.candidates),
    }
    return {name: _in(kind, table) for name, table in tables.items()}


def _in(kind: str, table: pl.DataFrame) -> pl.DataFrame:
    return table if kind == "parquet" else written(table, NAIVE)


def _jobs(jobs: pl.DataFrame) -> pl.DataFrame:
    return jobs.select(
        id="job_id",
        name="title",
        status="status",
        requisition_id="requisition",
        created_at="created_at",
        opened_at="opened_at",
        closed_at="closed_at",
        custom_work_model="work_model",
        custom_relocation="relocation",
        _fivetran_deleted=False,
        _fivetran_synced=pl.lit(moment(AS_OF)),
    )


def _posts(posts: pl.DataFrame) -> pl.DataFrame:
    return posts.select(
        id="post_id",
        job_id="job_id",
        title="title",
        location_name="location",
        live="live",
        internal=False,
        external=True,
        content="body",
        created_at="published_at",
        _fivetran_deleted=False,
    )


def _stages(stages: pl.DataFrame, jobs: pl.DataFrame) -> pl.DataFrame:
    """Return the stages; a deleted one stays in the copy, with its mark."""
    return stages.join(
        jobs.select("job_id", "created_at"), on="job_id", how="left", maintain_order="left"
    ).select(
        id="stage_id",
        job_id="job_id",
        name="name",
        priority="position",
        created_at="created_at",
        updated_at="created_at",
        _fivetran_deleted=~pl.col("active"),
    )


def _openings(openings: pl.DataFrame) -> pl.DataFrame:
    closed = pl.col("closed_at").is_not_null()
    return openings.select(
        id="opening_id",
        job_id="job_id",
        opening_id="code",
        status=pl.when(closed).then(pl.lit("closed")).otherwise(pl.lit("open")),
        opened_at="opened_at",
        closed_at="closed_at",
        close_reason_id="close_reason_id",
        application_id="application_id",
    )


def _reasons(reasons: pl.DataFrame) -> pl.DataFrame:
    candidate = pl.col("side") == "candidate"
    return reasons.select(
        id="reason_id",
        name="name",
        type_id=candidate.cast(pl.Int64) + 1,
        type_name=pl.when(candidate).then(pl.lit("They rejected us")).otherwise(pl.lit("We rejected them")),
    )


def _applications(applications: pl.DataFrame, kind: str) -> pl.DataFrame:
    text = pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(NAIVE))
    return applications.select(
        id="application_id",
        _fivetran_deleted=False,
        applied_at="applied_at" if kind == "parquet" else text,
        candidate_id="candidate_id",
        current_stage_id="stage_id",
        is_deleted=False,
        last_activity_at="last_activity_at",
        prospect="is_prospect",
        rejected_at=pl.when(status="rejected").then("closed_at"),
        rejected_reason_id="reason_id",
        source_id="source_id",
        status="status",
        job_post_id="post_id",
    )


def _history(truth: Chunk) -> pl.DataFrame:
    """Return entries and changes of status by time; what happens at once keeps the pipeline's order."""
    entries = _entries(truth)
    changes = truth.events.select(
        "application_id",
        nth=pl.lit(_AFTER_ENTRIES, entries.schema["nth"]),
        updated_at="at",
        new_stage_id=pl.lit(None, entries.schema["new_stage_id"]),
        new_status="status",
    )
    return pl.concat([entries, changes]).sort("application_id", "updated_at", "nth").drop("nth")


def _entries(truth: Chunk) -> pl.DataFrame:
    """Return the entries into stages: the status is active, or hired once somebody has said so."""
    hired = truth.events.filter(status="hired").select("application_id", hired_at="at")
    after = pl.col("entered_at") > pl.col("hired_at")
    visits = truth.visits.join(hired, on="application_id", how="left", maintain_order="left")
    return visits.select(
        "application_id",
        "nth",
        updated_at="entered_at",
        new_stage_id="stage_id",
        new_status=pl.when(after).then(pl.lit("hired")).otherwise(pl.lit("active")),
    )


def _job_applications(applications: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each job of an application: one, or a prospect's none or many."""
    several = pl.col("prospective_jobs").str.split(";").cast(pl.List(pl.Int64))
    one = pl.concat_list(pl.col("job_id"))
    rows = applications.select(application_id="application_id", job_id=pl.coalesce(several, one))
    return rows.explode("job_id").drop_nulls()


def _offers(offers: pl.DataFrame) -> pl.DataFrame:
    return offers.select(
        offer_id="offer_id",
        updated_at=pl.coalesce("resolved_at", "created_at"),
        application_id="application_id",
        status="status",
        version="version",
        created_at="created_at",
        sent_at="sent_on",
        starts_at="starts_on",
        resolved_at="resolved_at",
    )


def _candidates(candidates: pl.DataFrame) -> pl.DataFrame:
    return candidates.select(
        id="candidate_id",
        first_name=pl.lit("Candidate"),
        last_name=pl.col("candidate_id").cast(pl.String),
        created_at="created_at",
        is_private=False,
    )


def _emails(candidates: pl.DataFrame) -> pl.DataFrame:
    address = "candidate" + pl.col("candidate_id").cast(pl.String) + "@example.com"
    return candidates.select(candidate_id="candidate_id", index=0, type=pl.lit("personal"), value=address)
