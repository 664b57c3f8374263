"""A column's value stands for a sentence, in the reader's language and with the row's values in their formats."""

import polars as pl
import pytest

from dashboard.catalog.model import Column
from dashboard.charts import Reader, with_texts


def said(text: str | tuple[str, str], locale: str = "en", **row: object) -> str:
    frame = pl.DataFrame({"sentence": ["told"]} | {name: [value] for name, value in row.items()})
    told = with_texts(frame, {"sentence": Column(texts={"told": text})}, Reader.of(locale))
    return str(told["sentence"][0])


def test_a_place_takes_the_format_of_its_column() -> None:
    assert said("{country}: {hires} of {hire_rate}.", country="DE", hires=1204, hire_rate=0.018) == (
        "Germany: 1,204 of 1.8%."
    )


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("integer", 52.6, "53"),
        ("days", 71.0, "71 days"),
        ("percent", 0.904, "90.4%"),
        ("points", 0.0241, "2.4"),
    ],
)
def test_a_place_may_name_a_format_of_its_own(form: str, value: float, shown: str) -> None:
    assert said("{value:" + form + "}", value=value) == shown


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert said("{hires} ({hire_rate})", "de", hires=5223, hire_rate=0.018) == "5.223 (1,8\xa0%)"


@pytest.mark.parametrize(("waiting", "sentence"), [(1, "1 candidate waits."), (3, "3 candidates wait.")])
def test_the_first_value_tells_one_from_many(waiting: int, sentence: str) -> None:
    assert said(("{waiting} candidate waits.", "{waiting} candidates wait."), waiting=waiting) == sentence


@pytest.mark.parametrize(
    ("open_seats", "sentence"),
    [
        (1, "By day 40: 1 seat is open."),
        (1204, "By day 40: 1,204 seats are open."),
        (None, "By day 40: – seats are open."),
    ],
)
def test_a_later_value_tells_one_from_many_where_it_is_marked(open_seats: int | None, sentence: str) -> None:
    texts = (
        "By day {place}: {open_seats:counted} seat is open.",
        "By day {place}: {open_seats:counted} seats are open.",
    )
    assert said(texts, open_seats=open_seats, place=40) == sentence


def test_the_sentence_for_one_need_not_name_the_one() -> None:
    texts = ("The newest month: {rate}.", "The newest {months} months: {rate}.")
    assert said(texts, months=1, rate=0.2) == "The newest month: 20.0%."
    assert said(texts, months=3, rate=0.7) == "The newest 3 months: 70.0%."


def test_a_value_that_stands_for_nothing_stays() -> None:
    frame = pl.DataFrame({"sentence": ["told", "As it is.", None]})
    told = with_texts(frame, {"sentence": Column(texts={"told": "A text."})}, Reader.of("en"))
    assert told["sentence"].to_list() == ["A text.", "As it is.", None]


def test_what_is_missing_is_a_dash_and_no_country_is_said() -> None:
    frame = pl.DataFrame({"sentence": ["told"], "country": [None], "days": [None]})
    shown = with_texts(
        frame.cast({"country": pl.String, "days": pl.Int64}),
        {"sentence": Column(texts={"told": "{country} {days}"})},
        Reader.of("en"),
    )
    assert shown["sentence"].to_list() == ["Not stated –"]
