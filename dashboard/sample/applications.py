"""A chunk of applications as frames, before anything goes wrong."""

from typing import Final

import numpy as np
import polars as pl

from dashboard.sample.columns import moment, moments, numbers
from dashboard.sample.draws import Bools, Draws, Ints
from dashboard.sample.offers import offers
from dashboard.sample.plan import Plan
from dashboard.sample.population import NEVER, People, Visits, populate
from dashboard.sample.postings import first_post
from dashboard.sample.stages import stage_id, stage_names
from dashboard.sample.truth import Chunk
from dashboard.sample.walk import sought_out
from dashboard.sample.world import AS_OF, DAY, reasons, sources

_KNOWN_BEFORE: Final = 0.05
_MOVED: Final = 0.03
_MOVED_BY: Final = 300
"""How many applications later, on another requisition, somebody who was moved goes on."""
_SECOND_POSTING: Final = 0.32
_NO_POSTING: Final = (0.01, 0.25)
"""Share of the applications that name no posting: of those that came by themselves, of those sought out."""
_KEPT_DAYS: Final = 120
"""Candidates' details are deleted when they are no longer needed; applications stay."""


def write_down(plan: Plan, from_job: int, to_job: int) -> Chunk:
    """Return the frames of these requisitions' applications."""
    people, visits = populate(plan, from_job, to_job)
    applications = _applications(plan, people)
    return Chunk(
        applications=applications,
        visits=_visits(people, visits),
        events=_ended(applications).select("application_id", at="closed_at", status="status"),
        offers=offers(plan, people, visits),
        rejections=_ended(applications).drop_nulls("reason_id").select(
            "application_id", "reason_id", rejected_at="closed_at"
        ),
        candidates=candidates(applications),
    )  # fmt: skip


def _applications(plan: Plan, people: People) -> pl.DataFrame:
    job, number = people.who.job, people.number
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(number))
    return pl.DataFrame(
        {
            "application_id": number + 1,
            "candidate_id": candidate(plan.draws, number) + 1,
            "job_id": job + 1,
            "prospective_jobs": nothing,
            "post_id": numbers(_post(plan, people)),
            "source_id": _spelling(plan.draws, people) + 1,
            "applied_at": moments(people.who.applied),
            "applied_text": nothing,
            "status": _status(people),
            "closed_at": moments(people.closed),
            "reason_id": numbers(_reason(plan, people), since=0),
            "stage_id": stage_id(job, people.position),
            "stage": stage_names(plan, job, people.position),
            "is_prospect": np.full(len(number), False),
            "last_activity_at": moments(_last_activity(plan.draws, people)),
        }
    )


def candidate(draws: Draws, number: Ints) -> Ints:
    """Return the person behind each application: some have applied before, or were moved from another one."""
    back = draws.whole("applied before", number, 1, 400)
    known = draws.chance("known", number, _KNOWN_BEFORE) & (number >= back)
    moved = moved_on(draws, number - _MOVED_BY) & (number >= _MOVED_BY)
    return np.where(moved, number - _MOVED_BY, np.where(known, number - back, number))


def moved_on(draws: Draws, number: Ints) -> Bools:
    """Return which applications, where they end without a hire, go on with another requisition."""
    return draws.chance("moved", number, _MOVED)


def _reason(plan: Plan, people: People) -> Ints:
    moved = moved_on(plan.draws, people.number) & (people.reason != NEVER)
    return np.where(moved, reasons().transferred, people.reason)


def _status(people: People) -> pl.Series:
    ended = np.where(people.closed == NEVER, 0, 1)
    return pl.Series(["active", "rejected", "hired"]).gather(np.where(people.hired, 2, ended))


def _post(plan: Plan, people: People) -> Ints:
    job = people.who.job
    second = plan.draws.chance("second posting", people.number, _SECOND_POSTING)
    post = first_post(plan)[job] + (second & (plan.jobs.second_language[job] >= 0))
    return np.where(_names_none(plan.draws, people), -1, post)


def _names_none(draws: Draws, people: People) -> Bools:
    share = np.array(_NO_POSTING)[sought_out(people.source).astype(np.int64)]
    return draws.chance("no posting", people.number, share)


def _spelling(draws: Draws, people: People) -> Ints:
    """Return the written form of each source: the usual one for most."""
    first = sources().first_spelling
    count = first[people.source + 1] - first[people.source]
    share = draws.uniform("spelling", people.number) ** 4
    return np.asarray(first[people.source] + (share * count).astype(np.int64))


def _last_activity(draws: Draws, people: People) -> Ints:
    ended = np.where(people.closed == NEVER, people.who.applied + 3 * DAY, people.closed)
    after = (draws.uniform("last activity", people.number) * 2 * DAY).astype(np.int64)
    return np.asarray(np.minimum(ended + after, AS_OF))


def _visits(people: People, visits: Visits) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "application_id": people.number[visits.application] + 1,
            "nth": visits.position,
            "stage_id": stage_id(people.who.job[visits.application], visits.position),
            "entered_at": moments(visits.entered),
            "left_at": moments(visits.left),
        }
    )


def _ended(applications: pl.DataFrame) -> pl.DataFrame:
    return applications.filter(pl.col("closed_at").is_not_null())


def candidates(applications: pl.DataFrame) -> pl.DataFrame:
    """Return those people whose details are still there, each where they first applied."""
    own = pl.col("candidate_id") == pl.col("application_id")
    kept = applications.filter(own & (pl.col("applied_at") > moment(AS_OF - _KEPT_DAYS * DAY)))
    return kept.select("candidate_id", created_at="applied_at")
