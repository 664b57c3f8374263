"""The free property: a narrower filter raises no count; what is found, what is left out, what opts out."""

from pathlib import Path

import pytest
from support import GivenWarehouse

from dashboard.catalog.reading import read_query
from dashboard.engine.monotone import raised_counts

GIVEN = GivenWarehouse(
    {
        "applications": [
            {"country": "DE", "channel": "inbound", "times": 3},
            {"country": "FR", "channel": "agency", "times": 2},
        ],
        "postings": [{"country": "DE"}, {"country": "DE"}, {"country": "FR"}],
    }
)


def raised(sql: str, header: str = "") -> list[str]:
    lines = "".join(f"-- {line}\n" for line in ["/// query", *header.splitlines(), "///"]) if header else ""
    return [
        problem.message for problem in raised_counts([read_query("a/b", Path("b.sql"), lines + sql)], GIVEN)
    ]


def test_a_plain_count_never_rises() -> None:
    assert raised("select country, count(*) as n from applications group by country order by country") == []


def test_a_total_that_rises_is_found_with_the_filter_that_raised_it() -> None:
    assert raised(
        "select (select count(*) from all_applications) - count(*) as left_out from applications"
    ) == ['"left_out" rises from 0 to 2 when channel is narrowed to inbound.']


def test_a_row_that_rises_is_found_though_the_total_falls() -> None:
    sql = """select country, count(*) + if(country = 'FR', 120, 20) - 4 * (select count(*) from applications) as n
from all_applications where country in (select country from applications) group by country order by country"""
    assert raised(sql) == ['"n" rises from 3 to 11 when channel is narrowed to inbound.']


def test_rows_are_told_apart_by_the_unique_check() -> None:
    sql = """select 5 as age, 10 * count(*) as n from applications
union all select 6, 2 * ((select count(*) from all_applications) - count(*)) from applications order by age"""
    assert raised(sql) == []
    unique = '[[checks]]\nname = "one row"\nunique = "age"'
    assert raised(sql, unique) == ['"n" rises from 0 to 4 when channel is narrowed to inbound.']


@pytest.mark.parametrize(
    "column", ["left_out as place", "left_out as waiting_days", "left_out / 2 as hire_rate"]
)
def test_positions_durations_and_fractions_are_no_counts(column: str) -> None:
    left_out = "select (select count(*) from all_applications) - count(*) as left_out from applications"
    assert raised(f"select {column} from ({left_out})") == []


def test_a_column_opts_out_by_name() -> None:
    sql = "select (select count(*) from all_applications) - count(*) as left_out from applications"
    assert raised(sql, 'not_monotone = ["left_out"] # those who are not selected') == []


def test_a_multi_of_the_query_is_narrowed_too() -> None:
    header = '[params.channels]\ntype = "multi"\noptions = ["agency", "inbound"]'
    sql = "select count(*) as n from all_applications where $channels is null or not (channel in $channels)"
    assert raised(sql, header) == []
    doubled = "select count(*) * if($channels is null, 1, 2) as n from all_applications"
    assert raised(doubled, header) == ['"n" rises from 5 to 10 when $channels is narrowed to agency.']
