"""How the company decides: the stages of each pipeline, how long they take and how many get on."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from dashboard.sample.draws import Floats, Ints
from dashboard.sample.world import CHANNELS, said


@dataclass(frozen=True)
class Pipelines:
    """One row a pipeline, one column a position; kind is -1 past the end of a pipeline."""

    weight: Floats
    kind: Ints
    offer: Ints
    length: Ints
    pace: Floats
    reach: Floats
    kinds: tuple[str, ...]
    withdrawn: Floats


@cache
def pipelines() -> Pipelines:
    """Return how the company decides; a pipeline's pace is the share of the time that each stage takes."""
    rows, kinds = said("pipelines")["pipelines"].values(), said("pipelines")["kinds"]
    kind = _kinds([row["stages"] for row in rows], list(kinds))
    offer = np.argmax(kind == list(kinds).index("offer"), axis=1)
    days = np.array([row["days"] for row in kinds.values()], dtype=float)
    pace = np.where(np.arange(kind.shape[1]) <= offer[:, None], days[kind], 0.0)
    passed = np.array([[row["passed"][channel] for channel in CHANNELS] for row in kinds.values()])
    weight = [
        [row["weight"] * (row["group"] == group) for row in rows] for group in ("architect", "engineer")
    ]
    return Pipelines(
        weight=np.array(weight, dtype=float),
        kind=kind,
        offer=offer.astype(np.int64),
        length=(kind >= 0).sum(axis=1).astype(np.int64),
        pace=pace / pace.sum(axis=1, keepdims=True),
        reach=_reach(passed[kind], offer),
        kinds=tuple(kinds),
        withdrawn=np.array([row["withdrawn"] for row in kinds.values()], dtype=float),
    )


def _kinds(stages: list[list[str]], kinds: list[str]) -> Ints:
    """Return the kind at each position of each pipeline, -1 past its end."""
    width = max(len(own) for own in stages)
    rows = [[kinds.index(name) for name in own] + [-1] * (width - len(own)) for own in stages]
    return np.array(rows, dtype=np.int64)


def _reach(passed: Floats, offer: Ints) -> Floats:
    """Return the share of those without an offer that gets to each position, by pipeline and channel."""
    share = np.cumprod(passed, axis=1)
    before = np.concatenate([np.ones_like(share[:, :1]), share[:, :-1]], axis=1)
    reached = np.where(np.arange(before.shape[1])[None, :, None] < offer[:, None, None], before, 0.0)
    return np.ascontiguousarray(reached.transpose(0, 2, 1))
