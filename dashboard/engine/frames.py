"""A DuckDB result as a Polars frame of plain types, no more of it read than is wanted.

Rows come through `fetchmany`, which takes them as they are computed; DuckDB 2.0 computes every row of an
`execute` before it gives the first Arrow batch. What is shown is some thousand rows at most.
"""

from collections.abc import Callable
from typing import Any, Final

import duckdb
import polars as pl

_WHOLE: Final = frozenset(
    {
        *("tinyint", "smallint", "integer", "bigint", "hugeint"),
        *("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"),
    }
)
_REAL: Final = frozenset({"float", "double", "decimal"})
_AS_THEY_ARE: Final[dict[str, pl.DataType]] = {
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "time": pl.Time(),
    "timestamp": pl.Datetime("us"),
    "timestamp_s": pl.Datetime("us"),
    "timestamp_ms": pl.Datetime("us"),
    "timestamp with time zone": pl.Datetime("us", "UTC"),
    "varchar": pl.String(),
    "enum": pl.String(),
    "null": pl.Null(),
}


class NotShownError(Exception):
    """A result that cannot be shown as a table; the sentence says why."""


def fetch(cursor: duckdb.DuckDBPyConnection, wanted: int) -> pl.DataFrame:
    """Return the first rows of the cursor's open result, and drop the rest. Raises NotShownError."""
    columns = [(name, kind) for name, kind, *_ in cursor.description or ()]
    names = [name for name, _ in columns]
    if twice := next((name for name in names if names.count(name) > 1), None):
        cursor.abort()
        raise NotShownError(f'the result has two columns "{twice}". Rename one.')
    rows = cursor.fetchmany(wanted)
    cursor.abort()
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pl.DataFrame(
        [_series(name, kind, column) for (name, kind), column in zip(columns, values, strict=True)]
    )


def _series(name: str, kind: Any, values: tuple[Any, ...]) -> pl.Series:
    dtype, convert = _plain(kind)
    try:
        return pl.Series(name, [value if value is None else convert(value) for value in values], dtype)
    except (TypeError, OverflowError, pl.exceptions.PolarsError) as error:
        raise NotShownError(
            f'column "{name}" ({kind}) cannot be shown: {error}. Cast it in the SELECT.'
        ) from error


def _plain(kind: Any) -> tuple[pl.DataType, Callable[[Any], Any]]:
    """Return the plain type of a DuckDB type and what makes its values so."""
    if kind.id in _WHOLE:
        return pl.Int64(), int
    if kind.id in _REAL:
        return pl.Float64(), float
    if kind.id in ("list", "array"):
        dtype, convert = _plain(kind.children[0][1])
        return pl.List(dtype), lambda items: [None if item is None else convert(item) for item in items]
    return _AS_THEY_ARE.get(kind.id, pl.String()), _itself if kind.id in _AS_THEY_ARE else str


def _itself(value: Any) -> Any:
    return value
