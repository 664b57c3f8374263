"""What METRICS defines, computed a second time on the rows of `export`: one function for each query compared."""

from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl
from independent.estimates import (
    FEW,
    acceptance,
    enough,
    forward,
    incidence,
    over,
    quantile,
    shrink,
    wilson,
)
from independent.export import Company
from independent.history import MILESTONES
from independent.selecting import chosen, cohort, hired, in_period, open_at, openings_of

from dashboard.engine import Selection

Row = dict[str, Any]


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
    days = forward(hired(company, selection)["days_to_hire"])
    told = enough(days)
    return [
        {
            "hires": len(days),
            "median_days": quantile(told, 0.5),
            "p75_days": quantile(told, 0.75),
            "p90_days": quantile(told, 0.9),
            "mean_days": float(np.mean(told)) if told else None,
        }
    ]


def adjusted(company: Company, selection: Selection) -> list[Row]:
    """Return by which day half of the hires come, counting the applications still under way."""
    is_hire, is_active = pl.col("furthest") == 4, pl.col("status") == "active"
    end = pl.when(is_hire).then("hired_at").otherwise("ended_at").dt.date()
    rows = (
        cohort(company, selection)
        .filter(~is_hire | pl.col("hired_at").is_not_null())
        .with_columns(
            end=pl.coalesce(end, pl.lit(company.as_of)),
            event=pl.when(is_hire)
            .then(pl.lit("hire"))
            .when(is_active)
            .then(pl.lit("active"))
            .otherwise(pl.lit("exit")),
        )
    )
    followed = (rows["end"] - rows["applied_at"].dt.date()).dt.total_days()
    curve = incidence(followed, rows["event"])
    final = max(curve.values(), default=None)
    hires = rows.filter(event="hire").height
    half = [day for day, share in curve.items() if hires >= FEW and final and share > final / 2 - 1e-12]
    return [
        {
            "applications": rows.height,
            "hires": hires,
            "under_way": rows.filter(event="active").height,
            "hired_share": final,
            "half_day": min(half, default=None),
        }
    ]


def time_to_fill(company: Company, selection: Selection) -> list[Row]:
    openings = _off_hold(company, openings_of(company, selection))
    filled = openings.filter(status="filled")
    days = forward(in_period(filled, "closed_at", selection.since, selection.until)["days"])
    ages = forward(openings.filter(status="open")["days"])
    return [
        {
            "filled": len(days),
            "median_days": quantile(enough(days), 0.5),
            "p90_days": quantile(enough(days), 0.9),
            "still_open": len(ages),
            "median_age_days": quantile(enough(ages), 0.5),
            "p90_age_days": quantile(enough(ages), 0.9),
        }
    ]


def _off_hold(company: Company, openings: pl.DataFrame) -> pl.DataFrame:
    """Return the openings with the days that they were open for and not on hold."""
    held = {row["job_id"]: row for row in company.holds.rows(named=True)}
    days = []
    for opening in openings.rows(named=True):
        first, last = opening["opened_at"].date(), (opening["closed_at"] or company.as_of)
        last = last.date() if isinstance(last, datetime) else last
        hold, away = held.get(opening["job_id"]), 0
        if hold:
            until = min(hold["held_until"] or last, last)
            away = max(0, (until - max(hold["held_from"], first)).days)
        days.append((last - first).days - away)
    return openings.with_columns(pl.Series("days", days, pl.Int64))


def reconciliation(company: Company, selection: Selection) -> dict[str, int]:
    """Return the steps of the waterfall that say how applications become decisions, people and hires."""
    rows, made = cohort(company, selection), hired(company, selection)
    since, until = selection.since or date.min, selection.until or date.max
    people = rows.group_by("candidate_id").agg(pl.len(), pl.col("is_transferred").sum())
    further = int((people["len"] - 1).sum())
    moved = sum(min(n, total - 1) for _, total, n in people.rows())
    hires, day = rows.filter(furthest=4), pl.col("hired_at").dt.date()
    active, reopened = rows.filter(status="active").height, rows.filter("is_reopened").height
    early, late = (
        made.filter(pl.col("applied_at").dt.date() < since),
        made.filter(pl.col("applied_at").dt.date() >= until),
    )
    return {
        "Still in progress": -active,
        "Reopened: decided once before": reopened,
        "Decisions": rows.height - active + reopened,
        "Transferred from another job": -moved,
        "Applied again": moved - further,
        "People": people.height,
        "Hires in the period (activity)": made.height,
        "Applied before the period": -early.height,
        "Hired after the period": hires.filter(day >= until).height,
        "Hired without a date": hires["hired_at"].null_count(),
        "Times that run backwards": hires.filter(day < since).height - late.height,
        "Hires of the cohort": hires.height,
    }


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
    days = forward(stays.filter("is_over")["days"])
    shares = {"p25_days": 0.25, "median_days": 0.5, "p75_days": 0.75, "p90_days": 0.9}
    return {
        "milestone": milestone,
        "finished": len(days),
        **{name: quantile(enough(days), share) for name, share in shares.items()},
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
    decided = group.filter(pl.col("offer_status").is_in(["accepted", "rejected", "deprecated"])).height
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
        "share_of_hires": over(hires, rows.filter(furthest=4).height),
        "hire_rate": hires / group.height,
        "hire_rate_low": low,
        "hire_rate_high": high,
        "median_days_to_hire": quantile(enough(forward(group["days_to_hire"])), 0.5),
        "decided_offers": decided,
        "acceptance_rate": acceptance(group["offer_status"]) if decided >= FEW else None,
        "spend": spend,
        "cost_per_hire": over(spend, hires),
    }


def countries(company: Company, selection: Selection) -> dict[str | None, Row]:
    """Return the row of each country with applications, hires or open seats."""
    applied, hires = cohort(company, selection), hired(company, selection)
    openings = openings_of(company, selection)
    found = {
        *applied["country"],
        *hires["country"],
        *open_at(openings, selection.until or date.max)["country"],
    }
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
    days = forward(hires.filter(here)["days_to_hire"])
    return {
        "applications": group.height,
        "hires": len(days),
        "median_days_to_hire": quantile(enough(days), 0.5),
        "hire_rate": over(ever, group.height),
        "hire_rate_low": low,
        "hire_rate_high": high,
        "open_roles": open_at(openings.filter(here), selection.until or date.max).height,
    }
