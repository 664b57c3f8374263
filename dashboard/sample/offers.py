"""Offers with their versions: every change of the terms is a new one, and only the last counts."""

import numpy as np
import polars as pl

from dashboard.sample.company import moments
from dashboard.sample.draws import Draws, Ints
from dashboard.sample.plan import Plan
from dashboard.sample.population import NEVER, USUAL, People, Visits
from dashboard.sample.world import AS_OF, DAY, countries, pipelines

_CHANGED = 0.2
_MOST_VERSIONS = 4


def offers(draws: Draws, plan: Plan, people: People, visits: Visits) -> pl.DataFrame:
    """Return the versions of every offer that was made by the as-of date."""
    last = pipelines().offer[plan.jobs.pipeline[people.job]]
    at_offer = visits.position == last[visits.application]
    rows = visits.application[at_offer]
    made = people.fate[rows] != USUAL
    rows, entered = rows[made], visits.entered[at_offer][made]
    decided = people.closed[rows]
    number = people.number[rows]
    wait = np.where(decided == NEVER, 4 * DAY, decided - entered)
    sent = entered + (wait * (0.1 + 0.3 * draws.uniform("sent", number))).astype(np.int64)
    starts = start_dates(draws, plan, people.job[rows], number, np.where(decided == NEVER, sent, decided))
    status = np.where(people.hired[rows], "accepted", np.where(decided == NEVER, "unresolved", "rejected"))
    whole = pl.DataFrame(
        {
            "application_id": number + 1,
            "job_id": people.job[rows] + 1,
            "version": 1 + draws.chance("changed", number, _CHANGED),
            "status": status,
            "created_at": moments(entered),
            "sent_on": moments(np.where(sent <= AS_OF, sent, NEVER)).dt.date(),
            "resolved_at": moments(decided),
            "starts_on": starts,
        }
    )
    return _versions(whole)


def start_dates(draws: Draws, plan: Plan, job: Ints, number: Ints, accepted: Ints) -> pl.Series:
    """Return first working days: after the notice that is usual in the country, where it must, from a month's first."""
    country = plan.jobs.country[job]
    days = countries().notice[country] * draws.spread("notice", number, 0.3)
    free = moments(accepted + (days * DAY).astype(np.int64)).dt.date()
    month_end = pl.Series(countries().month_end[country] == 1)
    monday = free.dt.offset_by("1w").dt.truncate("1w")
    return free.dt.offset_by("1mo").dt.truncate("1mo").zip_with(month_end, monday)


def _versions(whole: pl.DataFrame) -> pl.DataFrame:
    old = whole.filter(pl.col("version") > 1).with_columns(
        version=pl.lit(1, pl.Int64),
        status=pl.lit("deprecated"),
        resolved_at=pl.lit(None, pl.Datetime("us")),
        starts_on=pl.col("starts_on").dt.offset_by("-2w"),
    )
    rows = pl.concat([old, whole.with_columns(pl.col("version").cast(pl.Int64))]).sort("application_id", "version")
    number = pl.col("application_id") * _MOST_VERSIONS + pl.col("version")
    return rows.select(number.alias("offer_id"), pl.all())
