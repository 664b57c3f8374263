"""What the selection leaves of each table: a query says `from applications` and gets exactly the selected rows."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from support import GivenWarehouse, columns_of

from dashboard.catalog.reading import read_query
from dashboard.engine import DIMENSIONS, NOT_STATED, Selection, run
from dashboard.engine.session import session
from dashboard.engine.views import FILTERED, lay, view

ROWS = [
    {"country": "DE", "language": "de", "role_level": "architect", "times": 1},
    {"country": "DE", "language": "en", "role_level": "architect", "times": 2},
    {"country": "FR", "language": "fr", "role_level": "other", "times": 4},
    {"country": None, "language": "fr", "role_level": "architect", "times": 8},
    {"country": None, "language": None, "role_level": "unsure", "times": 16},
]


def counted(table: str, rows: list[dict[str, Any]], **chosen: tuple[str, ...]) -> int:
    return counts({table: rows}, table, **chosen)


def counts(given: dict[str, list[dict[str, Any]]], table: str, **chosen: tuple[str, ...]) -> int:
    query = read_query("page/card", Path("card.sql"), f"select count(*) as n from {table}")
    selection = Selection(**{"role_level": (), **chosen})  # type: ignore[arg-type]
    return int(run(query, GivenWarehouse(given), selection).frame.item())


@pytest.mark.parametrize(
    "table", ["applications", "stage_visits", "offers", "postings", "excluded_applications"]
)
@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, 31),
        ({"country": ("DE",)}, 3),
        ({"country": ("DE", "FR")}, 7),
        ({"country": ("DE",), "language": ("en",)}, 2),
        ({"country": ("FR",), "language": ("en",)}, 0),
        ({"country": (NOT_STATED,)}, 24),
        ({"country": (NOT_STATED, "FR")}, 28),
        ({"country": (NOT_STATED,), "language": (NOT_STATED,)}, 16),
        ({"role_level": ("architect",)}, 11),
        ({"country": ("XX",)}, 0),
        ({"country": ("XX", "DE")}, 3),
    ],
)
def test_a_table_holds_the_selected_rows(
    table: str, chosen: dict[str, tuple[str, ...]], expected: int
) -> None:
    assert counted(table, ROWS, **chosen) == expected


def test_all_of_a_table_is_there_under_its_other_name() -> None:
    assert counts({"applications": ROWS}, "all_applications", country=("DE",)) == 31


def test_spend_is_filtered_by_source_channel_and_country_only() -> None:
    month = "2026-01-01"
    rows = [{"source": "LinkedIn", "country": "DE", "month": month}, {"source": "Xing", "month": month}]
    assert counted("source_spend", rows, source=("LinkedIn",)) == 1
    assert counted("source_spend", rows, country=("DE",)) == 1
    assert counted("source_spend", rows, role_level=("architect",), language=("fr",)) == 2


OPENINGS = {
    "openings": [{"job_id": "several"}, {"job_id": "german"}, {"job_id": "unposted"}],
    "postings": [
        {"job_id": "several", "country": "DE", "language": "en"},
        {"job_id": "several", "country": "FR", "language": "fr"},
        {"job_id": "german", "country": "DE", "language": "de"},
    ],
}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, 3),
        ({"country": ("DE",)}, 2),
        ({"country": ("FR",)}, 1),
        ({"country": ("DE",), "language": ("fr",)}, 0),
        ({"country": ("FR",), "language": ("fr",)}, 1),
        ({"country": (NOT_STATED,)}, 1),
        ({"country": (NOT_STATED, "FR")}, 2),
        ({"country": (NOT_STATED,), "language": ("fr",)}, 0),
        ({"role_level": ("other",)}, 0),
    ],
)
def test_an_opening_stays_when_one_posting_of_its_job_is_selected(
    chosen: dict[str, tuple[str, ...]], expected: int
) -> None:
    assert counts(OPENINGS, "openings", **chosen) == expected


def test_findings_are_never_filtered() -> None:
    findings = [{"rule": "no date", "action": "kept", "advice": "none"}]
    assert counted("findings", findings, country=("DE",)) == 1


@pytest.mark.parametrize("table", FILTERED)
def test_a_view_filters_on_every_dimension_that_its_table_has(table: str) -> None:
    for dimension in set(DIMENSIONS) & columns_of(table).keys():
        chosen = Selection(**{"role_level": (), dimension: ("x",)})  # type: ignore[arg-type]
        assert f"{dimension} in getvariable('selected_{dimension}')" in view(table, chosen)


@pytest.mark.parametrize("table", FILTERED)
def test_a_view_whose_variable_is_gone_gives_no_row(table: str) -> None:
    posting = {"country": "DE", "job_id": "one"}
    own = {"job_id": "one"} if table == "openings" else {"country": "DE"}
    given = {"postings": [posting]} | ({} if table == "postings" else {table: [own]})
    with session(GivenWarehouse(given)) as on:
        lay(on, Selection(role_level=(), country=("DE",)), [table])
        assert on.cursor.execute(f"select count(*) from {table}").fetchall() == [(1,)]
        on.cursor.execute("reset variable selected_country").complete()
        assert on.cursor.execute(f"select count(*) from {table}").fetchall() == [(0,)]


def test_a_chosen_value_becomes_a_plain_list_that_skips_blocks() -> None:
    with session(GivenWarehouse({"applications": ROWS})) as on:
        lay(on, Selection(role_level=(), country=("DE",)), ["applications"])
        (_, plan), *_ = on.cursor.execute("explain select count(*) from applications").fetchall()
    words = " ".join(plan.replace("│", " ").split())
    assert "Filters: country = 'DE'" in words
    assert "getvariable" not in words


def test_the_views_of_one_session_are_not_those_of_another() -> None:
    warehouse = GivenWarehouse({"applications": ROWS})
    with session(warehouse) as one, session(warehouse) as other:
        lay(one, Selection(role_level=(), country=("DE",)), ["applications"])
        lay(other, Selection(role_level=(), country=("FR",)), ["applications"])
        assert _count(one.cursor) == 3
        assert _count(other.cursor) == 4


def _count(cursor: duckdb.DuckDBPyConnection) -> int:
    return int(cursor.execute("select count(*) from applications").fetchall()[0][0])
