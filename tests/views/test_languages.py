"""The interface in other languages: nothing on screen is left out, and the choice is kept."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from babel.messages.pofile import write_po
from streamlit.testing.v1 import AppTest

from dashboard import settings, translations
from dashboard.charts import reader
from dashboard.importing import import_exports
from dashboard.translating import template

APP = Path(settings.__file__).parent / "app.py"
PSEUDO = "eo"
MARKS = "⟦{}⟧"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], folder, account="main")
    return folder


@pytest.fixture
def app(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("HIRING_WAREHOUSE", str(published))
    yield AppTest.from_file(str(APP), default_timeout=120)
    st.cache_resource.clear()


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that wraps every message of the catalogues in marks, and knows no other."""
    said = template()
    said.locale = PSEUDO
    for message in said:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(MARKS.format(text) for text in ids)
            message.string = marked if isinstance(message.id, tuple) else marked[0]
    with (tmp_path / f"{PSEUDO}.po").open("wb") as file:
        write_po(file, said)
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "LANGUAGES", (translations.SOURCE, PSEUDO))
    _forget()
    yield
    _forget()


def _forget() -> None:
    translations.catalogue.cache_clear()
    translations._messages.cache_clear()
    reader._shown.cache_clear()
