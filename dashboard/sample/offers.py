"""Offers with their versions: every change of the terms is a new one, and only the last counts."""

from typing import Final

import numpy as np
import polars as pl

from dashboard.sample.columns import moments
from dashboard.sample.draws import Ints
from dashboard.sample.pipelines import pipelines
from dashboard.sample.plan import Plan
from dashboard.sample.population import NEVER, People, Visits
from dashboard.sample.walk import USUAL
from dashboard.sample.world import AS_OF, DAY, countries

_CHANGED: Final = 0.2
_MOST_VERSIONS: Final = 4


def offers(plan: Plan, people: People, visits: Visits) -> pl.DataFrame:
    """Return the versions of every offer that was made by the as-of date."""
    rows, entered = _made(plan, people, visits)
    number, job, decided = people.number[rows], people.who.job[rows], people.closed[rows]
    wait = np.where(decided == NEVER, 4 * DAY, decided - entered)
    sent = entered + (wait * (0.1 + 0.3 * plan.draws.uniform("sent", number))).astype(np.int64)
    status = np.where(people.hired[rows], "accepted", np.where(decided == NEVER, "unresolved", "rejected"))
    whole = pl.DataFrame(
        {
            "application_id": number + 1,
            "job_id": job + 1,
            "version": 1 + plan.draws.chance("changed", number, _CHANGED).astype(np.int64),
            "status": status,
            "created_at": moments(entered),
            "sent_on": moments(np.where(sent <= AS_OF, sent, NEVER)).dt.date(),
            "resolved_at": moments(decided),
            "starts_on": _first_days(plan, job, number, np.maximum(sent, decided)),
        }
    )
    return _versions(whole)


def _made(plan: Plan, people: People, visits: Visits) -> tuple[Ints, Ints]:
    """Return the applications that got an offer, and when they came to that stage."""
    offer = pipelines().offer[plan.jobs.pipeline[people.who.job]]
    here = visits.position == offer[visits.application]
    rows, entered = visits.application[here], visits.entered[here]
    made = people.who.fate[rows] != USUAL
    return rows[made], entered[made]


def _first_days(plan: Plan, job: Ints, number: Ints, accepted: Ints) -> pl.Series:
    """Return first working days: after the country's notice, on a Monday or on the first of a month."""
    country = plan.jobs.country[job]
    days = countries().notice[country] * plan.draws.spread("notice", number, 0.3)
    free = moments(accepted + (days * DAY).astype(np.int64)).dt.date()
    months = free.dt.offset_by("1mo").dt.truncate("1mo")
    return months.zip_with(
        pl.Series(countries().month_end[country]), free.dt.offset_by("1w").dt.truncate("1w")
    )


def _versions(whole: pl.DataFrame) -> pl.DataFrame:
    old = whole.filter(pl.col("version") > 1).with_columns(
        version=pl.lit(1, pl.Int64),
        status=pl.lit("deprecated"),
        resolved_at=pl.lit(None, pl.Datetime("us")),
        starts_on=pl.col("starts_on").dt.offset_by("-2w"),
    )
    rows = pl.concat([old, whole]).sort("application_id", "version")
    number = pl.col("application_id") * _MOST_VERSIONS + pl.col("version")
    return rows.select(number.alias("offer_id"), pl.all())
