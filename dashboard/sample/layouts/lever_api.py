"""Lever's API: times are milliseconds since 1970, an opportunity holds its stage changes and application."""

import polars as pl

from dashboard.sample.layouts import lever
from dashboard.sample.truth import Chunk, Company


def company(truth: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the endpoints that there is little of."""
    return {
        "stages": lever.stages(truth),
        "archive_reasons": lever.archive_reasons(truth).with_columns(status=pl.lit("active")),
        "postings": _postings(truth),
    }


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the endpoints that grow with the applications."""
    return {"opportunities": _opportunities(truth, company), "offers": _offers(truth)}


def _millis(column: str) -> pl.Expr:
    return pl.col(column).dt.epoch("ms")


def _postings(truth: Company) -> pl.DataFrame:
    return lever.postings(truth).select(
        "id",
        "text",
        "state",
        categories=pl.struct("department", "location"),
        reqCode="code",
        createdAt=_millis("created"),
        updatedAt=_millis("updated"),
    )


def _opportunities(truth: Chunk, company: Company) -> pl.DataFrame:
    moves = lever.changes(truth, company).group_by("number", maintain_order=True)
    change = pl.struct(toStageId="stage", toStageIndex="index", updatedAt=_millis("at"))
    listed = moves.agg(stageChanges=change, stage=pl.col("stage").last())
    own = lever.opportunities(truth, company).join(listed, on="number", how="left", maintain_order="left")
    applied = pl.struct(posting="posting", createdAt=_millis("created"))
    return own.select(
        "id",
        "contact",
        "stage",
        "origin",
        name=pl.concat_str(pl.lit("Candidate "), "number"),
        createdAt=_millis("created"),
        updatedAt=_millis("touched"),
        archived=_unless_null(pl.struct("reason", archivedAt=_millis("archived")), "archived"),
        sources=pl.concat_list("source", "other").list.drop_nulls(),
        stageChanges=pl.col("stageChanges").fill_null([]),
        applications=pl.when(pl.col("posting").is_null()).then([]).otherwise(pl.concat_list(applied)),
    )


def _offers(truth: Chunk) -> pl.DataFrame:
    signed = _unless_null(pl.struct(uploadedAt=_millis("signed")), "signed")
    return lever.offers(truth).select(
        "id",
        "status",
        opportunityId="opportunity",
        createdAt=_millis("created"),
        sentAt=_millis("sent"),
        signedDocument=signed,
    )


def _unless_null(made: pl.Expr, column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null()).then(made)
