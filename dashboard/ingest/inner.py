"""Rows that lie inside a row of a file: in a list, or in columns of one kind such as one date a stage.

They are numbered through the file from 1, in place of the line where the outer row starts.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboard.ingest.files import LINE

NAME: Final = "each.name"
"""What stands for the star in the header that a row was made of; without a star, the header."""
VALUE: Final = "each.value"
"""The cell that a row was made of."""


@dataclass(frozen=True)
class Inner:
    """Where the inner rows lie: in the lists of one column, or in the cells of each column like a pattern."""

    lists: str | None = None
    each: tuple[str, ...] = ()

    def headers(self, columns: Sequence[str]) -> dict[str, str]:
        """Return the columns of a file that hold inner rows, each with the name that it gives them."""
        if self.lists:
            return {self.lists: self.lists} if self.lists in columns else {}
        found = ((column, _star(pattern, column)) for pattern in self.each for column in columns)
        return {column: name for column, name in found if name}


class Spread:
    """Spreads the rows of a file's batches into the rows inside them."""

    def __init__(self, inner: Inner, columns: Sequence[str]) -> None:
        self._inner, self.headers = inner, inner.headers(columns)
        made = () if inner.lists else (NAME, VALUE)
        self.columns = (*columns, *made)
        self._next = 1

    def __call__(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return the inner rows of a batch, each with the other columns of its outer row."""
        rows = self._listed(batch) if self._inner.lists else self._columns_as_rows(batch)
        numbers = pl.int_range(self._next, self._next + rows.height, dtype=pl.Int64, eager=True)
        self._next += rows.height
        return rows.with_columns(numbers.alias(LINE))

    def _listed(self, batch: pl.DataFrame) -> pl.DataFrame:
        (column,) = self.headers or (None,)
        if column is None:
            return batch.clear()
        lists = pl.Series(column, [list(_elements(cell)) for cell in batch[column]], pl.List(pl.String))
        return batch.with_columns(lists).filter(pl.col(column).list.len() > 0).explode(column)

    def _columns_as_rows(self, batch: pl.DataFrame) -> pl.DataFrame:
        rest = [name for name in batch.columns if name not in self.headers]
        cells = batch.with_row_index("outer row").with_columns(pl.col(list(self.headers)).cast(pl.String))
        rows = cells.unpivot(
            list(self.headers), index=["outer row", *rest], variable_name=NAME, value_name=VALUE
        )
        said = rows.filter(pl.col(VALUE).str.strip_chars() != "").sort("outer row", maintain_order=True)
        return said.with_columns(pl.col(NAME).replace(self.headers)).drop("outer row")


def _star(pattern: str, column: str) -> str | None:
    """Return what stands for the star of a pattern in a header, or nothing where it is another one."""
    before, star, after = pattern.partition("*")
    if not star:
        return column if column == pattern else None
    fits = column.startswith(before) and column.endswith(after)
    return column[len(before) : len(column) - len(after)].strip() if fits else None


def _elements(cell: str | None) -> Iterator[str]:
    """Yield the elements of a list that stands in a cell as JSON; a cell that is no list has none."""
    try:
        found = json.loads(cell) if cell and cell.lstrip().startswith("[") else []
    except ValueError:
        return
    for element in found:
        yield element if isinstance(element, str) else json.dumps(element, ensure_ascii=False)
