"""The counts above the cards, the overview tiles and what the filter bar offers."""

from dataclasses import replace
from datetime import date

import polars as pl
from independent.estimates import acceptance, forward, over, quantile
from independent.export import Company
from independent.selecting import chosen, cohort, hired, in_period, open_roles

from dashboard.engine import NOT_STATED, Selection

FEW = 5
"""With fewer hires, decided offers or applications a tile shows no figure."""


def people(company: Company, selection: Selection) -> int:
    """Return the distinct candidates behind the applications received in the period."""
    return cohort(company, selection)["candidate_id"].n_unique()


def tiles(company: Company, selection: Selection, since: date, until: date) -> dict[str, float | None]:
    """Return the figure of each overview tile for a period, as the export tells it today."""
    selection = replace(selection, since=since, until=until)
    applied, made = cohort(company, selection), hired(company, selection)
    offers = in_period(chosen(company.offers, selection), "decided_at", since, until)
    decided = offers.filter(pl.col("offer_status").is_in(["accepted", "rejected", "deprecated"])).height
    days = forward(made["days_to_hire"])
    return {
        "applications": applied.height,
        "hires": made.height,
        "hire_rate": over(applied.filter(furthest=4).height, applied.height)
        if applied.height >= FEW
        else None,
        "median_days": quantile(days, 0.5) if len(days) >= FEW else None,
        "acceptance_rate": acceptance(offers["offer_status"]) if decided >= FEW else None,
        "open_roles": open_roles(company, selection, until),
    }


def hire_rate_by(company: Company, selection: Selection, since: date, until: date, day: date) -> float | None:
    """Return the hire rate of a period's applications as it stood at the end of a day."""
    applied = cohort(company, replace(selection, since=since, until=until))
    known = applied.filter(pl.col("furthest") == 4, pl.col("hired_at").dt.date() <= day).height
    return over(known, applied.height) if applied.height >= FEW else None


def live_postings(company: Company, since: date, until: date) -> pl.DataFrame:
    """Return the postings that were published on a day of the period; one taken down ended with its job."""
    published = pl.col("published_at").dt.date() < until
    return company.postings.filter(published, pl.col("is_live") | (pl.col("closed_at").dt.date() >= since))


def places(postings: pl.DataFrame, column: str) -> dict[str, int]:
    """Return the postings of each country or language, those that do not say among them."""
    counted = postings.group_by(pl.col(column).fill_null(NOT_STATED)).len()
    return dict(counted.iter_rows())
