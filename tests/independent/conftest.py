from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from independent import export

from dashboard.catalog import load
from dashboard.engine import Selection, run
from dashboard.importing import import_exports
from dashboard.warehouse import Warehouse

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data/greenhouse_harvest_v3"

Ask = Callable[[str, Selection], pl.DataFrame]


def asking(warehouse: Warehouse) -> Ask:
    """Return what answers a query of the shipped pages by its name, for a selection."""
    queries = load(ROOT / "queries").queries
    return lambda name, selection: run(queries[name], warehouse, selection).frame


@pytest.fixture(scope="session")
def company() -> export.Company:
    return export.read(SAMPLE)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("independent")
    import_exports([SAMPLE], folder, account="main")
    warehouse = Warehouse(folder)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="session")
def ask(warehouse: Warehouse) -> Ask:
    return asking(warehouse)
