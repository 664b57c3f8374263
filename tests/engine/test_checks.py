"""The checks of a query file on real data: what does not hold, and for how many rows."""

from pathlib import Path

import pytest
from support import GivenWarehouse

from dashboard.catalog.reading import read_query
from dashboard.engine import QueryError, Selection
from dashboard.engine.checks import run_checks

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


def test_an_empty_result_fails_not_empty_only() -> None:
    nothing = Selection(country=("XX",))
    assert failed("not_empty = true", selection=nothing) == ['page/card: "it holds" does not hold for 1 row.']
    assert failed('assert = "country = \'DE\'"', selection=nothing) == []


def test_a_query_that_fails_is_an_error_and_not_a_check_that_holds() -> None:
    with pytest.raises(QueryError, match='column "cuntry" does not exist'):
        failed("not_empty = true", "select cuntry from applications")
