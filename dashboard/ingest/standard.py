"""Standard terms beside raw words: a normaliser is asked once for each distinct value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

Terms = Mapping[str, pl.DataType]


def standardise(
    frame: pl.DataFrame, columns: Sequence[str], normalise: Callable[..., Any], terms: Terms
) -> pl.DataFrame:
    """Add the columns `terms`: attributes of what `normalise` answers for the values of `columns`.

    A single term takes an answer that has no such attribute whole.
    """
    distinct = frame.select(columns).unique(maintain_order=True)
    answers = [normalise(*values) for values in distinct.rows()]
    said = [
        pl.Series(name, [getattr(answer, name, answer) for answer in answers], kind)
        for name, kind in terms.items()
    ]
    return frame.join(
        distinct.hstack(said), on=list(columns), how="left", nulls_equal=True, maintain_order="left"
    )


def describe(
    rows: pl.DataFrame, columns: Sequence[str], described: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Replace `columns` by what `described` makes of their distinct values, row for row."""
    given = [name for name in columns if rows[name].null_count() < rows.height] or list(columns[:1])
    distinct = rows.select(given).unique(maintain_order=True)
    absent = [pl.lit(None, rows.schema[name]).alias(name) for name in columns if name not in given]
    answers = distinct.hstack(described(distinct.with_columns(absent)).select(pl.all().name.prefix("said ")))
    joined = rows.join(answers, on=given, how="left", nulls_equal=True, maintain_order="left").drop(columns)
    return joined.rename(
        {name: name.removeprefix("said ") for name in joined.columns if name.startswith("said ")}
    )
