"""The one way in which these tests ask the product: a shipped query by its name, for a selection."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from dashboard.catalog import load
from dashboard.engine import Selection, run
from dashboard.warehouse import Warehouse

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data/greenhouse_harvest_v3"

Ask = Callable[[str, Selection], pl.DataFrame]


def asking(warehouse: Warehouse) -> Ask:
    """Return what answers a query of the shipped pages by its name, for a selection."""
    queries = load(ROOT / "queries").queries
    return lambda name, selection: run(queries[name], warehouse, selection).frame
