"""Whatever a file holds, it gives rows and doubts, or one clear refusal: never a traceback, never a hang."""

import gzip
import io
import json
import zipfile
from datetime import timedelta
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.ingest.files import LINE, open_tables
from dashboard.ingest.findings import Refused

SECONDS = timedelta(seconds=5)
COLUMNS = {
    "id": ["25181083003", "2", "3"],
    "name": ["Backend Services Architect", "Zürich; “Süd”", 'a "b", c'],
    "applied": ["2026-02-01", "31/01/2026", ""],
}


def read_all(path: Path, work: Path) -> int:
    """Read every table of a file to its end and return the number of rows that are told of."""
    rows = 0
    for found in open_tables(path, work, limit=2**20):
        if isinstance(found.table, Refused):
            assert found.table.reason.endswith(".")
            assert found.table.advice.endswith(".")
            continue
        assert len(set(found.table.columns)) == len(found.table.columns)
        try:
            for batch in found.table.batches(found.table.columns):
                assert set(batch.frame.columns) == {*found.table.columns, LINE}
                assert batch.frame[LINE].is_sorted()
                rows += batch.frame.height + batch.set_aside + batch.skipped
        except Refused as refusal:
            assert refusal.reason.endswith(".")
    return rows


@cache
def valid(kind: str) -> bytes:
    """Return a small good file of a kind."""
    frame, buffer = pl.DataFrame(COLUMNS), io.BytesIO()
    match kind:
        case "csv":
            frame.write_csv(buffer)
        case "utf-16":
            return frame.write_csv(separator="\t").encode("utf-16")
        case "json":
            return json.dumps(frame.to_dicts()).encode()
        case "jsonl":
            frame.write_ndjson(buffer)
        case "parquet":
            frame.write_parquet(buffer)
        case "xlsx":
            frame.write_excel(buffer)
        case "zip":
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("in/applications.csv", valid("csv"))
                archive.writestr("jobs.json", valid("json"))
        case "gz":
            return gzip.compress(valid("csv"))
        case "html":
            rows = "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in frame.rows())
            return f"<html><table><tr><th>{'<th>'.join(COLUMNS)}</tr>{rows}</table>".encode()
    return buffer.getvalue()


KINDS = ("csv", "utf-16", "json", "jsonl", "parquet", "zip", "gz", "html")


def fresh(tmp_path_factory, content: bytes, name: str = "file") -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(content)
    return folder / name, folder / "work"


@pytest.mark.parametrize("kind", [*KINDS, "xlsx"])
def test_a_good_file_of_each_kind_gives_all_its_rows(tmp_path_factory, kind):
    assert read_all(*fresh(tmp_path_factory, valid(kind))) == (6 if kind == "zip" else 3)


STARTS = (b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"<table><tr><td>", b"[{", b"sep=;\n", b"\xff\xfe")


@settings(max_examples=200, deadline=SECONDS)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_refusal(tmp_path_factory, start, content):
    read_all(*fresh(tmp_path_factory, start + content))


@settings(max_examples=200, deadline=SECONDS)
@given(st.text('<>={}[]",;:|\n\r\t1aé\0 ', max_size=200) | st.text(max_size=100))
def test_any_text_gives_rows_or_a_refusal(tmp_path_factory, content):
    read_all(*fresh(tmp_path_factory, content.encode("utf-8", "surrogatepass")))


TAGS = (
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=3>",
    "<th>",
    "</td>",
    "<!--",
    "<script>",
    "&amp;",
    "<",
)


@settings(max_examples=150, deadline=SECONDS)
@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=4), max_size=40))
def test_any_html_gives_rows_or_a_refusal(tmp_path_factory, pieces):
    read_all(*fresh(tmp_path_factory, ("<html>" + "".join(pieces)).encode("utf-8", "surrogatepass")))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=15,
)


@settings(max_examples=150, deadline=SECONDS)
@given(st.lists(JSON, max_size=5), st.booleans())
def test_any_json_gives_its_records_or_a_refusal(tmp_path_factory, records, lines):
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps(records)
    read_all(*fresh(tmp_path_factory, text.encode()))


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """Draw a good file that was cut off, or of which some bytes were flipped."""
    content = bytearray(valid(kind))
    for at in draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] ^= draw(st.integers(1, 255))
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100, deadline=SECONDS)
@given(data=st.data())
def test_a_damaged_file_of_any_kind_gives_rows_or_a_refusal(tmp_path_factory, kind, data):
    read_all(*fresh(tmp_path_factory, data.draw(damaged(kind))))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a process for each
@given(damaged("xlsx"))
def test_a_damaged_workbook_gives_rows_or_a_refusal(tmp_path_factory, content):
    read_all(*fresh(tmp_path_factory, content))


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6).map(str.strip)


@settings(max_examples=150, deadline=SECONDS)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_in_any_dialect_is_accounted_for(tmp_path_factory, rows, mark, end, encoding):
    quoted = [mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = end.join([mark.join(["first name", "second", "third"]), *quoted, ""])
    path, work = fresh(tmp_path_factory, text.encode(encoding))
    (found,) = open_tables(path, work)
    assert found.table.columns == ("first name", "second", "third")
    assert read_all(path, work) == len(rows)
