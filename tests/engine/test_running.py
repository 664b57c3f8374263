"""A query gives the rows of the selection and the values of its parameters, within its limits."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from support import AS_OF, GivenWarehouse

from dashboard.catalog.model import Query
from dashboard.catalog.reading import read_query
from dashboard.engine import Limits, QueryError, Result, Selection, run

EVERY_ROLE = Selection(role_level=())


def query(sql: str, header: str = "") -> Query:
    lines = "".join(f"-- {line}\n" for line in header.splitlines())
    text = f"-- /// query\n{lines}-- ///\n{sql}" if header else sql
    return read_query("page/card", Path("page/card.sql"), text)


def ran(
    sql: str, header: str = "", *, given: Any = None, selection: Selection = EVERY_ROLE, **params: Any
) -> Result:
    return run(query(sql, header), GivenWarehouse(given or {}), selection, params)


def value(*args: Any, **kwargs: Any) -> Any:
    return ran(*args, **kwargs).frame.item()


def refused(*args: Any, **kwargs: Any) -> str:
    with pytest.raises(QueryError) as error:
        ran(*args, **kwargs)
    return str(error.value)


def test_without_a_period_it_is_all_of_the_data() -> None:
    given = {"applications": [{"applied_at": date(2024, 2, 7)}, {"applied_at": date(2026, 5, 1)}]}
    frame = ran(
        "select $since as since, $until as until, $as_of as as_of, $compare_since as c", given=given
    ).frame
    assert frame.row(0) == (date(2024, 2, 7), date(2026, 11, 1), AS_OF, None)


@pytest.mark.parametrize("given", ["0", "-1", "2.5", "few"])
def test_a_figure_must_rest_on_one_at_least(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_MINIMUM_N", given)
    assert f"HIRING_MINIMUM_N takes a whole number from 1, not '{given}'." in refused("select 1 as one")


def test_without_any_application_the_period_is_the_as_of_date() -> None:
    assert ran("select $since as since, $until as until").frame.row(0) == (AS_OF, date(2026, 11, 1))


def test_a_chosen_period_is_bound_as_it_is() -> None:
    chosen = Selection(since=date(2026, 1, 1), until=date(2026, 2, 1), as_of=date(2026, 3, 1))
    assert ran("select $since, $until, $as_of", selection=chosen).frame.row(0) == (
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
    )


def test_a_date_that_is_null_is_still_a_date() -> None:
    assert value("select date_diff('day', $compare_since, $since)") is None
    assert value("select date_trunc('month', $compare_since)") is None


NUMBER = '[params.least]\ntype = "number"\ndefault = 2'
MULTI = '[params.countries]\ntype = "multi"\noptions = "select country from applications"'
BY_COUNTRY = {"applications": [{"country": "DE", "times": 3}, {"country": "FR"}, {}]}
COUNT = "select count(*) from applications where $countries is null or country in $countries"


def test_an_own_parameter_has_its_default_until_one_is_given() -> None:
    assert value("select $least", NUMBER) == 2
    assert value("select $least", NUMBER, least=5) == 5
    assert value("select $least", NUMBER, least="7") == 7


def test_a_whole_number_can_be_a_limit() -> None:
    assert ran("select range from range(10) limit $least", NUMBER).frame.height == 2


@pytest.mark.parametrize(
    ("chosen", "expected"), [(["DE"], 3), (["DE", "FR"], 4), ([], 5), (None, 5), (["XX"], 0)]
)
def test_a_multi_filters_and_an_empty_one_does_not(chosen: Any, expected: int) -> None:
    assert value(COUNT, MULTI, given=BY_COUNTRY, countries=chosen) == expected


@pytest.mark.parametrize("hostile", ["DE' or '1'='1", "x'; drop table applications; --", "$since", "\0"])
def test_a_value_is_bound_and_never_becomes_sql(hostile: str) -> None:
    assert value(COUNT, MULTI, given=BY_COUNTRY, countries=[hostile]) == 0
    selection = Selection(role_level=(), country=(hostile,))
    assert value("select count(*) from applications", given=BY_COUNTRY, selection=selection) == 0


def test_a_parameter_that_the_query_does_not_have_is_refused() -> None:
    assert refused("select $least", NUMBER, last=3) == (
        'page/card.sql:1: page/card has no parameter "last". Did you mean "least"?'
    )


def test_a_wrong_value_is_refused() -> None:
    assert (
        refused("select $least", NUMBER, least="x") == "page/card.sql:1: \"least\" takes a number, not 'x'."
    )


@pytest.mark.parametrize("extreme", [10**30, "1e999", float("nan"), "-9223372036854775809"])
def test_a_number_beyond_all_bounds_is_refused_or_bound_and_never_a_crash(extreme: Any) -> None:
    try:
        assert isinstance(value("select $least", NUMBER, least=extreme), float)
    except QueryError as refusal:
        assert '"least" cannot be' in str(refusal)


def test_rows_beyond_the_limit_are_not_read_and_said() -> None:
    endless = query("select range as n from range(1000000000000)")
    result = run(endless, GivenWarehouse(), EVERY_ROLE, limits=Limits(rows=5, seconds=20))
    assert (result.frame["n"].to_list(), result.truncated, result.row_limit) == ([0, 1, 2, 3, 4], True, 5)


def test_as_many_rows_as_the_limit_are_all_of_them() -> None:
    result = run(query("from range(5)"), GivenWarehouse(), EVERY_ROLE, limits=Limits(rows=5, seconds=20))
    assert (result.frame.height, result.truncated) == (5, False)


def test_a_query_that_takes_too_long_is_stopped_and_its_connection_goes_on() -> None:
    warehouse = GivenWarehouse()
    slow = query(
        "select count(*) from range(1000000000) as a, range(1000000000) as b where hash(a.range + b.range) = 1"
    )
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"took longer than 0\.1 seconds and was stopped"):
        run(slow, warehouse, EVERY_ROLE, limits=Limits(rows=5, seconds=0.1))
    assert time.monotonic() - started < 10
    assert run(query("select 1 as one"), warehouse, EVERY_ROLE).frame.item() == 1


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("select cuntry\nfrom applications", 'page/card.sql:1: column "cuntry" does not exist. Did you mean "country"?'),
        ("select\n  cast('x' as int) as x", "page/card.sql:2: Could not convert string 'x' to INT32."),
        ("select 1; drop table applications", "page/card.sql:1: this is not a SELECT. A query file holds exactly one SELECT."),
        ("select 1;\nselect 2", "page/card.sql:2: a second statement begins here. A query file holds exactly one SELECT."),
        ("select 1 as a, 2 as a", 'page/card.sql:1: the result has two columns "a". Rename one.'),
    ],
)  # fmt: skip
def test_an_error_is_a_sentence_with_its_place(sql: str, sentence: str) -> None:
    assert refused(sql) == sentence


def test_a_result_has_plain_types() -> None:
    sql = """
    select sum(range) as total, sum(1.5) as exact, 1::utinyint as tiny, 'x'::enum('x') as word, date '2026-01-01' as day,
           [1, null] as whole, {a: 1} as pair, 1::float as real, true as yes, null as nothing
    from range(3)
    """
    assert dict(ran(sql).frame.schema) == {
        "total": pl.Int64, "exact": pl.Float64, "tiny": pl.Int64, "word": pl.String, "day": pl.Date,
        "whole": pl.List(pl.Int64), "pair": pl.String, "real": pl.Float64, "yes": pl.Boolean, "nothing": pl.Null,
    }  # fmt: skip


def test_no_rows_keep_their_columns_and_types() -> None:
    frame = ran("select country, count(*) as n from applications group by country").frame
    assert (frame.height, dict(frame.schema)) == (0, {"country": pl.String, "n": pl.Int64})


def test_a_result_names_the_version_that_it_read() -> None:
    assert ran("select 1 as one").version == "given-rows"
