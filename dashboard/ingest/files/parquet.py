"""Parquet: typed columns as they are, some rows at a time.

Arrow reads it: on a damaged file it raises, where the reader of Polars may end the process.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import polars as pl
import pyarrow as pa
from pyarrow.parquet import ParquetFile

from dashboard.ingest.files.table import LINE, Batch
from dashboard.ingest.findings import Refused

_ROWS: Final = 250_000
_SPOILT: Final = (
    pa.ArrowException,
    pl.exceptions.PolarsError,
    pl.exceptions.PanicException,
    OSError,
    ValueError,
    OverflowError,
)


class ParquetTable:
    """A Parquet file; a row's line is its number, from 1."""

    def __init__(self, path: Path, *, numbered: bool = False) -> None:
        self._path, self._numbered = path, numbered
        """Whether the file has the column `_line` already."""
        with self._opened() as file:
            names = file.schema_arrow.names
        if len(set(names)) < len(names):
            raise Refused("Columns of the Parquet file have the same name.", "Export it with other names.")
        self.columns = tuple(name for name in names if name != LINE)

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows with these columns; times and truth values stay typed, all else is text."""
        lines = [LINE] if self._numbered else []
        start = 1
        with self._opened() as file:
            for part in file.iter_batches(_ROWS, columns=[*columns, *lines]):
                if part.num_rows:
                    frame = _readable(part, columns, lines)
                    yield Batch(frame if self._numbered else _with_lines(frame, start, part.num_rows))
                    start += part.num_rows

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        try:
            with ParquetFile(self._path, page_checksum_verification=True) as file:
                yield file
        except _SPOILT:
            raise Refused("The Parquet file is damaged or cut off.", "Export it again.") from None


def _with_lines(frame: pl.DataFrame, first: int, rows: int) -> pl.DataFrame:
    lines = pl.int_range(first, first + rows, dtype=pl.Int64, eager=True)
    return frame.with_columns(lines.alias(LINE))


def _readable(part: Any, columns: Sequence[str], lines: Sequence[str]) -> pl.DataFrame:
    frame = pl.DataFrame(part)
    return frame.select(*(_column(name, frame.schema[name]) for name in columns), *lines)


def _column(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind.is_temporal() or kind == pl.Boolean:
        return column
    if kind.is_float():  # an id that passed through a float column reads 123.0; it was 123
        whole = pl.when(column == column.round()).then(column.cast(pl.Int64, strict=False))
        return pl.coalesce(whole.cast(pl.String), column.cast(pl.String))
    if isinstance(kind, pl.Struct):
        return column.struct.json_encode()
    if isinstance(kind, pl.List):
        return column.cast(pl.List(pl.String)).list.join(";")
    return column.cast(pl.String)
