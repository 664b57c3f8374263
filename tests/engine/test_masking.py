"""Small groups: no figure about few people is shown to who may not see individuals, and no total tells one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.catalog.model import Column, People, Query
from dashboard.engine.masking import masked, smallest_group

SMALLEST = 5
unhurried = settings(deadline=None, max_examples=60)


def query(columns: Mapping[str, Column] | None = None, **people: Any) -> Query:
    return Query("page/card", Path("card.sql"), "", "", columns=columns or {}, people=People(**people))


def shown(frame: pl.DataFrame | Mapping[str, Sequence[Any]], **people: Any) -> dict[str, list[Any]]:
    return masked(pl.DataFrame(frame), query(**people), SMALLEST).to_dict(as_series=False)


HIRES = {"counts": {"hires": ()}}


def test_a_count_of_few_is_null_and_nobody_stays_nobody() -> None:
    rows = {"hires": [0, 1, 4, 5, 40]}
    assert shown(rows, **HIRES)["hires"] == [0, None, None, 5, 40]


def test_the_smallest_other_count_is_hidden_with_a_single_one() -> None:
    rows = {"country": ["DE", "FR", "PL", "AT"], "hires": [3, 9, 6, 0]}
    assert shown(rows, **HIRES)["hires"] == [None, 9, None, 0]


def test_two_who_are_few_together_are_not_told_by_the_total() -> None:
    rows = {"country": ["DE", "FR", "PL"], "hires": [1, 1, 30]}
    assert shown(rows, **HIRES)["hires"] == [None, None, None]
    assert shown({**rows, "hires": [2, 2, 30]}, **HIRES)["hires"] == [None, None, None]
    assert shown({**rows, "hires": [1, 4, 30]}, **HIRES)["hires"] == [None, None, 30]


def test_a_total_of_one_each_tells_each() -> None:
    rows = {"country": list("abcdef"), "hires": [1, 1, 1, 1, 1, 30]}
    assert shown(rows, **HIRES)["hires"] == [None] * 6
    assert shown({**rows, "hires": [1, 1, 1, 1, 2, 30]}, **HIRES)["hires"] == [*[None] * 5, 30]


def test_the_total_of_a_dimension_tells_as_that_of_all_rows_does() -> None:
    rows = {
        "country": ["DE", "DE", "FR", "FR", "PL"],
        "channel": ["agency", "referral", "agency", "referral", "agency"],
        "hires": [3, 9, 2, 8, 50],
    }
    assert shown(rows, **HIRES)["hires"] == [None, None, None, None, 50]


def test_days_of_a_calendar_are_a_dimension_and_other_days_are_figures() -> None:
    rows = {
        "month": [date(2026, 1, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 1)],
        "channel": ["agency", "referral", "agency", "referral"],
        "hires": [3, 9, 2, 8],
    }
    assert shown(rows, **HIRES)["month"] == [None, date(2026, 1, 1), None, date(2026, 2, 1)]
    assert shown(rows, **HIRES, nobody=("month",))["hires"] == [None] * 4
    assert shown(rows, **HIRES, nobody=("month",))["month"] == rows["month"]


def test_counts_that_are_no_parts_of_one_total_stay() -> None:
    rows = {"milestone": ["applied", "offered", "hired"], "reached": [100, 8, 3]}
    assert shown(rows, counts={"reached": ()})["reached"] == [100, None, None]
    assert shown(rows, counts={"reached": ()}, not_added=("reached",))["reached"] == [100, 8, None]


def test_nothing_is_added_up_across_what_is_counted_apart() -> None:
    rows = {
        "channel": ["agency", "agency", "referral", "referral"],
        "of": ["applications", "hires", "applications", "hires"],
        "number": [90, 3, 80, 9],
    }
    assert shown(rows, counts={"number": ()})["number"] == [None, None, None, None]
    assert shown(rows, counts={"number": ()}, apart=("of",))["number"] == [90, None, 80, None]


def test_a_figure_goes_with_the_counts_that_it_rests_on() -> None:
    rows = {
        "applications": [90, 80, 70, 60],
        "hires": [2, 3, 30, 20],
        "screened_share": [0.5, 0.6, 0.7, 0.8],
        "hire_rate": [0.02, 0.04, 0.4, 0.3],
        "median_days": [10, 20, 30, 40],
        "verdict": ["below", "same", "above", "above"],
        "spend": [1.0, 2.0, 3.0, 4.0],
    }
    counts = {"applications": ("screened_share", "hire_rate"), "hires": ("hire_rate", "verdict")}
    given = shown(rows, counts=counts, nobody=("spend",))
    assert given["hires"] == [None, None, 30, 20]
    assert given["hire_rate"] == [None, None, 0.4, 0.3]
    assert given["verdict"] == [None, None, "above", "above"]
    assert given["median_days"] == [None, None, 30, 40]  # of no count, so of all of them
    assert given["screened_share"] == rows["screened_share"]
    assert given["spend"] == rows["spend"]
    assert given["applications"] == rows["applications"]


def test_a_column_stays_that_is_text_and_goes_that_tells_figures() -> None:
    rows = {"country": ["DE", "FR"], "note": ["few", "few"], "sentence": ["more", "more"], "hires": [2, 3]}
    columns = {
        "note": Column(texts={"few": "Too few to say."}),
        "sentence": Column(texts={"more": ("{hires} hire", "{hires} hires")}),
    }
    given = masked(pl.DataFrame(rows), query(columns, **HIRES), SMALLEST)
    assert given.rows() == [("DE", "few", None, None), ("FR", "few", None, None)]


def test_a_sentence_for_what_is_not_told_stands_in_its_place() -> None:
    texts = {"more": "{country}: {hires}", "withheld": "{country}: too few"}
    columns = {"sentence": Column(texts=texts)}
    rows = pl.DataFrame({"country": ["DE", "FR"], "sentence": ["more", "more"], "hires": [3, 2]})
    assert masked(rows, query(columns, **HIRES), SMALLEST)["sentence"].to_list() == ["withheld", "withheld"]


def test_a_list_of_counts_is_hidden_whole_and_with_what_its_places_add_up_to() -> None:
    rows = {
        "country": ["DE", "FR", "PL"],
        "hires": [30, 40, 50],
        "monthly": [[2, 28], [20, 20], [30, 20]],
    }
    given = shown(rows, counts={"hires": (), "monthly": ()})
    assert given["monthly"] == [None, None, [30, 20]]
    assert given["hires"] == [30, 40, 50]


def test_a_row_whose_counts_add_up_hides_a_second_part() -> None:
    rows = {"stays": [100, 80], "finished": [91, 70], "waiting": [3, 2], "left": [6, 8]}
    counts = dict.fromkeys(rows, ())
    parts = ("finished", "waiting", "left")
    given = shown(rows, counts=counts, sums={"stays": parts}, not_added=("stays",))
    assert given["left"] == [None, None]
    assert (given["stays"], given["finished"]) == ([100, 80], [91, 70])


def test_a_part_without_anybody_is_hidden_where_there_is_no_other() -> None:
    rows = {"reached": [90], "advanced": [87], "waiting": [3], "exited": [0]}
    parts = ("advanced", "waiting", "exited")
    given = shown(rows, counts=dict.fromkeys(rows, ()), sums={"reached": parts}, not_added=("advanced",))
    assert given == {"reached": [90], "advanced": [87], "waiting": [None], "exited": [None]}


def test_a_part_that_another_cell_tells_is_no_help_so_the_sum_goes() -> None:
    rows = {"reached": [90], "advanced": [87], "waiting": [3]}
    counts = dict.fromkeys(rows, ())
    given = shown(rows, counts=counts, sums={"reached": ("advanced", "waiting")}, not_added=("advanced",))
    assert given == {"reached": [None], "advanced": [87], "waiting": [None]}


def test_a_hidden_sum_is_not_told_by_its_parts() -> None:
    rows = {"country": ["DE", "FR"], "all": [8, 3], "early": [8, 3], "late": [0, 0]}
    counts = dict.fromkeys(("all", "early", "late"), ())
    given = shown(rows, counts=counts, sums={"all": ("early", "late")})
    assert (given["all"], given["early"], given["late"]) == ([None, None], [None, None], [0, 0])


def test_an_average_of_all_rows_stays_unless_all_rows_are_few() -> None:
    rows = {"hires": [2, 3], "average": [0.5, 0.5]}
    assert shown(rows, **HIRES, overall=("average",))["average"] == [0.5, 0.5]
    assert shown({**rows, "hires": [2, 1]}, **HIRES, overall=("average",))["average"] == [None, None]


def test_a_curve_is_told_in_steps_of_enough_people() -> None:
    rows = {
        "day": [1, 2, 3, 4, 5, 6, 7, 8],
        "hires": [0, 2, 0, 3, 0, 7, 1, 0],
        "share": [0.0, 0.1, 0.1, 0.2, 0.2, 0.5, 0.6, 0.6],
    }
    course = {"nobody": ("day",), "not_added": ("hires",), "running": {"hires": ("share",)}}
    given = shown(rows, **HIRES, **course)
    assert given["share"] == [0.0, None, None, 0.2, 0.2, None, 0.6, 0.6]  # the last one joins those before
    assert given["hires"] == [0, None, 0, None, 0, None, None, 0]
    alone = shown({**rows, "hires": [0, 2, 0, 3, 0, 7, 0, 0]}, **HIRES, **course)
    assert alone["share"][5:] == [0.5, 0.6, 0.6]
    assert alone["hires"][5] == 7
    few = shown({**rows, "hires": [0, 2, 0, 1, 0, 0, 0, 0]}, **HIRES, **course)
    assert few["share"] == [0.0, *[None] * 7]


def test_rows_that_belong_together_are_shown_together_or_not_at_all() -> None:
    rows = {"part": ["a", "a", "b", "b"], "change": [100, -3, 90, -9]}
    given = shown(rows, counts={"change": ()}, not_added=("change",), together=("part",))
    assert given["change"] == [None, None, 90, -9]


def test_figures_without_a_count_are_not_shown() -> None:
    rows = {"country": ["DE", "FR"], "median_days": [30, 40], "openings": [1, 2]}
    given = shown(rows, counts={"hirse": ()}, nobody=("openings",))
    assert given == {**rows, "median_days": [None, None]}


@pytest.mark.parametrize("wrong", ["0", "few", "-1", "2.5", ""])
def test_a_setting_that_is_no_number_of_people_is_refused(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_SMALLEST_GROUP", wrong)
    with pytest.raises(ValueError, match="HIRING_SMALLEST_GROUP takes a whole number from 1"):
        smallest_group()


numbers = st.one_of(st.just(0), st.integers(1, 2), st.integers(1, 12), st.integers(1, 400))
rows = st.lists(
    st.tuples(st.sampled_from(["DE", "FR", None]), st.sampled_from("abc"), numbers, numbers, numbers),
    min_size=1,
    max_size=8,
)
PARTS = ("early", "late")
OF_ROWS = query(
    counts={"early": ("rate",), "late": (), "both": ("rate", "share"), "spread": ()},
    sums={"both": PARTS},
)


def a_result(drawn: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "country": country,
                "channel": channel,
                "early": early,
                "late": late,
                "both": early + late,
                "spread": [late, other],
                "rate": early / max(early + late, 1),
                "share": other / 400,
            }
            for country, channel, early, late, other in drawn
        ],
        schema_overrides={"country": pl.String, "spread": pl.List(pl.Int64), "rate": pl.Float64},
    )


def totals(
    frame: pl.DataFrame, given: pl.DataFrame, column: str
) -> Iterable[tuple[list[int], list[int], list[int]]]:
    """Yield of every slice whose total may be known: all its values, the hidden and the shown."""
    for dimension in (None, "country", "channel"):
        groups = frame[dimension].unique() if dimension else [None]
        for name in groups:
            rows = frame[dimension].eq_missing(name) if dimension else pl.Series([True] * frame.height)
            true, told = frame[column].filter(rows), given[column].filter(rows)
            hidden = true.filter(told.is_null()).to_list()
            yield true.to_list(), hidden, true.filter(told.is_not_null()).to_list()


def assert_not_told(hidden: Iterable[int], others: Iterable[int]) -> None:
    """Assert that a total less the shown is about enough people, unless there is nobody else to hide."""
    people = [each for each in hidden if each]
    if people and any(others):
        assert len(people) > 1
        assert sum(people) >= SMALLEST
        assert sum(people) > len(people)


@unhurried
@given(rows)
def test_no_count_of_few_is_shown_nor_told_by_a_total(drawn: list[tuple[Any, ...]]) -> None:
    frame = a_result(drawn)
    told = masked(frame, OF_ROWS, SMALLEST)
    for column in ("early", "late", "both"):
        assert not told[column].is_between(1, SMALLEST - 1).any()
        for _, hidden, others in totals(frame, told, column):
            assert_not_told(hidden, others)


@unhurried
@given(rows)
def test_no_place_of_a_list_is_told_by_a_total(drawn: list[tuple[Any, ...]]) -> None:
    frame = a_result(drawn)
    told = masked(frame, OF_ROWS, SMALLEST)
    assert all(each == 0 or each >= SMALLEST for each in chain.from_iterable(told["spread"].drop_nulls()))
    for _, hidden, others in totals(frame, told, "spread"):
        for place in (0, 1):
            assert_not_told([each[place] for each in hidden], [each[place] for each in others])


@unhurried
@given(rows)
def test_no_row_tells_by_what_its_counts_add_up_to(drawn: list[tuple[Any, ...]]) -> None:
    frame = a_result(drawn)
    told = masked(frame, OF_ROWS, SMALLEST)
    for true, row in zip(frame.to_dicts(), told.to_dicts(), strict=True):
        hidden = [name for name in PARTS if row[name] is None and true[name]]
        if row["both"] is None:
            assert hidden
        elif hidden:
            assert [row[name] for name in PARTS] == [None, None]
            assert true["both"] >= SMALLEST


@unhurried
@given(rows)
def test_a_figure_is_shown_where_its_counts_are_and_nothing_else_changes(
    drawn: list[tuple[Any, ...]],
) -> None:
    frame = a_result(drawn)
    told = masked(frame, OF_ROWS, SMALLEST)
    rests_on = {"rate": ("early", "both"), "share": ("both",)}
    for figure, counts in rests_on.items():
        hidden = told.select(pl.any_horizontal(pl.col(counts).is_null())).to_series()
        assert told[figure].is_null().to_list() == hidden.to_list()
    assert told.select("country", "channel").equals(frame.select("country", "channel"))
    for name in frame.columns:
        there = told[name].is_not_null()
        assert told[name].filter(there).to_list() == frame[name].filter(there).to_list()


@unhurried
@given(rows)
def test_masking_again_hides_nothing_more(drawn: list[tuple[Any, ...]]) -> None:
    once = masked(a_result(drawn), OF_ROWS, SMALLEST)
    assert masked(once, OF_ROWS, SMALLEST).equals(once)


@unhurried
@given(st.lists(st.tuples(st.sampled_from("ab"), numbers), min_size=1, max_size=15))
def test_between_two_told_points_of_a_curve_are_enough_people(drawn: list[tuple[str, int]]) -> None:
    frame = pl.DataFrame(drawn, schema=["name", "hires"], orient="row")
    frame = frame.with_columns(pl.col("hires").cum_sum().over("name").alias("so_far"))
    course = query(counts={"hires": ()}, not_added=("hires",), running={"hires": ("so_far",)})
    told = masked(frame, course, SMALLEST)
    for name in set(frame["name"]):
        known = told.filter(pl.col("name") == name)["so_far"].drop_nulls().to_list()
        gaps = [later - earlier for earlier, later in zip([0, *known], known, strict=False)]
        assert all(gap == 0 or gap >= SMALLEST for gap in gaps)
        total = frame.filter(pl.col("name") == name)["hires"].sum()
        assert total < SMALLEST or (known and known[-1] == total)  # what is left over is told of nobody
        for true, row in zip(frame.to_dicts(), told.to_dicts(), strict=True):
            assert row["hires"] in (None, true["hires"])
            assert row["hires"] is None or not 0 < row["hires"] < SMALLEST
