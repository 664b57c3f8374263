"""The seats of the requisitions: who is offered each, and when it is filled or given up."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.draws import Bools, Draws, Ints
from dashboard.sample.jobs import Jobs
from dashboard.sample.pipelines import pipelines
from dashboard.sample.walk import ACCEPTS, DECLINES, Applicants, came_through, walk
from dashboard.sample.world import DAY, countries

_SHARES: Final = np.array([0.8, 0.14, 0.04, 0.02])
_MOST: Final = 5
"""The fifth is another kind of seat: on a requisition that was opened again."""
_REOPENED: Final = 0.05
_CANCELLED: Final = 0.12
_KEYS_FROM: Final = {ACCEPTS: 1 << 40, DECLINES: 1 << 41}
"""Those who get an offer have keys of their seat's, apart from all others."""
_FOUND_AFTER: Final = {ACCEPTS: 14 * DAY, DECLINES: 8 * DAY}


@dataclass(frozen=True)
class Seats:
    """One entry a seat: its requisition (a row of Jobs) and its times, also those after the as-of date."""

    key: Ints
    job: Ints
    opened: Ints
    closed: Ints
    cancelled: Bools


@dataclass(frozen=True)
class Offered:
    """Those who accept and those who decline, one entry each; seat is a row of Seats."""

    who: Applicants
    seat: Ints
    decided: Ints


def draw_seats(draws: Draws, jobs: Jobs) -> tuple[Seats, Offered]:
    """Return the seats, by requisition, and everyone who gets an offer for one."""
    job, nth = np.nonzero(_wanted(draws, jobs.key))
    key = jobs.key[job] * 8 + nth
    again = np.where(nth == _MOST - 1, draws.spread("opened again", key, 0.4) * 150 * DAY, 0)
    opened = jobs.opened[job] + again.astype(np.int64)
    cancelled = draws.chance("cancelled", key, _CANCELLED)
    given_up = opened + (draws.spread("given up", key, 0.6) * 70 * DAY).astype(np.int64)
    seats = Seats(key, job, opened, given_up, cancelled)
    accepting = _offered(draws, jobs, seats, np.flatnonzero(~cancelled), ACCEPTS)
    declining = _offered(
        draws, jobs, seats, np.flatnonzero(~cancelled & _declined(draws, jobs, seats)), DECLINES
    )
    given_up[accepting.seat] = accepting.decided
    return seats, _joined(accepting, declining)


def _wanted(draws: Draws, key: Ints) -> Bools:
    count = draws.pick("seats", key, _SHARES) + 1
    wanted: Bools = np.arange(_MOST) < count[:, None]
    wanted[:, -1] = draws.chance("reopened", key, _REOPENED)
    return wanted


def _declined(draws: Draws, jobs: Jobs, seats: Seats) -> Bools:
    """Return the seats that somebody declines: as many as make the country's share of accepted offers."""
    acceptance = countries().acceptance[jobs.country[seats.job]]
    return draws.chance("declined", seats.key, (1 - acceptance) / acceptance)


def _offered(draws: Draws, jobs: Jobs, seats: Seats, rows: Ints, fate: int) -> Offered:
    key, job = seats.key[rows] + _KEYS_FROM[fate], seats.job[rows]
    found = (draws.spread("found", key, 0.8) * _FOUND_AFTER[fate]).astype(np.int64)
    who = Applicants(key, job, np.full(len(rows), fate), seats.opened[rows] + found)
    last = pipelines().offer[jobs.pipeline[job]]
    return Offered(who, rows, walk(draws, jobs, who, came_through(draws, jobs, who), last).end)


def _joined(one: Offered, two: Offered) -> Offered:
    who = Applicants(
        key=np.concatenate([one.who.key, two.who.key]),
        job=np.concatenate([one.who.job, two.who.job]),
        fate=np.concatenate([one.who.fate, two.who.fate]),
        applied=np.concatenate([one.who.applied, two.who.applied]),
    )
    return Offered(who, np.concatenate([one.seat, two.seat]), np.concatenate([one.decided, two.decided]))
