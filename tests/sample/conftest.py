"""One company, exported once through each layout."""

from pathlib import Path

import pytest
from sample_export import Export, read

from dashboard import sample


def _export(folder: Path, layout: str) -> Export:
    written = sample.generate(folder, applications=12_000, seed=4, layout=layout)
    return Export(read(folder), written)


@pytest.fixture(scope="session")
def harvest(tmp_path_factory: pytest.TempPathFactory) -> Export:
    return _export(tmp_path_factory.mktemp("harvest"), "greenhouse_harvest_v3")


@pytest.fixture(scope="session")
def fivetran(tmp_path_factory: pytest.TempPathFactory) -> Export:
    return _export(tmp_path_factory.mktemp("fivetran"), "greenhouse_fivetran")
