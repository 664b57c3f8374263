"""A chunk of applications as frames, before anything goes wrong."""

import numpy as np
import polars as pl

from dashboard.sample.company import POSITIONS, first_post, moments, numbers, stage_names
from dashboard.sample.draws import Bools, Draws, Ints
from dashboard.sample.offers import offers
from dashboard.sample.plan import Plan
from dashboard.sample.population import NEVER, People, Visits, populate
from dashboard.sample.truth import Chunk
from dashboard.sample.world import AS_OF, CHANNELS, DAY, sources

_KNOWN_BEFORE = 0.05
_KEPT_DAYS = 120
"""Candidates' details are deleted when they are no longer needed; applications stay."""


def write_down(draws: Draws, plan: Plan, from_job: int, to_job: int) -> Chunk:
    """Return the frames of the requisitions from_job to to_job."""
    people, visits = populate(draws, plan, from_job, to_job)
    applications = _applications(draws, plan, people)
    return Chunk(
        applications=applications,
        visits=_visits(people, visits),
        events=_events(applications),
        offers=offers(draws, plan, people, visits),
        rejections=_rejections(applications),
        candidates=candidates(applications),
    )


def _applications(draws: Draws, plan: Plan, people: People) -> pl.DataFrame:
    status = np.where(people.hired, "hired", np.where(people.closed == NEVER, "active", "rejected"))
    return pl.DataFrame(
        {
            "application_id": people.number + 1,
            "candidate_id": candidate(draws, people.number) + 1,
            "job_id": people.job + 1,
            "prospective_jobs": pl.Series([None] * len(status), dtype=pl.String),
            "post_id": numbers(_post(draws, plan, people)),
            "source_id": _spelling(draws, people) + 1,
            "applied_at": moments(people.applied),
            "applied_text": pl.Series([None] * len(status), dtype=pl.String),
            "status": status,
            "closed_at": moments(people.closed),
            "reason_id": numbers(people.reason, since=0),
            "stage_id": people.job * POSITIONS + people.position + 1,
            "stage": stage_names(draws, plan, people.job, people.position),
            "is_prospect": np.full(len(status), False),
            "last_activity_at": moments(_last_activity(draws, people)),
        }
    )


def candidate(draws: Draws, number: Ints) -> Ints:
    """Return the person behind each application: some have applied before."""
    back = draws.whole("applied before", number, 1, 400)
    known = draws.chance("known", number, _KNOWN_BEFORE) & (number >= back)
    return np.where(known, number - back, number)


def _post(draws: Draws, plan: Plan, people: People) -> Ints:
    second = (plan.jobs.second_language[people.job] >= 0) & draws.chance("second posting", people.number, 0.32)
    return np.where(_names_no_post(draws, people), -1, first_post(plan)[people.job] + second)


def _names_no_post(draws: Draws, people: People) -> Bools:
    personal = [CHANNELS.index(channel) for channel in ("sourced", "agency", "internal")]
    share = np.where(np.isin(sources().channel[people.source], personal), 0.25, 0.01)
    return draws.chance("no posting", people.number, share)


def _spelling(draws: Draws, people: People) -> Ints:
    """Return the written form of each source: the usual one for most."""
    first = sources().first_spelling
    others = first[people.source + 1] - first[people.source]
    share = draws.uniform("spelling", people.number) ** 4
    return first[people.source] + (share * others).astype(np.int64)


def _last_activity(draws: Draws, people: People) -> Ints:
    ended = np.where(people.closed == NEVER, people.applied + 3 * DAY, people.closed)
    return np.minimum(ended + (draws.uniform("last activity", people.number) * 2 * DAY).astype(np.int64), AS_OF)


def _visits(people: People, visits: Visits) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "application_id": people.number[visits.application] + 1,
            "nth": visits.position,
            "stage_id": people.job[visits.application] * POSITIONS + visits.position + 1,
            "entered_at": moments(visits.entered),
            "left_at": moments(visits.left),
        }
    )


def _events(applications: pl.DataFrame) -> pl.DataFrame:
    ended = applications.filter(pl.col("closed_at").is_not_null())
    return ended.select("application_id", at="closed_at", status="status")


def _rejections(applications: pl.DataFrame) -> pl.DataFrame:
    rejected = applications.filter(pl.col("reason_id").is_not_null())
    return rejected.select("application_id", "reason_id", rejected_at="closed_at")


def candidates(applications: pl.DataFrame) -> pl.DataFrame:
    """Return those people whose details are still there, each where they first applied."""
    recent = pl.lit(AS_OF - _KEPT_DAYS * DAY, pl.Int64)
    own = pl.col("candidate_id") == pl.col("application_id")
    kept = applications.filter(own & (pl.col("applied_at").dt.epoch("s") > recent))
    return kept.select("candidate_id", created_at="applied_at")
