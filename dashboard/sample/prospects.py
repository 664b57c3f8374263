"""Prospects: people who are known before they apply, for no requisition, for one or for several."""

from typing import Final

import numpy as np
import polars as pl

from dashboard.sample.applications import candidate, candidates
from dashboard.sample.columns import moments
from dashboard.sample.draws import Ints
from dashboard.sample.flaws import Flaws
from dashboard.sample.plan import Plan
from dashboard.sample.truth import Chunk
from dashboard.sample.world import AS_OF, CHANNELS, DAY, FIRST_DAY, sources

SHARE: Final = 0.02
_KINDS: Final = {
    "prospect without a requisition": 0.6,
    "prospect for several requisitions": 0.25,
    "prospect turned applicant": 0.15,
}
_NONE, _SEVERAL, _CONVERTED = range(3)
_CHANNELS: Final = ("sourced", "event", "referral")


def write_down_prospects(flaws: Flaws, plan: Plan, number: Ints, empty: Chunk) -> Chunk:
    """Return the prospects with these numbers; `empty` gives the columns of what they do not have."""
    kind = plan.draws.pick("kind of prospect", number, np.array(list(_KINDS.values())))
    for which, flaw in enumerate(_KINDS):
        flaws.mark(flaw, pl.Series(kind == which))
    known = _applications(plan, number, kind)
    columns = empty.applications.clear()
    applications = (
        pl.concat([columns, known], how="diagonal_relaxed").select(columns.columns).cast(columns.schema)
    )
    return Chunk(
        applications=applications,
        visits=empty.visits.clear(),
        events=applications.filter(status="rejected").select(
            "application_id", at="closed_at", status="status"
        ),
        offers=empty.offers.clear(),
        rejections=empty.rejections.clear(),
        candidates=candidates(applications),
    )


def _applications(plan: Plan, number: Ints, kind: Ints) -> pl.DataFrame:
    draws = plan.draws
    later = draws.whole("later application", number, 0, plan.applications - 1)
    job = np.searchsorted(plan.first, later, side="right") - 1
    anywhen = FIRST_DAY + (draws.uniform("met", number) * (AS_OF - DAY - FIRST_DAY)).astype(np.int64)
    before = plan.jobs.opened[job] - draws.whole("days before", number, 2, 90) * DAY
    met = np.where(kind == _CONVERTED, before, anywhen)
    turned_down = (kind == _NONE) & draws.chance("turned down", number, 0.3)
    person = np.where(kind == _CONVERTED, candidate(draws, later), number)
    status = np.where(kind == _CONVERTED, "converted", np.where(turned_down, "rejected", "active"))
    return pl.DataFrame(
        {
            "application_id": number + 1,
            "candidate_id": person + 1,
            "prospective_jobs": _jobs(plan, number, kind, job),
            "source_id": _sources(plan, number) + 1,
            "applied_at": moments(met),
            "status": status,
            "closed_at": moments(np.where(turned_down, np.minimum(met + 30 * DAY, AS_OF), -1)),
            "is_prospect": np.full(len(number), True),
            "last_activity_at": moments(met),
        }
    )


def _jobs(plan: Plan, number: Ints, kind: Ints, job: Ints) -> pl.Series:
    """Return the requisitions in mind as numbers between semicolons."""
    on = plan.draws.whole("another requisition", number, 1, max(len(plan.size) - 1, 1))
    named = pl.DataFrame({"kind": kind, "one": job + 1, "two": (job + on) % len(plan.size) + 1})
    one = pl.when(kind=_CONVERTED).then(pl.col("one").cast(pl.String))
    return named.select(one.when(kind=_SEVERAL).then(pl.concat_str("one", "two", separator=";"))).to_series()


def _sources(plan: Plan, number: Ints) -> Ints:
    usual = np.isin(sources().channel, [CHANNELS.index(channel) for channel in _CHANNELS])
    source = plan.draws.pick("prospect's source", number, np.where(usual, sources().applied[0], 0.0))
    return sources().first_spelling[source]
