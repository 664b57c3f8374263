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
