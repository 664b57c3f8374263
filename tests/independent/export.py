"""The second path from the raw export to what METRICS counts: Polars on the CSV files, no code of the product."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from independent import words

MILESTONES = ("applied", "screened", "interviewed", "offered", "hired")
DESCRIBED = ("title", "role_level", "role_family", "department")


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
    as_of: date


def read(folder: Path) -> Company:
    """Return the company of a Harvest v3 export in CSV files."""
    jobs, postings = _jobs(folder), _postings(folder)
    postings = postings.join(jobs, on="job_id")
    rows = _table(folder, "applications")
    kept = _applications(folder, rows.filter(prospect="false"), jobs, postings)
    visits, offers = _visits(folder), _offers(folder)
    applications = _with_milestones(kept, visits, offers)
    openings = _openings(folder, jobs, postings)
    return Company(
        applications,
        rows.filter(prospect="true").height,
        _stays(visits, applications),
        openings,
        postings,
        offers.join(_dimensions(applications), on="application_id"),
        _spend(folder),
        _latest(applications, visits, offers, openings, postings),
    )


def _table(folder: Path, name: str) -> pl.DataFrame:
    """Return the rows of a file as text, the last of those with one key."""
    return pl.read_csv(folder / f"{name}.csv", infer_schema=False).unique(
        pl.first() if name == "rejection_details" else "id", keep="last", maintain_order=True
    )


def _time(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False)


def _say(column: str, meaning: object) -> pl.Expr:
    return pl.col(column).map_elements(meaning, return_dtype=pl.String, skip_nulls=False)


def _jobs(folder: Path) -> pl.DataFrame:
    departments = _table(folder, "departments").select(department_id="id", department="name")
    return (
        _table(folder, "jobs")
        .join(departments, on="department_id", how="left")
        .select(
            pl.struct("name", "department")
            .map_elements(lambda job: words.role_level(*job.values()), return_dtype=pl.String)
            .alias("role_level"),
            _say("name", words.role_family).alias("role_family"),
            _time("closed_at"),
            "department",
            job_id="id",
            title="name",
        )
    )


def _postings(folder: Path) -> pl.DataFrame:
    places = _table(folder, "job_post_locations").select(
        posting_id="job_post_id", place="plain_text_location"
    )
    return (
        _table(folder, "job_posts")
        .rename({"id": "posting_id"})
        .join(places, on="posting_id", how="left")
        .select(
            "posting_id",
            "job_id",
            _say("language", words.language),
            _say("place", words.country).alias("country"),
            _time("first_published_at").alias("published_at"),
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
    sources = _table(folder, "sources").select(source_id="id", written=pl.col("name").str.strip_chars())
    return (
        pl.concat(placed, how="diagonal")
        .join(jobs, on="job_id", how="left")
        .join(sources, on="source_id", how="left")
        .join(_sides(folder), on="id", how="left")
        .with_columns(
            _time("created_at").alias("applied_at"),
            _time("rejected_at"),
            _say("written", lambda name: words.SOURCE_OF.get(name, (None, None))[0]).alias("source"),
            _say("written", lambda name: words.SOURCE_OF.get(name, (None, None))[1]).alias("channel"),
            application_id="id",
        )
        .filter(pl.col("applied_at").is_not_null())
    )


def _sides(folder: Path) -> pl.DataFrame:
    """Return of each rejection whether the candidate was the one who said no."""
    reasons = _table(folder, "rejection_reasons").select(
        rejection_reason_id="id", they_did=pl.col("type").str.json_path_match("$.name") == "They rejected us"
    )
    details = _table(folder, "rejection_details").select("rejection_reason_id", id="application_id")
    return details.join(reasons, on="rejection_reason_id", how="left").drop("rejection_reason_id")


def _visits(folder: Path) -> pl.DataFrame:
    stages = _table(folder, "job_interview_stages").select(
        job_interview_stage_id="id",
        place=pl.col("sort_order").cast(pl.Int64),
        milestone=pl.col("name").replace_strict(words.MILESTONE_OF, return_dtype=pl.String),
    )
    return (
        _table(folder, "application_stages")
        .join(stages, on="job_interview_stage_id", how="left")
        .with_columns(_time("entered_at"), _time("exited_at"))
    )


def _offers(folder: Path) -> pl.DataFrame:
    """Return the last version of each offer, with the first day on which any version was sent."""
    return (
        _table(folder, "offers")
        .sort(pl.col("version").cast(pl.Int64))
        .group_by("application_id", maintain_order=True)
        .agg(
            pl.col("status").last().alias("offer_status"),
            _time("resolved_at").last().alias("decided_at"),
            pl.col("sent_on").str.to_datetime("%Y-%m-%d").min().alias("sent_at"),
        )
    )


def _with_milestones(applications: pl.DataFrame, visits: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """Add the furthest milestone that history shows, when the hire was, the status and when it ended."""
    entered = visits.group_by("application_id").agg(
        pl.col("entered_at").filter(milestone=milestone).min().alias(f"into_{milestone}")
        for milestone in MILESTONES
    )
    accepted = (pl.col("offer_status") == "accepted").fill_null(value=False)
    is_hired = accepted | (pl.col("status") == "hired") | pl.col("into_hired").is_not_null()
    furthest = (
        pl.when(is_hired)
        .then(4)
        .when(pl.col("into_offered").is_not_null() | pl.col("sent_at").is_not_null())
        .then(3)
        .when(pl.col("into_interviewed").is_not_null())
        .then(2)
        .when(pl.col("into_screened").is_not_null())
        .then(1)
        .otherwise(0)
    )
    withdrawn = pl.col("they_did") | (pl.col("offer_status") == "rejected")
    status = (
        pl.when(pl.col("status") == "in_process")
        .then(pl.lit("active"))
        .when(pl.col("status") == "hired")
        .then(pl.lit("hired"))
        .when(withdrawn)
        .then(pl.lit("withdrawn"))
        .otherwise(pl.lit("rejected"))
    )
    return (
        applications.join(entered, on="application_id", how="left")
        .join(offers, on="application_id", how="left")
        .with_columns(
            furthest.alias("furthest"),
            pl.when(accepted).then("decided_at").otherwise("into_hired").alias("hired_at"),
            status.alias("status"),
        )
        .with_columns(
            days_to_hire=_days("applied_at", "hired_at"),
            ended_at=pl.when(status="hired")
            .then("hired_at")
            .when(pl.col("status") != "active")
            .then("rejected_at"),
        )
    )


def _days(start: str, end: str) -> pl.Expr:
    return (pl.col(end).dt.date() - pl.col(start).dt.date()).dt.total_days()


def _dimensions(applications: pl.DataFrame) -> pl.DataFrame:
    return applications.select("application_id", *DESCRIBED, "country", "language", "source", "channel")


def _stays(visits: pl.DataFrame, applications: pl.DataFrame) -> pl.DataFrame:
    """Return the visits of counted applications with the end of each: its exit, the next entry, the outcome."""
    following = pl.col("entered_at").shift(-1).over("application_id")
    told = applications.select("application_id", "applied_at", "status", "ended_at")
    return (
        visits.sort("application_id", "entered_at", "place")
        .with_columns(following.alias("next_at"))
        .join(_dimensions(applications), on="application_id")
        .join(told, on="application_id")
        .with_columns(left_at=pl.coalesce("exited_at", "next_at", "ended_at"))
        .with_columns(
            days=_days("entered_at", "left_at"),
            is_waiting=pl.col("left_at").is_null() & (pl.col("status") == "active"),
        )
    )


def _openings(folder: Path, jobs: pl.DataFrame, postings: pl.DataFrame) -> pl.DataFrame:
    reasons = _table(folder, "close_reasons").select(close_reason_id="id", why="name")
    return (
        _table(folder, "openings")
        .join(reasons, on="close_reason_id", how="left")
        .join(jobs.drop("closed_at"), on="job_id", how="left")
        .join(agreed(postings), on="job_id", how="left")
        .with_columns(
            _time("opened_at"),
            _time("closed_at"),
            status=pl.when(open="true")
            .then(pl.lit("open"))
            .when(pl.col("why").str.starts_with("Hire"))
            .then(pl.lit("filled"))
            .otherwise(pl.lit("cancelled")),
        )
        .with_columns(days=_days("opened_at", "closed_at"))
    )


def _spend(folder: Path) -> pl.DataFrame:
    written = pl.read_csv(folder / "source_spend.csv", infer_schema=False)
    return written.with_columns(
        _say("source", lambda name: words.SOURCE_OF[name][0]),
        pl.col("month").str.to_date(),
        pl.col("amount").cast(pl.Float64),
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
