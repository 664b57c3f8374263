"""Fixtures of the import tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest.exports import FIVETRAN, HARVEST, Row, Staging, run, write_export

Importer = Callable[..., Staging]


@pytest.fixture
def harvest(tmp_path: Path) -> Importer:
    """Import the Harvest v3 export with some of its tables changed; an empty one is left out."""

    def imported(**changed: list[Row]) -> Staging:
        return run(write_export(tmp_path / "export", HARVEST, **changed), into=tmp_path / "staging")

    return imported


@pytest.fixture
def fivetran(tmp_path: Path) -> Importer:
    """Import the Fivetran export with some of its tables changed; an empty one is left out."""

    def imported(**changed: list[Row]) -> Staging:
        return run(write_export(tmp_path / "export", FIVETRAN, **changed), into=tmp_path / "staging")

    return imported
