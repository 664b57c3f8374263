"""How an application goes through its pipeline: which stages it enters, when, and when that ends."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.clock import in_office_hours, later
from dashboard.sample.draws import Bools, Draws, Ints
from dashboard.sample.jobs import Jobs
from dashboard.sample.pipelines import pipelines
from dashboard.sample.world import CHANNELS, DAY, sources

USUAL, DECLINES, ACCEPTS = 0, 1, 2
"""Fates: most get no offer; of those that do, some decline."""

_POSITIONS: Final = 16
"""More than any pipeline has: key * 16 + position is a key of its own."""
_SKIPPED: Final = 0.04
_PAST_REVIEW: Final = 0.6
_SIGMA_APPLICATION: Final = 0.52
_SIGMA_STAGE: Final = 0.45
_USUAL_PACE: Final = 0.97
"""Takes back what the seasons and the mean of the stages' spread add to the median."""


@dataclass(frozen=True)
class Applicants:
    """One entry an application: its key for drawing, its requisition (a row of Jobs), fate and time."""

    key: Ints
    job: Ints
    fate: Ints
    applied: Ints


@dataclass(frozen=True)
class Walk:
    """One entry a stay in a stage (application: a row of Applicants), and the end of each application."""

    application: Ints
    position: Ints
    entered: Ints
    end: Ints


def came_through(draws: Draws, jobs: Jobs, who: Applicants) -> Ints:
    """Return the source of each application; those with an offer come through others than the rest."""
    country = jobs.country[who.job]
    usual = draws.pick_by("source", who.key, country, sources().applied)
    offered = draws.pick_by("source", who.key, country, sources().hired)
    return np.where(who.fate == USUAL, usual, offered)


def sought_out(source: Ints) -> Bools:
    """Return which applications the company asked for."""
    asked = [CHANNELS.index(channel) for channel in ("sourced", "agency", "internal")]
    return np.isin(sources().channel[source], asked)


def walk(draws: Draws, jobs: Jobs, who: Applicants, source: Ints, last: Ints) -> Walk:
    """Lead each application to its last position; most that were sought out start past the review."""
    past = sought_out(source) & draws.chance("past review", who.key, _PAST_REVIEW) & (last > 0)
    application, position = _stays(draws, who.key, past.astype(np.int64), last)
    work = _work(draws, jobs, who, application, position)
    starts = np.searchsorted(application, np.arange(len(who.key)))
    ends = np.append(starts[1:], len(application)) - 1
    done = np.cumsum(work) - work
    before = done - done[starts][application]
    rank = np.arange(len(application)) - starts[application]
    season = jobs.season[who.job]
    applied = who.applied[application]
    entered = in_office_hours(later(applied, before, season[application]))
    end = in_office_hours(later(who.applied, (before + work)[ends], season))
    return Walk(
        application=application,
        position=position,
        entered=np.where(rank == 0, applied, np.maximum(entered, applied + rank * 60)),
        end=np.maximum(end, who.applied + (rank[ends] + 1) * 60),
    )


def _stays(draws: Draws, key: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return application and position of each stay; now and then a stage in the middle is skipped."""
    counts = last - first + 1
    application = np.repeat(np.arange(len(key)), counts)
    position = np.arange(len(application)) - np.repeat(np.cumsum(counts) - counts - first, counts)
    inner = (position > first[application]) & (position < last[application])
    kept = ~(inner & draws.chance("skipped", key[application] * _POSITIONS + position, _SKIPPED))
    return application[kept], position[kept]


def _work(draws: Draws, jobs: Jobs, who: Applicants, application: Ints, position: Ints) -> Ints:
    """Return the seconds that each stay takes at the usual pace: some stages, some applications are slow."""
    job = who.job[application]
    usual = pipelines().pace[jobs.pipeline[job], position] * jobs.days[job]
    own = draws.spread("application", who.key, _SIGMA_APPLICATION)[application]
    stay = draws.spread("stay", who.key[application] * _POSITIONS + position, _SIGMA_STAGE)
    return (usual * own * stay * (_USUAL_PACE * DAY)).astype(np.int64)
