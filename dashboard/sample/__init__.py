"""The invented company's export, at any size, as any of the systems would write it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from dashboard.sample.applications import write_down
from dashboard.sample.company import describe
from dashboard.sample.draws import Draws
from dashboard.sample.files import Folder
from dashboard.sample.layouts import LAYOUTS
from dashboard.sample.plan import Plan, make_plan

__all__ = ["LAYOUTS", "generate"]

FEWEST = 100


def generate(
    directory: Path,
    *,
    applications: int,
    seed: int = 1,
    layout: str = "greenhouse_harvest_v3",
    format: str | None = None,  # noqa: A002 - what the callers know it as
    progress: Callable[[str], None] = lambda message: None,
    chunk: int = 200_000,
) -> dict[str, int]:
    """Write the export and return the rows of each table; the same size and seed give the same company in every layout."""
    writer = LAYOUTS[layout]
    kind = format or writer.formats[0]
    draws = Draws(seed)
    plan = make_plan(draws, applications)
    with Folder(directory, kind) as folder:
        for name, table in writer.company(describe(draws, plan), kind).items():
            folder.append(name, table)
        for first, last in chunks(plan, chunk):
            for name, table in writer.chunk(write_down(draws, plan, first, last), kind).items():
                folder.append(name, table)
            progress(f"{int(plan.first[last - 1] + plan.size[last - 1]):,} of {applications:,} applications")
    return folder.rows


def chunks(plan: Plan, most: int) -> Iterator[tuple[int, int]]:
    """Cut the requisitions into runs of about `most` applications."""
    ends = np.searchsorted(plan.first, np.arange(most, plan.applications + most, most))
    bounds = np.unique(np.append(0, ends)).tolist()
    yield from zip(bounds[:-1], bounds[1:], strict=True)
