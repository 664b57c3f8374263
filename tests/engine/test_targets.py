"""Targets as a table: which of them a selection sees, and what a broken file does to the cards that read them."""

from datetime import date
from pathlib import Path

import pytest
from support import GivenWarehouse

from dashboard.catalog.reading import read_query
from dashboard.engine import QueryError, Selection, cache_key, filled_sql, run
from dashboard.engine.browsing import browse
from dashboard.engine.session import session
from dashboard.engine.views import lay
from dashboard.warehouse import Scope

CARD = read_query("page/card", Path("card.sql"), "select country, value from targets order by value")
OTHER = read_query("page/other", Path("other.sql"), "select count(*) as n from applications")
FILE = """
[time_to_fill]
every = 75
[[hires]]
quarter = "2026-Q4"
hires = 9
[[hires]]
quarter = "2026-Q4"
country = "DE"
hires = 4
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "targets.toml"
    path.write_text(FILE, "utf-8")
    monkeypatch.setenv("HIRING_TARGETS", str(path))
    return path


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), [("DE", 4.0), (None, 9.0), (None, 75.0)]),
        (Selection(since=date(2020, 1, 1), until=date(2021, 1, 1)), [("DE", 4.0), (None, 9.0), (None, 75.0)]),
        (Selection(country=("DE", "FR")), [("DE", 4.0), (None, 75.0)]),
        (Selection(country=("FR",)), [(None, 75.0)]),
        (Selection(channel=("referral",)), [(None, 75.0)]),
        (Selection(role_level=()), [(None, 75.0)]),
    ],
)
def test_a_selection_sees_the_targets_that_speak_of_its_rows(
    selection: Selection, expected: list[tuple[str | None, float]]
) -> None:
    assert run(CARD, GivenWarehouse(), selection).frame.rows() == expected


def test_without_a_file_the_table_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIRING_TARGETS", raising=False)
    frame = run(CARD, GivenWarehouse(), Selection()).frame
    assert frame.columns == ["country", "value"]
    assert frame.is_empty()


def test_a_broken_file_is_told_by_the_cards_that_read_it_and_by_no_other(file: Path) -> None:
    file.write_text("[time_to_fill]\nevery = 0\nclod = 5", "utf-8")
    with pytest.raises(QueryError) as told:
        run(CARD, GivenWarehouse(), Selection())
    assert [problem.line for problem in told.value.problems] == [2, 3]
    assert run(OTHER, GivenWarehouse(), Selection()).frame.item() == 0


def test_a_changed_file_gives_a_new_result(file: Path) -> None:
    before, other = (cache_key(query, Selection(), {}, "v") for query in (CARD, OTHER))
    file.write_text(FILE.replace("hires = 9", "hires = 8"), "utf-8")
    assert cache_key(CARD, Selection(), {}, "v") != before
    assert cache_key(OTHER, Selection(), {}, "v") == other


@pytest.mark.usefixtures("file")
def test_the_sql_to_paste_brings_its_targets() -> None:
    warehouse = GivenWarehouse()
    sql = filled_sql(CARD, warehouse, Selection(), {})
    with warehouse.cursor() as cursor:
        *before, last = cursor.extract_statements(sql)
        for statement in before:
            cursor.execute(statement).complete()
        assert cursor.execute(last).fetchall() == [("DE", 4.0), (None, 9.0), (None, 75.0)]


@pytest.mark.usefixtures("file")
def test_the_table_can_be_browsed_with_the_columns_that_it_has() -> None:
    warehouse = GivenWarehouse()
    browsed = browse(warehouse)[-1]
    with session(warehouse) as on:
        lay(on, Selection(), ["targets"])
        described = on.cursor.execute("describe targets").fetchall()
    assert (browsed.name, browsed.rows) == ("targets", 3)
    assert [(column.name, column.kind.upper()) for column in browsed.columns] == [
        (name, kind) for name, kind, *_ in described
    ]


@pytest.mark.usefixtures("file")
def test_sql_to_paste_holds_the_targets_of_the_scope_alone() -> None:
    german = GivenWarehouse(scope=Scope("dach", rows={"country": ("DE",)}))
    pasted = filled_sql(CARD, german, Selection(), {})
    assert "4.0" in pasted
    assert "9.0" not in pasted
