"""Which row of a sheet or text names its columns, and what the columns are then called."""

import re
from collections.abc import Sequence
from typing import Final

from dashboard.ingest.files.table import LINE
from dashboard.ingest.findings import Doubt, Refused

SAMPLE_ROWS: Final = 40
"""A header stands within the first so many rows."""
_MOSTLY: Final = 0.6
"""A header fills at least this share of the cells that a typical row fills; a title fills one or two."""
_VALUE: Final = re.compile(
    r"(?P<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?)"
    r"|(?P<number>[+-]?[\d.,]*\d%?)|(?P<mail>[^@\s]+@[^@\s]+)"
)
_NO_HEADER: Final = "There is no header: the first row holds values, no names of columns."
_ADD_HEADER: Final = "Add a first row with the names of the columns, or export it again with its headers."

Row = Sequence[str | None]


def header_at(rows: Sequence[Row]) -> int:
    """Return which row is the header: the first that is about as full as a typical one."""
    filled = [sum(bool(cell and cell.strip()) for cell in row) for row in rows]
    wide = sorted(number for number in filled if number >= min(3, max(filled, default=0)))
    typical = wide[(len(wide) - 1) * 3 // 4] if wide else 0
    return next((at for at, number in enumerate(filled) if _may_name(rows, at, number, typical)), 0)


def _may_name(rows: Sequence[Row], at: int, filled: int, typical: int) -> bool:
    """Whether a row is full enough, and not a short one above a wider row of words."""
    if not filled or filled < _MOSTLY * typical:
        return False
    following = rows[at + 1] if at + 1 < len(rows) else ()
    wider = filled < typical and len(rows[at]) < len(following)
    return not (wider and all(_kind(cell) == "word" for cell in following))


def must_be_header(header: Row, following: Sequence[Row]) -> None:
    """Raise Refused where the header is a row like the ones below it."""
    kinds = [_kind(cell) for cell in header]
    if not following or sum(kind not in (None, "word") for kind in kinds) * 2 < len(kinds):
        return
    below = [_kind(cell) for cell in following[0]]
    if all(one is None or other is None or one == other for one, other in zip(kinds, below, strict=False)):
        raise Refused(_NO_HEADER, _ADD_HEADER)


def aligned(header: Row, following: Sequence[Row]) -> list[str | None]:
    """Return a header as wide as the rows below it: with a name that it lacks, without a blank one too many.

    Row numbers often have no name; a delimiter at the end of each row makes one blank column.
    """
    width, below = len(header), [len(row) for row in following]
    if width in below or not below:
        return list(header)
    longer = [row for row in following if len(row) == width + 1]
    if len(longer) * 2 > len(below):
        if not any(row[-1] for row in longer):
            return [*header, None]
        if len({row[0] for row in longer}) == len(longer) and all((row[0] or "").isdigit() for row in longer):
            return [None, *header]
    if below.count(width - 1) * 2 > len(below) and not (header[-1] or "").strip():
        return list(header[:-1])
    return list(header)


def named(header: Row) -> tuple[str, ...]:
    """Return unique column names: a blank one becomes `column 3`, a repeated one `name (2)`."""
    names: list[str] = []
    taken = {LINE}
    for position, cell in enumerate(header, start=1):
        name = " ".join((cell or "").split()) or f"column {position}"
        number, unique = 2, name
        while unique in taken:
            unique, number = f"{name} ({number})", number + 1
        taken.add(unique)
        names.append(unique)
    return tuple(names)


def above_header(line: int) -> Doubt:
    """Return what is noted about a row above the header."""
    return Doubt("Row above the header", "skipped", "Nothing to do: it is a title.", line=line)


def _kind(cell: str | None) -> str | None:
    """Return what a filled cell holds: a date, number or mail, or a word."""
    text = (cell or "").strip()
    found = _VALUE.fullmatch(text)
    return (found.lastgroup if found else "word") if text else None
