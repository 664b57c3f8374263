"""A selection in a URL and back; nonsense in a link is told and never raises."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.engine import NOT_STATED, PRESETS, Asked, Period, Selection, from_query, selected, to_query

AS_OF, FIRST_DAY = date(2026, 10, 31), date(2023, 2, 7)
KNOWN = {
    "language": ("fr", "de", "pl"),
    "country": ("FR", "BE", "DE"),
    "role_level": ("architect", "unsure", "other"),
}


def asked(**query: str | list[str]) -> Asked:
    lists = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    return from_query(lists, KNOWN, as_of=AS_OF, first_day=FIRST_DAY)


def test_a_bare_address_is_architects_in_the_last_twelve_months_against_the_twelve_before() -> None:
    bare = asked()
    assert bare.selection == Selection(
        since=date(2025, 11, 1),
        until=date(2026, 11, 1),
        compare_since=date(2024, 11, 1),
        compare_until=date(2025, 11, 1),
    )
    assert bare.problems == ()


def test_a_link_holds_languages_countries_and_period() -> None:
    link = asked(language=["fr", "de"], country="BE", period="this-year", compare="none")
    assert (link.selection.language, link.selection.country) == (("fr", "de"), ("BE",))
    assert (link.selection.since, link.selection.compare_since) == (date(2026, 1, 1), None)
    assert link.problems == ()


def test_every_role_level_is_asked_for_by_word() -> None:
    assert asked(role_level="every").selection.role_level == ()
    assert to_query(Selection(role_level=()), Period()) == {"role_level": ["every"]}


def test_not_stated_is_a_value_like_any_other() -> None:
    link = asked(language=NOT_STATED)
    assert link.selection.language == (NOT_STATED,)
    assert link.problems == ()


def test_an_unknown_value_is_told_and_selects_nothing_rather_than_everything() -> None:
    link = asked(country=["Fr", "BE"])
    assert link.problems == ('No country in this data is "Fr". Did you mean "FR"?',)
    assert link.selection.country == ("Fr", "BE")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"contry": "BE"}, 'The link says "contry", which is no filter. Did you mean "country"?'),
        ({"period": "last-12-month"}, "The link's \"period\" cannot be \"last-12-month\". Did you mean \"last-12-months\"?"),
        ({"compare": "x"}, "The link's \"compare\" cannot be \"x\". It is one of previous, year-before, none."),
        ({"since": "soon"}, "The link's \"since\" is no day: \"soon\". Write it as in 2026-10-31."),
        ({"since": "0001-01-01"}, "The link's \"since\" is no day: \"0001-01-01\". Write it as in 2026-10-31."),
        ({"since": "2026-03-01", "until": "2026-03-01"}, "The link's period ends (2026-03-01) before it begins (2026-03-01)."),
        ({"since": "2026-03-01", "until": "2026-02-01"}, "The link's period ends (2026-02-01) before it begins (2026-03-01)."),
    ],
)  # fmt: skip
def test_nonsense_is_told_and_the_default_stands(query: dict[str, str], problem: str) -> None:
    link = asked(**query)
    assert link.problems == (problem,)
    assert link.selection == asked().selection


def test_a_parameter_of_a_card_is_none_of_our_business() -> None:
    assert asked(**{"time_to_hire/by_country.country": "3"}).problems == ()


def test_a_very_long_value_is_cut_in_the_sentence() -> None:
    (problem,) = asked(country="x" * 10_000).problems
    assert len(problem) < 100


VALUES = st.lists(
    st.text(min_size=1, max_size=8).filter(lambda value: value != "every"), unique=True, max_size=3
)


@given(
    language=VALUES,
    source=VALUES,
    role_level=VALUES,
    preset=st.sampled_from(PRESETS),
    compare=st.sampled_from(["previous", "year-before", "none"]),
    since=st.dates(date(2000, 1, 1), date(2020, 1, 1)),
)
def test_a_link_gives_back_what_it_was_made_of(language, source, role_level, preset, compare, since) -> None:  # type: ignore[no-untyped-def]
    period = (
        Period(preset, compare, since, date(2021, 1, 1)) if preset == "custom" else Period(preset, compare)
    )
    chosen = Selection(language=tuple(language), source=tuple(source), role_level=tuple(role_level))
    link = from_query(to_query(chosen, period), {}, as_of=AS_OF, first_day=FIRST_DAY)
    assert (link.selection, link.period) == (selected(chosen, period, AS_OF, FIRST_DAY), period)


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), max_size=3), max_size=6))
def test_no_link_raises(query: dict[str, list[str]]) -> None:
    link = from_query(query, KNOWN, as_of=AS_OF, first_day=FIRST_DAY)
    assert link.selection.since is not None


@given(
    st.dictionaries(
        st.sampled_from(["language", "country", "period", "compare", "since", "until", "role_level"]),
        st.lists(
            st.sampled_from(["", "fr", "2026-01-01", "2026-13-01", "9999-12-31", "custom", "every", "-1"]),
            max_size=3,
        ),
    )
)
def test_no_link_of_known_keys_raises(query: dict[str, list[str]]) -> None:
    link = from_query(query, KNOWN, as_of=AS_OF, first_day=FIRST_DAY)
    assert replace(link.selection, since=None) is not None
