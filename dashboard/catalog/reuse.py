"""Queries that read others: `from "overview/changes"` stands for that query's rows, with nothing copied."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from dashboard.catalog.header import line_of
from dashboard.catalog.model import Problem, Query
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.params import value_of

_BETWEEN: Final = "/"
"""In a table's name it makes it a query's: page/card."""


def with_reads(queries: Mapping[str, Query]) -> dict[str, Query]:
    """Return the queries, each with those that it reads, and with a problem where that is impossible."""
    return {name: _with_reads(query, queries) for name, query in queries.items()}


def _with_reads(query: Query, queries: Mapping[str, Query]) -> Query:
    if not _names(query) and not query.read_with:
        return query
    problems = tuple(_problems(query, queries))
    found = () if problems else tuple(queries[name] for name in _in_order(query, queries))
    problems = problems or tuple(_value_problems(query, found))
    if problems:
        return replace(query, problems=tuple(sorted((*query.problems, *problems))))
    reads: dict[str, Query] = {}
    for read in found:
        own = tuple(reads[name] for name in _in_order(read, queries))
        reads[read.name] = _reading(_with_values(read, (query, *found)), own)
    return _reading(query, tuple(reads.values()))


def _reading(query: Query, reads: tuple[Query, ...]) -> Query:
    return replace(
        query,
        reads=reads,
        uses=query.uses.union(*(each.uses for each in reads)),
        tables=query.tables.union(*(each.tables for each in reads)),
    )


def _with_values(read: Query, readers: tuple[Query, ...]) -> Query:
    """Return a query that is read, its parameters at the values that its readers say."""
    said = {name: value for reader in readers for name, value in reader.read_with.items()}
    params = tuple(replace(param, default=said.get(param.name, param.default)) for param in read.params)
    return replace(read, params=params)


def _value_problems(query: Query, reads: tuple[Query, ...]) -> Iterator[Problem]:
    params = {param.name: param for read in reads for param in read.params}
    for name, value in query.read_with.items():
        line = line_of(query.lines, ("read_with", name))
        if name not in params:
            advice = did_you_mean(name, params) or f"There are {len(params)} of what it reads."
            yield Problem(query.path, line, f'no query that it reads has a parameter "{name}".', advice)
            continue
        try:
            value_of(params[name], value)
        except ValueError as refusal:
            yield Problem(query.path, line, str(refusal))
    said: dict[str, tuple[Query, Any]] = {}
    for reader in (query, *reads):
        for name, value in reader.read_with.items():
            first, other = said.setdefault(name, (reader, value))
            if other != value:
                message = f'"{first.name}" reads with {name} = {other!r}, "{reader.name}" with {value!r}.'
                yield Problem(query.path, 1, message, "One query can hold one value: read one of the two.")


def _names(query: Query) -> list[str]:
    return sorted(table for table in query.tables if _BETWEEN in table)


def _in_order(query: Query, queries: Mapping[str, Query]) -> list[str]:
    """Return the names of all that a query reads, each after those that it reads itself."""
    found: dict[str, None] = {}
    for name in _names(query):
        found |= dict.fromkeys([*_in_order(queries[name], queries), name])
    return list(found)


def _problems(query: Query, queries: Mapping[str, Query]) -> Iterator[Problem]:
    for name in _names(query):
        line = _line_naming(query, name)
        if name not in queries:
            advice = did_you_mean(name, queries) or f"There are {len(queries)} queries to read."
            yield Problem(query.path, line, f'there is no query "{name}".', advice)
        elif round_trip := _way_back(query.name, (name,), queries):
            way = " reads ".join(f'"{each}"' for each in (query.name, *round_trip))
            yield Problem(query.path, line, f"{way}: a circle.", "Let one of them read the tables instead.")


def _way_back(to: str, way: tuple[str, ...], queries: Mapping[str, Query]) -> tuple[str, ...] | None:
    """Return how what is read leads back to a query, or to itself; None where it does not."""
    if way[-1] == to or way[-1] in way[:-1]:
        return way
    here = queries.get(way[-1])
    onward = (_way_back(to, (*way, name), queries) for name in _names(here)) if here else ()
    return next((found for found in onward if found), None)


def _line_naming(query: Query, name: str) -> int:
    lines = enumerate(query.sql.splitlines(), 1)
    return next((n for n, line in lines if f'"{name}"' in line and not line.lstrip().startswith("--")), 1)
