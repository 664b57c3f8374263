"""The stages of an import, by the sentences that it tells: what each costs."""

from collections.abc import Mapping
from typing import Final

_STAGES: Final = {
    "Starting": "start",
    "Reading": "reading files",
    "Looking for": "repeated and lost keys",
    "Putting the stage history": "history",
    "Merging": "merge",
    "Taking": "merge",
    "Joining": "wide tables",
    "Building": "wide tables",
    "Publishing": "publish",
}
"""How a sentence begins, and the stage that it opens; after these come the checks of the queries."""


def by_stage(steps: Mapping[str, float]) -> dict[str, float]:
    """Return the CPU seconds of each stage, in the order in which they run."""
    stages = dict.fromkeys(["start", *_STAGES.values(), "checks"], 0.0)
    for told, seconds in steps.items():
        stages[next((stage for begin, stage in _STAGES.items() if told.startswith(begin)), "checks")] += (
            seconds
        )
    return stages
