"""How systems write the same company down: a module a layout, its `company` and `chunk` return the tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboard.sample.layouts import (
    ashby_api,
    greenhouse_bi_connector,
    greenhouse_fivetran,
    greenhouse_harvest_v1,
    greenhouse_harvest_v3,
    lever_api,
    lever_csv,
    lever_fivetran,
    merge_ats,
    own_map_wide,
    personio,
    public_postings,
    recruitee,
    smartrecruiters,
    teamtailor,
    workable,
)
from dashboard.sample.truth import Chunk, Company

Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Layout:
    """A layout's writer, its formats (the usual one first), what it is, the flaws that it cannot show.

    `own_map` is the file beside this package's TOML files that comes with an export of nobody's layout.
    """

    company: Callable[[Company, str], Tables]
    chunk: Callable[[Chunk, Company, str], Tables]
    formats: tuple[str, ...]
    about: str
    hidden: frozenset[str] = frozenset()
    own_map: str | None = None


LAYOUTS: Final[Mapping[str, Layout]] = {
    "greenhouse_harvest_v3": Layout(
        greenhouse_harvest_v3.company,
        greenhouse_harvest_v3.chunk,
        ("csv", "json"),
        "Greenhouse Harvest v3, one CSV file an endpoint",
    ),
    "greenhouse_fivetran": Layout(
        greenhouse_fivetran.company,
        greenhouse_fivetran.chunk,
        formats=("csv", "parquet"),
        about="Greenhouse as Fivetran copies it, one CSV file a table",
        hidden=frozenset(
            {
                "posting without a language",
                "language written another way",
                "country code as a language",
                "visit that did not end",
            }
        ),
    ),
    "lever_api": Layout(
        lever_api.company, lever_api.chunk, ("json",), "Lever's API, one JSON file an endpoint"
    ),
    "lever_fivetran": Layout(
        lever_fivetran.company,
        lever_fivetran.chunk,
        ("csv", "parquet"),
        "Lever as Fivetran copies it, one CSV file a table",
    ),
    "lever_csv": Layout(
        lever_csv.company, lever_csv.chunk, ("csv",), "Lever's CSV export, a column a stage, with NUL bytes"
    ),
    "ashby_api": Layout(
        ashby_api.company,
        ashby_api.chunk,
        ("json",),
        "Ashby's API, one JSON file a list, histories inside the applications",
    ),
    "greenhouse_bi_connector": Layout(
        greenhouse_bi_connector.company,
        greenhouse_bi_connector.chunk,
        ("csv", "parquet"),
        "Greenhouse's BI connector, one CSV file a table; stages never reached are in it",
    ),
    "greenhouse_harvest_v1": Layout(
        greenhouse_harvest_v1.company,
        greenhouse_harvest_v1.chunk,
        ("json",),
        "Greenhouse Harvest v1, nested JSON without history",
    ),
    "workable": Layout(
        workable.company, workable.chunk, ("json",), "Workable's API, candidates and jobs without history"
    ),
    "merge_ats": Layout(
        merge_ats.company, merge_ats.chunk, ("json",), "Merge's unified model, one JSON file an object"
    ),
    "greenhouse_job_board": Layout(
        public_postings.greenhouse,
        public_postings.nobody,
        ("json",),
        "Greenhouse's public job board: postings only",
    ),
    "lever_postings": Layout(
        public_postings.lever_postings,
        public_postings.nobody,
        ("json",),
        "Lever's public postings: postings only",
    ),
    "schema_org": Layout(
        public_postings.schema_org,
        public_postings.nobody,
        ("json",),
        "schema.org's JobPosting: postings only",
    ),
    "smartrecruiters": Layout(
        smartrecruiters.company,
        smartrecruiters.chunk,
        ("csv",),
        "SmartRecruiters, a report of applications and the history of their statuses",
    ),
    "teamtailor": Layout(
        teamtailor.company,
        teamtailor.chunk,
        ("json",),
        "Teamtailor, one JSON file a resource, last stage only",
    ),
    "recruitee": Layout(
        recruitee.company,
        recruitee.chunk,
        ("json",),
        "Recruitee, placements inside the candidates, last stage only",
    ),
    "personio": Layout(
        personio.company,
        personio.chunk,
        ("json",),
        "Personio, applications and the transitions between phases",
    ),
    "own_map_wide": Layout(
        own_map_wide.company,
        own_map_wide.chunk,
        ("csv",),
        "A spreadsheet of the company's own, a date column a stage, with its map",
        own_map=own_map_wide.MAP,
    ),
}
