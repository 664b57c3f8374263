"""Parquet: typed columns as they are, some row groups at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from dashboard.ingest.files.table import LINE, Batch
from dashboard.ingest.findings import Refused

_ROWS: Final = 500_000


class ParquetTable:
    """A Parquet file; a row's line is its number, from 1."""

    def __init__(self, path: Path) -> None:
        self._scan = pl.scan_parquet(path, glob=False)
        try:
            self.columns = tuple(self._scan.collect_schema().names())
            self._height: int = self._scan.select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, OSError):
            raise Refused("The Parquet file is damaged or cut off.", "Export it again.") from None

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows with these columns; times and truth values stay typed, all else is text."""
        kinds = self._scan.collect_schema()
        for start in range(0, self._height, _ROWS):
            part = self._scan.select(columns).slice(start, _ROWS)
            try:
                frame = part.select(_readable(name, kinds[name]) for name in columns).collect()
            except (pl.exceptions.PolarsError, OSError):
                raise Refused("The Parquet file is damaged or cut off.", "Export it again.") from None
            yield Batch(frame.with_row_index(LINE, start + 1).with_columns(pl.col(LINE).cast(pl.Int64)))


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
