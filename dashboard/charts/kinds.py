"""What a chart can do with a column: the kind of its Polars or DuckDB type."""

from typing import Final, Literal

import polars as pl

ColumnKind = Literal["number", "text", "time", "bool", "list", "other"]
"""Measure, name, place in time, tell yes from no, unfold, or none of it."""

_DUCKDB_KINDS: Final[dict[str, ColumnKind]] = {
    **dict.fromkeys(
        (
            *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"),
            *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"),
            *("FLOAT", "DOUBLE", "DECIMAL"),
        ),
        "number",
    ),
    **dict.fromkeys(("VARCHAR", "ENUM", "UUID"), "text"),
    **dict.fromkeys(
        ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"),
        "time",
    ),
    "BOOLEAN": "bool",
}


def kind_of(column_type: pl.DataType | str) -> ColumnKind:
    """Return the kind of a column from its Polars type or from the name of its DuckDB type."""
    return _kind_by_name(column_type.upper()) if isinstance(column_type, str) else _kind_by_type(column_type)


def _kind_by_type(dtype: pl.DataType) -> ColumnKind:
    if dtype.is_numeric():
        return "number"
    if dtype in (pl.Date, pl.Datetime):
        return "time"
    if dtype in (pl.String, pl.Categorical, pl.Enum):
        return "text"
    if dtype == pl.Boolean:
        return "bool"
    return "list" if dtype in (pl.List, pl.Array) else "other"


def _kind_by_name(name: str) -> ColumnKind:
    if name.endswith("]"):
        return "list"
    return _DUCKDB_KINDS.get(name.split("(", maxsplit=1)[0], "other")
