"""What happens on each requisition before a single application is written: seats, who fills them, how many apply."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.draws import Bools, Draws, Floats, Ints
from dashboard.sample.jobs import Jobs, draw_jobs
from dashboard.sample.walk import came_through, first_position, walk
from dashboard.sample.world import AS_OF, DAY, countries, pipelines

_SEAT_SHARES: Final = np.array([0.8, 0.14, 0.04, 0.02])
_MOST_SEATS: Final = 5
"""The last one is a seat on a requisition that was opened again."""
_REOPENED: Final = 0.05
_CANCELLED: Final = 0.12
_APPLICATIONS_A_SEAT: Final = np.array([42.0, 95.0, 30.0])
_SEATS_FROM: Final = 1 << 40
_DECLINED_FROM: Final = 1 << 41
"""Keys of those who get an offer: apart from the applications' own numbers and from each other."""
ARRIVALS: Final = 1.6
"""Applications come early: after a share s of them, s ** 1.6 of the time has passed."""


@dataclass(frozen=True)
class Seats:
    """One entry an opening; filled_by is a row of Chosen, -1 while it is open or when it is cancelled."""

    job: Ints
    opened: Ints
    closed: Ints
    cancelled: Bools
    filled_by: Ints


@dataclass(frozen=True)
class Chosen:
    """One entry an application that gets an offer, by requisition; number is its place among all applications."""

    job: Ints
    key: Ints
    applied: Ints
    accepts: Bools
    number: Ints


@dataclass(frozen=True)
class Plan:
    """All requisitions in the order of opening; applications first[j] to first[j] + size[j] are the j-th one's."""

    jobs: Jobs
    closes: Ints
    size: Ints
    first: Ints
    seats: Seats
    chosen: Chosen

    @property
    def applications(self) -> int:
        return int(self.size.sum())


def make_plan(draws: Draws, applications: int) -> Plan:
    """Return requisitions that draw exactly this many applications."""
    jobs = draw_jobs(draws, applications // 30 + 20)
    seats, candidates, closes = _seats(draws, jobs)
    wanted = _sizes(draws, jobs, seats, closes)
    offered = np.bincount(candidates.job, minlength=len(wanted))
    size = _cut(np.maximum(wanted, offered + 2), offered, applications)
    kept = np.flatnonzero(size)
    order = kept[np.argsort(jobs.opened[kept], kind="stable")]
    return _sorted(draws, order, jobs, closes, size, seats, candidates)


def _seats(draws: Draws, jobs: Jobs) -> tuple[Seats, Chosen, Ints]:
    """Return the seats, those who get an offer for one by the as-of date, and when each requisition closes."""
    job, nth = np.nonzero(_wanted_seats(draws, jobs.key))
    key = jobs.key[job] * 8 + nth
    again = np.where(nth == _MOST_SEATS - 1, draws.spread("opened again", key, 0.4) * 150 * DAY, 0)
    opened = jobs.opened[job] + again.astype(np.int64)
    cancelled = draws.chance("cancelled", key, _CANCELLED)
    accepting = _offered(draws, jobs, job, key + _SEATS_FROM, opened, 14.0)
    given_up = opened + (draws.spread("given up", key, 0.6) * 70 * DAY).astype(np.int64)
    closed = np.where(cancelled, given_up, accepting[1])
    acceptance = countries().acceptance[jobs.country[job]]
    refused = ~cancelled & draws.chance("refused", key, (1 - acceptance) / acceptance)
    declining = _offered(draws, jobs, job, key + _DECLINED_FROM, opened, 8.0)
    closes = np.zeros(len(jobs.key), dtype=np.int64)
    np.maximum.at(closes, job, np.where(refused, np.maximum(closed, declining[1]), closed))
    closes += (draws.uniform("closes", jobs.key) * 4 * DAY).astype(np.int64)
    hires = ~cancelled & (accepting[0] < AS_OF)
    refusals = refused & (declining[0] < AS_OF)
    candidates = Chosen(
        job=np.concatenate([job[hires], job[refusals]]),
        key=np.concatenate([key[hires] + _SEATS_FROM, key[refusals] + _DECLINED_FROM]),
        applied=np.concatenate([accepting[0][hires], declining[0][refusals]]),
        accepts=np.repeat([True, False], [hires.sum(), refusals.sum()]),
        number=np.zeros(hires.sum() + refusals.sum(), dtype=np.int64),
    )
    filled_by = np.where(hires, np.cumsum(hires) - 1, -1)
    return Seats(job, opened, closed, cancelled, filled_by), candidates, closes


def _wanted_seats(draws: Draws, key: Ints) -> Bools:
    count = draws.pick("seats", key, _SEAT_SHARES) + 1
    wanted: Bools = np.arange(_MOST_SEATS) < count[:, None]
    wanted[:, -1] = draws.chance("reopened", key, _REOPENED)
    return wanted


def _offered(draws: Draws, jobs: Jobs, job: Ints, key: Ints, opened: Ints, wait: float) -> tuple[Ints, Ints]:
    """Return when the one who gets an offer applied, `wait` days in the middle after the opening, and decided."""
    applied = opened + (draws.spread("found", key, 0.8) * wait * DAY).astype(np.int64)
    source = came_through(draws, key, jobs.country[job], chosen=True)
    last = pipelines().offer[jobs.pipeline[job]]
    return applied, walk(draws, key, jobs, job, applied, first_position(draws, key, source), last).end


def window(jobs: Jobs, closes: Ints) -> Floats:
    """Return the seconds in which applications arrive on each requisition."""
    return np.maximum(closes - jobs.opened, 5 * DAY) * 0.95


def arrived(jobs: Jobs, closes: Ints) -> Floats:
    """Return the share of a requisition's applications that have arrived by the as-of date."""
    return np.minimum((AS_OF - jobs.opened) / window(jobs, closes), 1.0) ** (1 / ARRIVALS)


def _sizes(draws: Draws, jobs: Jobs, seats: Seats, closes: Ints) -> Ints:
    usual = _APPLICATIONS_A_SEAT[jobs.group] * np.bincount(seats.job, minlength=len(jobs.key))
    drawn = usual * draws.spread("applications", jobs.key, 0.45) * arrived(jobs, closes)
    return drawn.astype(np.int64)


def _cut(size: Ints, offered: Ints, applications: int) -> Ints:
    """Keep the first requisitions that draw the number together; too small a rest goes to the one before."""
    total = np.cumsum(size)
    last = int(np.searchsorted(total, applications))
    kept = np.where(np.arange(len(size)) < last, size, 0)
    rest = applications - int(kept.sum())
    into = last if rest >= offered[last] + 2 or last == 0 else last - 1
    kept[into] += rest
    return kept


def _sorted(
    draws: Draws, order: Ints, jobs: Jobs, closes: Ints, size: Ints, seats: Seats, chosen: Chosen
) -> Plan:
    place = np.full(len(size), -1, dtype=np.int64)
    place[order] = np.arange(len(order))
    size = size[order]
    first = np.cumsum(size) - size
    by_job = np.lexsort((chosen.key, place[chosen.job]))
    by_job = by_job[place[chosen.job[by_job]] >= 0]
    row = np.full(len(chosen.job) + 1, -1, dtype=np.int64)
    row[by_job] = np.arange(len(by_job))
    job = place[chosen.job[by_job]]
    held = np.flatnonzero(place[seats.job] >= 0)
    held = held[np.lexsort((seats.opened[held], place[seats.job[held]]))]
    return Plan(
        jobs=jobs.take(order),
        closes=closes[order],
        size=size,
        first=first,
        seats=Seats(
            place[seats.job[held]],
            seats.opened[held],
            seats.closed[held],
            seats.cancelled[held],
            row[seats.filled_by[held]],
        ),
        chosen=Chosen(
            job,
            chosen.key[by_job],
            chosen.applied[by_job],
            chosen.accepts[by_job],
            first[job] + _places(draws, jobs.key[order], job, size),
        ),
    )


def _places(draws: Draws, key: Ints, job: Ints, size: Ints) -> Ints:
    """Return where among its requisition's applications each chosen one stands: all different."""
    count = np.bincount(job, minlength=len(size))
    nth = np.arange(len(job)) - (np.cumsum(count) - count)[job]
    start = (draws.uniform("place", key) * size).astype(np.int64)
    return (start[job] + nth * (size[job] // count[job])) % size[job]
