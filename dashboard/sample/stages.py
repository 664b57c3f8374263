"""The stages of each requisition's pipeline, named in its language or in English."""

from functools import cache
from typing import Final

import numpy as np
import polars as pl

from dashboard.sample.draws import Ints
from dashboard.sample.pipelines import pipelines
from dashboard.sample.plan import Plan
from dashboard.sample.world import LANGUAGES, said

POSITIONS: Final = 10
"""Stage numbers that a requisition takes up."""
_LOCAL: Final = 0.5
_OTHER_NAMES: Final = 0.3


def stage_id(job: Ints, position: Ints) -> Ints:
    """Return the number of the stage at a position of a requisition's pipeline."""
    return job * POSITIONS + position + 1


def stage_names(plan: Plan, job: Ints, position: Ints) -> pl.Series:
    """Return the name of the stage at a position of a requisition's pipeline."""
    names, index = _names()
    local = plan.draws.chance("local stages", plan.jobs.key, _LOCAL)
    variant = plan.draws.chance("other stage names", plan.jobs.key, _OTHER_NAMES).astype(np.int64)
    language = np.where(local, plan.jobs.language, 0)
    kind = pipelines().kind[plan.jobs.pipeline[job], position]
    return pl.Series(names).gather(index[variant[job], language[job], kind])


@cache
def _names() -> tuple[list[str], Ints]:
    """Return the stage names, and which of them a kind has, by variant and language."""
    kinds = said("pipelines")["kinds"]
    texts = [
        [
            [
                kinds[kind]["names"].get(language, kinds[kind]["names"]["en"])[variant]
                for kind in pipelines().kinds
            ]
            for language in LANGUAGES
        ]
        for variant in (0, 1)
    ]
    names, index = np.unique(np.array(texts), return_inverse=True)
    return names.tolist(), index.reshape(np.shape(texts)).astype(np.int64)


def stages(plan: Plan) -> pl.DataFrame:
    """Return every requisition's stages."""
    length = pipelines().length[plan.jobs.pipeline]
    job = np.repeat(np.arange(len(length)), length)
    position = np.arange(len(job)) - np.repeat(np.cumsum(length) - length, length)
    return pl.DataFrame(
        {
            "stage_id": stage_id(job, position),
            "job_id": job + 1,
            "position": position,
            "name": stage_names(plan, job, position),
            "active": np.full(len(job), True),
        }
    )
