"""A result as a file: CSV that a spreadsheet cannot mistake for formulas, JSON, Parquet."""

import io
import json
from typing import Any, Final

import polars as pl
import polars.selectors as cs

_FORMULA: Final = r"^[=+\-@\t\r\n]"
"""What makes a spreadsheet run a cell instead of showing it."""


def csv_text(frame: pl.DataFrame) -> str:
    """Return a frame as CSV: text that a spreadsheet would run begins with an apostrophe, lists are JSON."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    flat = frame.with_columns(
        pl.col(name).map_elements(lambda items: _json(items.to_list()), return_dtype=pl.String)
        for name in lists
    )
    safe = flat.with_columns(_defused(cs.string())) if flat.width else flat
    return safe.rename({name: _defused_text(name) for name in safe.columns}).write_csv()


def _defused(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text).name.keep()


def _defused_text(text: str) -> str:
    return f"'{text}" if text[:1] in tuple("=+-@\t\r\n") else text


def json_text(frame: pl.DataFrame) -> str:
    """Return a frame as a JSON list of rows; what is no number is null, days are as in 2026-10-31."""
    numbers = frame.with_columns(
        pl.when(cs.float().is_finite()).then(cs.float()).name.keep() if frame.width else []
    )
    return _json(numbers.to_dicts(), indent=2) + "\n"


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """Return a frame as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, default=lambda other: other.isoformat(), ensure_ascii=False, indent=indent)
