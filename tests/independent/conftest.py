from collections.abc import Iterator

import pytest
from independent import export
from independent.product import SAMPLE, Ask, asking

from dashboard.importing import import_exports
from dashboard.warehouse import Warehouse


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
