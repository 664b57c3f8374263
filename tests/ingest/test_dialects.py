"""Text files as systems and spreadsheets damage them: headers, totals, conflicts, line ends."""

from pathlib import Path

import pytest

from dashboard.ingest.files import LINE, open_table
from dashboard.ingest.files import text as text_files
from dashboard.ingest.findings import Refused


@pytest.fixture
def read(tmp_path):
    """Return columns, rows with their lines, and doubts as (rule, action, line) of a text."""

    def reading(content: str | bytes) -> tuple[tuple, list, list]:
        path: Path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table = open_table(path)
        batches = list(table.batches(table.columns))
        rows = [row for batch in batches for row in batch.frame.select(*table.columns, LINE).rows()]
        return table.columns, rows, [(d.rule, d.action, d.line) for batch in batches for d in batch.doubts]

    return reading


def test_a_header_below_title_rows_is_found_and_the_titles_are_counted(read):
    columns, rows, doubts = read(
        "Applications of 2026\n\nExported by,HR\nid,stage,applied\n1,Offer,2026-02-01\n"
    )
    assert columns == ("id", "stage", "applied")
    assert rows == [("1", "Offer", "2026-02-01", 5)]
    assert doubts == [("Row above the header", "skipped", 1), ("Row above the header", "skipped", 3)]


def test_the_first_line_of_excel_names_the_delimiter(read):
    columns, rows, _ = read("sep=;\nid;note,amount\n1;2,5\n")
    assert (columns, rows) == (("id", "note,amount"), [("1", "2,5", 3)])


def test_decimal_commas_do_not_make_the_comma_the_delimiter(read):
    columns, rows, _ = read("source;amount\nLinkedIn;2,5\nIndeed;3,5\n")
    assert (columns, rows) == (("source", "amount"), [("LinkedIn", "2,5", 2), ("Indeed", "3,5", 3)])


def test_a_header_over_two_lines_is_one_row(read):
    columns, rows, doubts = read('id,"Applied\nat"\n1,2026-02-01\n')
    assert (columns, rows, doubts) == (("id", "Applied at"), [("1", "2026-02-01", 3)], [])


def test_row_numbers_without_a_name_do_not_shift_the_columns(read):
    columns, rows, doubts = read("id,stage\n0,A1,Offer\n1,A2,Screen\n")
    assert columns == ("column 1", "id", "stage")
    assert rows == [("0", "A1", "Offer", 2), ("1", "A2", "Screen", 3)]
    assert doubts == []


def test_a_delimiter_at_the_end_of_each_row_makes_a_blank_column(read):
    columns, rows, _ = read("id,stage\nA1,Offer,\nA2,Screen,\n")
    assert (columns, rows[0]) == (("id", "stage", "column 3"), ("A1", "Offer", None, 2))


def test_a_delimiter_at_the_end_of_the_header_alone_makes_none(read):
    columns, rows, _ = read("id,stage,\nA1,Offer\nA2,Screen\n")
    assert (columns, rows[0]) == (("id", "stage"), ("A1", "Offer", 2))


def test_a_file_without_a_header_is_refused(read):
    with pytest.raises(Refused, match=r"There is no header.* Add a first row"):
        read("1001,9001,2026-02-01\n1002,9002,2026-02-02\n")


def test_totals_and_repeated_headers_are_counted_apart_from_the_rows(read):
    _, rows, doubts = read(
        "job,hires\nCloud Architect,2\nTotal,2\njob,hires\nData Architect,1\nGrand Total,3\n"
    )
    assert rows == [("Cloud Architect", "2", 2), ("Data Architect", "1", 5)]
    assert doubts == [
        ("Total", "skipped", 3),
        ("Header once more", "skipped", 4),
        ("Total", "skipped", 6),
    ]


def test_a_total_that_is_shorter_than_the_rows_is_a_total(read):
    _, rows, doubts = read("job,country,hires\nCloud Architect,DE,2\nSumme: ,2\n")
    assert (rows, doubts) == ([("Cloud Architect", "DE", "2", 2)], [("Total", "skipped", 3)])


@pytest.mark.parametrize("title", ["Total Rewards Architect", "Summe", "Total"])
def test_a_row_that_says_more_than_figures_is_no_total(read, title):
    _, rows, doubts = read(f"title,country,opened\n{title},DE,2026-02-01\n")
    assert (rows, doubts) == ([(title, "DE", "2026-02-01", 2)], [])


def test_marks_of_a_merge_conflict_are_set_aside_and_the_rows_of_both_sides_are_kept(read):
    _, rows, doubts = read(
        "id,stage\n1,Offer\n<<<<<<< HEAD\n2,Offer\n=======\n2,Screen\n>>>>>>> theirs, newer\n3,Offer\n"
    )
    assert [row[:2] for row in rows] == [("1", "Offer"), ("2", "Offer"), ("2", "Screen"), ("3", "Offer")]
    assert doubts == [
        ("Merge conflict mark", "set aside", 3),
        ("Merge conflict mark", "set aside", 5),
        ("Merge conflict mark", "set aside", 7),
        ("Rows of a merge conflict", "kept", 3),
    ]


def test_a_merge_conflict_is_followed_where_quotes_are_broken(read):
    _, rows, doubts = read('id,stage\n<<<<<<< HEAD\n1,"open\n=======\n1,Offer\n>>>>>>> x\n')
    assert rows == [("1", "Offer", 5)]
    assert [doubt[:2] for doubt in doubts].count(("Merge conflict mark", "set aside")) == 3


def test_a_merge_conflict_around_the_header_leaves_a_header(read):
    columns, rows, doubts = read("<<<<<<< HEAD\nid,stage\n=======\nid,step\n>>>>>>> x\n1,Offer\n")
    assert columns == ("id", "stage")
    assert ("1", "Offer", 6) in rows
    assert ("Merge conflict mark", "set aside", 1) in doubts


def test_a_row_of_equal_signs_is_no_mark_outside_a_conflict(read):
    _, rows, _ = read("id,stage\n=======,Offer\n")
    assert rows == [("=======", "Offer", 2)]


def test_old_mac_line_ends_are_read_in_blocks_like_any_other(read, monkeypatch):
    monkeypatch.setattr(text_files, "BLOCK", 64)
    monkeypatch.setattr(text_files.TextFile.block, "__defaults__", (64,))
    _, rows, _ = read("\r".join(["id,stage", *(f"{number},Offer" for number in range(1, 101))]).encode())
    assert [(row[0], row[-1]) for row in rows] == [(str(number), number + 1) for number in range(1, 101)]


def test_mixed_line_ends_count_as_one_each(read):
    _, rows, _ = read(b"id,stage\r\n1,Offer\r2,Screen\n3,Offer\r\n")
    assert [row[-1] for row in rows] == [2, 3, 4]


def test_only_line_feeds_end_a_line(read):
    _, rows, doubts = read('id,note\n1,"a\u2028b"\n2,c\x0bd\n3,"open\n4,fine\n')
    assert rows == [("1", "a\u2028b", 2), ("2", "c\x0bd", 3), ("4", "fine", 5)]
    assert doubts == [("Quotes are not balanced", "set aside", 4)]


def test_a_column_may_be_called_like_our_own_for_the_line(read):
    assert read("_line,id\n9,1\n")[:2] == (("_line (2)", "id"), [("9", "1", 2)])
