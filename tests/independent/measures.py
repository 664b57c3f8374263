"""What METRICS defines, computed a second time on the rows of `export`: one function for each query compared."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import numpy as np
import polars as pl
from independent.export import MILESTONES, Company
from scipy.stats import norm

from dashboard.engine import NOT_STATED, Selection

Row = dict[str, Any]


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
    """Return the applications whose hire lies in the period and not before they applied."""
    applications = chosen(company.applications, selection)
    return in_period(applications, "hired_at", selection.since, selection.until)


def wilson(part: int, whole: int) -> tuple[float | None, float | None]:
    """Return the 95 % interval of a rate: the p at which (part / whole - p)² = z² p (1 - p) / whole."""
    if not whole:
        return None, None
    rate, z2 = part / whole, norm.ppf(0.975) ** 2
    low, high = sorted(np.roots([1 + z2 / whole, -2 * rate - z2 / whole, rate**2]).real)
    return float(low), float(high)


def quantile(days: Iterable[int], share: float) -> float | None:
    """Return the linearly interpolated quantile, of nothing None."""
    known = np.array([day for day in days if day is not None])
    return float(np.quantile(known, share)) if known.size else None


def funnel(company: Company, selection: Selection) -> list[Row]:
    rows = cohort(company, selection)
    reached = [rows.filter(pl.col("furthest") >= place).height for place in range(5)]
    return [_step(rows, reached, place) for place in range(5)]


def _step(rows: pl.DataFrame, reached: list[int], place: int) -> Row:
    here = rows.filter(furthest=place)
    before = reached[place - 1] if place else 0
    low, high = wilson(reached[place], before)
    return {
        "milestone": MILESTONES[place],
        "reached": reached[place],
        "advanced": reached[place + 1] if place < 4 else None,
        "waiting": here.filter(status="active").height,
        "exited": here.filter(pl.col("status").is_in(["rejected", "withdrawn"])).height,
        "rate_from_previous": reached[place] / before if before else None,
        "rate_low": low,
        "rate_high": high,
        "rate_from_applied": reached[place] / reached[0] if reached[0] else None,
    }


def time_to_hire(company: Company, selection: Selection) -> list[Row]:
    days = _forward(hired(company, selection)["days_to_hire"])
    return [
        {
            "hires": len(days),
            "median_days": quantile(days, 0.5),
            "p75_days": quantile(days, 0.75),
            "p90_days": quantile(days, 0.9),
            "mean_days": float(np.mean(days)) if days else None,
        }
    ]


def _forward(days: Iterable[int | None]) -> list[int]:
    return [day for day in days if day is not None and day >= 0]


def time_to_fill(company: Company, selection: Selection) -> list[Row]:
    openings = openings_of(company, selection)
    filled = openings.filter(status="filled")
    days = _forward(in_period(filled, "closed_at", selection.since, selection.until)["days"])
    waiting = openings.filter(status="open")["opened_at"]
    ages = _forward((company.as_of - opened.date()).days for opened in waiting)
    return [
        {
            "filled": len(days),
            "median_days": quantile(days, 0.5),
            "p90_days": quantile(days, 0.9),
            "still_open": len(ages),
            "median_age_days": quantile(ages, 0.5),
            "p90_age_days": quantile(ages, 0.9),
        }
    ]


def openings_of(company: Company, selection: Selection) -> pl.DataFrame:
    """Return the openings; a language or country keeps those whose job has such a posting, or none at all."""
    openings = chosen(company.openings, selection, "language", "country")
    postings = openings.select("job_id").unique().join(company.postings, on="job_id", how="left")
    return openings.join(chosen(postings, selection), on="job_id", how="semi")


def _open(openings: pl.DataFrame, until: date) -> pl.DataFrame:
    """Return the seats open at the end of the day before `until`."""
    end = datetime.combine(until, time())
    still = pl.col("closed_at").is_null() | (pl.col("closed_at") >= end)
    return openings.filter(pl.col("opened_at") < end, still)


def open_roles(company: Company, selection: Selection, until: date) -> int:
    """Return how many seats are open at the end of the day before `until`."""
    return _open(openings_of(company, selection), until).height


def time_in_stage(company: Company, selection: Selection) -> list[Row]:
    visits = chosen(company.visits, selection)
    visits = in_period(visits, "applied_at", selection.since, selection.until)
    so_far = pl.when("is_waiting").then((company.as_of - pl.col("entered_at").dt.date()).dt.total_days())
    stays = visits.group_by("application_id", "milestone").agg(
        pl.coalesce(so_far, "days").sum().alias("days"),
        pl.col("left_at").is_not_null().all().alias("is_over"),
        pl.col("is_waiting").any(),
    )
    return [_stay(stays.filter(milestone=milestone), milestone) for milestone in MILESTONES[:4]]


def _stay(stays: pl.DataFrame, milestone: str) -> Row:
    days = _forward(stays.filter("is_over")["days"])
    shares = {"p25_days": 0.25, "median_days": 0.5, "p75_days": 0.75, "p90_days": 0.9}
    return {
        "milestone": milestone,
        "finished": len(days),
        **{name: quantile(days, share) for name, share in shares.items()},
        "waiting": stays.filter("is_waiting").height,
        "longest_wait_days": stays.filter("is_waiting")["days"].max(),
        "backwards": stays.filter("is_over", pl.col("days") < 0).height,
    }


def sources(company: Company, selection: Selection) -> dict[str | None, Row]:
    """Return the row of each source; one that comes through several channels is called by the commonest."""
    rows = cohort(company, selection)
    groups = {key: group for (key,), group in rows.group_by("source")}
    counts = {key: (group.filter(furthest=4).height, group.height) for key, group in groups.items()}
    shrunk = dict(zip(counts, shrink(list(counts.values())), strict=True))
    first_month = selection.since and selection.since.replace(day=1)
    money = in_period(chosen(company.spend, selection), "month", first_month, selection.until)
    return {
        key: _source(group, rows, money.filter(pl.col("source").eq_missing(key)))
        | {"hire_rate_shrunk": shrunk[key]}
        for key, group in groups.items()
    }


def _source(group: pl.DataFrame, rows: pl.DataFrame, money: pl.DataFrame) -> Row:
    hires = group.filter(furthest=4).height
    low, high = wilson(hires, group.height)
    spend = money["amount"].sum() if money.height else None
    return {
        "channel": group["channel"].value_counts(sort=True).item(0, "channel"),
        "applications": group.height,
        **{
            name: group.filter(pl.col("furthest") >= place).height
            for place, name in enumerate(MILESTONES[:4])
            if place
        },
        "hires": hires,
        "share_of_hires": _over(hires, rows.filter(furthest=4).height),
        "hire_rate": hires / group.height,
        "hire_rate_low": low,
        "hire_rate_high": high,
        "median_days_to_hire": quantile(_forward(group["days_to_hire"]), 0.5),
        "acceptance_rate": acceptance(group["offer_status"]),
        "spend": spend,
        "cost_per_hire": _over(spend, hires),
    }


def _over(part: float | None, whole: int) -> float | None:
    return part / whole if part is not None and whole else None


def acceptance(statuses: pl.Series) -> float | None:
    """Return accepted / (accepted + declined + expired); Greenhouse says rejected and deprecated for the last two."""
    decided = statuses.is_in(["accepted", "rejected", "deprecated"]).sum()
    return _over(int((statuses == "accepted").sum()), int(decided))


def shrink(counts: list[tuple[int, int]]) -> list[float]:
    """Return each rate drawn to the pooled one: beta-binomial, its correlation by the method of moments.

    With sources of n trials, the expected spread sum(n (rate - pooled)²) is pooled (1 - pooled) times
    (k - 1) + correlation (N - sum(n²) / N - (k - 1)); a correlation of 0 or less is chance alone.
    """
    hires, trials = np.array(counts, dtype=float).reshape(-1, 2).T
    total, k = trials.sum(), len(counts)
    pooled = hires.sum() / total if total else 0.0
    noise = pooled * (1 - pooled)
    room = total - (trials**2).sum() / total - (k - 1) if total else 0.0
    spread = (trials * (hires / trials - pooled) ** 2).sum()
    correlation = (spread / noise - (k - 1)) / room if k >= 3 and noise and room > 0 else 0.0
    if correlation <= 0:
        return [pooled] * k
    strength = 1 / correlation - 1
    return [float(rate) for rate in (hires + strength * pooled) / (trials + strength)]


def countries(company: Company, selection: Selection) -> dict[str | None, Row]:
    """Return the row of each country with applications, hires or open seats."""
    applied, hires = cohort(company, selection), hired(company, selection)
    openings = openings_of(company, selection)
    found = {*applied["country"], *hires["country"], *_open(openings, selection.until or date.max)["country"]}
    return {country: _country(applied, hires, openings, country, selection) for country in found}


def _country(
    applied: pl.DataFrame,
    hires: pl.DataFrame,
    openings: pl.DataFrame,
    country: str | None,
    selection: Selection,
) -> Row:
    here = pl.col("country").eq_missing(country)
    group = applied.filter(here)
    ever = group.filter(furthest=4).height
    low, high = wilson(ever, group.height)
    days = _forward(hires.filter(here)["days_to_hire"])
    return {
        "applications": group.height,
        "hires": len(days),
        "median_days_to_hire": quantile(days, 0.5),
        "hire_rate": _over(ever, group.height),
        "hire_rate_low": low,
        "hire_rate_high": high,
        "open_roles": _open(openings.filter(here), selection.until or date.max).height,
    }


def people(company: Company, selection: Selection) -> int:
    """Return the distinct candidates behind the applications received in the period."""
    return cohort(company, selection)["candidate_id"].n_unique()


def tiles(company: Company, selection: Selection, since: date, until: date) -> Row:
    """Return the figure of each overview tile for a period, as the export tells it today."""
    selection = replace(selection, since=since, until=until)
    applied, made = cohort(company, selection), hired(company, selection)
    offers = in_period(chosen(company.offers, selection), "decided_at", since, until)
    return {
        "applications": applied.height,
        "hires": made.height,
        "hire_rate": _over(applied.filter(furthest=4).height, applied.height),
        "median_days": quantile(_forward(made["days_to_hire"]), 0.5),
        "acceptance_rate": acceptance(offers["offer_status"]),
        "open_roles": open_roles(company, selection, until),
    }


def hire_rate_by(company: Company, selection: Selection, since: date, until: date, day: date) -> float | None:
    """Return the hire rate of a period's applications as it stood at the end of a day."""
    applied = cohort(company, replace(selection, since=since, until=until))
    known = applied.filter(pl.col("furthest") == 4, pl.col("hired_at").dt.date() <= day).height
    return _over(known, applied.height)


def live_postings(company: Company, since: date, until: date) -> pl.DataFrame:
    """Return the postings that were published on a day of the period; one taken down ended with its job."""
    published = pl.col("published_at").dt.date() < until
    return company.postings.filter(published, pl.col("is_live") | (pl.col("closed_at").dt.date() >= since))


def places(postings: pl.DataFrame, column: str) -> dict[str, int]:
    """Return the postings of each country or language, those that do not say among them."""
    counted = postings.group_by(pl.col(column).fill_null(NOT_STATED)).len()
    return dict(counted.iter_rows())
