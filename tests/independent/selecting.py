"""The rows that a selection and a period keep."""

from datetime import date, datetime, time

import polars as pl
from independent.export import Company

from dashboard.engine import NOT_STATED, Selection


def chosen(rows: pl.DataFrame, selection: Selection, *without: str) -> pl.DataFrame:
    """Return the rows that the filters keep, by the dimensions that the rows have."""
    dimensions = ("language", "country", "role_level", "role_family", "source", "channel")
    for dimension in dimensions:
        values = getattr(selection, dimension)
        if values and dimension in rows.columns and dimension not in without:
            rows = rows.filter(_is_one_of(dimension, values))
    return rows


def _is_one_of(column: str, values: tuple[str, ...]) -> pl.Expr:
    named = pl.col(column).is_in(list(values)).fill_null(value=False)
    return named | pl.col(column).is_null() if NOT_STATED in values else named


def in_period(rows: pl.DataFrame, column: str, since: date | None, until: date | None) -> pl.DataFrame:
    """Return the rows whose time lies in [since, until)."""
    day = pl.col(column).cast(pl.Date)
    return rows.filter(day.is_not_null(), day >= (since or date.min), day < (until or date.max))


def cohort(company: Company, selection: Selection) -> pl.DataFrame:
    """Return the applications received in the period."""
    applications = chosen(company.applications, selection)
    return in_period(applications, "applied_at", selection.since, selection.until)


def hired(company: Company, selection: Selection) -> pl.DataFrame:
    """Return the applications whose hire lies in the period, whenever they applied."""
    applications = chosen(company.applications, selection)
    return in_period(applications, "hired_at", selection.since, selection.until)


def openings_of(company: Company, selection: Selection) -> pl.DataFrame:
    """Return the openings; a language or country keeps those whose job has such a posting, or none at all."""
    openings = chosen(company.openings, selection, "language", "country")
    postings = openings.select("job_id").unique().join(company.postings, on="job_id", how="left")
    return openings.join(chosen(postings, selection), on="job_id", how="semi")


def open_at(openings: pl.DataFrame, until: date) -> pl.DataFrame:
    """Return the seats open at the end of the day before `until`."""
    end = datetime.combine(until, time())
    still = pl.col("closed_at").is_null() | (pl.col("closed_at") >= end)
    return openings.filter(pl.col("opened_at") < end, still)


def open_roles(company: Company, selection: Selection, until: date) -> int:
    """Return how many seats are open at the end of the day before `until`."""
    return open_at(openings_of(company, selection), until).height
