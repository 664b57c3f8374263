"""What happens on each requisition before a single application is written: seats, offers, how many apply."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.draws import Draws, Floats, Ints
from dashboard.sample.jobs import Jobs, draw_jobs
from dashboard.sample.seats import Offered, Seats, draw_seats
from dashboard.sample.walk import ACCEPTS, Applicants
from dashboard.sample.world import AS_OF, DAY

_APPLICATIONS_A_SEAT: Final = np.array([38.0, 95.0, 30.0])
_FEWEST_OTHERS: Final = 2
_ARRIVALS: Final = 1.6
"""Applications come early: after a share s of them, s ** 1.6 of the time has passed."""


@dataclass(frozen=True)
class Plan:
    """All requisitions in the order of opening, and their seats and offers in that order.

    Applications first[j] to first[j] + size[j] are the j-th requisition's. numbers[k] is the place
    of the k-th of those offered among all applications, filled_by[s] that of the one who fills seat s, or -1.
    """

    draws: Draws
    jobs: Jobs
    closes: Ints
    size: Ints
    first: Ints
    seats: Seats
    offered: Applicants
    numbers: Ints
    filled_by: Ints

    @property
    def applications(self) -> int:
        return int(self.size.sum())

    def arrival(self, job: Ints, share: Floats) -> Ints:
        """Return when a share of the applications that a requisition has drawn by today had arrived."""
        drawn = _drawn_by_today(self.jobs, self.closes)[job]
        passed = (drawn * share) ** _ARRIVALS * _window(self.jobs, self.closes)[job]
        return np.minimum(self.jobs.opened[job] + passed.astype(np.int64), AS_OF - 60)


def make_plan(draws: Draws, applications: int) -> Plan:
    """Return requisitions that draw exactly this many applications by the as-of date."""
    jobs = draw_jobs(draws, applications // 30 + 20)
    seats, offered = draw_seats(draws, jobs)
    closes = _closes(draws, jobs, seats, offered)
    known = np.bincount(offered.who.job[offered.who.applied < AS_OF], minlength=len(closes))
    size = _cut(_sizes(draws, jobs, seats, closes), known + _FEWEST_OTHERS, applications)
    kept = np.flatnonzero(size)
    order = kept[np.argsort(jobs.opened[kept], kind="stable")]
    place = np.full(len(size), -1, dtype=np.int64)
    place[order] = np.arange(len(order))
    requisitions = _Requisitions(draws, jobs.take(order), closes[order], size[order])
    return _numbered(requisitions, _seats_in_order(seats, place), _offered_in_order(offered, place))


@dataclass(frozen=True)
class _Requisitions:
    """The requisitions that are kept, in the order of opening."""

    draws: Draws
    jobs: Jobs
    closes: Ints
    size: Ints


def _seats_in_order(seats: Seats, place: Ints) -> tuple[Seats, Ints]:
    """Return the seats of the requisitions that have a place, in that order, and their rows before."""
    rows = _in_order(place[seats.job], seats.opened)
    moved = Seats(
        seats.key[rows], place[seats.job[rows]], seats.opened[rows], seats.closed[rows], seats.cancelled[rows]
    )
    return moved, rows


def _offered_in_order(offered: Offered, place: Ints) -> Offered:
    """Return those offered who have applied for a requisition that has a place, in that order."""
    who = offered.who
    rows = _in_order(np.where(who.applied < AS_OF, place[who.job], -1), who.key)
    moved = Applicants(who.key[rows], place[who.job[rows]], who.fate[rows], who.applied[rows])
    return Offered(moved, offered.seat[rows], offered.decided[rows])


def _in_order(place: Ints, then: Ints) -> Ints:
    rows = np.flatnonzero(place >= 0)
    return rows[np.lexsort((then[rows], place[rows]))]


def _numbered(kept: _Requisitions, seats: tuple[Seats, Ints], offered: Offered) -> Plan:
    first = np.cumsum(kept.size) - kept.size
    who = offered.who
    numbers = first[who.job] + _places(kept.draws.uniform("place", kept.jobs.key), who.job, kept.size)
    accepts = (who.fate == ACCEPTS) & (offered.decided <= AS_OF)
    filled_by = np.full(int(seats[1].max()) + 1, -1, dtype=np.int64)
    filled_by[offered.seat[accepts]] = numbers[accepts]
    return Plan(
        draws=kept.draws,
        jobs=kept.jobs,
        closes=kept.closes,
        size=kept.size,
        first=first,
        seats=seats[0],
        offered=who,
        numbers=numbers,
        filled_by=filled_by[seats[1]],
    )


def _closes(draws: Draws, jobs: Jobs, seats: Seats, offered: Offered) -> Ints:
    """Return when each requisition closes: some days after its last seat and its last offer."""
    closes = np.zeros(len(jobs.key), dtype=np.int64)
    np.maximum.at(closes, seats.job, seats.closed)
    np.maximum.at(closes, offered.who.job, offered.decided)
    return closes + (draws.uniform("closes", jobs.key) * 4 * DAY).astype(np.int64)


def _window(jobs: Jobs, closes: Ints) -> Floats:
    """Return the seconds in which applications arrive on each requisition."""
    return np.asarray(np.maximum(closes - jobs.opened, 5 * DAY) * 0.95)


def _drawn_by_today(jobs: Jobs, closes: Ints) -> Floats:
    """Return the share of a requisition's applications that have arrived by the as-of date."""
    passed = np.minimum((AS_OF - jobs.opened) / _window(jobs, closes), 1.0)
    return np.asarray(passed ** (1 / _ARRIVALS))


def _sizes(draws: Draws, jobs: Jobs, seats: Seats, closes: Ints) -> Ints:
    usual = _APPLICATIONS_A_SEAT[jobs.group] * np.bincount(seats.job, minlength=len(jobs.key))
    drawn = usual * draws.spread("applications", jobs.key, 0.45) * _drawn_by_today(jobs, closes)
    return drawn.astype(np.int64)


def _cut(wanted: Ints, fewest: Ints, applications: int) -> Ints:
    """Keep the first requisitions that draw the number together; too small a rest goes to the one before."""
    size = np.maximum(wanted, fewest)
    last = int(np.searchsorted(np.cumsum(size), applications))
    kept = np.where(np.arange(len(size)) < last, size, 0)
    rest = applications - int(kept.sum())
    kept[last if rest >= fewest[last] or last == 0 else last - 1] += rest
    return kept


def _places(share: Floats, job: Ints, size: Ints) -> Ints:
    """Return where among its requisition's applications each of those offered stands: all different."""
    count = np.bincount(job, minlength=len(size))
    nth = np.arange(len(job)) - (np.cumsum(count) - count)[job]
    start = (share * size).astype(np.int64)
    return np.asarray((start[job] + nth * (size[job] // count[job])) % size[job])
