"""A page on the few rows that a test gives: its rows of cards, also those whose file is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from views.test_card import BARS, COUNT, Desk

from dashboard.views import reading, store

TILE = '[chart]\ntype = "metric"\nvalue = "n"'


def _page() -> None:
    from dataclasses import replace  # noqa: PLC0415, the script of a test runs by itself

    import streamlit  # noqa: PLC0415

    from dashboard.views import page, store  # noqa: PLC0415

    shown = store.shelf().pages[0]
    page.show(replace(shown, rows=streamlit.session_state.get("test/rows", shown.rows)))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("HIRING_QUERIES", str(tmp_path))
    yield Desk(tmp_path, monkeypatch, _page)
    st.cache_resource.clear()


def test_a_card_whose_file_is_gone_is_told_in_its_place_and_leaves_the_others(desk: Desk) -> None:
    (desk.folder / "page/_page.toml").write_text('intro = "Of *all*."')
    desk.app.session_state["test/rows"] = (("page/card", "page/gone"), ("page/lost",))
    app = desk.shows(COUNT, 'title = "Mine"', BARS)
    assert [error.value.split('"')[1] for error in app.error] == ["page/gone", "page/lost"]
    assert "<h3>Mine</h3>" in desk.html()
    assert desk.captions() == ["Of *all*."]


def test_a_page_is_in_the_readers_language(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "language", lambda: "de")
    (desk.folder / "page/_page.toml").write_text(
        'title = "Mine"\n[translations.de]\ntitle = "Meine"\nintro = "Alles."'
    )
    app = desk.shows(COUNT)
    assert [title.value for title in app.title] == ["Meine"]
    assert desk.captions() == ["Alles."]


def rows(desk: Desk) -> list[str]:
    """Return the keys of the containers of rows of cards."""
    keys = [getattr(each.proto, "id", "").split("-", 2)[-1] for each in desk.app.main.children.values()]
    return [key for key in keys if key.startswith(("tiles", "row"))]


def test_a_row_of_tiles_is_told_from_other_rows(desk: Desk) -> None:
    text = "\n".join(["-- /// query", *(f"-- {line}" for line in TILE.splitlines()), "-- ///", COUNT])
    for name in ("one", "two", "three"):
        (desk.folder / f"page/{name}.sql").write_text(text)
    (desk.folder / "page/_page.toml").write_text('rows = [["one", "two"], ["card", "three"]]')
    desk.shows(COUNT, BARS)
    assert rows(desk) == ["tiles-page-one-page-two", "row-page-card-page-three"]


def test_a_selection_that_cannot_be_draws_no_card(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "impossible", lambda *_: "No posting in Polish in Spain.")
    app = desk.shows(COUNT)
    assert [info.value.splitlines()[0].strip() for info in app.info] == ["No posting in Polish in Spain."]
    assert not app.dataframe and "<h3>" not in desk.html()
