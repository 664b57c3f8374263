"""What a click on a mark or a cell asks for, and how a row is named: without a page around it."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from dashboard.catalog.model import Behind, Chart, Column, Query
from dashboard.charts import Reader
from dashboard.charts.most import LEFT_OUT
from dashboard.engine import DIMENSIONS, NOT_STATED, Result, Selection
from dashboard.views import access, drill, filters, narrowing, reading, rest, store
from dashboard.views.drill import Shown

OFFERED = {name: {} for name in DIMENSIONS} | {
    "country": {"DE": 3, "FR": 2, NOT_STATED: 1},
    "source": {"Agency": 4, "Internal": 1},
    "channel": {"agency": 4, "internal": 1},
}


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "choices", lambda selection: OFFERED)
    monkeypatch.setattr(reading, "reader", lambda: Reader.of("en"))
    monkeypatch.setattr(access, "scope", lambda: None)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What following has led to: filters, or the name of a list."""
    told: list[Any] = []
    monkeypatch.setattr(filters, "narrow", told.append)
    monkeypatch.setattr(drill, "open_listing", lambda shown, mark, name: told.append(name))
    return told


def shown(
    frame: Mapping[str, list[Any]],
    *,
    listed: bool = False,
    selection: Selection | None = None,
    **options: Any,
) -> Shown:
    chart = Chart(options.pop("type", "table"), options)
    behind = Behind("true") if listed else None
    columns = {"application_id": Column(format="record")}
    query = Query("page/card", None, "", "Card", chart=chart, behind=behind, columns=columns)  # type: ignore[arg-type]
    result = Result(pl.DataFrame(frame), truncated=False, row_limit=10, version="1", seconds=0)
    return Shown(query, selection or Selection(), {}, result, result)


def test_the_id_of_a_record_is_a_link_and_asks_for_nothing(asked: list[Any]) -> None:
    drill.follow(shown({"application_id": ["7"], "country": ["DE"]}, listed=True), 0, "application_id")
    assert asked == []


def test_a_cell_filters_by_its_own_name_and_a_mark_by_all(asked: list[Any]) -> None:
    card = shown({"country": ["DE"], "source": ["Agency"], "hires": [3]})
    drill.follow(card, 0, "country")
    drill.follow(card, 0, "hires")
    drill.follow(card, 0)
    assert asked == [{"country": "DE"}, {"country": "DE", "source": "Agency"}]


def test_the_name_of_a_dimension_filters_by_that_dimension(asked: list[Any]) -> None:
    drill.follow(shown({"dimension": ["source"], "name": ["Agency"]}, listed=True), 0, "name")
    assert asked == [{"source": "Agency"}]


def test_a_figure_lists_under_the_names_of_its_row(asked: list[Any]) -> None:
    row = {"country": ["DE"], "source": ["Agency"], "title": ["architect"], "city": ["Bonn"], "hires": [3]}
    drill.follow(shown(row, listed=True), 0, "hires")
    assert asked == ["Germany · Agency · Architect"], "three names are enough"


def test_a_list_is_called_by_the_words_of_its_row_or_its_card(monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(drill.st, "dialog", lambda title, **_: titles.append(title) or (lambda _: print))
    card = shown({"country": ["DE"]}, listed=True)
    for name in ("**bold** :red[x] $y$", ""):
        drill.open_listing(card, card.mark(0), name)
    assert titles == [r"\*\*bold\*\* \:red\[x\] \$y\$", "Card"]
    assert narrowing.buttons({"source": "*a*"})["source"]["label"] == r"Only \*a\*"


def test_a_hidden_column_names_no_row(asked: list[Any]) -> None:
    row = {"account": ["main"], "city": ["Bonn"], "title": ["Architect"], "hires": [3]}
    drill.follow(shown(row, listed=True, hide=["city"]), 0, "hires")
    assert asked == ["Architect"]


def test_a_card_without_rows_offers_nothing() -> None:
    assert drill.offers(shown({"country": ["DE"]}))
    assert not drill.offers(shown({"country": []}))
    assert not drill.offers(shown({"hires": [1]}))
    assert drill.offers(shown({"hires": [1]}, listed=True))


def test_what_is_not_stated_can_be_filtered_by_too() -> None:
    assert narrowing.narrower(Selection(), {"country": None}) == {"country": NOT_STATED}


@pytest.mark.parametrize(
    "row", [{"country": "XX"}, {"country": ["DE"]}, {"city": "Bonn"}, {"country": "FR"}], ids=str
)
def test_what_filters_nothing_is_left_aside(row: dict[str, Any]) -> None:
    assert narrowing.narrower(Selection(country=("FR",)), row) == {}


def test_buttons_of_the_same_name_say_which_filter_they_set() -> None:
    alike = narrowing.buttons({"source": "Internal", "channel": "internal", "country": "DE"})
    assert [looks["label"] for looks in alike.values()] == [
        "Only Internal (Source)",
        "Only Internal (Source channel)",
        "Only Germany",
    ]


def test_the_rest_of_the_names_is_drawn_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, Any] = {}
    drawn: list[str] = []
    monkeypatch.setattr(rest.st, "session_state", session)
    monkeypatch.setattr(
        rest.st, "button", lambda words, **how: drawn.append(words) or how["on_click"](*how["args"])
    )
    card = shown({"country": ["DE"]}, type="bar", most=12).query
    figure = {"layout": {"meta": {LEFT_OUT: 6}}}
    assert rest.as_asked(card, {"most": 12}) == {"most": 12}
    rest.button(card, figure)
    assert rest.as_asked(card, {"most": 12}) == {"most": 60}
    rest.button(card, {"layout": {"meta": {}}})
    assert rest.as_asked(card, {"most": 12}) == {"most": 12}
    rest.button(card, {"layout": {"meta": {}}})
    assert drawn == ["Show all 18", "Show fewer"]
