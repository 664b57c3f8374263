"""How an application goes through its pipeline: which stages it enters, when, and when that ends."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.clock import in_office_hours, later
from dashboard.sample.draws import Draws, Ints
from dashboard.sample.jobs import Jobs
from dashboard.sample.world import CHANNELS, DAY, countries, pipelines, sources

_POSITIONS: Final = 16
"""More than any pipeline has: key * 16 + position is a key of its own."""
_SKIPPED: Final = 0.04
_SIGMA_APPLICATION: Final = 0.52
_SIGMA_STAGE: Final = 0.45
_USUAL: Final = 0.88
"""Takes back what slow months, weekends and the mean of the stages' spread add to the median."""


@dataclass(frozen=True)
class Walk:
    """One entry a stay in a stage (application: row of the one it belongs to), and the end of each application."""

    application: Ints
    position: Ints
    entered: Ints
    end: Ints


def came_through(draws: Draws, keys: Ints, country: Ints, chosen: bool) -> Ints:
    """Return the source of each application; those that get an offer come through other ones than the rest."""
    table = sources()
    return draws.pick_by("source", keys, country, table.hired if chosen else table.applied)


def first_position(draws: Draws, keys: Ints, source: Ints) -> Ints:
    """Return where each application enters the pipeline: most that were sought out are past the review."""
    sought = np.isin(sources().channel[source], [CHANNELS.index(c) for c in ("sourced", "agency", "internal")])
    return (sought & draws.chance("starts past review", keys, 0.6)).astype(np.int64)


def walk(draws: Draws, keys: Ints, jobs: Jobs, job: Ints, applied: Ints, first: Ints, last: Ints) -> Walk:
    """Lead each application from its first to its last position."""
    counts = last - first + 1
    application = np.repeat(np.arange(len(keys)), counts)
    position = np.arange(len(application)) - np.repeat(np.cumsum(counts) - counts - first, counts)
    stays = keys[application] * _POSITIONS + position
    inner = (position > first[application]) & (position < last[application])
    kept = ~(inner & draws.chance("skipped", stays, _SKIPPED))
    application, position, stays = application[kept], position[kept], stays[kept]
    usual = (pipelines().pace[jobs.pipeline[job]] * (jobs.days[job] * DAY * _USUAL)[:, None])[application, position]
    own = draws.spread("application", keys, _SIGMA_APPLICATION)[application]
    work = (usual * own * draws.spread("stay", stays, _SIGMA_STAGE)).astype(np.int64)
    done = np.cumsum(work)
    starts = np.searchsorted(application, np.arange(len(keys)))
    before = done - work - (done - work)[starts][application]
    rank = np.arange(len(application)) - starts[application]
    season = countries().season[jobs.country[job]]
    start = applied[application]
    entered = in_office_hours(later(start, before, season[application]))
    ends = np.append(starts[1:], len(application)) - 1
    end = in_office_hours(later(applied, (before + work)[ends], season))
    return Walk(
        application=application,
        position=position,
        entered=np.where(rank == 0, start, np.maximum(entered, start + rank * 60)),
        end=np.maximum(end, applied + (rank[ends] + 1) * 60),
    )
