"""The filter bar over a session: links, resets, days of one's own, and what is remembered."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from views.test_app import app as app  # noqa: PLC0414, a fixture
from views.test_app import html, published, queries  # noqa: F401, fixtures

from dashboard.engine import NOT_STATED
from dashboard.views import habit, store


def reset(app: AppTest) -> AppTest:
    button = next(button for button in app.button if button.label == "Reset filters")
    return button.click().run()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the browser was told to remember; it remembers France."""
    told: list[Any] = []
    monkeypatch.setattr(habit, "keep", told.append)
    monkeypatch.setattr(habit, "usual", lambda: {"country": ["FR"]})
    return told


def test_a_visit_without_a_link_begins_with_what_is_remembered(app: AppTest, kept: list[Any]) -> None:
    app.run()
    assert app.multiselect(key="filter-country").value == ["FR"]
    assert app.query_params["country"] == "FR"
    assert kept[-1] == {"country": ["FR"]}


def test_a_link_is_not_remembered_until_something_is_chosen(app: AppTest, kept: list[Any]) -> None:
    app.query_params["country"] = "DE"
    app.run()
    assert app.multiselect(key="filter-country").value == ["DE"]
    assert kept[-1] == {"country": ["FR"]}, "a link from others is theirs"
    app.multiselect(key="filter-country").select("AT").run()
    assert kept[-1] == {"country": ["DE", "AT"]}
    app.multiselect(key="filter-country").unselect("AT").run()
    assert kept[-1] == {"country": ["DE"]}, "what was chosen stays chosen, as the link had it or not"


def test_a_reset_takes_filters_and_a_links_mistakes_out(app: AppTest, kept: list[Any]) -> None:
    app.query_params["source"] = "Nowhere"
    app.run()
    assert len(app.warning) == 1
    reset(app)
    assert not app.warning
    assert not app.query_params
    assert kept[-1] == {}, "whoever resets is not asking for the link"


def test_a_filter_taken_out_leaves_the_url(app: AppTest) -> None:
    app.query_params["country"] = "DE"
    app.run()
    app.multiselect(key="filter-country").unselect("DE").run()
    assert "country" not in app.query_params


def test_days_of_ones_own_are_whole_days_on_the_page_and_half_open_in_the_url(app: AppTest) -> None:
    asked = {"period": "custom", "since": "2026-03-01", "until": "2026-04-01"}
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    (days,) = app.date_input
    assert days.value == (date(2026, 3, 1), date(2026, 3, 31))
    assert {name: app.query_params[name] for name in asked} == asked
    assert "Mar 1, 2026 to Mar 31, 2026" in html(app)


def test_what_is_chosen_stays_among_the_choices_and_says_that_it_is_not_there(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.query_params["country"] = "DE"
    app.run()
    offered = store.choices
    monkeypatch.setattr(store, "choices", lambda selection: {**offered(selection), "country": {"FR": 1}})
    app.run()
    country = app.multiselect(key="filter-country")
    assert (country.value, country.options) == (["DE"], ["France", "Germany (none here)"])


def test_the_button_of_more_filters_counts_those_that_are_not_usual(app: AppTest) -> None:
    app.run()
    labels = [each.proto.popover.label for each in app.get("popover")]
    assert "More" in labels


@pytest.mark.parametrize(
    ("countries", "placeholder"),
    [
        ({"DE": 3, "FR": 1, NOT_STATED: 2}, "All 2 countries"),
        ({"DE": 3, NOT_STATED: 2}, "One country"),
        ({NOT_STATED: 2}, "No country stated"),
    ],
)
def test_postings_that_state_no_country_are_not_one_more_country(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, countries: dict[str, int], placeholder: str
) -> None:
    offered = store.choices
    monkeypatch.setattr(store, "choices", lambda selection: {**offered(selection), "country": countries})
    app.run()
    assert app.multiselect(key="filter-country").placeholder == placeholder
