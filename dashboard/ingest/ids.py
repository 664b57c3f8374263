"""Ids that went through a spreadsheet: numbers with a `.0`, and numbers that it has rounded for good."""

from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.ingest.findings import Doubt

IDS: Final = ("_id", "candidate_key")
"""How the names of fields that hold ids end."""
_ROUNDED: Final = r"^\d(?:[.,]\d+)?E\+\d\d$"
"""What Excel shows, and saves, for a long number: 2.51811E+10."""
_MASKED: Final = _ROUNDED.replace("E", "x")
_ADVICE: Final = "Excel rounded the id for good. Export again, or format the column as text before saving."
_REFUSED: Final = Doubt("Id rounded by Excel", "set aside", _ADVICE)


def clean_ids(ids: pl.Series) -> pl.Series:
    """Return ids without the `.0` of a float column, and null for those that Excel has rounded."""
    if ids.str.ends_with(".0").any():
        ids = ids.str.replace(r"^(\d+)\.0$", "${1}")
    if ids.str.contains("E+", literal=True).any():
        ids = ids.set(ids.str.contains(_ROUNDED).fill_null(value=False), None)
    return ids


def by_cause(rows: pl.DataFrame, name: str, other: Doubt) -> list[tuple[pl.DataFrame, Doubt]]:
    """Split rows whose `value`, letters masked, could not be read: ids that Excel rounded, and others."""
    if not name.endswith(IDS):
        return [(rows, other)]
    rounded = pl.col("value").str.contains(_MASKED)
    shown = rows.filter(rounded).with_columns(pl.col("value").str.replace("x", "E", literal=True))
    parts = [(shown, replace(_REFUSED, action=other.action)), (rows.filter(~rounded), other)]
    return [(part, doubt) for part, doubt in parts if part.height]
