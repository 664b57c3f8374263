"""What a card asks beside its rows: what the data lacks, a parameter's options, the SQL to paste, the cache key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import GivenWarehouse

from dashboard.catalog.reading import read_query
from dashboard.engine import NOT_STATED, Selection, cache_key, filled_sql, lacking, options, run

QUERY = read_query(
    "page/card",
    Path("card.sql"),
    """-- /// query
-- needs = ["has_spend", "has_history"]
-- [params.channel]
-- type = "choice"
-- options = ["inbound", "referral"]
-- [params.sources]
-- type = "multi"
-- options = "select source from applications where $channel is null or channel = $channel order by source"
-- ///
select country, count(*) as hires
from applications
where hired_at >= $since and ($channel is null or channel = $channel) and ($sources is null or source in $sources)
group by country
order by country;
""",
)
GIVEN = {
    "applications": [
        {
            "country": "DE",
            "channel": "inbound",
            "source": "O'Hare's board",
            "hired_at": date(2026, 1, 5),
            "times": 2,
        },
        {"country": "FR", "channel": "referral", "source": "Referral", "hired_at": date(2026, 1, 5)},
        {"channel": "inbound", "source": "Xing", "hired_at": date(2026, 1, 5)},
    ],
    "capabilities": [
        {"capability": "has_spend", "available": False, "reason": "No file says what sources cost."},
        {"capability": "has_history", "available": False, "reason": "No history.", "account": "a"},
        {"capability": "has_history", "available": True, "reason": "", "account": "b"},
    ],
}
SINCE = Selection(since=date(2026, 1, 1), until=date(2026, 2, 1))


@pytest.fixture
def warehouse() -> GivenWarehouse:
    return GivenWarehouse(GIVEN)


def test_what_no_account_can_say_is_lacking(warehouse: GivenWarehouse) -> None:
    assert lacking(QUERY, warehouse) == "No file says what sources cost."
    assert lacking(replace(QUERY, needs=("has_history",)), warehouse) == ""
    assert lacking(replace(QUERY, needs=()), warehouse) == ""


def test_options_are_the_list_or_the_first_column_of_the_select(warehouse: GivenWarehouse) -> None:
    channel, sources = QUERY.params
    assert options(QUERY, channel, warehouse, SINCE, {}) == ["inbound", "referral"]
    assert options(QUERY, sources, warehouse, SINCE, {"channel": None}) == [
        "O'Hare's board",
        "Referral",
        "Xing",
    ]


def test_options_follow_from_the_parameters_above_and_from_the_selection(warehouse: GivenWarehouse) -> None:
    _, sources = QUERY.params
    assert options(QUERY, sources, warehouse, SINCE, {"channel": "referral"}) == ["Referral"]
    assert options(QUERY, sources, warehouse, replace(SINCE, country=("DE",)), {"channel": None}) == [
        "O'Hare's board"
    ]


@pytest.mark.parametrize(
    ("selection", "params"),
    [
        (SINCE, {}),
        (Selection(), {"channel": "inbound", "sources": ["O'Hare's board", "Referral"]}),
        (replace(SINCE, country=("DE", NOT_STATED)), {"sources": []}),
        (replace(SINCE, source=("O'Hare's board",)), {}),
    ],
)
def test_the_sql_to_paste_gives_the_same_rows_by_itself(
    warehouse: GivenWarehouse, selection: Selection, params: dict[str, Any]
) -> None:
    pasted = filled_sql(QUERY, warehouse, selection, params)
    with warehouse.cursor() as shell:
        rows = shell.execute(pasted).fetchall()
    assert rows == run(QUERY, warehouse, selection, params).frame.rows()


def test_the_sql_to_paste_shows_the_values_and_the_file_as_it_is(warehouse: GivenWarehouse) -> None:
    pasted = filled_sql(QUERY, warehouse, SINCE, {"channel": "inbound"})
    assert "set variable \"since\" = date '2026-01-01';" in pasted
    assert "set variable \"channel\" = 'inbound';" in pasted
    assert QUERY.sql.strip() in pasted


OTHERS: list[Callable[[], str]] = [
    lambda: cache_key(replace(QUERY, sql=QUERY.sql + " "), SINCE, {}, "v1"),
    lambda: cache_key(QUERY, replace(SINCE, country=("DE",)), {}, "v1"),
    lambda: cache_key(QUERY, replace(SINCE, country=("DE,FR",)), {}, "v1"),
    lambda: cache_key(QUERY, replace(SINCE, country=("DE", "FR")), {}, "v1"),
    lambda: cache_key(QUERY, replace(SINCE, language=("DE", "FR")), {}, "v1"),
    lambda: cache_key(QUERY, replace(SINCE, until=date(2026, 2, 2)), {}, "v1"),
    lambda: cache_key(QUERY, SINCE, {"channel": "v1"}, ""),
    lambda: cache_key(QUERY, SINCE, {"channel": "1"}, "v1"),
    lambda: cache_key(QUERY, SINCE, {"channel": 1}, "v1"),
    lambda: cache_key(QUERY, SINCE, {"channel": True}, "v1"),
    lambda: cache_key(QUERY, SINCE, {"channel": None}, "v1"),
    lambda: cache_key(QUERY, SINCE, {"channel": date(2026, 1, 1)}, "v1"),
    lambda: cache_key(QUERY, SINCE, {"channel": "2026-01-01"}, "v1"),
    lambda: cache_key(QUERY, SINCE, {}, "v2"),
    lambda: cache_key(QUERY, SINCE, {}, "v1", scope="recruiters"),
]


def test_two_runs_that_may_differ_have_two_keys() -> None:
    keys = [cache_key(QUERY, SINCE, {}, "v1"), *(key() for key in OTHERS)]
    assert len(set(keys)) == len(keys)


def test_the_same_run_has_one_key_whatever_the_order_of_its_parameters() -> None:
    assert cache_key(QUERY, SINCE, {"a": 1, "b": 2}, "v") == cache_key(QUERY, SINCE, {"b": 2, "a": 1}, "v")
