"""The app for people with a scope: what the proxy's header opens, and a sentence for everyone else."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.context import StreamlitHeaders
from streamlit.testing.v1 import AppTest

from dashboard import settings
from dashboard.importing import import_exports
from dashboard.views import access

APP = Path(settings.__file__).parent / "app.py"
SCOPES = """[scopes.dach]
title = "DACH"
country = ["DE", "AT", "CH"]

[scopes.few]
title = "Few"
country = ["DE"]
individuals = false

[people]
"anna@example.com" = "dach"
"ben@example.com" = "few"

[groups]
recruiting = "dach"
"""
Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("scoped")
    (path / "scopes.toml").write_text(SCOPES, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIRING_SCOPES", str(path / "scopes.toml"))
        import_exports(
            [settings.shipped("sample_data") / "greenhouse_fivetran"], path / "warehouse", account="main"
        )
    yield path


@pytest.fixture
def scopes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of scopes, to be changed."""
    path = tmp_path / "scopes.toml"
    path.write_text(SCOPES, "utf-8")
    monkeypatch.setenv("HIRING_SCOPES", str(path))
    monkeypatch.setenv("HIRING_WAREHOUSE", str(folder / "warehouse"))
    return path


@pytest.fixture
def visit(scopes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Open the app as someone; the last argument is the app of a session that goes on."""

    def opened(*headers: tuple[str, str], app: AppTest | None = None) -> AppTest:
        monkeypatch.setattr(
            "streamlit.runtime.context.ContextProxy.headers", property(lambda _: StreamlitHeaders(headers))
        )
        return (AppTest.from_file(str(APP), default_timeout=60) if app is None else app).run()

    yield opened
    st.cache_resource.clear()


def email(name: str) -> tuple[str, str]:
    return ("X-Forwarded-Email", f"{name}@example.com")


def said(app: AppTest) -> str:
    return " ".join(
        [*(element.proto.body for element in app.get("html")), *(text.value for text in app.markdown)]
    )


def countries(app: AppTest) -> list[str]:
    return list(app.multiselect(key="filter-country").options)


def test_someone_with_a_scope_sees_its_countries_and_whose_rows_these_are(visit: Visit) -> None:
    app = visit(email("anna"))
    assert not app.exception and not app.error
    assert set(countries(app)) <= {"Germany", "Austria", "Switzerland", "Not stated"}
    assert "Germany" in countries(app)
    assert "you see DACH" in said(app)


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ((), "You are not signed in"),
        ((("X-Forwarded-Email", ""),), "You are not signed in"),
        ((email("anna"), email("ben")), "You are not signed in"),
        ((email("eve"),), "Nobody has said what eve@example.com may see."),
        (
            (email("eve"), ("X-Forwarded-Groups", "sales, hr")),
            "Nobody has said what eve@example.com may see.",
        ),
    ],
)
def test_anyone_else_sees_a_sentence_and_nothing_besides(
    visit: Visit, headers: tuple[tuple[str, str], ...], sentence: str
) -> None:
    app = visit(*headers)
    assert not app.exception
    assert app.title[0].value == "Nothing to see here"
    assert sentence in said(app)
    assert not app.multiselect and not app.dataframe and "applications" not in said(app)


def test_a_group_opens_its_scope(visit: Visit) -> None:
    assert "you see DACH" in said(visit(email("eve"), ("X-Forwarded-Groups", "sales, recruiting")))


def test_a_link_to_another_country_selects_nothing(visit: Visit) -> None:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["country"] = "FR"
    visit(email("anna"), app=app)
    assert not app.exception
    assert any('No country in this data is "FR"' in warning.value for warning in app.warning)
    assert "0 applications in 0 countries" in said(app)


def test_two_scopes_never_share_a_cached_result(visit: Visit) -> None:
    anna, ben = visit(email("anna")), visit(email("ben"))
    counted = [
        next(part for part in said(app).split("<p") if "applications in" in part) for app in (anna, ben)
    ]
    assert "in 1 country" in counted[1] != counted[0]
    tiles = [
        next(part for part in said(app).split("<div ") if 'aria-label="Applications' in part)
        for app in (anna, ben)
    ]
    assert tiles[0] != tiles[1]


def test_who_may_not_see_individuals_gets_a_sentence_for_a_list_of_them(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = Path(shutil.copytree(settings.shipped("queries"), tmp_path / "queries"))
    (queries / "overview/everyone.sql").write_text(
        "select application_id from applications order by 1", "utf-8"
    )
    monkeypatch.setenv("HIRING_QUERIES", str(queries))
    sentence = "Your scope does not hold lists of single applications."
    assert sentence in said(visit(email("ben")))
    assert sentence not in said(visit(email("anna")))


def test_a_scope_that_is_taken_away_closes_the_session_and_forgets_what_it_held(
    visit: Visit, scopes: Path
) -> None:
    app = visit(email("anna"))
    assert "shown/overview/hires" in app.session_state
    app.session_state["shown/of-a-card-that-is-gone"] = "rows of DACH"
    visit(email("anna"), app=app)
    assert "shown/of-a-card-that-is-gone" in app.session_state, "the same scope keeps what it held"
    scopes.write_text(SCOPES.replace('"anna@example.com" = "dach"', '"anna@example.com" = "few"'), "utf-8")
    again = visit(email("anna"), app=app)
    assert "you see Few" in said(again)
    assert "shown/of-a-card-that-is-gone" not in again.session_state
    scopes.write_text(SCOPES.replace('"anna@example.com" = "dach"\n', ""), "utf-8")
    assert visit(email("anna"), app=again).title[0].value == "Nothing to see here"


def test_a_changed_scope_is_a_sentence_until_it_is_published(visit: Visit, scopes: Path) -> None:
    scopes.write_text(SCOPES.replace('["DE", "AT", "CH"]', '["DE", "FR"]'), "utf-8")
    app = visit(email("anna"))
    assert app.title[0].value == "Not published yet"
    assert "hiring scopes" in said(app) and not app.multiselect


def test_a_mistake_in_the_file_closes_the_dashboard_without_naming_it(visit: Visit, scopes: Path) -> None:
    scopes.write_text("[scopes", "utf-8")
    app = visit(email("anna"))
    assert app.title[0].value == "Nothing to see here"
    assert "has a mistake" in said(app) and str(scopes) not in said(app)


def test_who_may_import_the_scope_says_and_without_scopes_everyone_may(
    visit: Visit, scopes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(email("anna"))
    assert not access.may_import()
    scopes.write_text(SCOPES.replace('title = "DACH"', 'title = "DACH"\nmay_import = true'), "utf-8")
    assert access.may_import()
    visit(email("eve"))
    with pytest.raises(access.Refused):
        access.may_import()
    monkeypatch.delenv("HIRING_SCOPES")
    assert access.may_import()


def test_without_a_header_to_read_everyone_has_the_default(
    visit: Visit, scopes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_USER_HEADER", "")
    assert "Nobody has said what someone without a name may see." in said(visit())
    scopes.write_text('default = "dach"\n' + SCOPES, "utf-8")
    assert "you see DACH" in said(visit())
