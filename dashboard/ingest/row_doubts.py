"""What is said of values that cannot be read and of rows that cannot be taken, and what to do about it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.findings import Doubt
from dashboard.ingest.ids import by_cause
from dashboard.ingest.layouts import Cell, Column
from dashboard.ingest.masking import shown

_FORMATS: Final = "Write times as 2026-10-31T09:30:00Z, dates as 2026-10-31, numbers with a decimal point."
_LEFT_EMPTY: Final = Doubt("Value is not readable", "kept", f"It was left empty. {_FORMATS}")
_MISSING: Final = Doubt("Required value is missing", "set aside", "Give the column a value in the export.")
_UNREADABLE: Final = Doubt("Required value is not readable", "set aside", _FORMATS)
NOT_DELETED: Final = "not_deleted"
_RULES: Final = {
    NOT_DELETED: Doubt(
        "Deleted in the source system", "set aside", "Nothing to do: the system has deleted it."
    ),
    "not_template": Doubt(
        "A template, not a requisition", "set aside", "Nothing to do: nobody applies to it."
    ),
    "ends_after_it_begins": Doubt(
        "Ends before it begins", "set aside", "Correct one of the two days in the export."
    ),
    "min": Doubt("Number too small", "set aside", "Correct it in the export."),
}


class RowDoubts:
    """The doubts about rows of one feed, whose fields come from these columns."""

    def __init__(self, feed: str, columns: Mapping[str, tuple[Column, Cell]]) -> None:
        self._feed, self._columns = feed, columns
        self._schema = FEEDS[feed].schema

    def header(self, name: str) -> str | None:
        """Return the column that a field is read from; of a rule for whole rows, none."""
        return self._columns[name][1].header if name in self._columns else name or None

    def left_empty(self, text: pl.DataFrame, typed: pl.DataFrame) -> list[tuple[pl.DataFrame, Doubt]]:
        """A value that may be missing and cannot be read leaves its field empty; the row stays."""
        optional = {name for name, column in self._schema.columns().items() if column.nullable}
        return [
            (rows, replace(doubt, column=cell.header))
            for name, (column, cell) in self._columns.items()
            if name in optional and not column.maps_words
            and typed[name].null_count() > text[name].null_count()
            for rows, doubt in by_cause(
                self._said(typed.filter(text[name].is_not_null() & typed[name].is_null()), name, text),
                name, _LEFT_EMPTY,
            )
        ]  # fmt: skip

    def set_aside(self, text: pl.DataFrame, failed: pl.DataFrame) -> list[tuple[pl.DataFrame, Doubt]]:
        """Every rule that a row failed is a doubt of its own."""
        noted = []
        text = text.join(failed.select("line"), on="line", how="semi", maintain_order="left")
        for column in failed.columns[len(self._schema.columns()) :]:
            name, _, rule = column.rpartition("|")
            rows = self._said(failed.filter(pl.col(column) == "invalid"), name, text)
            if rule == "nullability":
                said = pl.col("value").is_not_null()
                unreadable = by_cause(rows.filter(said), name, _UNREADABLE)
                parts = [(rows.filter(~said), _MISSING), *unreadable]
            else:
                parts = [(rows, _RULES.get(rule, _UNREADABLE))]
            noted += [
                (part, replace(doubt, column=self.header(name))) for part, doubt in parts if part.height
            ]
        return noted

    def _said(self, failed: pl.DataFrame, name: str, text: pl.DataFrame) -> pl.DataFrame:
        """Return line and key of rows, and what they say in the column of a field."""
        doubts = failed.select("line", pl.col(FEEDS[self._feed].label).alias("key"))
        if name not in text.columns:
            return doubts.with_columns(pl.lit(None, pl.String).alias("value"))
        said = text.select("line", pl.col(name).alias("value"))
        rows = doubts.join(said, on="line", how="left", maintain_order="left")
        return rows.with_columns(shown(name, pl.col("value")).alias("value"))
