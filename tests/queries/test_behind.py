"""Behind each mark stand as many as the mark counts, for every query that lists them, and no person by name."""

from datetime import date
from typing import Any

import pytest
from queries.test_every_query import QUERIES
from queries.test_every_query import company as company  # noqa: PLC0414, a fixture
from support import AS_OF, GivenWarehouse

from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.engine import Mark, QueryError, Selection, listing, run

LISTING = {name: query for name, query in QUERIES.items() if query.behind}
MAIN_CARDS = (
    "funnel/by_milestone", "funnel/conversion",
    "sources/hire_rate", "sources/effectiveness", "countries/by_country", "countries/map",
    "time_to_hire/by_month", "time_to_hire/distribution", "pipeline/waiting_now", "pipeline/waiting_by_stage",
)  # fmt: skip
LISTED_COLUMNS = {
    "account", "application_id", "job_id", "title", "country", "role_family", "milestone", "stage", "seq", "status",
    "applied_on", "ended_on", "entered_on", "left_on", "sent_on", "decided_on", "waiting_since_on", "starts_on",
    "days", "days_in_stage", "days_waiting", "days_out", "usual_days", "p90_days", "finished", "decided", "verdict", "wait",
}  # fmt: skip
SELECTIONS = (
    Selection(role_level=(), since=date(2024, 8, 20)),  # within a month and a quarter
    Selection(
        since=date(2024, 3, 1), until=date(2025, 9, 1), country=("DE", "not-stated"), channel=("inbound",)
    ),
    Selection(since=date(2025, 1, 1), until=AS_OF, language=("de", "fr"), work_model=("remote", "hybrid")),
)


def _counted(
    query: Query, selection: Selection, company: GivenWarehouse, chosen: dict[str, Any] | None = None
) -> list[tuple[Any, str, int]]:
    """Return each mark that counts, with what it counts: (row, column, number)."""
    assert query.behind
    rows = run(query, company, selection, chosen).frame.to_dicts()
    marks = [(row, behind.count) for row in rows for behind in query.behind.every if behind.count]
    return [(row, column, row[column]) for row, column in marks if row[column] is not None]


@pytest.mark.parametrize("selection", SELECTIONS, ids=("everyone", "two countries", "two languages"))
@pytest.mark.parametrize(
    "name", [name for name, query in LISTING.items() if query.behind and query.behind.count]
)
def test_as_many_are_listed_as_the_mark_counts(
    name: str, selection: Selection, company: GivenWarehouse
) -> None:
    query = LISTING[name]
    marks = _counted(query, selection, company)
    listed = [listing(Mark(query, row, column), company, selection).count for row, column, _ in marks]
    assert listed == [number for *_, number in marks]
    if selection is SELECTIONS[0] and name not in ("pipeline/waiting_too_long",):
        assert sum(listed) > 0


CHOSEN = [
    (name, param.name, option)
    for name, query in LISTING.items()
    for param in query.params
    if query.behind and query.behind.count and isinstance(param.options, tuple)
    for option in param.options
]


@pytest.mark.parametrize(("name", "param", "option"), CHOSEN)
def test_as_many_are_listed_whatever_is_chosen_on_the_card(
    name: str, param: str, option: Any, company: GivenWarehouse
) -> None:
    query, chosen = LISTING[name], {param: option}
    marks = _counted(query, SELECTIONS[0], company, chosen)
    listed = [
        listing(Mark(query, row, column), company, SELECTIONS[0], chosen).count for row, column, _ in marks
    ]
    assert listed == [number for *_, number in marks] != []


@pytest.mark.parametrize("name", MAIN_CARDS)
def test_a_main_card_lists_who_stands_behind_it(name: str) -> None:
    assert name in LISTING


@pytest.mark.parametrize("name", LISTING)
def test_a_list_holds_ids_stages_and_dates_and_nothing_of_the_person(
    name: str, company: GivenWarehouse
) -> None:
    query, selection = LISTING[name], SELECTIONS[0]
    row = run(query, company, selection).frame.row(0, named=True)
    assert set(listing(Mark(query, row), company, selection).result.frame.columns) <= LISTED_COLUMNS


def test_a_query_that_lists_nobody_says_what_to_add(company: GivenWarehouse) -> None:
    query = QUERIES["data/findings"]
    with pytest.raises(
        QueryError, match=r"findings.sql:1: it lists nothing behind its rows. Add a table \[behind\]."
    ):
        listing(Mark(query, {}), company, SELECTIONS[0])


def test_the_rows_of_another_query_can_be_listed(tmp_path: Any, company: GivenWarehouse) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/each.sql").write_text(
        "select application_id, status from applications order by application_id"
    )
    (tmp_path / "a/many.sql").write_text(
        '-- /// query\n-- [behind]\n-- table = "a/each"\n-- where = "status = $row_status"\n-- count = "n"\n-- ///\n'
        "select status, count(*) as n from applications group by status order by status"
    )
    query = load(tmp_path).queries["a/many"]
    row = run(query, company, SELECTIONS[0]).frame.row(0, named=True)
    found = listing(Mark(query, row), company, SELECTIONS[0])
    assert row["status"] == "active"
    assert found.result.frame["status"].unique().to_list() == ["active"]
    assert found.count == found.result.frame.height == row["n"] > 0
