"""Which days a period holds and which it is compared with, counted from the as-of date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.engine.periods import COMPARES, PRESETS, Compare, Period, Preset, add_months, bounds, within

AS_OF, FIRST_DAY = date(2026, 10, 31), date(2023, 2, 7)


def days(preset: Preset, compare: Compare = "none", as_of: date = AS_OF) -> tuple[date | None, ...]:
    found = bounds(Period(preset, compare), as_of, FIRST_DAY)
    return (found.since, found.until, found.compare_since, found.compare_until)


@pytest.mark.parametrize(
    ("preset", "since", "until"),
    [
        ("last-3-months", date(2026, 8, 1), date(2026, 11, 1)),
        ("last-12-months", date(2025, 11, 1), date(2026, 11, 1)),
        ("last-24-months", date(2024, 11, 1), date(2026, 11, 1)),
        ("this-year", date(2026, 1, 1), date(2026, 11, 1)),
        ("last-year", date(2025, 1, 1), date(2026, 1, 1)),
        ("everything", FIRST_DAY, date(2026, 11, 1)),
    ],
)
def test_a_preset_ends_with_the_as_of_date(preset: Preset, since: date, until: date) -> None:
    assert days(preset)[:2] == (since, until)


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        (date(2024, 1, 1), date(2024, 2, 1), (date(2024, 1, 1), date(2024, 2, 1))),
        (date(2000, 1, 1), date(2100, 1, 1), (FIRST_DAY, date(2026, 11, 1))),
        (None, date(2024, 2, 1), (FIRST_DAY, date(2024, 2, 1))),
        (AS_OF, None, (AS_OF, None)),
        (date(2026, 11, 1), None, None),
        (None, FIRST_DAY, None),
    ],
)
def test_days_of_ones_own_reach_as_far_as_the_data(
    since: date | None, until: date | None, left: tuple[date, date | None] | None
) -> None:
    found = within(Period("custom", "none", since, until), AS_OF, FIRST_DAY)
    assert found == (Period("custom", "none", *left) if left else None)
    assert within(Period("this-year"), AS_OF, FIRST_DAY) == Period("this-year")


def test_the_last_twelve_months_need_not_be_calendar_months() -> None:
    assert days("last-12-months", as_of=date(2026, 10, 15))[:2] == (date(2025, 10, 16), date(2026, 10, 16))


def test_the_period_before_has_as_many_months() -> None:
    assert days("last-12-months", "previous")[2:] == (date(2024, 11, 1), date(2025, 11, 1))
    assert days("this-year", "previous")[2:] == (date(2025, 3, 1), date(2026, 1, 1))


def test_the_period_before_one_that_is_no_whole_months_has_as_many_days() -> None:
    ten_days = Period("custom", "previous", date(2026, 3, 5), date(2026, 3, 15))
    assert bounds(ten_days, AS_OF, FIRST_DAY).compare_since == date(2026, 2, 23)


def test_the_year_before_is_the_same_days_a_year_earlier() -> None:
    assert days("last-3-months", "year-before")[2:] == (date(2025, 8, 1), date(2025, 11, 1))


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    leap = Period("custom", "year-before", date(2024, 2, 1), date(2024, 2, 29))
    assert bounds(leap, AS_OF, FIRST_DAY).compare_until == date(2023, 2, 28)


@pytest.mark.parametrize("compare", COMPARES)
def test_everything_is_compared_with_nothing(compare: Compare) -> None:
    assert days("everything", compare)[2:] == (None, None)


def test_a_custom_period_with_one_end_takes_the_datas_other_end() -> None:
    half = bounds(Period("custom", "none", since=date(2026, 5, 1)), AS_OF, FIRST_DAY)
    assert (half.since, half.until) == (date(2026, 5, 1), date(2026, 11, 1))


@given(
    st.sampled_from(PRESETS),
    st.sampled_from(COMPARES),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_every_period_begins_before_it_ends_and_the_one_before_touches_it(
    preset: Preset, compare: Compare, as_of: date
) -> None:
    found = bounds(Period(preset, compare), as_of, date(1999, 1, 1))
    assert found.since < found.until
    if compare == "previous" and preset != "everything":
        assert found.compare_until == found.since
        assert found.compare_since is not None
        assert found.compare_since < found.since


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_adding_months_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and add_months(later, 0).day >= 28)
