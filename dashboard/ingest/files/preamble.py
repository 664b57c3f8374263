"""The start of a delimited text: which mark separates its fields, where its header is, what is above it."""

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.ingest.files.conflicts import Conflicts
from dashboard.ingest.files.header import SAMPLE_ROWS, aligned, header_at, must_be_header, named
from dashboard.ingest.findings import Refused

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAID: Final = re.compile(r'"?sep=(.)"?$')
"""Excel's own first line, which names the delimiter."""


@dataclass(frozen=True)
class Preamble:
    """What the first rows of a text say about the rest."""

    delimiter: str
    columns: tuple[str, ...]
    lines: int
    """Physical lines up to the end of the header."""
    titles: tuple[int, ...]
    """The lines of the rows above the header."""


@dataclass(frozen=True)
class _Sampled:
    line: int
    lines: int
    fields: list[str]


@dataclass(frozen=True)
class _Reading:
    """The first rows, split by one of the delimiters."""

    delimiter: str
    rows: list[_Sampled]
    header: int

    @property
    def width(self) -> int:
        return len(self.rows[self.header].fields)

    def rank(self) -> tuple[bool, bool, int, int]:
        """The right delimiter splits, into equally many fields in each row, from the first row on."""
        below = [len(row.fields) for row in self.rows[self.header + 1 :]]
        alike = sum(width > 1 and abs(width - self.width) <= 1 for width in below)
        steady = 2 * alike >= len(below)
        return self.width > 1, steady, -self.header, self.width


def preamble(sample: str) -> Preamble:
    """Return how to read a text that starts with `sample`, in whole lines. Raises Refused for no table."""
    if not sample.strip():
        raise Refused("The file is empty.", "Export it again.")
    lines = lines_of(sample)
    said = _SAID.fullmatch(lines[0].rstrip("\n"))
    reading = max((_reading(lines, mark) for mark in (said[1] if said else _DELIMITERS)), key=_Reading.rank)
    header, following = (
        reading.rows[reading.header],
        [row.fields for row in reading.rows[reading.header + 1 :]],
    )
    if sum(not (mark.isprintable() or mark in "\t\n") for mark in "".join(header.fields)) > 2:
        raise Refused("The file is not text.", "Export the data as CSV, JSON or Parquet.")
    must_be_header(header.fields, following)
    titles = tuple(row.line for row in reading.rows[: reading.header])
    columns = named(aligned(header.fields, following))
    return Preamble(reading.delimiter, columns, header.line + header.lines - 1, titles)


def _reading(lines: Sequence[str], delimiter: str) -> _Reading:
    conflicts = Conflicts()
    rows = [
        row
        for row in _sampled(lines, delimiter)
        if any(row.fields) and not conflicts.doubts(row.line, lines[row.line - 1])
    ]
    rows = rows or [_Sampled(1, 1, [""])]
    return _Reading(delimiter, rows, header_at([row.fields for row in rows]))


def _sampled(lines: Sequence[str], delimiter: str) -> Iterator[_Sampled]:
    pending, line, found = deque(lines), 1, 0
    while pending and found < SAMPLE_ROWS:
        taken: list[str] = []
        fields = one_record(taking(taken, pending, lambda: b""), delimiter)
        if fields is None:
            pending.extendleft(reversed(taken[1:]))
            del taken[1:]
            fields = taken[0].rstrip("\n").split(delimiter)
        yield _Sampled(line, len(taken), fields)
        line, found = line + len(taken), found + bool(fields)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends; only LF ends one."""
    return list(io.StringIO(text, newline="\n"))


def taking(taken: list[str], pending: deque[str], more: Callable[[], bytes]) -> Iterator[str]:
    """Yield lines from `pending`, then from `more`, and note each in `taken`."""
    while line := pending.popleft() if pending else more().decode():
        taken.append(line)
        yield line


def one_record(lines: Iterator[str], delimiter: str) -> list[str] | None:
    """Return the fields of the record that starts with the next line, or None where its quotes are broken."""
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
