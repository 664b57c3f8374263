"""What running the app inside the test process changes is put back."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Restore `__main__`, which Streamlit replaces by the script: a process started later would run that again."""
    own = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = own
