"""What the filter bar offers: languages first, and the countries that follow from them."""

from datetime import date

import pytest
from support import GivenWarehouse

from dashboard.charts import Reader
from dashboard.engine import NOT_STATED, Selection, choices, described, impossible

PERIOD = {"since": date(2026, 1, 1), "until": date(2026, 7, 1)}
POSTINGS = [
    {"language": "es", "country": "ES", "published_at": date(2026, 2, 1), "times": 3},
    {"language": "en", "country": "ES", "published_at": date(2025, 1, 1)},
    {"language": "pl", "country": "PL", "published_at": date(2026, 6, 30)},
    {
        "language": "pl",
        "country": "CZ",
        "published_at": date(2025, 1, 1),
        "unpublished_at": date(2025, 12, 31),
    },
    {"language": "pl", "country": "SK", "published_at": date(2026, 7, 1)},
    {"language": "de", "country": "AT", "published_at": date(2025, 1, 1), "unpublished_at": date(2026, 1, 1)},
    {"country": "IT", "published_at": date(2026, 3, 1)},
    {"language": "fr", "country": "FR"},
]
APPLICATIONS = [
    {
        "applied_at": date(2026, 2, 1),
        "country": "ES",
        "channel": "inbound",
        "candidate_key": "one",
        "times": 2,
    },
    {"applied_at": date(2026, 2, 1), "country": "PL", "channel": "referral", "candidate_key": "two"},
    {"applied_at": date(2026, 2, 1), "role_level": "other"},
    {"applied_at": date(2025, 2, 1), "country": "DE"},
]

ENGLISH = Reader.of("en")


@pytest.fixture
def warehouse() -> GivenWarehouse:
    return GivenWarehouse({"postings": POSTINGS, "applications": APPLICATIONS})


def selection(**chosen: tuple[str, ...]) -> Selection:
    return Selection(**PERIOD, **chosen)  # type: ignore[arg-type]


def test_a_language_is_offered_when_a_posting_in_it_was_live_on_a_day_of_the_period(
    warehouse: GivenWarehouse,
) -> None:
    assert choices(warehouse, selection())["language"] == {"de": 1, "en": 1, "es": 3, "pl": 1, NOT_STATED: 1}


def test_the_languages_do_not_follow_from_the_country(warehouse: GivenWarehouse) -> None:
    assert "pl" in choices(warehouse, selection(country=("ES",)))["language"]


def test_the_countries_are_exactly_those_with_a_posting_in_the_chosen_languages(
    warehouse: GivenWarehouse,
) -> None:
    assert choices(warehouse, selection(language=("pl",)))["country"] == {"PL": 1}
    assert choices(warehouse, selection(language=("pl", "en", "es")))["country"] == {"ES": 4, "PL": 1}
    assert choices(warehouse, selection(language=(NOT_STATED,)))["country"] == {"IT": 1}


def test_with_no_language_every_country_with_a_posting_is_offered_whenever_it_was(
    warehouse: GivenWarehouse,
) -> None:
    assert set(choices(warehouse, selection())["country"]) == {"AT", "CZ", "ES", "IT", "PL", "SK"}


def test_the_other_filters_offer_what_any_application_has(warehouse: GivenWarehouse) -> None:
    offered = choices(warehouse, selection(language=("pl",)))
    assert offered["channel"] == {"inbound": 2, "referral": 1, NOT_STATED: 2}
    assert offered["role_level"] == {"architect": 4, "other": 1}


def test_an_impossible_pair_is_told_with_what_there_is(warehouse: GivenWarehouse) -> None:
    sentence = impossible(warehouse, selection(language=("pl",), country=("ES",)), ENGLISH)
    assert sentence == "No posting in Polish in Spain; Spanish 3, English 1."


def test_one_impossible_country_among_possible_ones_is_told_too(warehouse: GivenWarehouse) -> None:
    sentence = impossible(warehouse, selection(language=("pl", "en"), country=("PL", "FR")), ENGLISH)
    assert sentence == "No posting in Polish or English in France; none in any language."


@pytest.mark.parametrize(
    "chosen", [{}, {"language": ("pl",)}, {"country": ("FR",)}, {"language": ("pl",), "country": ("PL",)}]
)
def test_a_possible_selection_is_not_told(
    warehouse: GivenWarehouse, chosen: dict[str, tuple[str, ...]]
) -> None:
    assert impossible(warehouse, selection(**chosen), ENGLISH) is None


def test_the_sentence_counts_applications_people_and_countries_of_the_period(
    warehouse: GivenWarehouse,
) -> None:
    counts = described(warehouse, selection())
    assert (counts.applications, counts.people, counts.countries) == (3, 2, 2)
