from collections.abc import Iterator
from pathlib import Path

import pytest
from warehouse.staged import Published


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Published]:
    published = Published(tmp_path)
    yield published
    published.warehouse.close()
