"""Uploaded files on disk: safe names, zips, and the limit."""

import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.uploading import TooMuch, receive
from dashboard.uploading.received import remove_left_overs, safe_name


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files lie."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder


def given(**files: bytes) -> list[tuple[str, io.BytesIO]]:
    return [(name.replace("__", "."), io.BytesIO(content)) for name, content in files.items()]


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_files_lie_in_a_folder_of_their_own_until_they_are_removed(temporary: Path) -> None:
    received = receive(given(jobs__csv=b"id\n1\n", offers__csv=b"id\n2\n"), 1)
    assert names(received.files) == ["jobs.csv", "offers.csv"]
    assert (received.files / "jobs.csv").read_bytes() == b"id\n1\n"
    assert received.folder.parent == temporary
    assert received.folder.stat().st_mode & 0o077 == 0
    received.remove()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("jobs.csv", "jobs.csv"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/cron.d/x", "etc/cron.d/x"),
        (r"C:\Users\me\export.csv", "C_/Users/me/export.csv"),
        ("a/../../b.csv", "a/b.csv"),
        (".hidden", "hidden"),
        ("бюро (2).csv", "бюро (2).csv"),
        ("a\x00b\n;rm.csv", "a_b__rm.csv"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
    ],
)
def test_a_name_from_outside_never_leads_out_of_the_folder(name: str, safe: str) -> None:
    assert str(safe_name(name)) == safe


def test_two_files_of_one_name_are_both_kept() -> None:
    received = receive([*given(jobs__csv=b"one"), *given(jobs__csv=b"two")], 1)
    assert {path.name: path.read_bytes() for path in received.files.iterdir()} == {
        "jobs.csv": b"one",
        "jobs (2).csv": b"two",
    }


def test_a_zip_is_unpacked_with_its_folders_and_without_litter() -> None:
    packed = zipped(**{"export/jobs.csv": b"id\n", "__MACOSX/._jobs.csv": b"x", "../up.csv": b"id\n"})
    received = receive(given(all__zip=packed), 1)
    assert names(received.folder) == ["files/export/jobs.csv", "files/up.csv"]


def test_a_map_among_the_files_is_how_they_are_read() -> None:
    received = receive(given(wide__csv=b"a\n", mine__toml=b"title = 'Mine'"), 1)
    assert received.layout and received.layout.read_bytes() == b"title = 'Mine'"
    assert names(received.files) == ["wide.csv"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (given(a__csv=b"x" * 700_000, b__csv=b"x" * 700_000), "More than 1 MB in all"),
        (given(bomb__zip=zipped(a=b"0" * (11 << 20))), "bomb.zip unpacks to more than 10 MB"),
        (
            given(two__zip=zipped(a=b"0" * (6 << 20), b=b"0" * (6 << 20))),
            "two.zip unpacks to more than 10 MB",
        ),
        (given(broken__zip=b"PK no zip"), "broken.zip cannot be unpacked"),
        (given(one__toml=b"", two__toml=b""), "2 layout maps"),
    ],
)
def test_what_cannot_be_taken_gives_a_sentence_and_leaves_nothing(
    files: list[tuple[str, io.BytesIO]], sentence: str, temporary: Path
) -> None:
    with pytest.raises(TooMuch, match=sentence):
        receive(files, 1)
    assert list(temporary.iterdir()) == []


def test_files_may_fill_the_limit_and_no_more_than_so_many_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(receive(given(a__csv=b"x" * (1 << 19), b__csv=b"x" * (1 << 19)), 1).files) == [
        "a.csv",
        "b.csv",
    ]
    monkeypatch.setattr("dashboard.uploading.received.MOST_FILES", 2)
    assert len(names(receive(given(a__csv=b"", b__csv=b""), 1).files)) == 2
    with pytest.raises(TooMuch, match="More than 2 files"):
        receive(given(all__zip=zipped(a=b"", b=b"", c=b"")), 1)


def test_what_a_killed_server_left_is_removed_and_that_of_a_running_one_stays(temporary: Path) -> None:
    dead = temporary / "hiring-upload-999999999-abc"
    running = temporary / f"hiring-upload-{os.getppid()}-abc"
    for folder in (dead, running):
        folder.mkdir()
    remove_left_overs()
    assert list(temporary.iterdir()) == [running]
