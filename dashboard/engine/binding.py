"""The values that a query's `$names` stand for, with their SQL types, set as variables of the session.

DuckDB takes a variable where a statement names a parameter that is not given. Unlike a parameter it carries
its type also when it is NULL (else `date_diff('day', $compare_since, $since)` would not be understood).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from dashboard import settings
from dashboard.catalog.model import BUILT_IN_PARAMS, Query
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.params import sql_type, value_of
from dashboard.engine.selection import Selection
from dashboard.engine.session import Session, Statement


@dataclass(frozen=True)
class Bound:
    """A value and the SQL type that it is bound as."""

    type: str
    value: Any


def built_in(selection: Selection, as_of: date, first_day: date | None) -> dict[str, Bound]:
    """Return the built-in values. With no period chosen it is all of the data; nothing compared is None.

    Raises ValueError with a sentence.
    """
    values = {
        "since": selection.since or first_day or as_of,
        "until": selection.until or as_of + timedelta(days=1),
        "as_of": selection.as_of or as_of,
        "compare_since": selection.compare_since,
        "compare_until": selection.compare_until,
        "minimum_n": minimum_n(),
    }
    return {name: Bound(BUILT_IN_PARAMS[name], value) for name, value in values.items()}


def minimum_n() -> int:
    """Return how many a figure must rest on to be told. Raises ValueError with a sentence."""
    given = settings.get("minimum_n")
    if not given.isdecimal() or int(given) < 1:
        raise ValueError(f"HIRING_MINIMUM_N takes a whole number from 1, not {given!r}.")
    return int(given)


def own_values(query: Query, given: Mapping[str, Any]) -> dict[str, Bound]:
    """Return a typed value for each parameter that the query declares. Raises ValueError with a sentence.

    A parameter of a query that it reads keeps its default, unless it declares one of the same name.
    """
    own = {param.name: param for param in query.params}
    for name in given:
        if name not in own:
            advice = did_you_mean(name, own) or f"It takes {', '.join(own) or 'none'}."
            raise ValueError(f'{query.name} has no parameter "{name}". {advice}')
    declared = {param.name: param for each in query.reads for param in each.params} | own
    values = {name: value_of(param, given.get(name, param.default)) for name, param in declared.items()}
    return {
        name: Bound("DOUBLE" if isinstance(value, float) else sql_type(declared[name]), value)
        for name, value in values.items()
    }


def bind(session: Session, values: Mapping[str, Bound]) -> None:
    """Set the values as variables of the session. Raises ValueError with a sentence."""
    for name, bound in values.items():
        setting = f'set variable "{name}" = cast($value as {bound.type})'
        try:
            session.put(Statement(f"${name}", setting, {"value": bound.value}))
        except duckdb.Error:
            raise ValueError(f'"{name}" cannot be {bound.value!r}, which is no {bound.type}.') from None
