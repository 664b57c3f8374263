"""The applications of some requisitions: who came through what, how far they got, and when it ended."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.draws import Bools, Draws, Ints
from dashboard.sample.plan import ARRIVALS, Plan, arrived, window
from dashboard.sample.walk import came_through, first_position, walk
from dashboard.sample.world import AS_OF, DAY, pipelines, reasons, sources

NEVER: Final = -1
"""Instead of a time, a post or a reason that there is none of."""
USUAL, DECLINES, ACCEPTS = 0, 1, 2


@dataclass(frozen=True)
class People:
    """One entry an application, `number` counting all of them; closed is NEVER while it is active."""

    number: Ints
    key: Ints
    job: Ints
    fate: Ints
    source: Ints
    applied: Ints
    closed: Ints
    reason: Ints
    hired: Bools
    position: Ints


@dataclass(frozen=True)
class Visits:
    """One entry a stay, by application (its row in People) and position; left is NEVER while it lasts."""

    application: Ints
    position: Ints
    entered: Ints
    left: Ints


def populate(draws: Draws, plan: Plan, from_job: int, to_job: int) -> tuple[People, Visits]:
    """Return the applications of the requisitions from_job to to_job, and their visits, as seen at the as-of date."""
    job = np.repeat(np.arange(from_job, to_job), plan.size[from_job:to_job])
    start = int(plan.first[from_job])
    number = np.arange(start, start + len(job))
    key, fate, applied = _who(draws, plan, number, job)
    country = plan.jobs.country[job]
    offered = came_through(draws, key, country, chosen=True)
    source = np.where(fate == USUAL, came_through(draws, key, country, chosen=False), offered)
    first = first_position(draws, key, source)
    last = np.maximum(_furthest(draws, plan, key, job, fate, source), first)
    way = walk(draws, key, plan.jobs, job, applied, first, last)
    closed, reason = _ending(draws, plan, key, job, fate, last, way.end)
    seen = way.entered <= np.minimum(closed, AS_OF)[way.application]
    active = closed > AS_OF
    hired = (fate == ACCEPTS) & ~active
    visits = _visits(way.application[seen], way.position[seen], way.entered[seen], closed)
    visits = _with_hired(draws, plan, key, job, hired, closed, visits)
    people = People(
        number=number,
        key=key,
        job=job,
        fate=fate,
        source=source,
        applied=applied,
        closed=np.where(active, NEVER, closed),
        reason=np.where(active | hired, NEVER, reason),
        hired=hired,
        position=visits.position[_lasts(visits.application)],
    )
    return people, visits


def _who(draws: Draws, plan: Plan, number: Ints, job: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the key, the fate and the moment of each application: the chosen ones have their own from the plan."""
    key, fate = number.copy(), np.full(len(number), USUAL)
    gone = window(plan.jobs, plan.closes) * arrived(plan.jobs, plan.closes) ** ARRIVALS
    applied = plan.jobs.opened[job] + (gone[job] * draws.uniform("arrival", number) ** ARRIVALS).astype(np.int64)
    begin, end = np.searchsorted(plan.chosen.job, [job[0], job[-1] + 1])
    rows = plan.chosen.number[begin:end] - number[0]
    key[rows] = plan.chosen.key[begin:end]
    fate[rows] = np.where(plan.chosen.accepts[begin:end], ACCEPTS, DECLINES)
    applied[rows] = plan.chosen.applied[begin:end]
    return key, fate, np.minimum(applied, AS_OF - 60)


def _furthest(draws: Draws, plan: Plan, key: Ints, job: Ints, fate: Ints, source: Ints) -> Ints:
    pipeline = plan.jobs.pipeline[job]
    reach = pipelines().reach[pipeline, sources().channel[source]]
    usual = (draws.uniform("how far", key)[:, None] < reach).sum(axis=1) - 1
    return np.where(fate == USUAL, usual, pipelines().offer[pipeline])


def _ending(
    draws: Draws, plan: Plan, key: Ints, job: Ints, fate: Ints, last: Ints, end: Ints
) -> tuple[Ints, Ints]:
    """Return when and why each application ends; those still there when the requisition closes end with it."""
    sides = reasons()
    kind = pipelines().kind[plan.jobs.pipeline[job], last]
    withdraws = draws.chance("withdraws", key, pipelines().withdrawn[kind])
    company = draws.whole("company's reason", key, 1, sides.company)
    candidate = draws.whole("candidate's reason", key, 1, sides.candidate) + sides.company
    reason = np.where(withdraws, candidate, company)
    cleared = plan.closes[job] + ((0.2 + 5 * draws.uniform("cleared", key)) * DAY).astype(np.int64)
    late = (fate == USUAL) & (cleared < end)
    unfilled = _unfilled(plan)[job]
    return np.where(late, cleared, end), np.where(late, np.where(unfilled, sides.cancelled, sides.filled), reason)


def _unfilled(plan: Plan) -> Bools:
    """Return which requisitions have cancelled seats only."""
    seats = np.bincount(plan.seats.job, minlength=len(plan.size))
    cancelled = np.bincount(plan.seats.job[plan.seats.cancelled], minlength=len(plan.size))
    return seats == cancelled


def _lasts(application: Ints) -> Bools:
    return np.append(application[1:] != application[:-1], True)


def _visits(application: Ints, position: Ints, entered: Ints, closed: Ints) -> Visits:
    ended = closed[application]
    next_one = np.append(entered[1:], 0)
    left = np.where(_lasts(application), np.where(ended > AS_OF, NEVER, ended), next_one)
    return Visits(application, position, entered, left)


def _with_hired(
    draws: Draws, plan: Plan, key: Ints, job: Ints, hired: Bools, closed: Ints, visits: Visits
) -> Visits:
    """Add the stay in the pipeline's own hired stage, where it has one: entered when somebody gets round to it."""
    pipeline = plan.jobs.pipeline[job]
    rows = np.flatnonzero(hired & (pipelines().length[pipeline] > pipelines().offer[pipeline] + 1))
    delay = (draws.uniform("moved to hired", key[rows]) ** 2 * 20 * 3600).astype(np.int64)
    added = Visits(
        application=rows,
        position=pipelines().offer[pipeline[rows]] + 1,
        entered=np.minimum(closed[rows] + delay, AS_OF),
        left=np.full(len(rows), NEVER),
    )
    application = np.concatenate([visits.application, added.application])
    order = np.argsort(application, kind="stable")
    return Visits(
        application=application[order],
        position=np.concatenate([visits.position, added.position])[order],
        entered=np.concatenate([visits.entered, added.entered])[order],
        left=np.concatenate([visits.left, added.left])[order],
    )
