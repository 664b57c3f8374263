"""Any file becomes rows with their lines, or is refused in a sentence."""

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.files import LINE, open_table
from dashboard.ingest.findings import Refused


def read(path: Path) -> tuple[list[tuple], list[tuple]]:
    """Return the rows of a file, each with its line, and the doubts as (rule, action, line)."""
    table = open_table(path)
    batches = list(table.batches(table.columns))
    rows = [row for batch in batches for row in batch.frame.select(*table.columns, LINE).rows()]
    doubts = [(doubt.rule, doubt.action, doubt.line) for batch in batches for doubt in batch.doubts]
    return rows, doubts


@pytest.fixture
def given_bytes(tmp_path):
    def written(content: bytes) -> Path:
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return written


def test_each_row_knows_the_line_where_it_starts(given_bytes):
    rows, doubts = read(given_bytes(b'a,b\n1,"two\nlines"\n\n3,4\n'))
    assert rows == [("1", "two\nlines", 2), ("3", "4", 5)]
    assert doubts == []


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_the_header(given_bytes, mark):
    rows, _ = read(given_bytes(f"a{mark}b\n1,5{mark}2\n".encode()))
    assert rows == [("1,5", "2", 2)]


def test_rows_with_too_few_or_too_many_fields_are_set_aside_with_their_lines(given_bytes):
    rows, doubts = read(given_bytes(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n5,6,7\n"))
    assert rows == [("1", "2", "3", 2), ("5", "6", "7", 5)]
    assert doubts == [("Too few fields", "set aside", 3), ("Too many fields", "set aside", 4)]


def test_a_row_cut_off_at_the_end_of_the_file_is_set_aside(given_bytes):
    rows, doubts = read(given_bytes(b"a,b,c\n1,2,3\n4,5"))
    assert rows == [("1", "2", "3", 2)]
    assert doubts == [("Too few fields", "set aside", 3)]


def test_a_quote_that_never_closes_costs_its_own_row_only(given_bytes):
    rows, doubts = read(given_bytes(b'a,b\n1,"open\n2,fine\n3,"quoted, well"\n'))
    assert rows == [("2", "fine", 3), ("3", "quoted, well", 4)]
    assert doubts == [("Quotes are not balanced", "set aside", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_any_of_its_encodings(given_bytes, encoding):
    rows, doubts = read(given_bytes("city,country\nZürich,Schweiz\n".encode(encoding)))
    assert rows == [("Zürich", "Schweiz", 2)]
    assert doubts == []


def test_bytes_that_are_not_utf8_are_read_as_windows_1252_and_noted(given_bytes):
    rows, doubts = read(given_bytes("a,b\n1,2\nKöln – „Süd“,€\n".encode("cp1252")))
    assert rows == [("1", "2", 2), ("Köln – „Süd“", "€", 3)]
    assert doubts == [("Not UTF-8", "kept", 3)]


def test_a_stray_windows_1252_byte_spoils_no_other_character(given_bytes):
    rows, _ = read(given_bytes("a,b\nZürich,".encode() + b"\xfcber\n"))
    assert rows == [("Zürich", "über", 2)]


def test_nul_bytes_are_removed_and_noted(given_bytes):
    rows, doubts = read(given_bytes(b"a,b\n1,2\n\x003,4\n"))
    assert rows == [("1", "2", 2), ("3", "4", 3)]
    assert doubts == [("NUL bytes", "kept", 3)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_of_the_three_ways(given_bytes, end):
    rows, _ = read(given_bytes(end.join(["a,b", "1,", "3,4"]).encode()))
    assert rows == [("1", None, 2), ("3", "4", 3)]


def test_repeated_and_blank_headers_get_names_of_their_own(given_bytes):
    assert open_table(given_bytes(b"id,,id,name\n1,2,3,4\n")).columns == ("id", "column 2", "id (2)", "name")


@pytest.mark.parametrize(
    "content",
    [
        [{"id": 1, "type": {"name": "x"}}, {"id": 2}],
        {"data": [{"id": 1, "type": {"name": "x"}}, {"id": 2}], "next": None},
        {"meta": {"page": 1}, "applications": [{"id": 1, "type": {"name": "x"}}, {"id": 2}]},
    ],
)
def test_json_records_are_found_inside_whatever_wraps_them(given_bytes, content):
    path = given_bytes(json.dumps(content, indent=1).encode())
    assert read(path) == ([("1", "x", 1), ("2", None, 2)], [])


def test_json_lines_go_on_after_a_broken_line(given_bytes):
    rows, doubts = read(given_bytes(b'{"id": 1}\n{"id": 2\n{"id": 3}\n'))
    assert rows == [("1", 1), ("3", 3)]
    assert doubts == [("JSON breaks off", "set aside", 2)]


def test_a_json_array_that_is_cut_off_keeps_its_whole_records(given_bytes):
    rows, doubts = read(given_bytes(b'[{"id": 1}, {"id": 2}, {"i'))
    assert rows == [("1", 1), ("2", 2)]
    assert doubts == [("JSON breaks off", "set aside", 3)]


@pytest.mark.parametrize(
    "page",
    [
        {"page": 1, "pages": 2, "total": 9, "results": [{"a": "x", "b": "y"}, {"a": "z"}]},
        {"page": 1, "pages": 2, "total": 9, "jobs": [{"id": "x", "b": "y"}, {"id": "z"}]},
        {"page": 1, "jobs": [{"a": "x"}, {"a": "z"}]},
    ],
)
def test_a_page_is_told_by_its_name_by_keys_in_it_or_by_saying_little(given_bytes, page):
    rows, doubts = read(given_bytes(json.dumps(page).encode()))
    assert [(row[0], row[-1]) for row in rows] == [("x", 1), ("z", 2)]
    assert doubts == []


def test_an_object_that_says_more_than_what_its_list_holds_is_a_record(given_bytes):
    line = {"number": "B1", "applied": "2026-02-01", "steps": [{"stage": "Offer", "at": "2026-02-09"}]}
    rows, _ = read(given_bytes(json.dumps(line).encode()))
    assert [row[:2] for row in rows] == [("B1", "2026-02-01")]


@pytest.mark.parametrize("before", [b'[{"id": 1}', b'[{"id": 1},', b'{"data": [{"id": 1}'])
def test_an_array_that_is_cut_off_after_a_record_is_told_too(given_bytes, before):
    rows, doubts = read(given_bytes(before))
    assert rows == [("1", 1)]
    assert doubts == [("JSON breaks off", "set aside", 2)]


def test_json_numbers_truth_values_and_lists_become_text(given_bytes):
    rows, _ = read(
        given_bytes(b'[{"id": 12345678901, "live": true, "part": 2.5, "whole": 3.0, "ids": [1, 2]}]')
    )
    assert rows == [("12345678901", "true", "2.5", "3", "[1, 2]", 1)]


def test_parquet_ids_become_text_even_where_a_float_column_held_them(tmp_path):
    path = tmp_path / "file.parquet"
    pl.DataFrame({"id": [1, 2], "job_id": [25181083003.0, None]}).write_parquet(path)
    assert read(path) == ([("1", "25181083003", 1), ("2", None, 2)], [])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n", "empty"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"PK\x03\x04rest", "damaged"),
        (b"<html><table>", "HTML"),
        (b"PAR1 but no more", "damaged"),
        (b"[]", "no JSON records"),
        (bytes(range(1, 32)) * 5, "not text"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(given_bytes, content, says):
    with pytest.raises(Refused, match=says):
        open_table(given_bytes(content))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.text('ab",;\n\r é', max_size=5), min_size=2, max_size=4),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_whatever_a_csv_writer_writes_is_read_back_as_it_was(tmp_path_factory, rows, crlf):
    width = len(rows[0])
    fields = [(row + [""] * width)[:width] for row in rows]
    quoted = [",".join('"' + field.replace('"', '""') + '"' for field in row) for row in fields]
    header = ",".join(f"c{number}" for number in range(width))
    end = "\r\n" if crlf else "\n"
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    path.write_bytes((end.join([header, *quoted]) + end).encode())
    found, doubts = read(path)
    unified = [[field.replace("\r\n", "\n").replace("\r", "\n") for field in row] for row in fields]
    assert [[field or "" for field in row[:-1]] for row in found] == unified
    assert doubts == []


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text('{}[]",:\n1ab;\t', max_size=120).map(str.encode))
def test_any_bytes_give_rows_and_doubts_or_a_refusal(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)
    try:
        rows, _ = read(path)
    except Refused as refusal:
        assert refusal.reason.endswith(".")
        assert refusal.advice.endswith(".")
    else:
        lines = [row[-1] for row in rows]
        assert lines == sorted(lines)


@pytest.mark.parametrize("ending", ["Total", "Ergebnis", "Result"])
def test_the_sum_of_a_group_is_no_row_but_a_name_that_ends_like_one_is(given_bytes, ending):
    rows, doubts = read(given_bytes(f"team,hires\nCore,2\nCore {ending},2\nDev {ending},all\n".encode()))
    assert rows == [("Core", "2", 2), (f"Dev {ending}", "all", 4)]
    assert doubts == [("Total", "skipped", 3)]
