"""A property that every query has for free: a narrower filter never raises a count.

A count is an integer column shown as one, whose name is not of a position. One that may rise, such as those
who are left out for being too few, is named in the header: `not_monotone = ["left_out"]`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, cast

import polars as pl

from dashboard.catalog.model import Problem, Query
from dashboard.charts import column_views
from dashboard.engine.cards import lacking, options
from dashboard.engine.checks import EVERY_ROLE
from dashboard.engine.choices import choices
from dashboard.engine.limits import Limits
from dashboard.engine.running import run
from dashboard.engine.selection import NOT_STATED, Selection
from dashboard.engine.session import Source

_POSITIONS: Final = frozenset(
    ["rank", "place", "position", "order", "step", "seq", "bin", "line", "year", "quarter", "week", "row"]
)
"""Words in the names of integers that count nothing."""

_LIMITS: Final = Limits(rows=100_000, seconds=60)
_ADVICE: Final = 'Correct it; a number that may rise is named in the header: not_monotone = ["{column}"].'


def raised_counts(queries: Iterable[Query], source: Source) -> tuple[Problem, ...]:
    """Return each count that rises when a filter or a `multi` of its query is narrowed. Raises QueryError."""
    narrower = _narrower_selections(source)
    return tuple(
        problem
        for query in queries
        if not lacking(query, source)
        for problem in _problems(query, source, narrower)
    )


def _problems(query: Query, source: Source, narrower: Mapping[str, Selection]) -> tuple[Problem, ...]:
    before = run(query, source, EVERY_ROLE, limits=_LIMITS).frame
    key = _key(query, before)
    counts = [name for name in _counts(query, before) if name not in (*query.not_monotone, *key)]
    problems: dict[str, Problem] = {}
    for words, selection, params in _asked(query, source, narrower) if counts else ():
        after = run(query, source, selection, params, limits=_LIMITS).frame
        for column, less, more in _raised(counts, key, before, after):
            message = f'"{column}" rises from {less:,} to {more:,} when {words}.'
            problems.setdefault(column, Problem(query.path, 1, message, _ADVICE.format(column=column)))
    return tuple(problems.values())


def _counts(query: Query, frame: pl.DataFrame) -> Iterator[str]:
    for name, view in column_views(frame, query.columns).items():
        is_count = frame.schema[name].is_integer() and view.format == "integer"
        if is_count and not _POSITIONS & set(name.lower().split("_")):
            yield name


def _asked(
    query: Query, source: Source, narrower: Mapping[str, Selection]
) -> Iterator[tuple[str, Selection, dict[str, Any]]]:
    """Yield in words what is narrower in one thing, and how to ask for it."""
    yield from ((words, selection, {}) for words, selection in narrower.items())
    for param in query.params:
        if param.type == "multi" and param.default is None:
            for value in options(query, param, source, EVERY_ROLE, {})[:1]:
                yield f"${param.name} is narrowed to {value}", EVERY_ROLE, {param.name: [value]}


def _narrower_selections(source: Source) -> Mapping[str, Selection]:
    """Return, in words, each filter at the value that most rows have."""
    offered = choices(source, EVERY_ROLE)
    most = {
        name: max((value for value in counts if value != NOT_STATED), key=counts.__getitem__, default="")
        for name, counts in offered.items()
    }
    return {
        f"{name} is narrowed to {value}": replace(EVERY_ROLE, **cast(Any, {name: (value,)}))
        for name, value in most.items()
        if value
    }


def _raised(
    counts: Iterable[str], key: list[str], before: pl.DataFrame, after: pl.DataFrame
) -> Iterator[tuple[str, int, int]]:
    """Yield counts that are higher afterwards, in a row of the same key or over all rows."""
    for column in counts:
        less, more = (int(frame[column].sum()) for frame in (before, after))
        if more > less:
            yield column, less, more
        elif key and not before.select(key).is_duplicated().any():
            pairs = after.join(before, on=key, nulls_equal=True, suffix=" before")
            higher = pairs.filter(pl.col(column) > pl.col(f"{column} before"))
            yield from (
                (column, *row) for row in higher.select(f"{column} before", column).head(1).iter_rows()
            )


def _key(query: Query, frame: pl.DataFrame) -> list[str]:
    """Return the columns that tell rows apart: those of a `unique` check, else text and days."""
    for check in query.checks:
        if check.kind == "unique":
            return list(check.expression)
    return [name for name, kind in frame.schema.items() if kind in (pl.String, pl.Date, pl.Datetime)]
