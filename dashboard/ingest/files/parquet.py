"""Parquet: typed columns as they are, some row groups at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import polars as pl

from dashboard.ingest.files.table import LINE, Batch
from dashboard.ingest.findings import Refused

_ROWS: Final = 500_000


class ParquetTable:
    """A Parquet file; a row's line is its number, from 1."""

    def __init__(self, path: Path, *, numbered: bool = False) -> None:
        self._numbered = numbered
        """Whether the file has the column `_line` already."""
        with _whole():
            self._scan = pl.scan_parquet(path, glob=False)
            self._kinds = self._scan.collect_schema()
            self._height: int = self._scan.select(pl.len()).collect().item()
        self.columns = tuple(name for name in self._kinds if name != LINE)

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows with these columns; times and truth values stay typed, all else is text."""
        for start in range(0, self._height, _ROWS):
            lines = [LINE] if self._numbered else []
            part = self._scan.select(*columns, *lines).slice(start, _ROWS)
            with _whole():
                wanted = (_readable(name, self._kinds[name]) for name in columns)
                frame = part.select(*wanted, *lines).collect()
            yield Batch(frame if self._numbered else _with_lines(frame, start + 1))


def _with_lines(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    lines = pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True)
    return frame.with_columns(lines.alias(LINE))


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise Refused("The Parquet file is damaged or cut off.", "Export it again.") from None


def _readable(name: str, kind: pl.DataType) -> pl.Expr:
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
