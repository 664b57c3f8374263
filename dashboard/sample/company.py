"""The company as frames: requisitions, openings, and the lists that they point to."""

from functools import cache
from typing import Final

import numpy as np
import polars as pl

from dashboard.sample.columns import moments, named, numbers
from dashboard.sample.draws import Ints
from dashboard.sample.places import office_of, offices
from dashboard.sample.plan import Plan
from dashboard.sample.postings import MODELS, posts, relocation, titles, work_models
from dashboard.sample.spend import spend
from dashboard.sample.stages import stages
from dashboard.sample.truth import Company
from dashboard.sample.world import AS_OF, DAY, Reasons, reasons, roles, sources

CLOSE_REASONS: Final = ("Hire - New Headcount", "Hire - Backfill", "Position cancelled")
_CANCELLED: Final = 2
_BACKFILL: Final = 0.4
_HELD: Final = 0.08


def describe(plan: Plan) -> Company:
    """Return the company's frames, as they are before anything goes wrong."""
    return Company(
        jobs=_jobs(plan),
        posts=posts(plan),
        stages=stages(plan),
        openings=_openings(plan),
        offices=offices(),
        departments=named("department_id", _departments()).with_columns(parent_id=pl.lit(None, pl.Int64)),
        sources=named("source_id", sources().spellings).with_columns(type=pl.Series(sources().types)),
        reasons=named("reason_id", reasons().names).with_columns(side=_side(reasons())),
        close_reasons=named("close_reason_id", CLOSE_REASONS),
        holds=_holds(plan),
        spend=spend(plan),
    )


def _side(sides: Reasons) -> pl.Expr:
    theirs = pl.col("reason_id").is_between(sides.company + 1, sides.company + sides.candidate)
    return pl.when(theirs).then(pl.lit("candidate")).otherwise(pl.lit("company"))


@cache
def _departments() -> tuple[str, ...]:
    return tuple(dict.fromkeys(roles().departments))


def _jobs(plan: Plan) -> pl.DataFrame:
    jobs = plan.jobs
    number = np.arange(1, len(jobs.key) + 1)
    closed = np.where(plan.closes > AS_OF, -1, plan.closes)
    prepared = (plan.draws.spread("prepared", jobs.key, 0.7) * 4 * DAY).astype(np.int64)
    department = np.array([_departments().index(name) for name in roles().departments])
    return pl.DataFrame(
        {
            "job_id": number,
            "title": titles(plan, number - 1, jobs.language),
            "department_id": department[jobs.role] + 1,
            "office_id": office_of(plan.draws, jobs.key, jobs.country) + 1,
            "requisition": [f"REQ-{each:05d}" for each in number.tolist()],
            "status": np.where(closed < 0, "open", "closed"),
            "created_at": moments(jobs.opened - prepared),
            "opened_at": moments(jobs.opened),
            "closed_at": moments(closed),
            "work_model": np.array(MODELS)[work_models(plan)],
            "relocation": relocation(plan),
        }
    )


def _openings(plan: Plan) -> pl.DataFrame:
    """Return the seats that are open by the as-of date."""
    seats = plan.seats
    number = np.arange(len(seats.job))
    filled = plan.filled_by >= 0
    closed = np.where(filled | (seats.cancelled & (seats.closed <= AS_OF)), seats.closed, -1)
    hire = plan.draws.chance("backfill", number, _BACKFILL).astype(np.int64)
    reason = np.where(filled, hire, np.where(closed >= 0, _CANCELLED, -1))
    return pl.DataFrame(
        {
            "opening_id": number + 1,
            "job_id": seats.job + 1,
            "code": _codes(seats.job),
            "application_id": numbers(plan.filled_by),
            "opened_at": moments(seats.opened),
            "closed_at": moments(closed),
            "close_reason_id": numbers(reason),
            "target_start_on": moments(seats.opened + 120 * DAY).dt.date(),
        }
    ).filter(pl.Series(seats.opened <= AS_OF))


def _holds(plan: Plan) -> pl.DataFrame:
    """Return when requisitions were on hold: some weeks, begun some weeks after they were opened."""
    draws, jobs = plan.draws, plan.jobs
    start = jobs.opened + (draws.spread("put on hold", jobs.key, 0.5) * 21 * DAY).astype(np.int64)
    end = start + (draws.spread("held", jobs.key, 0.6) * 24 * DAY).astype(np.int64)
    held = draws.chance("on hold", jobs.key, _HELD) & (start < np.minimum(plan.closes, AS_OF))
    days = pl.DataFrame(
        {
            "job_id": np.arange(1, len(jobs.key) + 1),
            "held_from": moments(start).dt.date(),
            "held_until": moments(np.where(end > AS_OF, -1, end)).dt.date(),
        }
    )
    return days.filter(pl.Series(held)).with_columns(pl.col("held_from", "held_until").cast(pl.String))


def _codes(job: Ints) -> list[str]:
    nth = np.arange(len(job)) - np.searchsorted(job, job) + 1
    return [f"{one}-{each}" for one, each in zip((job + 1).tolist(), nth.tolist(), strict=True)]
