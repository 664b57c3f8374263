"""Every kind of Excel file by what it holds, whatever its name; a protected and a damaged one say which they are."""

import gzip
import shutil
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from ingest.binary_workbook import write_xlsb
from ingest.exports import run

from dashboard.ingest import NothingUsable
from dashboard.ingest.files import open_tables
from dashboard.ingest.findings import Refused

HEADER = ["id", "candidate_id", "job_id", "status", "created_at", "prospect"]
ROWS = [
    HEADER,
    [25181083003, 9001, 1, "in_process", datetime(2026, 2, 1), False],
    [25181083004, 9002, 1, "in_process", datetime(2026, 2, 4), False],
]
SHEETS = {"Applications": ROWS, "Empty": [], "Notes": [["id", "note"], ["7", "Canary"]]}


def write_xlsx(path: Path, **options: str) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
        if macros := options.get("macros"):
            book.add_vba_project(macros)
    return path


def write_xlsm(path: Path) -> Path:
    """A workbook with a macro: its project is a file that nobody opens here."""
    macros = path.with_name("vbaProject.bin")
    macros.write_bytes(b"\xd0\xcf\x11\xe0 Sub AutoOpen: Shell")
    return write_xlsx(path, macros=str(macros))


def write_binary(path: Path) -> Path:
    return write_xlsb(path, {name: rows for name, rows in SHEETS.items() if rows})


def write_xls(path: Path) -> Path:
    book = xlwt.Workbook()
    dates = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for name, rows in SHEETS.items():
        sheet = book.add_sheet(name)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell, *([dates] if isinstance(cell, datetime) else []))
    book.save(str(path))
    return path


KINDS = {"xlsx": write_xlsx, "xlsm": write_xlsm, "xlsb": write_binary, "xls": write_xls}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_workbook_gives_the_same_applications(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path / f"book.{kind}")
    staging = run(path, into=tmp_path / "out", layout="greenhouse_harvest_v3")
    counts = staging["imports"].filter(table_name="applications").row(0, named=True)
    assert (counts["file"], counts["rows_read"]) == (f"book.{kind}[Applications]", 2)
    rows = staging["applications"].sort("application_id")
    assert rows["application_id"].to_list() == ["25181083003", "25181083004"]
    assert rows["applied_at"].dt.strftime("%Y-%m-%d %H:%M").to_list() == [
        "2026-02-01 00:00",
        "2026-02-04 00:00",
    ]
    assert rows["is_prospect"].to_list() == [False, False]


@pytest.mark.parametrize("ending", ["xls", "xlsx", "xlsb", "ods", "dat"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_is_told_by_what_it_holds_and_not_by_its_name(
    kind: str, ending: str, tmp_path: Path
) -> None:
    path = KINDS[kind](tmp_path / f"right.{kind}")
    found = open_tables(shutil.copy(path, tmp_path / f"book.{ending}"), tmp_path / "work")
    assert [each.inside for each in found] == ["[Applications]", "[Notes]"]
    assert list(found[0].table.columns) == HEADER


def test_a_packed_workbook_is_read_too(tmp_path: Path) -> None:
    write_binary(tmp_path / "book.xlsb")
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as archive:
        archive.write(tmp_path / "book.xlsb", "in/attached.xls")
    (tmp_path / "book.gz").write_bytes(gzip.compress((tmp_path / "book.xlsb").read_bytes()))
    for name, place in (("mail.zip", "/in/attached.xls"), ("book.gz", "")):
        found = open_tables(tmp_path / name, tmp_path / f"work-{name}")
        assert [each.inside for each in found] == [f"{place}[Applications]", f"{place}[Notes]"]


def container(*streams: str) -> bytes:
    """Return a compound file ([MS-CFB]) with empty streams of these names, as an encrypted .xlsx is one."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", free) * 108
    table = struct.pack("<II", 0xFFFFFFFD, end) + struct.pack("<I", free) * 126
    entries = b""
    for at, name in enumerate(("Root Entry", *streams)):
        named = f"{name}\0".encode("utf-16-le")
        kind, child, right = (5, 1, free) if at == 0 else (2, free, at + 1 if at < len(streams) else free)
        entries += named.ljust(64, b"\0") + struct.pack("<HBBIII", len(named), kind, 1, free, right, child)
        entries += bytes(36) + struct.pack("<IQ", end, 0)
    return header + table + entries.ljust(sector, b"\0")


def encrypted_xls(path: Path) -> Path:
    """An .xls whose stream says, after its first record, that all that follows is encrypted."""
    write_xls(path)
    content = path.read_bytes()
    start = content.index(b"\x09\x08\x10\x00")
    after = start + 4 + content[start + 2]
    protection = struct.pack("<HHHHHH", 0x2F, 8, 1, 1, 1, 1)  # in place of two records of six bytes
    content = content[:after] + protection + content[after + len(protection) :]
    path.write_bytes(content)
    return path


def refusal(path: Path, tmp_path: Path) -> Refused:
    (found,) = open_tables(path, tmp_path / "work")
    assert isinstance(found.table, Refused)
    return found.table


@pytest.mark.parametrize("name", ["book.xlsx", "book.xls", "book.xlsm"])
def test_an_encrypted_workbook_says_so_and_what_to_do(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(container("EncryptionInfo", "EncryptedPackage"))
    refused = refusal(tmp_path / name, tmp_path)
    assert refused.reason == "The workbook is protected with a password."
    assert refused.advice == "Open it with the password and save it without one, or save each sheet as CSV."


def test_so_does_an_old_one(tmp_path: Path) -> None:
    assert (
        refusal(encrypted_xls(tmp_path / "old.xls"), tmp_path).reason
        == "The workbook is protected with a password."
    )


def damaged(path: Path, kind: str) -> Path:
    """Write a workbook of a kind whose first sheet is rubbish; of an old one, cut off."""
    whole = KINDS[kind](path.with_name(f"whole.{kind}"))
    if kind == "xls":
        path.write_bytes(whole.read_bytes()[:1_024])
        return path
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(path, "w") as written:
        for part in read.namelist():
            written.writestr(
                part, b"<rubbish" if "sheet1" in part and "rels" not in part else read.read(part)
            )
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_workbook_says_so_and_what_to_do(kind: str, tmp_path: Path) -> None:
    refused = refusal(damaged(tmp_path / f"book.{kind}", kind), tmp_path)
    assert refused.reason == "The workbook is damaged, or the file is none."
    assert refused.advice == "Open it in Excel and save it again, or save each sheet as CSV."


def test_a_document_in_the_same_container_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "letter.doc").write_bytes(container("WordDocument"))
    assert (
        refusal(tmp_path / "letter.doc", tmp_path).reason == "The workbook is damaged, or the file is none."
    )


def test_an_import_names_the_protected_file_and_reads_the_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "secret.xlsx").write_bytes(container("EncryptionInfo", "EncryptedPackage"))
    with pytest.raises(
        NothingUsable, match=r"secret\.xlsx: The workbook is protected with a password\. Open it with"
    ):
        run(tmp_path / "in", into=tmp_path / "none")
    write_binary(tmp_path / "in" / "book.xlsb")
    staging = run(tmp_path / "in", into=tmp_path / "out", layout="greenhouse_harvest_v3")
    assert staging["applications"].height == 2
    assert staging.finding("The workbook is protected with a password.")["file"] == "secret.xlsx"
