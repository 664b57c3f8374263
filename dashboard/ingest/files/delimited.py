"""CSV and its kin. Polars parses blocks whose rows can be counted, broken quotes are read row by row."""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from dashboard.ingest.files.outline import Outline, outline
from dashboard.ingest.files.table import LINE, Batch
from dashboard.ingest.files.text import TextFile
from dashboard.ingest.findings import Doubt, Refused

_DELIMITERS: Final = (",", ";", "\t", "|")
_HEADER_BYTES: Final = 4096
_LONGEST_QUOTE: Final = 2**20
"""A quoted field longer than this has lost its closing quote."""
_FIELD_ADVICE: Final = (
    "Look at the row: a delimiter inside a value needs quotes, a cut-off file needs a new export."
)
_QUOTE_ADVICE: Final = 'Quote the whole value and write a quote inside it twice: "a ""b"" c".'

csv.field_size_limit(_LONGEST_QUOTE)


class Delimited:
    """A text file of rows and fields, its first line the header."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with TextFile(path) as text:
            header = text.block(_HEADER_BYTES).partition(b"\n")[0].decode()
        if not header.strip():
            raise Refused("The file is empty.", "Export it again.")
        if sum(not character.isprintable() and character != "\t" for character in header) > 2:
            raise Refused("The file is not text.", "Export the data as CSV, JSON or Parquet.")
        self._delimiter = max(_DELIMITERS, key=lambda mark: len(_split(header, mark)))
        self.columns = _named(_split(header, self._delimiter))

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows with these columns; a row with another number of fields is set aside."""
        chosen = sorted(self.columns.index(column) for column in columns)
        with TextFile(self._path) as text:
            block, first = text.block().partition(b"\n")[2], 2
            while block:
                frame, doubts = self._parse(block, first, chosen, text)
                yield Batch(frame, (*doubts, *text.doubts))
                text.doubts = []
                first, block = text.line, text.block()

    def _parse(
        self, block: bytes, first: int, chosen: list[int], text: TextFile
    ) -> tuple[pl.DataFrame, list[Doubt]]:
        rows = outline(block, self._delimiter)
        if rows is None:
            return self._row_by_row(block, first, chosen, text)
        good = rows.fields == len(self.columns)
        blank = rows.starts == rows.ends
        doubts = [
            self._wrong_width(first + line, fields)
            for line, fields in zip(rows.lines[~good & ~blank], rows.fields[~good & ~blank], strict=True)
        ]
        kept = block if good.all() else _join(block, rows, good)
        frame = self._read(kept, chosen)
        if frame.height != good.sum():
            return self._row_by_row(block, first, chosen, text)
        return frame.with_columns(pl.Series(LINE, rows.lines[good] + first, pl.Int64)), doubts

    def _read(self, block: bytes, chosen: list[int]) -> pl.DataFrame:
        if not block:
            return pl.DataFrame(schema=dict.fromkeys((self.columns[index] for index in chosen), pl.String))
        return pl.read_csv(
            block,
            has_header=False,
            separator=self._delimiter,
            schema=dict.fromkeys(self.columns, pl.String),
            columns=chosen,
            quote_char='"' if b'"' in block else None,
        )

    def _row_by_row(
        self, block: bytes, first: int, chosen: list[int], text: TextFile
    ) -> tuple[pl.DataFrame, list[Doubt]]:
        good, doubts = [], []
        for line, fields in _records(block, first, self._delimiter, len(self.columns), text.next_line):
            if fields is None:
                doubts.append(Doubt("Quotes are not balanced", "set aside", _QUOTE_ADVICE, line=line))
            elif len(fields) == len(self.columns):
                good.append((*(fields[index] for index in chosen), line))
            elif fields:
                doubts.append(self._wrong_width(line, len(fields)))
        schema = dict.fromkeys((self.columns[index] for index in chosen), pl.String) | {LINE: pl.Int64}
        return pl.DataFrame(good, schema=schema, orient="row"), doubts

    def _wrong_width(self, line: int, fields: int) -> Doubt:
        rule = "Too few fields" if fields < len(self.columns) else "Too many fields"
        found = f"{fields} fields instead of {len(self.columns)}"
        return Doubt(rule, "set aside", _FIELD_ADVICE, line=int(line), value=found)


def _join(block: bytes, rows: Outline, good: np.ndarray) -> bytes:
    """Return the good rows of a block; runs of them are copied whole."""
    edges = np.flatnonzero(np.diff(good, prepend=False, append=False))
    return b"".join(
        block[rows.starts[start] : rows.ends[stop - 1] + 1]
        for start, stop in zip(edges[0::2], edges[1::2], strict=True)
    )


def _records(
    block: bytes, first: int, delimiter: str, width: int, more: Callable[[], bytes]
) -> Iterator[tuple[int, list[str] | None]]:
    """Yield (line, fields) of each record; None where quotes are broken, and the next line starts afresh.

    A value that is still open at the end of the block goes on with the lines that `more` gives.
    """
    pending = deque(block.decode().splitlines(keepends=True))
    line = first
    while pending:
        taken: list[str] = []
        fields = _one_record(_taking(taken, pending, more), delimiter)
        if len(taken) > 1 and (fields is None or len(fields) != width):
            pending.extendleft(reversed(taken[1:]))
            del taken[1:]
            fields = None
        yield line, fields
        line += len(taken)


def _taking(taken: list[str], pending: deque[str], more: Callable[[], bytes]) -> Iterator[str]:
    while line := pending.popleft() if pending else more().decode():
        taken.append(line)
        yield line


def _one_record(lines: Iterator[str], delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _split(header: str, delimiter: str) -> list[str]:
    return _one_record(iter([header]), delimiter) or header.split(delimiter)


def _named(header: Sequence[str]) -> tuple[str, ...]:
    """Return unique column names: a blank one becomes `column 3`, a repeated one `name (2)`."""
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = cell.strip() or f"column {position}"
        repeats = sum(given == name or given.startswith(f"{name} (") for given in names)
        names.append(f"{name} ({repeats + 1})" if repeats else name)
    return tuple(names)
