"""Which field a column is taken for, at the edges: how much of a header and of its values must say it."""

import polars as pl
import pytest

from dashboard.ingest.mapping.guessing import guesses, never_taken
from dashboard.ingest.profiles import Profile, profiles_of

ARCHITECTS = [f"Cloud Architect {number}" for number in range(201)]


def profile(name: str, *values: str | None) -> Profile:
    (only,) = profiles_of(pl.DataFrame({name: values}, schema={name: pl.String}))
    return only


def taken(*columns: Profile) -> dict[str, str]:
    return {field: guess.column for field, guess in guesses(columns).items()}


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("Source list", ["a", "b"], "source"),  # six letters of ten
        ("Source of budget", ["a", "b"], None),  # six of fourteen
        ("Country", ["DE", "FR", "x", "y"], "country"),
        ("Country", ["DE", "x", "y"], None),
        ("x", ["DE", "FR", "ES", "PL", "Narnia"], "country"),
        ("x", ["DE", "FR", "ES", "PL", "Narnia", "Oz"], None),
        ("x", ["DE", "DE"], None),  # one word may be anything
        ("x", ["kim@example.com"], "email"),
        ("x", ARCHITECTS[:200], "title"),
        ("x", ARCHITECTS, None),
        ("Source", ["LinkedIn", "x" * 80], "source"),
        ("Source", ["LinkedIn", "x" * 81], None),
        ("Source", ["1", "2"], None),
        ("Source", ["2026-01-01"], None),
        ("Source", [None], None),
        ("Applied on", ["2026-01-01"], "applied_at"),
        ("Applied on", ["yes"], None),
        ("Applied on", [None], "applied_at"),
    ],
)
def test_a_column_is_taken_for_what_enough_of_it_says(
    name: str, values: list[str | None], field: str | None
) -> None:
    assert taken(profile(name, *values)) == ({field: name} if field else {})


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("Name", ["Kim", "Lee", "Cloud Architect"], "person"),
        ("Name", ["Kim", "Cloud Architect"], None),
        ("Recruiter", ["2026-01-01"], "person"),
        ("Hiring manager review", ["2026-01-01"], None),
        ("Hiring manager review", ["Kim"], "person"),
        ("Last activity", ["2026-01-01"], "touched_at"),
        ("Last activity", ["x"], None),
        ("Country", ["DE"], None),
    ],
)
def test_a_column_about_people_is_never_taken(name: str, values: list[str], field: str | None) -> None:
    column = profile(name, *values)
    assert never_taken(column) == field
    assert field not in taken(column)


def test_a_column_is_one_field_and_a_field_the_column_that_says_it_best() -> None:
    both = [profile("Source country", "DE", "FR"), profile("Country", "DE", "FR")]
    assert taken(*both) == {"country": "Country", "source": "Source country"}
    assert taken(both[0]) == {"country": "Source country"}
    assert taken(profile("Source", "a", "b"), profile("Source list", "LinkedIn", "Indeed")) == {
        "source": "Source list"
    }
    assert taken(profile("x", "Poland", "Spain"), profile("Country", "Poland", "y")) == {"country": "Country"}
