"""The history of applications: the visits to stages, the offers, and what METRICS reads off them."""

from pathlib import Path

import polars as pl
from independent import words
from independent.tables import days, table, time

MILESTONES = ("applied", "screened", "interviewed", "offered", "hired")


def visits_of(folder: Path) -> pl.DataFrame:
    stages = table(folder, "job_interview_stages").select(
        job_interview_stage_id="id",
        place=pl.col("sort_order").cast(pl.Int64),
        milestone=pl.col("name").replace_strict(words.MILESTONE_OF, return_dtype=pl.String),
    )
    return (
        table(folder, "application_stages")
        .join(stages, on="job_interview_stage_id", how="left")
        .with_columns(time("entered_at"), time("exited_at"))
    )


def offers_of(folder: Path) -> pl.DataFrame:
    """Return the last version of each offer, with the first day on which any version was sent."""
    return (
        table(folder, "offers")
        .sort(pl.col("version").cast(pl.Int64))
        .group_by("application_id", maintain_order=True)
        .agg(
            pl.col("status").last().alias("offer_status"),
            time("resolved_at").last().alias("decided_at"),
            pl.col("sent_on").str.to_datetime("%Y-%m-%d").min().alias("sent_at"),
        )
    )


def with_milestones(applications: pl.DataFrame, visits: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """Add the furthest milestone that history shows, when the hire was, the status and when it ended."""
    entered = visits.group_by("application_id").agg(
        pl.col("entered_at").filter(milestone=milestone).min().alias(f"into_{milestone}")
        for milestone in MILESTONES
    )
    accepted = (pl.col("offer_status") == "accepted").fill_null(value=False)
    ended = pl.when(status="hired").then("hired_at").when(pl.col("status") != "active").then("rejected_at")
    return (
        applications.join(entered, on="application_id", how="left")
        .join(offers, on="application_id", how="left")
        .with_columns(
            _furthest(accepted | (pl.col("status") == "hired")).alias("furthest"),
            pl.when(accepted).then("decided_at").otherwise("into_hired").alias("hired_at"),
            _status().alias("status"),
        )
        .with_columns(days("applied_at", "hired_at").alias("days_to_hire"), ended.alias("ended_at"))
    )


def _furthest(is_hired: pl.Expr) -> pl.Expr:
    """Return the place in MILESTONES of the furthest one; an offer sent counts as an offer stage."""
    reached = [pl.col(f"into_{milestone}").is_not_null() for milestone in MILESTONES]
    return (
        pl.when(is_hired | reached[4])
        .then(4)
        .when(reached[3] | pl.col("sent_at").is_not_null())
        .then(3)
        .when(reached[2])
        .then(2)
        .when(reached[1])
        .then(1)
        .otherwise(0)
    )


def _status() -> pl.Expr:
    """Return who ended it: the reason's type tells, and an offer that was declined is the candidate's no."""
    return (
        pl.when(status="in_process")
        .then(pl.lit("active"))
        .when(status="hired")
        .then(pl.lit("hired"))
        .when(pl.col("they_did") | (pl.col("offer_status") == "rejected"))
        .then(pl.lit("withdrawn"))
        .otherwise(pl.lit("rejected"))
    )


def dimensions(applications: pl.DataFrame) -> pl.DataFrame:
    return applications.select(
        "application_id",
        "title",
        "role_level",
        "role_family",
        "department",
        "country",
        "language",
        "source",
        "channel",
    )


def stays_of(visits: pl.DataFrame, applications: pl.DataFrame) -> pl.DataFrame:
    """Return the visits of counted applications with the end of each: its exit, the next entry, the outcome."""
    following = pl.col("entered_at").shift(-1).over("application_id")
    told = applications.select("application_id", "applied_at", "status", "ended_at")
    return (
        visits.sort("application_id", "entered_at", "place")
        .with_columns(following.alias("next_at"))
        .join(dimensions(applications), on="application_id")
        .join(told, on="application_id")
        .with_columns(left_at=pl.coalesce("exited_at", "next_at", "ended_at"))
        .with_columns(
            days=days("entered_at", "left_at"),
            is_waiting=pl.col("left_at").is_null() & (pl.col("status") == "active"),
        )
    )
