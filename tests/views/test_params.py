"""A query's own parameters: one widget each on the card, one place each in the URL, NULL when empty."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from warehouse.staged import Published

from dashboard import settings
from dashboard.views.drill import Shown

APP = Path(settings.__file__).parent / "app.py"
EVERY_TYPE = """-- /// query
-- [params.day]
-- type = "date"
-- default = 2026-01-31
-- [params.level]
-- type = "choice"
-- options = ["low", "high"]
-- default = "low"
-- [params.grade]
-- type = "choice"
-- options = [1, 2, 3]
-- [params.countries]
-- type = "multi"
-- options = "select distinct country from all_postings where $level = 'low' or country = 'DE' order by country"
-- [params.least]
-- type = "number"
-- default = 3
-- [params.word]
-- type = "text"
-- [params.open]
-- type = "bool"
-- default = true
-- ///
select $day as day, $level as level, $grade as grade, $countries as countries, $least as least, $word as word,
  $open as open
"""
DEFAULTS = {"day": date(2026, 1, 31), "level": "low", "grade": None, "countries": None, "least": 3, "word": None,
            "open": True}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    rows = Published(tmp_path_factory.mktemp("postings"))
    rows.publish(
        applications=[{}],
        postings=[
            {"posting_id": country, "country": country, "published_at": "2026-01-01"}
            for country in ("DE", "FR")
        ],
    )
    yield rows
    rows.warehouse.close()


@pytest.fixture
def app(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    (tmp_path / "page").mkdir()
    (tmp_path / "page/card.sql").write_text(EVERY_TYPE)
    monkeypatch.setenv("HIRING_WAREHOUSE", str(published.folder))
    monkeypatch.setenv("HIRING_QUERIES", str(tmp_path))
    yield AppTest.from_file(str(APP), default_timeout=60)
    st.cache_resource.clear()


def bound(app: AppTest) -> dict[str, object]:
    """Return what the card's parameters are bound as."""
    assert not app.exception, app.exception
    assert [error.value for error in app.error] == []
    shown: Shown = app.session_state["shown/page/card"]
    return shown.result.frame.row(0, named=True)


def test_each_parameter_begins_with_its_default(app: AppTest) -> None:
    assert bound(app.run()) == DEFAULTS


def test_a_link_sets_every_type_of_parameter(app: AppTest) -> None:
    link = {
        "page/card.day": "2026-03-01",
        "page/card.level": "high",
        "page/card.grade": "2",
        "page/card.countries": ["DE"],
        "page/card.least": "12",
        "page/card.word": "Köln & Co",
        "page/card.open": "false",
    }
    for key, value in link.items():
        app.query_params[key] = value
    assert bound(app.run()) == {
        "day": date(2026, 3, 1), "level": "high", "grade": 2, "countries": ["DE"], "least": 12,
        "word": "Köln & Co", "open": False,
    }  # fmt: skip


def test_the_filter_bar_leaves_a_cards_parameters_in_the_url(app: AppTest) -> None:
    app.query_params["page/card.least"] = "7"
    app.run()
    app.multiselect(key="filter-country").select("DE").run()
    given = {
        key: values if isinstance(values, list) else [values] for key, values in app.query_params.items()
    }
    assert given == {"page/card.least": ["7"], "country": ["DE"]}
    assert bound(app) == DEFAULTS | {"least": 7}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("day", "soon"),
        ("level", "middling"),
        ("grade", "x"),
        ("countries", "XX"),
        ("least", "many"),
        ("open", "perhaps"),
    ],
)
def test_a_link_that_makes_no_sense_leaves_the_default(app: AppTest, key: str, value: str) -> None:
    app.query_params[f"page/card.{key}"] = value
    assert bound(app.run()) == DEFAULTS


def test_options_follow_the_parameter_above(app: AppTest) -> None:
    app.run()
    assert app.multiselect(key="page/card.countries").options == ["DE", "FR"]
    app.selectbox(key="page/card.level").select("high").run()
    assert app.multiselect(key="page/card.countries").options == ["DE"]


def test_a_check_that_does_not_hold_is_a_red_badge_on_the_card(app: AppTest, tmp_path: Path) -> None:
    check = '-- [[checks]]\n-- name = "least is small"\n-- assert = "least < 5"\n-- ///\n'
    (tmp_path / "page/card.sql").write_text(EVERY_TYPE.replace("-- ///\n", check))
    app.run()
    assert [words.value for words in app.markdown if "check failed" in words.value] == []
    app.number_input(key="page/card.least").set_value(7).run()
    badges = [words for words in app.markdown if "check failed" in words.value]
    assert len(badges) == 1
    assert "red" in badges[0].value
    assert badges[0].proto.help == '"least is small" does not hold for 1 row.'
