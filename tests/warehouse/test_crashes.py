"""Crashes, a full disk, damaged files: readers see the old version or the new one, whole; errors are sentences."""

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from warehouse.generations import (
    Children,
    damage,
    generation_read,
    kill_after,
    publish_all,
    publish_until_call,
    publish_until_step,
    publish_with_little_room,
    staged,
)

from dashboard.warehouse import NoWarehouse, PublishFailed, Warehouse, publish

RANDOM_KILLS = 9


@pytest.fixture(scope="module")
def children() -> Children:
    return Children()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(staged(tmp_path, 0), tmp_path / "warehouse")
    return tmp_path / "warehouse"


@pytest.fixture
def reader(folder: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(folder)
    yield warehouse
    warehouse.close()


def left_overs(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(("build-", "CURRENT.")))


def test_killed_at_any_step_the_old_version_serves_until_the_new_one_is_published(
    tmp_path: Path, folder: Path, reader: Warehouse, children: Children
) -> None:
    staging = staged(tmp_path, 1)
    told: list[str] = []
    publish(staging, tmp_path / "elsewhere", progress=told.append)
    for step in range(len(told)):  # at the last sentence it is published
        child = children.start(publish_until_step, staging, folder, step)
        while child.is_alive():
            assert generation_read(reader) in ({0, 1} if step == len(told) - 1 else {0})
            child.join(0.05)
        assert child.exitcode == -9
    assert generation_read(Warehouse(folder)) == 1


@pytest.mark.parametrize("call", ["rename", "replace"])
def test_killed_in_the_last_step_the_old_version_serves(
    tmp_path: Path, folder: Path, children: Children, call: str
) -> None:
    assert children.finish(publish_until_call, staged(tmp_path, 1), folder, call) == -9
    assert generation_read(Warehouse(folder)) == 0


def test_killed_at_random_moments_each_version_is_whole_and_none_goes_back(
    tmp_path: Path, folder: Path, reader: Warehouse, children: Children
) -> None:
    moments = random.Random(5)
    before = 0
    for generation in range(1, RANDOM_KILLS + 1):
        child = children.start(publish_all, staged(tmp_path, generation), folder)
        kill_after(child, moments.uniform(0.05, 0.9))
        seen = generation_read(reader)
        assert seen in {before, generation}
        before = seen


def test_the_next_publish_removes_what_killed_ones_left(
    tmp_path: Path, folder: Path, children: Children
) -> None:
    for step, generation in enumerate((1, 2), start=6):
        children.finish(publish_until_step, staged(tmp_path, generation), folder, step)
    children.finish(publish_until_call, staged(tmp_path, 3), folder, "replace")
    assert left_overs(folder) != []
    publish(staged(tmp_path, 4), folder)
    assert left_overs(folder) == []
    assert len(list((folder / "versions").iterdir())) == 2
    assert generation_read(Warehouse(folder)) == 4


def test_a_full_disk_is_a_sentence_and_leaves_the_old_version(
    tmp_path: Path, folder: Path, reader: Warehouse, children: Children
) -> None:
    answer = tmp_path / "answer"
    assert children.finish(publish_with_little_room, staged(tmp_path, 1), folder, answer) == 0
    assert f"Cannot write to {folder}" in answer.read_text("utf-8")
    assert left_overs(folder) == []
    assert generation_read(reader) == 0


def test_a_second_publish_at_the_same_time_is_told_to_wait(tmp_path: Path, folder: Path) -> None:
    told = []

    def publish_again(sentence: str) -> None:
        with pytest.raises(PublishFailed) as refusal:
            publish(staged(tmp_path / sentence[:8], 2), folder)
        told.append(str(refusal.value))

    publish(staged(tmp_path, 1), folder, progress=lambda sentence: None if told else publish_again(sentence))
    assert told == [f"Another import is publishing to {folder}. Import again when it has finished."]
    assert generation_read(Warehouse(folder)) == 1


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("not a folder")
    with pytest.raises(PublishFailed, match=f"Cannot write to {taken}"):
        publish(staged(tmp_path, 0), taken)


def test_an_unknown_time_zone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        PublishFailed, match=r'There is no time zone "Mars/Olympus"\. Give one like Europe/Berlin'
    ):
        publish(staged(tmp_path, 0), tmp_path / "warehouse", timezone="Mars/Olympus")


def test_a_truncated_database_is_a_sentence(folder: Path) -> None:
    (database,) = folder.glob("versions/*/warehouse.duckdb")
    database.write_bytes(database.read_bytes()[:100_000])
    with pytest.raises(NoWarehouse, match=r"cannot be read: (.|\n)* Import the exports again"):
        generation_read(Warehouse(folder))


def test_flipped_bytes_are_never_read_as_data(folder: Path) -> None:
    (database,) = folder.glob("versions/*/warehouse.duckdb")
    whole = database.read_bytes()
    refusals = 0
    for offset in range(20_000, len(whole), len(whole) // 8):
        damage(database, offset)
        try:
            assert generation_read(Warehouse(folder)) == 0
        except (NoWarehouse, duckdb.Error):
            refusals += 1
        database.write_bytes(whole)
    assert refusals > 0


def test_a_damaged_canonical_table_stops_the_next_import_with_a_sentence(
    tmp_path: Path, folder: Path
) -> None:
    (table,) = folder.glob("versions/*/canonical/applications.parquet")
    table.write_bytes(table.read_bytes()[:200])
    with pytest.raises(PublishFailed, match="Cannot read a table in"):
        publish(staged(tmp_path, 1), folder)
    assert generation_read(Warehouse(folder)) == 0
