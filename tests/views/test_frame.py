"""The frame around the pages: which there are for whom, and what stands at the foot."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support import GivenWarehouse

from dashboard.views import access, frame, reading, store
from dashboard.warehouse import Scope


class QueryParams(dict[str, list[str]]):
    """Parameters of an address, as Streamlit gives them."""

    def get_all(self, name: str) -> list[str]:
        return self[name]


def _footer() -> None:
    from dashboard.views import frame  # noqa: PLC0415, the script of a test runs by itself

    frame.footer()


def _menu() -> None:
    import streamlit  # noqa: PLC0415

    from dashboard.views import frame  # noqa: PLC0415

    streamlit.session_state["menu"] = [
        (page.title, page.url_path, page._visibility) for page in frame.pages()
    ]


@pytest.fixture
def see(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scope | None], None]:
    """Let somebody with a scope look."""

    def seen(scope: Scope | None) -> None:
        monkeypatch.setattr(access, "scope", lambda: scope)
        monkeypatch.setattr(store, "warehouse", lambda: GivenWarehouse(scope=scope))

    return seen


@pytest.mark.parametrize(
    ("scope", "individuals"),
    [(None, True), (Scope("all"), True), (Scope("few", individuals=False), False)],
)
def test_typed_sql_is_for_those_who_may_see_individuals(
    see: Callable[[Scope | None], None],
    scope: Scope | None,
    individuals: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "card.sql").write_text("select 1 as a")
    (tmp_path / "first/_page.toml").write_text("order = 1")
    monkeypatch.setenv("HIRING_QUERIES", str(tmp_path))
    see(scope)
    menu = AppTest.from_function(_menu).run().session_state["menu"]
    assert [path for title, path, _ in menu if title == "SQL"] == ["sql-page"] * individuals
    assert [(path, shown) for title, path, shown in menu if title != "SQL"] == [
        ("", "visible"),
        ("second", "visible"),
        ("first", "hidden"),  # what people type
    ]


def test_the_menu_is_in_the_readers_language(
    see: Callable[[Scope | None], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first/_page.toml").write_text('title = "First"\n[translations.de]\ntitle = "Zuerst"')
    monkeypatch.setenv("HIRING_QUERIES", str(tmp_path))
    monkeypatch.setattr(reading, "language", lambda: "de")
    see(None)
    menu = AppTest.from_function(_menu).run().session_state["menu"]
    assert [title for title, _, shown in menu if shown == "visible"] == ["Zuerst", "SQL"]


def test_the_name_of_the_start_page_opens_it_with_the_selection_of_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone: list[Any] = []
    monkeypatch.setattr(frame.st, "query_params", QueryParams(country=["DE", "FR"]))
    monkeypatch.setattr(frame.st, "switch_page", lambda page, query_params=None: gone.append(query_params))
    frame._go_to(frame.st.Page(_footer))
    assert gone == [{"country": ["DE", "FR"]}]


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (None, ""),
        (Scope("all"), ""),
        (Scope("few", individuals=False), "few"),
        (Scope("dach", title="R&D <b>now</b>", rows={"country": ("DE",)}), escape("R&D <b>now</b>")),
    ],
)
def test_the_foot_says_whose_rows_these_are_where_not_everyones(
    see: Callable[[Scope | None], None], scope: Scope | None, said: str
) -> None:
    see(scope)
    (foot,) = AppTest.from_function(_footer).run().get("html")
    ends = f" · you see {said}" if said else ""
    assert foot.proto.body == (
        f'<p class="foot">Data up to Oct 31, 2026 · version given-rows · days in UTC{ends}</p>'
    )
