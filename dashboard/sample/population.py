"""The applications of some requisitions: who came through what, how far they got, and when it ended."""

from dataclasses import dataclass

import numpy as np

from dashboard.sample.draws import Bools, Ints
from dashboard.sample.pipelines import pipelines
from dashboard.sample.plan import Plan
from dashboard.sample.walk import ACCEPTS, USUAL, Applicants, came_through, walk
from dashboard.sample.world import AS_OF, DAY, reasons, sources

NEVER = -1
"""Instead of a time, a post or a reason that there is none of."""


@dataclass(frozen=True)
class People:
    """One entry an application, `number` counting all of them; closed is NEVER while it is active."""

    number: Ints
    who: Applicants
    source: Ints
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


def populate(plan: Plan, from_job: int, to_job: int) -> tuple[People, Visits]:
    """Return the applications of these requisitions, and their visits, as seen at the as-of date."""
    number = np.arange(plan.first[from_job], plan.first[to_job - 1] + plan.size[to_job - 1])
    who = _who(plan, number, np.repeat(np.arange(from_job, to_job), plan.size[from_job:to_job]))
    source = came_through(plan.draws, plan.jobs, who)
    last = _furthest(plan, who, source)
    way = walk(plan.draws, plan.jobs, who, source, last)
    closed, reason = _ending(plan, who, last, way.end)
    active = closed > AS_OF
    hired = (who.fate == ACCEPTS) & ~active
    seen = way.entered <= np.minimum(closed, AS_OF)[way.application]
    visits = _visits(way.application[seen], way.position[seen], way.entered[seen], closed)
    visits = _with_hired(plan, who, np.where(hired, closed, NEVER), visits)
    people = People(
        number=number,
        who=who,
        source=source,
        closed=np.where(active, NEVER, closed),
        reason=np.where(active | hired, NEVER, reason),
        hired=hired,
        position=visits.position[_lasts(visits.application)],
    )
    return people, visits


def _who(plan: Plan, number: Ints, job: Ints) -> Applicants:
    """Return the applicants: those who get an offer have key, fate and time from the plan."""
    key, fate = number.copy(), np.full(len(number), USUAL)
    applied = plan.arrival(job, plan.draws.uniform("arrival", number))
    begin, end = np.searchsorted(plan.offered.job, [job[0], job[-1] + 1])
    rows = plan.numbers[begin:end] - number[0]
    key[rows] = plan.offered.key[begin:end]
    fate[rows] = plan.offered.fate[begin:end]
    applied[rows] = plan.offered.applied[begin:end]
    return Applicants(key, job, fate, applied)


def _furthest(plan: Plan, who: Applicants, source: Ints) -> Ints:
    pipeline = plan.jobs.pipeline[who.job]
    reach = pipelines().reach[pipeline, sources().channel[source]]
    usual = (plan.draws.uniform("how far", who.key)[:, None] < reach).sum(axis=1) - 1
    return np.where(who.fate == USUAL, usual, pipelines().offer[pipeline])


def _ending(plan: Plan, who: Applicants, last: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return when and why each application ends; what is left when the requisition closes ends with it."""
    cleared = plan.closes[who.job] + ((0.2 + 5 * plan.draws.uniform("cleared", who.key)) * DAY).astype(
        np.int64
    )
    late = (who.fate == USUAL) & (cleared < end)
    with_it = np.where(_given_up(plan)[who.job], reasons().cancelled, reasons().filled)
    return np.where(late, cleared, end), np.where(late, with_it, _reason(plan, who, last))


def _reason(plan: Plan, who: Applicants, last: Ints) -> Ints:
    draws, sides = plan.draws, reasons()
    kind = pipelines().kind[plan.jobs.pipeline[who.job], last]
    company = draws.whole("company's reason", who.key, 1, sides.company)
    candidate = draws.whole("candidate's reason", who.key, 1, sides.candidate) + sides.company
    return np.where(draws.chance("withdraws", who.key, pipelines().withdrawn[kind]), candidate, company)


def _given_up(plan: Plan) -> Bools:
    """Return which requisitions have cancelled seats only."""
    filled = np.bincount(plan.seats.job[~plan.seats.cancelled], minlength=len(plan.size))
    return np.asarray(filled == 0)


def _lasts(application: Ints) -> Bools:
    return np.append(application[1:] != application[:-1], True)


def _visits(application: Ints, position: Ints, entered: Ints, closed: Ints) -> Visits:
    ended = closed[application]
    left = np.where(_lasts(application), np.where(ended > AS_OF, NEVER, ended), np.append(entered[1:], 0))
    return Visits(application, position, entered, left)


def _with_hired(plan: Plan, who: Applicants, hired: Ints, visits: Visits) -> Visits:
    """Add the stay in the pipeline's own hired stage, where it has one, entered some hours later."""
    pipeline = plan.jobs.pipeline[who.job]
    has_stage = pipelines().length[pipeline] > pipelines().offer[pipeline] + 1
    rows = np.flatnonzero((hired != NEVER) & has_stage)
    delay = (plan.draws.uniform("moved to hired", who.key[rows]) ** 2 * 20 * 3600).astype(np.int64)
    entered = np.minimum(hired[rows] + delay, AS_OF)
    application = np.concatenate([visits.application, rows])
    order = np.argsort(application, kind="stable")
    return Visits(
        application=application[order],
        position=np.concatenate([visits.position, pipelines().offer[pipeline[rows]] + 1])[order],
        entered=np.concatenate([visits.entered, entered])[order],
        left=np.concatenate([visits.left, np.full(len(rows), NEVER)])[order],
    )
