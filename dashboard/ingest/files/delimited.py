"""CSV and its kin. Polars parses blocks whose rows can be counted, broken quotes are read row by row."""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from dashboard.ingest.files.conflicts import Conflicts
from dashboard.ingest.files.header import above_header
from dashboard.ingest.files.outline import Outline, outline
from dashboard.ingest.files.preamble import lines_of, one_record, preamble, taking
from dashboard.ingest.files.table import LINE, Batch
from dashboard.ingest.files.text import TextFile
from dashboard.ingest.files.totals import TOTAL, is_total, without_totals
from dashboard.ingest.findings import Doubt

_SAMPLE_BYTES: Final = 2**16
_LONGEST_QUOTE: Final = 2**20
"""A quoted field longer than this has lost its closing quote."""
_FIELD_ADVICE: Final = (
    "Look at the row: a delimiter inside a value needs quotes, a cut-off file needs a new export."
)
_UNBALANCED: Final = Doubt(
    "Quotes are not balanced",
    "set aside",
    'Quote the whole value and write a quote inside it twice: "a ""b"" c".',
)

csv.field_size_limit(_LONGEST_QUOTE)


class Delimited:
    """A text file of rows and fields; the first row that is about as wide as the others is the header."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with TextFile(path) as text:
            self._start = preamble(text.block(_SAMPLE_BYTES).decode())
        self.columns = self._start.columns
        self._delimiter = self._start.delimiter

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows with these columns; a row with another number of fields is set aside."""
        chosen = sorted(self.columns.index(column) for column in columns)
        conflicts = Conflicts()
        if said := self._above_header(conflicts):
            yield Batch(self._read(b"", chosen), said)
        with TextFile(self._path) as text:
            block, first = _without_lines(text.block(), self._start.lines), self._start.lines + 1
            if not block:  # the header was all that ended like a line
                first, block = text.line, text.block()
            while block:
                frame, doubts = self._parse(block, first, chosen, text, conflicts)
                frame, passed_over = without_totals(frame)
                yield Batch(frame, (*doubts, *passed_over, *text.doubts))
                text.doubts = []
                first, block = text.line, text.block()
        if unfinished := conflicts.at_end():
            yield Batch(self._read(b"", chosen), tuple(unfinished))

    def _above_header(self, conflicts: Conflicts) -> tuple[Doubt, ...]:
        """Return what is said of the lines above the header, and show them to `conflicts`."""
        with TextFile(self._path) as text:
            lines = text.block(_SAMPLE_BYTES).decode().split("\n")[: self._start.lines]
        marks = [
            doubt for number, line in enumerate(lines, start=1) for doubt in conflicts.doubts(number, line)
        ]
        return *map(above_header, self._start.titles), *marks

    def _parse(
        self, block: bytes, first: int, chosen: list[int], text: TextFile, conflicts: Conflicts
    ) -> tuple[pl.DataFrame, list[Doubt]]:
        rows = outline(block, self._delimiter)
        if rows is None:
            return self._row_by_row(block, first, chosen, text, conflicts)
        since = conflicts.since
        marks, doubts = conflicts.rows(block, rows, first)
        good = (rows.fields == len(self.columns)) & ~marks
        blank = rows.starts == rows.ends
        kept = block if good.all() else _join(block, rows, good)
        frame = self._read(kept, chosen)
        if frame.height != good.sum():
            conflicts.since = since
            return self._row_by_row(block, first, chosen, text, conflicts)
        doubts += [
            self._wrong_width(first + int(rows.lines[at]), int(rows.fields[at]), _line(block, rows, int(at)))
            for at in np.flatnonzero(~good & ~blank & ~marks)
        ]
        return frame.with_columns(pl.Series(LINE, rows.lines[good] + first, pl.Int64)), doubts

    def _read(self, block: bytes, chosen: list[int]) -> pl.DataFrame:
        names = [self.columns[index] for index in chosen]
        if not block:
            return pl.DataFrame(schema=dict.fromkeys(names, pl.String) | {LINE: pl.Int64})
        return pl.read_csv(
            block,
            has_header=False,
            separator=self._delimiter,
            schema=dict.fromkeys(self.columns, pl.String),
            columns=chosen,
            quote_char='"' if b'"' in block else None,
        )

    def _row_by_row(
        self, block: bytes, first: int, chosen: list[int], text: TextFile, conflicts: Conflicts
    ) -> tuple[pl.DataFrame, list[Doubt]]:
        good, doubts = [], []
        for line, start, fields in _records(block, first, self._delimiter, len(self.columns), text.next_line):
            if marks := conflicts.doubts(line, start):
                doubts += marks
            elif fields is None:
                doubts.append(replace(_UNBALANCED, line=line))
            elif len(fields) == len(self.columns):
                good.append((*(fields[index] for index in chosen), line))
            elif fields:
                doubts.append(self._wrong_width(line, len(fields), start))
        schema = dict.fromkeys((self.columns[index] for index in chosen), pl.String) | {LINE: pl.Int64}
        return pl.DataFrame(good, schema=schema, orient="row"), doubts

    def _wrong_width(self, line: int, fields: int, text: str) -> Doubt:
        if is_total(text.split(self._delimiter, 1)[0].strip('" \n')):
            return replace(TOTAL, line=line)
        rule = "Too few fields" if fields < len(self.columns) else "Too many fields"
        found = f"{fields} fields instead of {len(self.columns)}"
        return Doubt(rule, "set aside", _FIELD_ADVICE, line=line, value=found)


def _without_lines(block: bytes, lines: int) -> bytes:
    start = 0
    for _ in range(lines):
        start = block.index(b"\n", start) + 1
    return block[start:]


def _line(block: bytes, rows: Outline, at: int) -> str:
    return block[rows.starts[at] : rows.ends[at]].decode()


def _join(block: bytes, rows: Outline, good: np.ndarray) -> bytes:
    """Return the good rows of a block; runs of them are copied whole."""
    edges = np.flatnonzero(np.diff(good, prepend=False, append=False))
    return b"".join(
        block[rows.starts[start] : rows.ends[stop - 1] + 1]
        for start, stop in zip(edges[0::2], edges[1::2], strict=True)
    )


def _records(
    block: bytes, first: int, delimiter: str, width: int, more: Callable[[], bytes]
) -> Iterator[tuple[int, str, list[str] | None]]:
    """Yield line, text and fields of each record; None where quotes are broken: the next line is a new one.

    A value that is still open at the end of the block goes on with the lines that `more` gives.
    """
    pending = deque(lines_of(block.decode()))
    line = first
    while pending:
        taken: list[str] = []
        fields = one_record(taking(taken, pending, more), delimiter)
        if len(taken) > 1 and (fields is None or len(fields) != width):
            pending.extendleft(reversed(taken[1:]))
            del taken[1:]
            fields = None
        yield line, taken[0], fields
        line += len(taken)
