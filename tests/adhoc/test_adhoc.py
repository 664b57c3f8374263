"""Typed SQL in its process: the right rows for ordinary questions, and an end to everything else."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import psutil
import pytest

from dashboard.engine import Selection
from dashboard.engine.adhoc import AdHoc, AdHocError, Limits
from tests.adhoc.attacks import DENIAL_OF_SERVICE, FILES, METADATA, OTHER_ROWS, SIDE_EFFECTS, STATEMENTS
from tests.support import Published, columns_of

WALL_SECONDS = 1.0
EVERY_LEVEL = Selection(role_level=())
PUBLISHED = Published(as_of=date(2026, 10, 31), first_date=date(2026, 1, 1))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "warehouse.duckdb"
    connection = duckdb.connect(str(path))
    for table in (
        "applications",
        "excluded_applications",
        "stage_visits",
        "openings",
        "postings",
        "offers",
        "source_spend",
    ):
        types = columns_of(table)
        columns = ", ".join(f"{name} {'varchar' if kind == 'enum' else kind}" for name, kind in types.items())
        connection.execute(f"create table {table} ({columns})").complete()
    for number, (country, level) in enumerate([("DE", "architect"), ("DE", "other"), ("FR", "architect")]):
        connection.execute(
            "insert into applications (application_id, country, role_level, applied_at) values (?, ?, ?, '2026-03-01')",
            [str(number), country, level],
        ).complete()
    connection.execute("create table findings (rule enum ('kept', 'set aside'))").complete()
    connection.execute(
        "insert into findings select if(i % 3 = 0, null, 'kept') from range(5000) r(i)"
    ).complete()
    connection.execute("create table hidden as select 42 as a").complete()
    connection.close()
    return path


@pytest.fixture(scope="module")
def adhoc() -> Iterator[AdHoc]:
    started = AdHoc(
        Limits(seconds=WALL_SECONDS, rows=100, memory_bytes=1_000_000_000, cell_characters=50), warm=1
    )
    yield started
    started.close()


def ask(
    adhoc: AdHoc, database: Path, sql: str, selection: Selection = EVERY_LEVEL
) -> list[tuple[object, ...]]:
    return adhoc.run(sql, database, PUBLISHED, selection).frame.rows()


def test_a_question_gets_its_rows(adhoc: AdHoc, database: Path) -> None:
    rows = ask(
        adhoc, database, "select country, count(*) as n from applications group by country order by country"
    )
    assert rows == [("DE", 2), ("FR", 1)]


def test_the_selection_applies_to_the_filtered_table_and_not_to_all_of_it(
    adhoc: AdHoc, database: Path
) -> None:
    sql = "select (select count(*) from applications), (select count(*) from all_applications)"
    assert ask(adhoc, database, sql, Selection(country=("DE",))) == [(1, 3)]


def test_the_period_can_be_named(adhoc: AdHoc, database: Path) -> None:
    selection = Selection(role_level=(), since=date(2026, 2, 1), until=date(2026, 4, 1))
    assert ask(adhoc, database, "select $since, $until, $compare_since", selection) == [
        (date(2026, 2, 1), date(2026, 4, 1), None)
    ]


def test_an_enum_without_a_value_is_null(adhoc: AdHoc, database: Path) -> None:
    rows = ask(adhoc, database, "select rule, count(*) as n from findings group by rule order by n")
    assert rows == [(None, 1667), ("kept", 3333)]
    assert ask(adhoc, database, "select rule from findings limit 2") == [(None,), ("kept",)]


def test_a_row_limit_is_said(adhoc: AdHoc, database: Path) -> None:
    result = adhoc.run("select * from range(1000)", database, PUBLISHED, EVERY_LEVEL)
    assert (result.frame.height, result.truncated, result.row_limit) == (100, True, 100)


def test_a_long_cell_is_cut(adhoc: AdHoc, database: Path) -> None:
    assert ask(adhoc, database, "select repeat('x', 1000)") == [("x" * 50,)]


def test_a_mistake_is_told_in_duckdbs_words(adhoc: AdHoc, database: Path) -> None:
    with pytest.raises(AdHocError, match='"contry" not found'):
        ask(adhoc, database, "select contry from applications")


# The guard's own tests hold the whole list; here each kind goes through the real process.
@pytest.mark.parametrize(
    "sql", [*FILES[:6], *STATEMENTS[::6], *OTHER_ROWS[::5], *METADATA[::5], *SIDE_EFFECTS[::5]]
)
def test_an_attempt_at_more_ends_in_a_sentence(adhoc: AdHoc, database: Path, sql: str) -> None:
    with pytest.raises(AdHocError):
        ask(adhoc, database, sql)


@pytest.mark.parametrize("sql", DENIAL_OF_SERVICE, ids=range(len(DENIAL_OF_SERVICE)))
def test_a_query_that_would_use_everything_up_ends_in_time(adhoc: AdHoc, database: Path, sql: str) -> None:
    before = psutil.Process().memory_info().rss
    started = time.monotonic()
    try:
        rows = adhoc.run(sql, database, PUBLISHED, EVERY_LEVEL).frame.height
        assert rows <= 100
    except AdHocError as ended:
        assert str(ended)
    assert time.monotonic() - started < WALL_SECONDS + 15  # a busy machine starts a process slowly
    assert psutil.Process().memory_info().rss - before < 200_000_000


def test_others_are_answered_while_one_query_runs_away(database: Path) -> None:
    patient = AdHoc(Limits(seconds=8), warm=2)
    with ThreadPoolExecutor() as threads:
        runaway = threads.submit(
            ask, patient, database, "select levenshtein(repeat('a', 900000), repeat('b', 900000))"
        )
        assert ask(patient, database, "select 1") == [(1,)]
        assert not runaway.done()
        with pytest.raises(AdHocError, match="Stopped after 8 seconds"):
            runaway.result()
    patient.close()


def test_typed_sql_reads_the_targets_of_the_settings(
    adhoc: AdHoc, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = tmp_path / "targets.toml"
    targets.write_text("[time_to_fill]\nevery = 75", "utf-8")
    monkeypatch.setenv("HIRING_TARGETS", str(targets))
    assert ask(adhoc, database, "select measure, value from targets") == [("time_to_fill", 75.0)]
    targets.write_text("[time_to_fill]\nevery = 0", "utf-8")
    with pytest.raises(AdHocError, match="Write a whole number above 0"):
        ask(adhoc, database, "select measure, value from targets")
    assert ask(adhoc, database, "select 1") == [(1,)]


def test_no_process_is_left_behind(database: Path) -> None:
    own = AdHoc(Limits(seconds=WALL_SECONDS), warm=1)
    ask(own, database, "select 1")
    own.close()
    for _ in range(100):
        workers = [p for p in psutil.Process().children() if str(database) in " ".join(p.cmdline())]
        if len(workers) <= 1:  # the other fixture's waiting worker reads the same file
            return
        time.sleep(0.05)
    pytest.fail(f"{len(workers)} workers still run")
