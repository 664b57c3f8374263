"""The invented company's export, at any size, as any of the systems would write it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from dashboard.sample.applications import write_down
from dashboard.sample.company import describe
from dashboard.sample.draws import Draws
from dashboard.sample.files import Folder
from dashboard.sample.flaws import Flaws
from dashboard.sample.flaws.applications import spoil_chunk
from dashboard.sample.flaws.company import spoil_company
from dashboard.sample.layouts import LAYOUTS, Layout
from dashboard.sample.plan import Plan, make_plan
from dashboard.sample.prospects import SHARE, write_down_prospects
from dashboard.sample.truth import Chunk, Company

__all__ = ["LAYOUTS", "Written", "generate", "tell"]

FEWEST: Final = 100
CHUNK: Final = 100_000


@dataclass(frozen=True)
class Written:
    """What was written: rows by table, and to how many of them each flaw was done."""

    rows: Mapping[str, int]
    flaws: Mapping[str, int]


def generate(  # noqa: PLR0913 - one keyword for each thing that a caller may choose
    directory: Path,
    *,
    applications: int,
    seed: int = 1,
    layout: str = "greenhouse_harvest_v3",
    format: str | None = None,  # noqa: A002 - the word that users know it by
    progress: Callable[[str], None] = lambda message: None,
    chunk: int = CHUNK,
) -> Written:
    """Write the export into a folder; the same size and seed give the same company in every layout."""
    writer, kind = _writer(layout, format)
    flaws = Flaws(Draws(seed))
    company, chunks = tell(applications, flaws, chunk)
    done = 0
    with Folder(directory, kind) as folder:
        folder.append_all(writer.company(company, kind))
        for part in chunks:
            folder.append_all(writer.chunk(part, company, kind))
            done += part.applications["application_id"].n_unique()
            progress(f"{done:,} of {applications:,} applications")
    if writer.own_map:
        text = resources.files("dashboard.sample").joinpath(writer.own_map).read_text(encoding="utf-8")
        (directory / "mymap.toml").write_text(text, encoding="utf-8")
    return Written(folder.rows, dict(flaws.counts))


def _writer(layout: str, kind: str | None) -> tuple[Layout, str]:
    if layout not in LAYOUTS:
        raise ValueError(f"There is no layout {layout}. Choose one of: {', '.join(LAYOUTS)}.")
    formats = LAYOUTS[layout].formats
    if kind and kind not in formats:
        raise ValueError(f"{layout} is not written as {kind}. Choose one of: {', '.join(formats)}.")
    return LAYOUTS[layout], kind or formats[0]


def tell(applications: int, flaws: Flaws, chunk: int = CHUNK) -> tuple[Company, Iterator[Chunk]]:
    """Return the company and chunks of about so many applications, flaws and all, in no system's words."""
    if applications < FEWEST:
        raise ValueError(f"{applications} applications are too few for a company. Ask for {FEWEST} or more.")
    prospects = round(applications * SHARE)
    plan = make_plan(flaws.draws, applications - prospects)
    company = describe(plan)
    return spoil_company(flaws, company), _chunks(flaws, plan, company, prospects, chunk)


def _chunks(flaws: Flaws, plan: Plan, company: Company, prospects: int, chunk: int) -> Iterator[Chunk]:
    for first, last in _runs(plan, chunk):
        part = write_down(plan, first, last)
        yield spoil_chunk(flaws, part, company.stages)
    for start in range(0, prospects, chunk):
        number = plan.applications + np.arange(start, min(start + chunk, prospects))
        yield write_down_prospects(flaws, plan, number, part)


def _runs(plan: Plan, most: int) -> Iterator[tuple[int, int]]:
    """Cut the requisitions into runs of about `most` applications."""
    ends = np.searchsorted(plan.first, np.arange(most, plan.applications + most, most))
    yield from pairwise(np.unique(np.append(0, ends)).tolist())
