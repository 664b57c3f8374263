"""Ticks and text that have to fit."""

from datetime import date

import polars as pl
import pytest

from dashboard.charts.axes import rows_height
from dashboard.charts.reader import Reader
from dashboard.charts.scale import tick_texts, ticks, time_ticks
from dashboard.charts.text import width, wrapped

ENGLISH = Reader.of("en")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0.112, [0, 0.05, 0.1, 0.15]),
        (0, 55272, [0, 20000, 40000, 60000]),
        (-7, 3.5, [-10, -5, 0, 5]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_ticks_are_round_and_span_the_values(low, high, expected):
    marks = ticks(low, high, 4)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert len(marks) <= 7
    if high:
        assert marks == expected


@pytest.mark.parametrize(
    ("high", "expected"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 5, 10]), (40, [0, 10, 20, 30, 40])],
)
def test_ticks_of_what_is_counted_are_whole_numbers(high, expected):
    assert ticks(0, high, 4, whole=True) == expected


def test_tick_texts_have_the_decimals_of_their_step():
    assert tick_texts([0, 0.05, 0.1], "percent", ENGLISH) == ["0%", "5%", "10%"]
    assert tick_texts([0, 0.005, 0.01], "percent", ENGLISH) == ["0.0%", "0.5%", "1.0%"]
    assert tick_texts([0, 100_000, 200_000], "integer", ENGLISH) == ["0", "100K", "200K"]
    assert tick_texts([0, 2.5, 5], "decimal", ENGLISH) == ["0.0", "2.5", "5.0"]


@pytest.mark.parametrize(
    ("names", "height"),
    [
        (["AT", "DE", "FR"], 34),
        (["AT", "Vereinigtes Königreich", "FR"], 34),
        (["Vereinigtes Königreich", "Northwind Recruiting"], 42),
        (["Vereinigtes Königreich"], 42),
        (["Vereinigte Arabische Emirate und andere", "AT"], 42),
        (["Vereinigte Arabische Emirate und andere"], 56),
        (["Vereinigte Arabische Emirate und andere", "Northwind Recruiting"], 56),
    ],
)
def test_a_row_is_taller_where_names_beside_each_other_take_more_lines(names, height):
    assert rows_height(names) == height * len(names)


def test_months_are_named_with_the_year_where_it_begins():
    months = pl.date_range(date(2025, 11, 1), date(2026, 10, 1), "1mo", eager=True).to_list()
    days, texts = time_ticks(months, ENGLISH)
    assert texts == ["Nov<br>2025", "Jan<br>2026", "Mar", "May", "Jul", "Sep"]
    assert days[1] == date(2026, 1, 1)


def test_days_that_are_not_months_are_named_by_day():
    _, texts = time_ticks([date(2026, 3, 2), date(2026, 3, 9)], ENGLISH)
    assert texts == ["Mar 2<br>2026", "Mar 9"]


def test_a_decade_of_months_has_few_ticks():
    months = pl.date_range(date(2016, 1, 1), date(2026, 1, 1), "1mo", eager=True).to_list()
    assert len(time_ticks(months, ENGLISH)[0]) <= 6


def test_a_long_name_takes_two_lines_and_an_ellipsis():
    assert (
        wrapped("Employee referral programme of the whole group") == "Employee referral<br>programme of the …"
    )
    assert wrapped("Referral") == "Referral"


def test_an_escaped_sign_is_not_cut_in_two():
    assert wrapped("Research &amp; development") == "Research &amp;<br>development"


def test_wide_letters_count_as_wide_and_markup_as_nothing():
    assert width("日本", 10) > width("ab", 10) * 1.5
    assert width("<b>ab</b>", 10) == width("ab", 10)
    assert width("a<br>abc", 10) == width("abc", 10)
