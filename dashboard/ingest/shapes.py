"""The ways in which a stage history is written, each a function from rows to entries; and entries to visits.

An entry is a row of the feed `stage_visits`. The last step is the same for all shapes: a visit ends at its
own exit, else at the next entry, else at the outcome of its application, else it is open, never "now".
"""

from collections.abc import Callable
from typing import Final

import polars as pl


def occupancy(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per stage, with entry and exit; a stage that was never reached has no entry."""
    return rows.filter(pl.col("entered_at").is_not_null())


def events(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per change, with its time alone; a change of status may name no stage."""
    return rows


SHAPES: Final[dict[str, Callable[[pl.DataFrame], pl.DataFrame]]] = {"occupancy": occupancy, "events": events}
"""What a layout may name as `shape`."""


def in_order(entries: pl.DataFrame) -> pl.DataFrame:
    """Sort entries by application and time; at one instant by the vendor's order, the stage's, the file's.

    `application` is the application as a number, `position` the place of the stage in its pipeline.
    """
    ties = [name for name in ("vendor_order", "position") if name in entries.columns]
    return entries.sort("application", "entered_at", *ties, maintain_order=True)


def close(entries: pl.DataFrame) -> pl.DataFrame:
    """Give each entry (in order) its `left_at`; `closed_at` is when its application was closed.

    A change of status without a stage ends the visit before it and is none itself, except a hire.
    """
    hired = (pl.col("milestone") == "hired").fill_null(value=False)
    same = pl.col("application") == pl.col("application").shift(-1)
    following = pl.when(same).then(pl.col("entered_at").shift(-1))
    own = [pl.col("left_at")] if "left_at" in entries.columns else []
    end = pl.coalesce(*own, following, pl.when(~hired).then("closed_at"))
    return entries.with_columns(end.alias("left_at")).filter(pl.col("stage").is_not_null() | hired)


def numbered(visits: pl.DataFrame) -> pl.DataFrame:
    """Number the visits of each application from 1 as `seq`; they are in order."""
    first = pl.when(pl.col("application").ne_missing(pl.col("application").shift())).then(pl.col("row"))
    return (
        visits.with_row_index("row")
        .with_columns((pl.col("row") - first.forward_fill() + 1).cast(pl.Int32).alias("seq"))
        .drop("row")
    )
