"""The filter bar over a session: links, resets, days of one's own, and what is remembered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from views.test_app import app as app  # noqa: PLC0414, a fixture
from views.test_app import html, published, queries  # noqa: F401, fixtures

from dashboard.engine import NOT_STATED, Period, Selection
from dashboard.views import habit, store
from dashboard.warehouse import Warehouse


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


def test_a_link_with_parameters_of_cards_alone_begins_with_what_is_remembered(
    app: AppTest, kept: list[Any]
) -> None:
    app.query_params["overview/hires.least"] = "7"
    app.run()
    assert app.multiselect(key="filter-country").value == ["FR"]
    assert kept[-1] == {"country": ["FR"]}
    app.query_params["country"] = "DE"
    app.run()
    del app.query_params["country"]  # the way back within the session
    app.run()
    assert app.multiselect(key="filter-country").value == []


def test_another_page_begins_with_the_filters_of_the_one_before(app: AppTest, kept: list[Any]) -> None:
    app.query_params["country"] = "DE"
    app.run()
    app.query_params.clear()  # as a click in the menu does
    app.run()
    assert app.multiselect(key="filter-country").value == ["DE"]
    assert app.query_params["country"] == "DE"
    assert kept[-1] == {"country": ["FR"]}, "the filters are still a link's"


def test_a_reset_takes_filters_and_a_links_mistakes_out(app: AppTest, kept: list[Any]) -> None:
    app.query_params["source"] = "Nowhere"
    app.run()
    assert len(app.warning) == 1
    reset(app)
    assert not app.warning
    assert not app.query_params
    assert kept[-1] == {}, "whoever resets is not asking for the link"


def test_a_reset_is_remembered_also_where_a_link_asked_for_what_is_usual(
    app: AppTest, kept: list[Any]
) -> None:
    app.query_params["period"] = Period().preset
    app.run()
    assert kept[-1] == {"country": ["FR"]}
    reset(app)
    assert kept[-1] == {}


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


@pytest.mark.parametrize(
    ("asked", "days", "given"),
    [
        ({"until": "2026-04-01"}, (date(2022, 11, 13), date(2026, 3, 31)), ("2022-11-13", "2026-04-01")),
        ({"since": "2026-03-01"}, (date(2026, 3, 1),), ("2026-03-01", None)),
        ({"since": "1990-01-01", "until": "2100-01-01"}, (date(2022, 11, 13), date(2026, 10, 31)), ("2022-11-13", "2026-11-01")),
    ],
)  # fmt: skip
def test_a_link_with_days_beyond_the_data_asks_for_those_that_it_has(
    app: AppTest, kept: list[Any], asked: dict[str, str], days: tuple[date, ...], given: tuple[str, ...]
) -> None:
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception and not app.warning
    assert [each.value for each in app.date_input] == [days]
    assert tuple(app.query_params.get(name) for name in ("since", "until")) == given
    assert kept[-1] == {"country": ["FR"]}, "it is still a link"


def test_a_link_with_no_day_of_the_data_says_so_and_the_usual_period_stands(app: AppTest) -> None:
    app.query_params["since"] = "2100-01-01"
    app.run()
    assert not app.exception
    told = "The link's days are not in this data, which has Nov 13, 2022 to Oct 31, 2026."
    assert [warning.value for warning in app.warning] == [told]
    assert "Nov 1, 2025 to Oct 31, 2026" in html(app)
    assert "since" not in app.query_params


def test_days_chosen_before_other_data_was_published_are_brought_into_it(app: AppTest) -> None:
    app.query_params["since"], app.query_params["until"] = "2026-03-01", "2026-04-01"
    app.run()
    app.session_state["filter-days"] = (date(2020, 1, 1), date(2026, 3, 31))
    app.main.children.clear()  # so that the browser sends no days of its own
    app.run()
    assert not app.exception
    assert app.query_params["since"] == "2022-11-13"


def test_data_without_a_day_opens_on_the_day_up_to_which_it_speaks(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Warehouse.published
    monkeypatch.setattr(Warehouse, "published", lambda source: replace(known(source), first_date=None))
    app.query_params["period"] = "everything"
    app.run()
    assert not app.exception
    assert "Oct 31, 2026 to Oct 31, 2026" in html(app)


def test_where_the_filters_cannot_be_the_page_says_so_and_draws_no_card(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "impossible", lambda selection, reader: "No posting in Polish in Spain.")
    app.run()
    assert [info.value.splitlines()[0].strip() for info in app.info] == ["No posting in Polish in Spain."]
    assert '<div class="card-head' not in html(app) and 'class="scope"' not in html(app)


def test_a_link_may_ask_for_what_the_usual_period_lacks(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = store.choices

    def of_old(selection: Selection) -> Mapping[str, Any]:
        assert selection.since
        return {**offered(selection), **({"country": {"XK": 1}} if selection.since.year < 2025 else {})}

    monkeypatch.setattr(store, "choices", of_old)
    app.query_params["country"] = "XK"
    app.run()
    assert not app.warning


def test_what_is_shown_is_said_with_what_it_is_compared_with_where_it_is(app: AppTest) -> None:
    app.run()
    assert "compared with the period before: Nov 1, 2024 to Oct 31, 2025" in html(app)
    app.selectbox(key="filter-compare").select("none").run()
    assert "Nov 1, 2025 to Oct 31, 2026</p>" in html(app)


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
    app.multiselect(key="filter-source").select("LinkedIn").run()
    assert "More (1)" in [each.proto.popover.label for each in app.get("popover")]


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
