"""A whole import that is killed, runs out of disk, may not write or is not alone: nothing is damaged, ever."""

import os
import random
import threading
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from warehouse.generations import Children, generation_read, kill_after
from warehouse.whole_imports import bring, bring_until_full, bring_with_little_room, export

from dashboard import cli
from dashboard.warehouse import Warehouse
from dashboard.warehouse import changing as changing_a

KILLS = int(os.environ.get("HIRING_TEST_KILLS", "50"))
"""How many imports are killed; the seed stays, so more of them begin with the same ones."""
LONGEST = 1.2
"""Seconds after which the last of them is killed: somewhat more than such an import takes alone."""


@pytest.fixture(scope="module")
def children() -> Children:
    return Children()


@pytest.fixture
def folder(tmp_path: Path, children: Children) -> Path:
    assert children.finish(bring, export(tmp_path, 0), tmp_path / "warehouse") == 0
    return tmp_path / "warehouse"


@pytest.fixture
def reader(folder: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(folder)
    yield warehouse
    warehouse.close()


class Readers:
    """Threads that read all the time; what one of them saw that was not whole ends the test."""

    def __init__(self, folder: Path, number: int = 2) -> None:
        self._ended, self.seen, self.failures = threading.Event(), set[int](), list[BaseException]()
        self._threads = [threading.Thread(target=self._read, args=(folder,)) for _ in range(number)]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _read(self, folder: Path) -> None:
        warehouse, last = Warehouse(folder), 0
        try:
            while not self._ended.wait(0.02):
                generation = generation_read(warehouse)
                assert generation >= last, "a reader went back to an older version"
                last = generation
                self.seen.add(generation)
        except BaseException as failure:
            self.failures.append(failure)
        finally:
            warehouse.close()


def left_overs(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.name.startswith(("build-", "staging-", "CURRENT."))
    )


def test_killed_at_random_moments_the_old_version_or_the_new_one_is_there_whole(
    tmp_path: Path, folder: Path, reader: Warehouse, children: Children
) -> None:
    moments, before, killed = random.Random(11), 0, 0
    with Readers(folder) as readers:
        for generation in range(1, KILLS + 1):
            child = children.start(bring, export(tmp_path, generation), folder)
            kill_after(child, moments.uniform(0, LONGEST))
            killed += child.exitcode == -9
            seen = generation_read(reader)
            assert seen in {before, generation}
            before = seen
    assert readers.failures == []
    assert killed > KILLS / 3
    assert children.finish(bring, export(tmp_path, KILLS + 1), folder) == 0
    assert generation_read(reader) == KILLS + 1
    assert left_overs(folder) == []
    assert len(list((folder / "versions").iterdir())) <= 2


@pytest.mark.parametrize("room", [0, 600, 5_000, 20_000, 200_000])
def test_a_disk_with_little_room_is_a_sentence_and_leaves_the_old_version(
    tmp_path: Path, folder: Path, reader: Warehouse, children: Children, room: int
) -> None:
    answer = tmp_path / "answer"
    answer.touch()
    assert children.finish(bring_with_little_room, export(tmp_path, 1), folder, answer, room) == 1
    assert generation_read(reader) == 0
    assert generation_read(Warehouse(folder)) == 0
    said = answer.read_text("utf-8")
    assert "Traceback" not in said
    assert room < 1_000 or "Free some space" in said or "Cannot write to" in said, said


def test_a_disk_that_fills_up_at_any_step_is_a_sentence_and_leaves_one_whole_version(
    tmp_path: Path, folder: Path, children: Children
) -> None:
    given, codes = export(tmp_path, 1), []
    for step in range(0, 300, 5):
        answer = tmp_path / f"answer-{step}"
        codes.append(children.finish(bring_until_full, given, folder, answer, step))
        said = answer.read_text("utf-8")
        assert "Traceback" not in said
        assert generation_read(Warehouse(folder)) in {0, 1}
        if codes[-1] == 0:
            break
        assert "Free some space and import again" in said, (step, said)
    assert len(codes) > 6
    assert codes[-1] == 0
    assert generation_read(Warehouse(folder)) == 1
    assert left_overs(folder) == []


def test_a_second_import_at_the_same_time_is_told_at_once(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with changing_a(folder):
        assert cli.main(["import", str(export(tmp_path, 1)), "--warehouse", str(folder)]) == 1
    said = capsys.readouterr().err
    assert said == f"Another import into {folder} is running. Try again when it has finished.\n"
    assert generation_read(Warehouse(folder)) == 0


def test_of_two_imports_that_start_together_each_is_whole(
    tmp_path: Path, folder: Path, children: Children
) -> None:
    started = [children.start(bring, export(tmp_path, generation), folder) for generation in (1, 2)]
    codes = {_ended(child) for child in started}
    assert codes <= {0, 1}
    assert 0 in codes
    assert generation_read(Warehouse(folder)) in {1, 2}


def _ended(child: ForkServerProcess) -> int | None:
    child.join()
    return child.exitcode


@pytest.mark.parametrize("what", ["a file", "a file in its way"])
def test_a_warehouse_that_cannot_be_a_folder_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    (tmp_path / "taken").write_text("not a folder")
    folder = tmp_path / "taken" if what == "a file" else tmp_path / "taken" / "warehouse"
    assert cli.main(["import", str(export(tmp_path, 1)), "--warehouse", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"Cannot write to {folder}: ")
    assert "Traceback" not in said.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_a_sentence(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.chmod(0o500)
    try:
        assert cli.main(["import", str(export(tmp_path, 1)), "--warehouse", str(folder)]) == 1
    finally:
        folder.chmod(0o700)
    assert f"Cannot write to {folder}" in capsys.readouterr().err
    assert generation_read(Warehouse(folder)) == 0


@pytest.mark.parametrize("damaged", ["CURRENT", "warehouse.duckdb", "applications.parquet", "about.json"])
def test_a_damaged_published_file_is_a_sentence_with_the_next_step(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], damaged: str
) -> None:
    for path in folder.rglob(damaged):
        path.write_bytes(b"\xff\xfe damaged")
    codes = [
        cli.main(["status", "--warehouse", str(folder)]),
        cli.main(["import", str(export(tmp_path, 1)), "--warehouse", str(folder)]),
        cli.main(["forget", "1", "--warehouse", str(folder)]),
    ]
    said = capsys.readouterr().err
    assert 1 in codes
    assert set(codes) <= {0, 1}
    assert "mport" in said
    assert "Traceback" not in said
