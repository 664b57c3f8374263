"""What every kind of file gives: named columns in batches, and doubts about single rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import polars as pl

from dashboard.ingest.findings import Doubt

LINE: Final = "_line"
"""Column of a batch: the physical line where the row starts, or the number of the record, from 1."""


@dataclass(frozen=True)
class Batch:
    """Rows of a file, and what is none: each doubt that is `set aside` or `skipped` is one row."""

    frame: pl.DataFrame
    doubts: tuple[Doubt, ...] = ()

    @property
    def set_aside(self) -> int:
        """Rows that could not be read."""
        return sum(doubt.action == "set aside" for doubt in self.doubts)

    @property
    def skipped(self) -> int:
        """Rows that hold headers or totals."""
        return sum(doubt.action == "skipped" for doubt in self.doubts)


class Table(Protocol):
    """An opened file. Columns are text unless the file itself is typed."""

    columns: tuple[str, ...]

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows in file order with these columns and `_line`. Raises Refused."""
        ...
