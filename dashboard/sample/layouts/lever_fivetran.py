"""Lever as Fivetran copies it: a CSV file a table, naive UTC, the stage changes in a table of their own."""

import polars as pl

from dashboard.sample.layouts import lever
from dashboard.sample.layouts.times import NAIVE, written
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the tables that there is little of."""
    tables = {
        "stage": lever.stages(truth).with_columns(_fivetran_deleted=False),
        "archive_reason": lever.archive_reasons(truth).select("id", "text", _fivetran_deleted=False),
        "posting": _postings(truth),
    }
    return {name: written(table, NAIVE) for name, table in tables.items()}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the tables that grow with the applications."""
    own = lever.opportunities(truth, company)
    tables = {
        "opportunity": own.select(
            "id",
            "contact",
            "origin",
            name=pl.concat_str(pl.lit("Candidate "), "number"),
            created_at="created",
            archived_at="archived",
            archived_reason_id="reason",
            updated_at="touched",
        ),
        "application": own.drop_nulls("posting").select(
            "id", opportunity_id="id", posting_id="posting", created_at="created", type=pl.lit("posting")
        ),
        "opportunity_source": _sources(own),
        "opportunity_stage_history": _history(truth, company),
        "offer": lever.offers(truth).select(
            "id", "status", opportunity_id="opportunity", created_at="created"
        ),
    }
    return {name: written(table, NAIVE) for name, table in tables.items()}


def _postings(truth: Company) -> pl.DataFrame:
    return lever.postings(truth).select(
        "id",
        "text",
        "state",
        _fivetran_deleted=False,
        categories_department="department",
        categories_location="location",
        requisition_code="code",
        created_at="created",
        updated_at="updated",
    )


def _sources(own: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each source of each opportunity, in the order in which people came through them."""
    named = own.select(source=pl.concat_list("source", "other").list.drop_nulls(), opportunity_id="id")
    return named.explode("source").drop_nulls("source")


def _history(truth: Chunk, company: Company) -> pl.DataFrame:
    return lever.changes(truth, company).select(
        opportunity_id="opportunity", updated_at="at", stage_id="stage", to_stage_index="index"
    )
