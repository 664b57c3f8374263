"""How systems write the same company down: one module a layout, each a `company` and a `chunk` that return its tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboard.sample.layouts import greenhouse_fivetran, greenhouse_harvest_v3
from dashboard.sample.truth import Chunk, Company

Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Layout:
    """A layout's writer and the formats that it comes in, the usual one first."""

    company: Callable[[Company, str], Tables]
    chunk: Callable[[Chunk, str], Tables]
    formats: tuple[str, ...]


LAYOUTS: Final[Mapping[str, Layout]] = {
    "greenhouse_harvest_v3": Layout(greenhouse_harvest_v3.company, greenhouse_harvest_v3.chunk, ("csv", "json")),
    "greenhouse_fivetran": Layout(greenhouse_fivetran.company, greenhouse_fivetran.chunk, ("csv", "parquet")),
}
