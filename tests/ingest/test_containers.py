"""Workbooks, archives and HTML pages: each table that they hold is read, none leads outside, none takes over."""

import gzip
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
import xlwt
from ingest.exports import APPLICATION, HARVEST, JOB, POST, run, write_csv, write_export

from dashboard.ingest import NothingUsable
from dashboard.ingest.files import LINE, open_table, open_tables
from dashboard.ingest.findings import Refused

CSV = b"id,stage\n1,Offer\n2,Screen\n"


def places(path: Path, work: Path, **options: int) -> dict[str, list[tuple] | str]:
    """Return the rows with their lines, or the refusal, of each table by its place in the file."""
    held = {}
    for found in open_tables(path, work, **options):
        if isinstance(found.table, Refused):
            held[found.inside] = found.table.reason
        else:
            table = found.table
            batches = list(table.batches(table.columns))
            held[found.inside] = [row for b in batches for row in b.frame.select(*table.columns, LINE).rows()]
    return held


@pytest.fixture
def held(tmp_path):
    def opened(name: str, content: bytes, **options: int) -> dict[str, list[tuple] | str]:
        (tmp_path / name).write_bytes(content)
        return places(tmp_path / name, tmp_path / "work", **options)

    return opened


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(path: Path) -> Path:
    """Write a workbook of two sheets with data, titles above one, dates as dates, and an empty sheet."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Applications")
        sheet.write("A1", "All applications")
        sheet.write_row("A3", ["id", "candidate_id", "job_id", "status", "created_at", "prospect"])
        sheet.write_row("A4", [25181083003, 9001, 1, "in_process", datetime(2026, 2, 1), False])
        sheet.write_row("A5", [25181083004, 9002, 1, "in_process", datetime(2026, 2, 4), False])
        sheet.write_row("A7", ["Total", 2])
        book.add_worksheet("Empty")
        jobs = book.add_worksheet("Jobs")
        jobs.write_row("A1", list(JOB))
        jobs.write_row("A2", [str(value or "") for value in JOB.values()])
    return path


def test_each_sheet_with_data_is_a_table_with_its_dates_and_whole_ids(tmp_path):
    assert places(workbook(tmp_path / "book.xlsx"), tmp_path / "work") == {
        "[Applications]": [
            ("25181083003", "9001", "1", "in_process", "2026-02-01 00:00:00", "false", 4),
            ("25181083004", "9002", "1", "in_process", "2026-02-04 00:00:00", "false", 5),
        ],
        "[Jobs]": [(*(str(value) if value else None for value in JOB.values()), 2)],
    }


def test_a_workbook_is_imported_sheet_by_sheet_and_every_row_is_accounted_for(tmp_path):
    staging = run(workbook(tmp_path / "book.xlsx"), into=tmp_path / "out", layout="greenhouse_harvest_v3")
    counts = staging["imports"].filter(table_name="applications").row(0, named=True)
    assert counts["file"] == "book.xlsx[Applications]"
    assert (counts["rows_read"], counts["rows_kept"], counts["rows_set_aside"], counts["rows_skipped"]) == (
        4,
        2,
        0,
        2,
    )
    assert staging["applications"].select("applied_at", "applied_precision").rows() == [
        (datetime(2026, 2, 1), "day"),
        (datetime(2026, 2, 4), "day"),
    ]
    skipped = staging["findings"].filter(action="skipped").sort("line").select("rule", "line").rows()
    assert skipped == [("Row above the header", 1), ("Total", 7)]


def test_a_workbook_that_polars_writes_is_read_back(tmp_path):
    frame = pl.DataFrame(
        {"id": [1, 2], "day": [date(2026, 2, 1), None], "at": [datetime(2026, 2, 1, 9, 30)] * 2}
    )
    frame.write_excel(tmp_path / "book.xlsx", worksheet="S")
    assert places(tmp_path / "book.xlsx", tmp_path / "work") == {
        "[S]": [
            ("1", "2026-02-01 00:00:00", "2026-02-01 09:30:00", 2),
            ("2", None, "2026-02-01 09:30:00", 3),
        ]
    }


def test_an_old_workbook_is_read(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Old")
    for row, cells in enumerate([("id", "stage"), (25181083003, "Offer")]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(tmp_path / "old.xls"))
    assert places(tmp_path / "old.xls", tmp_path / "work") == {"[Old]": [("25181083003", "Offer", 2)]}


def test_an_opendocument_sheet_is_read(held):
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
        ) + "</table:table-row>"  # fmt: skip

    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{row("id", "stage")}{row("1", "Offer")}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    members = {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest}
    assert held("sheet.ods", zipped(**members)) == {"[S]": [("1", "Offer", 2)]}


def test_a_sheet_that_needs_more_memory_than_there_is_is_refused_and_nothing_falls_over(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "sparse.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["id", "stage"])
        sheet.write(1_048_575, 16_383, "the last cell there is")
    assert places(tmp_path / "sparse.xlsx", tmp_path / "work") == {
        "": "The workbook is damaged, or too large to be read."
    }


def test_a_damaged_workbook_is_refused(held):
    assert held("book.xls", b"\xd0\xcf\x11\xe0" + bytes(600)) == {
        "": "The workbook is damaged, or the file is none."
    }


def test_the_files_of_a_zip_are_read_wherever_they_lie_in_it(held):
    content = zipped(
        **{"2026/in/a.csv": CSV, "b.jsonl": b'{"id": 1}\n', "readme.md": b"x", "__MACOSX/a.csv": b"x"}
    )
    assert held("export.zip", content) == {
        "/2026/in/a.csv": [("1", "Offer", 2), ("2", "Screen", 3)],
        "/b.jsonl": [("1", 1)],
    }


def test_gzip_and_archives_in_archives_are_read_through(held):
    inner = zipped(**{"a.csv.gz": gzip.compress(CSV)})
    rows = [("1", "Offer", 2), ("2", "Screen", 3)]
    assert held("a.csv.gz", gzip.compress(CSV)) == {"": rows}
    assert held("a.jsonl.gz", gzip.compress(b'{"id": 1}\n{"id": 2}\n')) == {"": [("1", 1), ("2", 2)]}
    assert held("outer.zip", zipped(**{"inner.zip": inner})) == {"/inner.zip/a.csv.gz": rows}


def test_a_zipped_export_gives_what_the_unpacked_one_gives(tmp_path):
    export = write_export(tmp_path / "in", HARVEST)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in export.iterdir():
            archive.write(path, f"2026/{path.name}")
    packed = run(tmp_path / "export.zip", into=tmp_path / "packed")
    plain = run(export, into=tmp_path / "plain")
    assert packed["stage_visits"].equals(plain["stage_visits"])
    assert packed["applications"].equals(plain["applications"])
    assert "export.zip/2026/applications.csv" in packed["imports"]["file"].to_list()
    assert not list((tmp_path / "packed").glob("work-*"))


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/evil/evil.csv", "a/../../evil.csv", "C:\\evil.csv", "..\\evil.csv"]
)
def test_a_zip_that_names_files_outside_itself_is_refused_whole(held, tmp_path, name):
    before = set(tmp_path.parent.rglob("*"))
    assert held("evil.zip", zipped(**{"good.csv": CSV, name: CSV})) == {
        "": "The archive names files outside its own folder."
    }
    assert {path.name for path in set(tmp_path.parent.rglob("*")) - before} <= {"evil.zip", "work"}


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(held):
    bomb = b"a,b\n" + b"0" * 2**21
    too_large = "The archive unpacks to more than 1 MB."
    assert held("bomb.zip", zipped(**{"a.csv": bomb}), limit=2**20) == {"": too_large}
    assert held("bomb.gz", gzip.compress(bomb), limit=2**20) == {"": too_large}
    inside = zipped(**{"a.csv.gz": gzip.compress(bomb), "b.csv": CSV})
    assert held("nested.zip", inside, limit=2**20)["/a.csv.gz"] == too_large


def test_a_zip_that_lies_about_its_size_is_refused_all_the_same(held, tmp_path):
    content = bytearray(zipped(**{"a.csv": b"a,b\n" + b"0" * 2**21}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size that the directory states
    (refusal,) = held("liar.zip", bytes(content), limit=2**20).values()
    assert "more than 1 MB" in refusal or "damaged" in refusal
    assert sum(path.stat().st_size for path in (tmp_path / "work").rglob("*")) < 2**20


def test_an_encrypted_zip_is_refused(held):
    content = bytearray(zipped(**{"a.csv": CSV}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert held("secret.zip", bytes(content)) == {"": "The archive is encrypted."}


def test_a_cut_off_archive_is_refused(held):
    assert held("a.csv.gz", gzip.compress(CSV * 100)[:-20]) == {"": "The archive is damaged or cut off."}
    assert held("a.zip", zipped(**{"a.csv": CSV})[:-30]) == {"": "The archive is damaged or cut off."}


def test_one_spoilt_file_does_not_spoil_its_archive(held):
    content = bytearray(zipped(**{"a.csv": CSV * 50, "b.csv": CSV}))
    content[45] ^= 0xFF
    assert held("a.zip", bytes(content)) == {
        "/a.csv": "The archive is damaged or cut off.",
        "/b.csv": [("1", "Offer", 2), ("2", "Screen", 3)],
    }


HTML = """<html><head><meta charset="utf-8"><style>td {color: red}</style></head><body>
<table><tr><th>id</th><th>stage</th></tr><tr><td>1<td>Offer &amp;<br>more</tr>
<tr><td colspan="2">2</td></tr></table>
<p>x</p><table><thead><tr><th>job<th>city</tr></thead><tbody><tr><td>7<td>Zürich</table></body>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_table_of_a_page_named_xls_is_a_table(held, encoding):
    assert held("report.xls", HTML.encode(encoding)) == {
        "[table 1]": [("1", "Offer & more", 2), ("2", "", 3)],
        "[table 2]": [("7", "Zürich", 2)],
    }


def test_a_page_that_is_one_table_is_imported_like_a_file(tmp_path):
    rows = [list(APPLICATION), [str(value) if value is not None else "" for value in APPLICATION.values()]]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    (tmp_path / "applications.xls").write_text(f"<table border=1>{cells}</table>")
    staging = run(tmp_path / "applications.xls", into=tmp_path / "out")
    assert staging.only("applications")["application_id"] == "1001"
    assert staging["imports"]["file"].to_list() == ["applications.xls"]


def test_html_without_a_table_is_refused(held):
    assert held("page.html", b"<html><p>Sign in</p>") == {"": "The file is HTML or XML without a table."}


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!\x1a", "RAR"), (b"BZh9", "bzip2"), (b"\xfd7zXZ\0", "xz")],
)
def test_other_archives_are_refused_by_name(held, content, says):
    (refusal,) = held("file", content).values()
    assert says in refusal


def test_a_file_of_several_tables_cannot_be_opened_as_one(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(**{"a.csv": CSV}))
    with pytest.raises(Refused, match="an archive and may hold several"):
        open_table(tmp_path / "a.zip")


def test_what_is_refused_in_an_archive_is_named_with_its_place(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(**{"in/notes.pdf": b"%PDF-1.7"}))
    with pytest.raises(NothingUsable, match=r"a\.zip/in/notes\.pdf: The file is a PDF\."):
        run(tmp_path / "a.zip", into=tmp_path / "out")


def test_files_of_one_archive_decide_together_what_they_are(tmp_path):
    write_csv(tmp_path / "job_posts.csv", [POST])
    for name in ("jobs", "applications"):
        write_csv(tmp_path / f"{name}.csv", HARVEST[name])
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.write(tmp_path / f"{name}.csv", f"{name}.csv")
        (tmp_path / f"{name}.csv").unlink()
    staging = run(tmp_path, into=tmp_path / "out")
    assert set(staging["imports"]["file"]) == {
        "applications.zip/applications.csv",
        "job_posts.csv",
        "jobs.zip/jobs.csv",
    }


def test_rows_and_cells_of_a_page_need_no_end(held):
    page = b"<table><tr><th>id<th>stage<tr><td>1<td>Offer<tr><td>2<td>Screen</table>"
    assert held("report.xls", page) == {"": [("1", "Offer", 2), ("2", "Screen", 3)]}
