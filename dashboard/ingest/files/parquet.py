"""Parquet: typed columns as they are, some row groups at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl
import polars.selectors as cs

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
        """Yield the rows with these columns, ids as text."""
        for start in range(0, self._height, _ROWS):
            part = self._scan.select(columns).slice(start, _ROWS)
            try:
                frame = part.with_columns(_whole(cs.float()), cs.integer().cast(pl.String)).collect()
            except (pl.exceptions.PolarsError, OSError):
                raise Refused("The Parquet file is damaged or cut off.", "Export it again.") from None
            yield Batch(frame.with_row_index(LINE, start + 1).with_columns(pl.col(LINE).cast(pl.Int64)))


def _whole(numbers: pl.Expr) -> pl.Expr:
    """An id that passed through a float column reads 123.0; it was 123."""
    return (
        pl.when(numbers == numbers.round())
        .then(numbers.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(numbers.cast(pl.String))
    )
