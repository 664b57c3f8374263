"""The checks of a query file on real data: what does not hold, and for how many rows."""

from pathlib import Path

import polars as pl
import pytest
from support import GivenWarehouse

from dashboard.catalog.reading import read_query
from dashboard.engine import QueryError, Selection
from dashboard.engine.checks import beyond_rows, check_rows, run_all, run_checks

GIVEN = {"applications": [{"country": "DE", "times": 3}, {"country": "FR"}, {"country": None}]}
SQL = "select country, days_to_hire from applications"


def failed(check: str, sql: str = SQL, selection: Selection = Selection()) -> list[str]:  # noqa: B008
    text = f'-- /// query\n-- [[checks]]\n-- name = "it holds"\n-- {check}\n-- ///\n{sql}'
    query = read_query("page/card", Path("card.sql"), text)
    return [str(failure) for failure in run_checks(query, GivenWarehouse(GIVEN), selection)]


@pytest.mark.parametrize(
    "check",
    [
        'assert = "country is null or length(country) = 2"',
        "sql = \"select * from result where country = 'XX'\"",
        "not_empty = true",
        'unique = ["country"]\n-- [columns.country]',
    ],
)
def test_a_check_that_holds_is_not_told(check: str) -> None:
    sql = "select distinct country from applications" if "unique" in check else SQL
    assert failed(check, sql) == []


@pytest.mark.parametrize(
    ("check", "rows"),
    [
        ("assert = \"country = 'DE'\"", "2 rows"),
        ('assert = "days_to_hire >= 0"', "5 rows"),
        ("sql = \"select * from result where country = 'FR'\"", "1 row"),
        ('sql = "select country from result except select country from all_applications where country = \'DE\'"', "2 rows"),
        ('unique = "country"', "2 rows"),
    ],
)  # fmt: skip
def test_a_check_that_fails_counts_its_rows(check: str, rows: str) -> None:
    sql = SQL.replace("from applications", "from all_applications")
    assert failed(check, sql) == [f'page/card: "it holds" does not hold for {rows}.']


def test_rows_that_repeat_are_counted_over_all_values() -> None:
    told = failed('unique = "number"', "select unnest([1, 1, 1, 2, 2]) as number")
    assert told == ['page/card: "it holds" does not hold for 3 rows.']


def test_an_empty_result_fails_not_empty_only() -> None:
    nothing = Selection(country=("XX",))
    assert failed("not_empty = true", selection=nothing) == ['page/card: "it holds" does not hold for 1 row.']
    assert failed("assert = \"country = 'DE'\"", selection=nothing) == []


def test_a_query_that_fails_is_an_error_and_not_a_check_that_holds() -> None:
    with pytest.raises(QueryError, match='column "cuntry" does not exist'):
        failed("not_empty = true", "select cuntry from applications")


COUNTED = """-- /// query
-- [[checks]]
-- name = "codes have two letters"
-- assert = "length(country) = 2"
-- [[checks]]
-- name = "a row per country"
-- unique = "country"
-- [[checks]]
-- name = "there is data"
-- not_empty = true
-- [[checks]]
-- name = "nobody applied after the as-of date"
-- assert = "applied_at <= $as_of"
-- [[checks]]
-- name = "no country is missing"
-- sql = "select country from all_applications except select country from result"
-- ///
select country, applied_at from applications where applied_at < $until
"""


def test_rows_already_computed_are_checked_without_asking_again() -> None:
    query = read_query("page/card", Path("card.sql"), COUNTED)
    frame = pl.DataFrame({"country": ["DE", "DE", "FRA", None]})
    assert [(failed.check, failed.rows) for failed in check_rows(query, frame)] == [
        ("codes have two letters", 2),
        ("a row per country", 1),
    ]
    assert check_rows(query, frame.clear()) == ()


def test_what_rows_alone_cannot_tell_is_left_to_all_of_the_data() -> None:
    query = read_query("page/card", Path("card.sql"), COUNTED)
    assert [check.name for check in beyond_rows(query).checks] == [
        "there is data",
        "nobody applied after the as-of date",
        "no country is missing",
    ]


def test_a_check_that_cannot_run_on_the_rows_is_told_and_not_passed_over() -> None:
    query = read_query("page/card", Path("card.sql"), COUNTED)
    told = [failed.sentence for failed in check_rows(query, pl.DataFrame({"land": ["DE"]}))]
    assert len(told) == 2
    assert told[0].startswith('"codes have two letters" cannot be checked: ')
    assert "country" in told[0]


def test_all_queries_are_checked_although_one_has_no_answer_and_one_lacks_its_data() -> None:
    head = '-- /// query\n-- needs = ["has_spend"]\n-- [[checks]]\n-- name = "some"\n-- not_empty = true\n-- ///\n'
    nothing = "select 1 as a where false"
    warehouse = GivenWarehouse(
        {"capabilities": [{"capability": "has_spend", "available": False, "reason": "No."}]}
    )
    queries = [
        read_query("page/lacking", Path("lacking.sql"), head + nothing),
        read_query("page/broken", Path("broken.sql"), head.replace('needs = ["has_spend"]', "") + "select x"),
        read_query("page/empty", Path("empty.sql"), head.replace('needs = ["has_spend"]', "") + nothing),
    ]
    failed, errors = run_all(queries, warehouse)
    assert [each.query for each in failed] == ["page/empty"]
    assert [str(error.problems[0].path) for error in errors] == ["broken.sql"]
