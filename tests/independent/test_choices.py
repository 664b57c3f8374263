"""Which countries the filter bar offers for the chosen languages, against the postings of the raw export."""

from datetime import date

import pytest
from independent.export import Company
from independent.overview import live_postings, places
from independent.selecting import chosen

from dashboard.charts import Reader
from dashboard.engine import NOT_STATED, Selection, choices, impossible
from dashboard.warehouse import Warehouse

PERIODS = [
    (date(2022, 11, 1), date(2026, 11, 1)),
    (date(2026, 8, 1), date(2026, 11, 1)),
    (date(2025, 2, 10), date(2025, 7, 15)),
    (date(2023, 1, 1), date(2023, 2, 1)),
]
EVERY_DAY = PERIODS[0]


@pytest.mark.parametrize("period", PERIODS)
def test_the_languages_are_those_with_a_posting_in_the_period(
    period: tuple[date, date], company: Company, warehouse: Warehouse
) -> None:
    live = live_postings(company, *period)
    offered = choices(warehouse, Selection(since=period[0], until=period[1]))
    assert offered["language"] == places(live, "language")


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("languages", [("fr",), ("pl",), ("de", "fr"), ("en",), ("uk",), (NOT_STATED,)])
def test_the_countries_are_exactly_those_with_a_posting_in_the_languages(
    languages: tuple[str, ...], period: tuple[date, date], company: Company, warehouse: Warehouse
) -> None:
    selection = Selection(role_level=(), language=languages, since=period[0], until=period[1])
    such = chosen(live_postings(company, *period), selection)
    assert choices(warehouse, selection)["country"] == places(such, "country")


def test_without_a_language_every_country_with_a_posting_is_offered(
    company: Company, warehouse: Warehouse
) -> None:
    offered = choices(warehouse, Selection(since=date(2026, 10, 1), until=EVERY_DAY[1]))
    assert offered["country"] == places(company.postings, "country")


def test_an_impossible_pair_says_in_which_languages_there_are_postings(
    company: Company, warehouse: Warehouse
) -> None:
    pair = Selection(language=("pl",), country=("ES",), since=EVERY_DAY[0], until=EVERY_DAY[1])
    spanish = places(company.postings.filter(country="ES"), "language")
    there = sorted(spanish.items(), key=lambda item: (-item[1], item[0]))
    english = Reader.of("en")
    names = {language: english.language(language) for language in spanish} | {
        NOT_STATED: "no stated language"
    }
    words = ", ".join(f"{names[language]} {count}" for language, count in there)
    assert impossible(warehouse, pair, english) == f"No posting in Polish in Spain; {words}."
