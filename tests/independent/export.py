"""The second path from the raw export to what METRICS counts: Polars on the CSV files, no code of the product."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from independent import words
from independent.history import dimensions, offers_of, stays_of, visits_of, with_milestones
from independent.tables import days, table, time


@dataclass(frozen=True)
class Company:
    """An export as rows that count. `furthest` is the place of a milestone in MILESTONES."""

    applications: pl.DataFrame
    prospects: int
    visits: pl.DataFrame
    openings: pl.DataFrame
    postings: pl.DataFrame
    offers: pl.DataFrame
    spend: pl.DataFrame
    holds: pl.DataFrame
    as_of: date


def read(folder: Path) -> Company:
    """Return the company of a Harvest v3 export in CSV files."""
    jobs, postings = _jobs(folder), _postings(folder)
    postings = postings.join(jobs, on="job_id")
    rows = table(folder, "applications")
    kept = _applications(folder, rows.filter(prospect="false"), jobs, postings)
    visits, offers = visits_of(folder), offers_of(folder)
    applications = _with_detours(with_milestones(kept, visits, offers), visits, folder)
    openings = _openings(folder, jobs, postings)
    return Company(
        applications,
        rows.filter(prospect="true").height,
        stays_of(visits, applications),
        openings,
        postings,
        _dated(offers.join(dimensions(applications), on="application_id"), applications),
        _spend(folder),
        _holds(folder),
        _latest(applications, visits, offers, openings, postings),
    )


def _say(column: str, meaning: object) -> pl.Expr:
    return pl.col(column).map_elements(meaning, return_dtype=pl.String, skip_nulls=False)


def _jobs(folder: Path) -> pl.DataFrame:
    departments = table(folder, "departments").select(department_id="id", department="name")
    return (
        table(folder, "jobs")
        .join(departments, on="department_id", how="left")
        .select(
            pl.struct("name", "department")
            .map_elements(lambda job: words.role_level(*job.values()), return_dtype=pl.String)
            .alias("role_level"),
            _say("name", words.role_family).alias("role_family"),
            time("closed_at"),
            "department",
            job_id="id",
            title="name",
        )
    )


def _postings(folder: Path) -> pl.DataFrame:
    places = table(folder, "job_post_locations").select(posting_id="job_post_id", place="plain_text_location")
    return (
        table(folder, "job_posts")
        .rename({"id": "posting_id"})
        .join(places, on="posting_id", how="left")
        .select(
            "posting_id",
            "job_id",
            _say("language", words.language),
            _say("place", words.country).alias("country"),
            time("first_published_at").alias("published_at"),
            is_live=pl.col("live") == "true",
        )
    )


def agreed(postings: pl.DataFrame) -> pl.DataFrame:
    """Return per job the country and language in which all its postings agree; one that says none disagrees."""

    def where_all_agree(column: str) -> pl.Expr:
        return pl.when(pl.col(column).n_unique() == 1).then(pl.col(column).first()).alias(column)

    return postings.group_by("job_id").agg(where_all_agree("country"), where_all_agree("language"))


def _applications(
    folder: Path, rows: pl.DataFrame, jobs: pl.DataFrame, postings: pl.DataFrame
) -> pl.DataFrame:
    """Return the applications with an applied date, placed by their own posting, else by all of the job's."""
    named = (pl.col("job_post_id").is_not_null(), pl.col("job_post_id").is_null())
    own = postings.select("country", "language", job_post_id="posting_id")
    placed = [
        rows.filter(named[0]).join(own, on="job_post_id", how="left"),
        rows.filter(named[1]).join(agreed(postings), on="job_id", how="left"),
    ]
    sources = table(folder, "sources").select(source_id="id", written=pl.col("name").str.strip_chars())
    return (
        pl.concat(placed, how="diagonal")
        .join(jobs, on="job_id", how="left")
        .join(sources, on="source_id", how="left")
        .join(_sides(folder), on="id", how="left")
        .with_columns(
            time("created_at").alias("applied_at"),
            time("rejected_at"),
            _say("written", lambda name: words.SOURCE_OF.get(name, (None, None))[0]).alias("source"),
            _say("written", lambda name: words.SOURCE_OF.get(name, (None, None))[1]).alias("channel"),
            application_id="id",
        )
        .filter(pl.col("applied_at").is_not_null())
    )


def _sides(folder: Path) -> pl.DataFrame:
    """Return of each rejection whether the candidate was the one who said no."""
    reasons = table(folder, "rejection_reasons").select(
        rejection_reason_id="id", they_did=pl.col("type").str.json_path_match("$.name") == "They rejected us"
    )
    details = table(folder, "rejection_details").select("rejection_reason_id", id="application_id")
    return details.join(reasons, on="rejection_reason_id", how="left").drop("rejection_reason_id")


def _openings(folder: Path, jobs: pl.DataFrame, postings: pl.DataFrame) -> pl.DataFrame:
    reasons = table(folder, "close_reasons").select(close_reason_id="id", why="name")
    return (
        table(folder, "openings")
        .join(reasons, on="close_reason_id", how="left")
        .join(jobs.drop("closed_at"), on="job_id", how="left")
        .join(agreed(postings), on="job_id", how="left")
        .with_columns(
            time("opened_at"),
            time("closed_at"),
            status=pl.when(open="true")
            .then(pl.lit("open"))
            .when(pl.col("why").str.starts_with("Hire"))
            .then(pl.lit("filled"))
            .otherwise(pl.lit("cancelled")),
        )
        .with_columns(days=days("opened_at", "closed_at"))
    )


def _with_detours(applications: pl.DataFrame, visits: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """Add whether an application went on after it had ended, and whether its person was moved to another job."""
    left = pl.col("exited_at").cum_max().shift().over("application_id")
    stays = visits.sort("application_id", "entered_at")
    gone_on = stays.filter(pl.col("entered_at").dt.epoch("s") - left.dt.epoch("s") >= 86_400)[
        "application_id"
    ]
    details = table(folder, "rejection_details")
    taken_back = pl.col("status").is_in(["active", "hired"]) & pl.col("id").is_in(
        details["application_id"].to_list()
    )
    moved = table(folder, "rejection_reasons").filter(name="Moved to another requisition")["id"].to_list()
    named = details.filter(pl.col("rejection_reason_id").is_in(moved))["application_id"].to_list()
    return applications.with_columns(
        is_reopened=pl.col("id").is_in(gone_on.to_list()) | taken_back,
        is_transferred=pl.col("id").is_in(named) & pl.col("status").is_in(["rejected", "withdrawn"]),
    )


def _holds(folder: Path) -> pl.DataFrame:
    written = pl.read_csv(folder / "job_holds.csv", infer_schema=False)
    return written.with_columns(pl.col("held_from", "held_until").str.to_date())


def _spend(folder: Path) -> pl.DataFrame:
    written = pl.read_csv(folder / "source_spend.csv", infer_schema=False)
    return written.with_columns(
        _say("source", lambda name: words.SOURCE_OF[name][0]),
        pl.col("month").str.to_date(),
        pl.col("amount").cast(pl.Float64),
    )


def _dated(offers: pl.DataFrame, applications: pl.DataFrame) -> pl.DataFrame:
    """Return the offers, with one that lapsed without a date decided at the end of its application."""
    ended = applications.select("application_id", "ended_at")
    lapsed = pl.col("decided_at").is_null() & (pl.col("offer_status") == "deprecated")
    return offers.join(ended, on="application_id", how="left").with_columns(
        decided_at=pl.when(lapsed).then("ended_at").otherwise("decided_at")
    )


def _latest(*tables: pl.DataFrame) -> date:
    """Return the day of the latest event in the export."""
    times = (
        table[column].max()
        for table in tables
        for column, kind in table.schema.items()
        if kind == pl.Datetime
    )
    return max(time.date() for time in times if time is not None)
