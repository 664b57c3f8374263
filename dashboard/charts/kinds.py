"""What a chart can do with a column: the kind of its Polars or DuckDB type."""

from typing import Final, Literal

import polars as pl

ColumnKind = Literal["number", "text", "time", "bool", "list", "null", "other"]
"""Measure, name, place in time, tell yes from no, unfold, stand empty for any of them, or none of it."""

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
    '"NULL"': "null",
}
_POLARS_KINDS: Final[dict[ColumnKind, tuple[type[pl.DataType], ...]]] = {
    "time": (pl.Date, pl.Datetime),
    "text": (pl.String, pl.Categorical, pl.Enum),
    "bool": (pl.Boolean,),
    "list": (pl.List, pl.Array),
    "null": (pl.Null,),
}


def kind_of(column_type: pl.DataType | str) -> ColumnKind:
    """Return the kind of a column from its Polars type or from the name of its DuckDB type."""
    return _kind_by_name(column_type.upper()) if isinstance(column_type, str) else _kind_by_type(column_type)


def _kind_by_type(dtype: pl.DataType) -> ColumnKind:
    if dtype.is_numeric():
        return "number"
    return next((kind for kind, types in _POLARS_KINDS.items() if dtype in types), "other")


def _kind_by_name(name: str) -> ColumnKind:
    if name.endswith("]"):
        return "list"
    return _DUCKDB_KINDS.get(name.split("(", maxsplit=1)[0], "other")
