"""Cells of the raw files: rows as text, times, calendar days."""

from pathlib import Path

import polars as pl


def table(folder: Path, name: str) -> pl.DataFrame:
    """Return the rows of a file as text, the last of those with one key."""
    return pl.read_csv(folder / f"{name}.csv", infer_schema=False).unique(
        pl.first() if name == "rejection_details" else "id", keep="last", maintain_order=True
    )


def time(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False)


def days(start: str, end: str) -> pl.Expr:
    return (pl.col(end).dt.date() - pl.col(start).dt.date()).dt.total_days()
