"""What may stay of forgotten applications: their number in closed months, in cells that hide each one."""

from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

TOTALS: Final = "forgotten_totals"
SMALLEST_CELL: Final = 5
"""A cell about fewer people says less: it loses dimensions, and at last is a count of its month."""
_DETAIL: Final = (
    ("country", "language", "role_level", "role_family", "source", "milestone"),
    ("country", "language", "role_level", "milestone"),
    ("role_level", "milestone"),
    (),
)


class ForgottenTotals(dy.Schema):
    """Applications of a closed month that were forgotten on request; a null dimension is not said."""

    account = dy.String(nullable=False)
    month = dy.Date(nullable=False)
    country = dy.String(nullable=True)
    language = dy.String(nullable=True)
    role_level = dy.String(nullable=True)
    role_family = dy.String(nullable=True)
    source = dy.String(nullable=True)
    milestone = dy.String(nullable=True)
    applications = dy.Int64(nullable=False)


def totals(removed: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Count applications that are removed (rows of the wide table) by month and as much else as is safe."""
    month = pl.col("applied_at").dt.truncate("1mo").cast(pl.Date).alias("month")
    left = removed.with_columns(month).filter(pl.col("month") < as_of.replace(day=1))
    cells = []
    for detail in _DETAIL:
        group = ["account", "month", *detail]
        counted = left.group_by(group).agg(
            pl.len().alias("applications"), pl.col("person").n_unique().alias("people")
        )
        told = counted.filter(pl.col("people") >= SMALLEST_CELL) if detail else counted
        cells.append(told.drop("people"))
        left = left.join(told, on=group, how="anti", nulls_equal=True)
    return ForgottenTotals.cast(pl.concat([ForgottenTotals.create_empty(), *cells], how="diagonal_relaxed"))
