"""What the rows of a file say in a cell: in one column, inside its JSON, in several, or in another one."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from dashboard.ingest.layouts import Cell
from dashboard.ingest.parsing import inside, trimmed

_BETWEEN: Final = " | "
"""Between the parts of a key of several columns."""


def text_of(batch: pl.DataFrame, cell: Cell) -> pl.Series:
    """Return what a batch says where a cell lies, trimmed; a column that is typed stays so."""
    text = trimmed(batch[cell.header])
    text = inside(text, cell.path) if cell.path else text
    if cell.beside:
        text = _joined(text.cast(pl.String), [text_of(batch, other).cast(pl.String) for other in cell.beside])
    if not cell.otherwise:
        return text
    return text.zip_with(text.is_not_null(), text_of(batch, cell.otherwise))


def _joined(first: pl.Series, others: Sequence[pl.Series]) -> pl.Series:
    """Return keys of several columns: an empty part stays empty, but no key begins with one."""
    parts = pl.DataFrame([series.alias(str(at)) for at, series in enumerate([first, *others])])
    key = pl.concat_str(pl.all().fill_null(""), separator=_BETWEEN)
    return parts.select(pl.when(pl.col("0").is_not_null()).then(key).alias(first.name)).to_series()
