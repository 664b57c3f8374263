"""Single decisions of the file readers that a change could turn without a word."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow.parquet import write_table

from dashboard.ingest.files import LINE, open_table, open_tables
from dashboard.ingest.files import parquet as parquet_files
from dashboard.ingest.files import room as rooms
from dashboard.ingest.files.header import aligned, header_at
from dashboard.ingest.files.room import Room
from dashboard.ingest.findings import Refused


@pytest.fixture
def written(tmp_path: Path):
    def at(content: bytes, name: str = "file") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return at


def rows_and_doubts(path: Path) -> tuple[list[tuple], list[tuple]]:
    table = open_table(path)
    batches = list(table.batches(table.columns))
    rows = [row for batch in batches for row in batch.frame.select(*table.columns, LINE).rows()]
    return rows, [(each.rule, each.line, each.value) for batch in batches for each in batch.doubts]


def reason(path: Path, work: Path, **limit: int) -> str:
    (found,) = open_tables(path, work, **limit)
    assert isinstance(found.table, Refused)
    return found.table.reason


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_line_of_equal_signs_is_data_unless_a_conflict_is_open(written) -> None:
    rows, doubts = rows_and_doubts(written(b"a,b\n=======,1\n======= x,2\n"))
    assert [row[1] for row in rows] == ["1", "2"]
    assert doubts == []
    rows, doubts = rows_and_doubts(written(b"a\n1\n=======\n>>>>>>> theirs\n2\n"))
    assert [row[0] for row in rows] == ["1", "=======", ">>>>>>> theirs", "2"]
    assert doubts == []


def test_a_conflict_that_never_ends_is_told_from_where_it_begins(written) -> None:
    rows, doubts = rows_and_doubts(written(b"a,b\n1,2\n<<<<<<< one\n3,4\n<<<<<<< two\n5,6\n"))
    assert [row[0] for row in rows] == ["1", "3", "5"]
    assert ("Rows of a merge conflict", 3, "line 3 to the end") in doubts


def test_a_conflict_goes_on_where_a_block_is_read_row_by_row(written) -> None:
    text = b'a,b\n1,"open\n=======\n2,3\n<<<<<<< one\n4,5\n>>>>>>> two\n6,7\n'
    rows, doubts = rows_and_doubts(written(text))
    assert [row[0] for row in rows][-3:] == ["2", "4", "6"]
    assert ("Rows of a merge conflict", 5, "lines 5 to 7") in doubts
    assert [rule for rule, *_ in doubts].count("Merge conflict mark") == 2


def test_a_typical_row_is_a_full_one_not_the_emptiest() -> None:
    rows = [
        ["Report", "of", "May", None, None, None],
        ["id", "b", "c", "d", "e", "f"],
        ["1", "2", "3", None, None, None],
    ]
    rows += [["2", "2", "3", "4", "5", "6"]] * 3
    assert header_at(rows) == 1


def test_a_first_column_that_repeats_is_no_row_number() -> None:
    header, numbers, keys = ["a", "b"], [["1", "x", "y"], ["2", "x", "y"]], [["1", "x", "y"], ["1", "x", "y"]]
    assert aligned(header, numbers) == [None, "a", "b"]
    assert aligned(header, keys) == ["a", "b"]


def test_the_delimiter_splits_most_rows_and_not_the_header_alone(written) -> None:
    path = written(b"name; first, and last; and more;city\n" + b"Kim, A,Paris\n" * 5)
    assert open_table(path).columns != ("name", "first, and last", "and more", "city")


def test_rows_of_a_second_batch_of_parquet_go_on_counting(
    written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "_ROWS", 2)
    frame = pl.DataFrame({"id": list("abcde"), "tags": [["x", "y"]] * 5})
    frame.write_parquet(tmp_path / "five.parquet", row_group_size=2)
    rows, _ = rows_and_doubts(tmp_path / "five.parquet")
    assert [row[-1] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0][1] == "x;y"


def test_two_columns_of_parquet_with_one_name_are_refused(tmp_path: Path) -> None:
    write_table(pa.table([[1], [2]], names=["id", "id"]), tmp_path / "twice.parquet")
    with pytest.raises(Refused, match="have the same name"):
        open_table(tmp_path / "twice.parquet")


def test_what_is_unpacked_is_as_old_as_its_archive(written, tmp_path: Path) -> None:
    path = written(gzip.compress(b"a,b\n1,2\n"), "a.csv.gz")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    (found,) = open_tables(path, tmp_path / "work")
    assert found.path.stat().st_mtime == 1_000_000_000


def test_a_file_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    room = Room(tmp_path / "work", 10)
    with pytest.raises(Refused, match="more than"):
        room.write(room.new(), iter([b"12345678", b"90123"]))
    assert list((tmp_path / "work").iterdir()) == []


def test_an_archive_of_too_many_files_is_refused(
    written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "_MEMBERS", 2)
    path = written(packed(**{f"{at}.csv": b"a,b\n1,2\n" for at in range(3)}), "many.zip")
    told = [found.table for found in open_tables(path, tmp_path / "work")]
    assert [each.reason for each in told if isinstance(each, Refused)] == [
        "The archive holds more than 2 files."
    ]


def test_archives_are_opened_three_deep_and_no_deeper(written, tmp_path: Path) -> None:
    content = b"a,b\n1,2\n"
    for _ in range(3):
        content = packed(**{"in.zip" if content[:2] == b"PK" else "in.csv": content})
    (found,) = open_tables(written(content, "three.zip"), tmp_path / "work")
    assert (found.inside, open_table(found.path).columns) == ("/in.zip/in.zip/in.csv", ("a", "b"))
    four = written(packed(**{"in.zip": content}), "four.zip")
    assert reason(four, tmp_path / "deeper") == "The archive holds archives inside archives."


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        book.add_worksheet().write_column("A1", ["id", *range(5_000)])
    assert reason(tmp_path / "book.xlsx", tmp_path / "work", limit=2**16).startswith(
        "The archive unpacks to more"
    )


def test_a_column_of_a_sheet_without_a_name_is_kept_where_it_has_values(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["id", None, "stage", "city"])
        sheet.write_row("A2", ["1", "kept", "Offer", "Rome"])
    (found,) = open_tables(tmp_path / "book.xlsx", tmp_path / "work")
    assert found.table.columns == ("id", "column 2", "stage", "city")
