"""The reader: the newest version at each cursor, right rows in every thread, and nothing but reading."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from warehouse.generations import generation_read, staged
from warehouse.staged import Published

from dashboard.warehouse import NoWarehouse, Warehouse, publish, status

THREADS, QUERIES = 8, 250


def versions(folder: Path) -> int:
    return len(list((folder / "versions").iterdir()))


def test_nothing_published_is_a_sentence_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(
        NoWarehouse, match=f"Nothing is published in {tmp_path}. Import an export first: hiring import"
    ):
        Warehouse(tmp_path).version()


def test_a_pointer_to_a_missing_version_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("gone\n")
    with (
        pytest.raises(NoWarehouse, match=r"Version gone in .* lacks its files"),
        Warehouse(tmp_path).cursor(),
    ):
        pass


def test_a_reader_sees_a_new_version_at_its_next_cursor(tmp_path: Path) -> None:
    publish(staged(tmp_path, 0), tmp_path / "warehouse")
    reader = Warehouse(tmp_path / "warehouse")
    assert generation_read(reader) == 0
    name = publish(staged(tmp_path, 1), tmp_path / "warehouse")
    assert generation_read(reader) == 1
    assert reader.version() == name
    reader.close()


def test_a_cursor_keeps_its_version_while_a_newer_one_is_published(tmp_path: Path) -> None:
    publish(staged(tmp_path, 0), tmp_path / "warehouse")
    reader = Warehouse(tmp_path / "warehouse")
    with reader.cursor() as old:
        publish(staged(tmp_path, 1), tmp_path / "warehouse")
        with reader.cursor() as new:
            assert new.execute("select count(*) from applications").fetchall() == [(101,)]
        assert old.execute("select count(*) from applications").fetchall() == [(100,)]
    reader.close()


def test_a_version_that_is_read_stays_and_goes_once_it_is_free(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    publish(staged(tmp_path, 0), folder)
    reader = Warehouse(folder)
    with reader.cursor() as oldest:
        for generation in (1, 2, 3):
            publish(staged(tmp_path, generation), folder)
        assert versions(folder) == 3
        assert oldest.execute("select count(*) from stage_visits").fetchall() == [(300,)]
    assert generation_read(reader) == 3
    publish(staged(tmp_path, 4), folder)
    assert versions(folder) == 2
    reader.close()


def test_an_idle_reader_holds_the_version_that_it_last_read(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    publish(staged(tmp_path, 0), folder)
    reader = Warehouse(folder)
    assert generation_read(reader) == 0
    publish(staged(tmp_path, 1), folder)
    publish(staged(tmp_path, 2), folder)
    assert versions(folder) == 3
    assert generation_read(reader) == 2
    reader.close()


def test_two_readers_of_one_process_read_side_by_side(tmp_path: Path) -> None:
    publish(staged(tmp_path, 0), tmp_path / "warehouse")
    one, other = Warehouse(tmp_path / "warehouse"), Warehouse(tmp_path / "warehouse")
    with one.cursor(), other.cursor():
        assert (generation_read(one), generation_read(other)) == (0, 0)
    one.close()
    assert generation_read(other) == 0
    other.close()


def test_every_thread_gets_its_own_rows(published: Published) -> None:
    published.publish(
        applications=[
            {"application_id": f"A{number}", "source": f"Source {number % 7}"} for number in range(70)
        ]
    )

    def wrong_answers(thread: int) -> int:
        wrong = 0
        for number in range(QUERIES):
            wanted = f"Source {(thread + number) % 7}"
            with published.warehouse.cursor() as cursor:
                rows = cursor.execute(
                    "select source, count(*) from applications where source = $wanted group by source",
                    {"wanted": wanted},
                ).fetchall()
            wrong += rows != [(wanted, 10)]
        return wrong

    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(wrong_answers, range(THREADS))) == [0] * THREADS


def test_threads_read_whole_versions_while_others_are_published(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    publish(staged(tmp_path, 0), folder)
    reader = Warehouse(folder)
    last = 4

    def read_until_last(_: int) -> list[int]:
        seen = [generation_read(reader)]
        while seen[-1] < last:
            seen.append(generation_read(reader))
        return seen

    with ThreadPoolExecutor(4) as threads:
        readings = [threads.submit(read_until_last, number) for number in range(4)]
        for generation in range(1, last + 1):
            publish(staged(tmp_path, generation), folder)
        for reading in readings:
            assert reading.result() == sorted(reading.result())
    assert versions(folder) <= 3
    reader.close()


@pytest.mark.parametrize(
    "forbidden",
    [
        "create table harm (x int)",
        "delete from applications",
        "select * from read_text('/etc/hostname')",
        "copy applications to 'rows.csv'",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
        "set memory_limit = '1TB'",
        "set lock_configuration = false",
        "reset disabled_optimizers",
        "install httpfs",
    ],
)
def test_a_cursor_can_only_read_the_published_tables(published: Published, forbidden: str) -> None:
    published.publish(applications=[{}])
    with published.warehouse.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(forbidden).complete()


def test_a_cursor_takes_variables_views_and_a_time_limit_of_its_own(published: Published) -> None:
    published.publish(applications=[{}])
    with published.warehouse.cursor() as cursor, published.warehouse.cursor() as other:
        cursor.execute("set variable answer = 42; set max_execution_time = 1000").complete()
        cursor.execute("create temp view applications as select getvariable('answer') as answer").complete()
        assert cursor.execute("select answer from applications").fetchall() == [(42,)]
        assert other.execute("select getvariable('answer'), count(*) from applications").fetchall() == [
            (None, 1)
        ]
        assert other.execute("select current_setting('max_execution_time')").fetchall() == [(0,)]


def test_times_do_not_depend_on_the_time_zone_of_the_machine(published: Published) -> None:
    published.publish(applications=[{}])
    with published.warehouse.cursor() as cursor:
        assert cursor.execute("select current_setting('TimeZone')").fetchall() == [("UTC",)]


def test_intervals_of_one_month_and_of_30_days_stay_apart(published: Published) -> None:
    published.publish(applications=[{"applied_at": "2026-01-31 00:00"}])
    subtracted = "applied_at - interval 1 month, applied_at - interval 30 day"
    assert published.row("applications", subtracted) == (
        datetime(2025, 12, 31),
        datetime(2026, 1, 1),
    )


def test_a_version_says_what_it_is(published: Published) -> None:
    name = published.publish(
        timezone="Asia/Tokyo",
        applications=[
            {"application_id": "A", "applied_at": "2026-02-01 20:00"},
            {"application_id": "B", "applied_at": "2026-03-01 20:00"},
        ],
    )
    said = published.warehouse.published()
    assert (said.version, said.timezone, said.as_of, said.first_date) == (
        name,
        "Asia/Tokyo",
        date(2026, 11, 1),
        date(2026, 2, 2),
    )
    assert timedelta() <= datetime.now(UTC).replace(tzinfo=None) - said.published_at < timedelta(minutes=5)


def test_the_status_reports_rows_files_and_capabilities(published: Published) -> None:
    published.publish(
        applications=[{}],
        imports=[{"file": "applications.csv", "table_name": "applications", "rows_kept": 1}],
        able=["has_history"],
    )
    held = status(published.folder)
    assert held.rows["applications"] == 1
    assert [(file.file, file.rows_kept) for file in held.files] == [("applications.csv", 1)]
    assert {known.name for known in held.capabilities if known.available} == {"has_history"}
    assert "Data as of 2026-10-31, applications since 2026-01-01, days in UTC" in str(held)
    assert "1  rows of applications.csv (greenhouse, account main)" in str(held)
