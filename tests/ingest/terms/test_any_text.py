"""Whatever an export holds, the answer is a standard term or none."""

import pycountry
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest import terms
from dashboard.ingest.vocabulary import (
    CHANNELS,
    CLOSE_SIDES,
    MILESTONES,
    ROLE_FAMILIES,
    ROLE_LEVELS,
    SENIORITIES,
    WORK_MODELS,
)

COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {"XK"}
WORDS = [
    "architect",
    "Softwarearchitekt",
    "(m/w/d)",
    "CA",
    "DE",
    "Remote",
    "Offer",
    "LinkedIn",
    "架构师",
    "EN",
    "/",
    "-",
    ",",
    "&",
    "*",
]
TEXT = st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_a_role_is_made_of_terms(title, department):
    role = terms.classify_title(title, department)
    assert role.level in ROLE_LEVELS
    assert role.family in ROLE_FAMILIES
    assert role.seniority in SENIORITIES


@settings(deadline=None)
@given(TEXT, TEXT)
def test_stages_sources_and_reasons_are_terms(text, vendor):
    assert terms.milestone_of(text, vendor).milestone in {None, *MILESTONES}
    assert terms.source_of(text, vendor).channel in {None, *CHANNELS}
    assert terms.close_side_of(text, vendor) in {None, *CLOSE_SIDES}


@settings(deadline=None)
@given(TEXT)
def test_places_and_languages_are_codes(text):
    place, language = terms.place_of(text), terms.language_of(text)
    assert {place.country, terms.country_of(text)} <= {None, *COUNTRIES}
    assert place.work_model in {None, *WORK_MODELS}
    assert place.city is None or place.city in text.replace("\n", " ") or place.city in text
    assert language is None or (len(language) == 2 and language.islower())


@settings(deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from(["", "  ", "\t", "\u00a0"]))
def test_space_around_a_value_changes_nothing(word, space):
    assert terms.classify_title(space + word + space) == terms.classify_title(word)
    assert terms.milestone_of(space + word + space) == terms.milestone_of(word)
    assert terms.country_of(space + word + space) == terms.country_of(word)
