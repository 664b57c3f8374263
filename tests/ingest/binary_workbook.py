"""A writer of the binary workbooks that Excel calls .xlsb (BIFF12, [MS-XLSB]): enough of it for a test."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

Cell = str | float | bool | datetime | None
_BEGIN_SHEET, _END_SHEET, _BEGIN_DATA, _END_DATA, _SIZE, _ROW = 0x81, 0x82, 0x91, 0x92, 0x94, 0x00
_BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _SHEET = 0x83, 0x84, 0x8F, 0x90, 0x9C
_BEGIN_STYLES, _END_STYLES, _BEGIN_FORMATS, _END_FORMATS, _FORMAT = 0x116, 0x117, 0x269, 0x26A, 0x2F
_BOOL, _REAL, _TEXT = 0x04, 0x05, 0x06
_DATE: Final = 14
"""The number of the format m/d/yyyy."""
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


def write_xlsb(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    """Write a workbook of these sheets, a list of cells a row."""
    names = list(sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr("_rels/.rels", _links({"rId1": ("officeDocument", "xl/workbook.bin")}))
        archive.writestr("xl/workbook.bin", _workbook(names))
        parts = {f"rId{at}": ("worksheet", f"worksheets/sheet{at}.bin") for at, _ in enumerate(names, 1)}
        archive.writestr("xl/_rels/workbook.bin.rels", _links({**parts, "styles": ("styles", "styles.bin")}))
        archive.writestr("xl/styles.bin", _styles())
        for at, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{at}.bin", _sheet(rows))
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    return _number(kind) + _number(len(body)) + body


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that another one follows."""
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _number(rest) if rest else bytes([low])


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _workbook(names: Iterable[str]) -> bytes:
    sheets = [
        _record(_SHEET, struct.pack("<II", 0, at) + _text(f"rId{at}") + _text(name))
        for at, name in enumerate(names, 1)
    ]
    return b"".join(
        [_record(_BEGIN_BOOK), _record(_BEGIN_SHEETS), *sheets, _record(_END_SHEETS), _record(_END_BOOK)]
    )


def _styles() -> bytes:
    formats = [_record(_FORMAT, struct.pack("<HH", 0xFFFF, number) + bytes(12)) for number in (0, _DATE)]
    begin = _record(_BEGIN_FORMATS, struct.pack("<I", len(formats)))
    return b"".join([_record(_BEGIN_STYLES), begin, *formats, _record(_END_FORMATS), _record(_END_STYLES)])


def _sheet(rows: Sequence[Sequence[Cell]]) -> bytes:
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    data = [
        record
        for number, cells in enumerate(rows)
        for record in (
            _record(_ROW, struct.pack("<I", number) + bytes(13)),
            *(_cell(at, cell) for at, cell in enumerate(cells) if cell is not None),
        )
    ]
    begin = [_record(_BEGIN_SHEET), _record(_SIZE, size), _record(_BEGIN_DATA)]
    return b"".join([*begin, *data, _record(_END_DATA), _record(_END_SHEET)])


def _cell(column: int, cell: Cell) -> bytes:
    style = int(isinstance(cell, datetime))
    at = struct.pack("<II", column, style)
    match cell:
        case bool():
            return _record(_BOOL, at + bytes([cell]))
        case str():
            return _record(_TEXT, at + _text(cell))
        case datetime():
            return _record(
                _REAL, at + struct.pack("<d", (cell - datetime(1899, 12, 30)).total_seconds() / 86_400)
            )
        case _:
            return _record(_REAL, at + struct.pack("<d", cell))


def _links(targets: dict[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
