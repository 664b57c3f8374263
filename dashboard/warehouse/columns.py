"""The wide tables as columns.toml describes them, and whether a database has exactly these."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dashboard.warehouse.sql import statement


@dataclass(frozen=True)
class Column:
    """A column of a wide table: `kind` is a DuckDB type in lower case, or `enum`."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class WideTable:
    """A table that queries read."""

    name: str
    about: str
    columns: tuple[Column, ...]


@cache
def wide_tables() -> Mapping[str, WideTable]:
    """Return the wide tables by name, in the order of columns.toml."""
    text = Path(__file__).with_name("columns.toml").read_text("utf-8")
    described = tomllib.loads(text)
    return {
        name: WideTable(name, table["about"], tuple(_columns(table, described)))
        for name, table in described.items()
    }


def _columns(table: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[Column]:
    if like := table.get("like"):
        yield from _columns(described[like], described)
    for name, (kind, about) in table["columns"].items():
        yield Column(name, kind, about)


def differences(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return a sentence for each way in which the tables of a database are not those of columns.toml."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(statement("columns")).fetchall():
        found.setdefault(table, {})[column] = kind
    return tuple(_differences(found))


def _differences(found: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for name, table in wide_tables().items():
        expected = {column.name: column.kind for column in table.columns}
        built = found.get(name, {})
        if lacking := expected.items() - built.items():
            yield f"{name} lacks {_listed(lacking)}."
        if unknown := built.items() - expected.items():
            yield f"{name} has {_listed(unknown)}, which columns.toml lacks."
        if not lacking and not unknown and list(built) != list(expected):
            yield f"{name} has its columns in another order than columns.toml."
    for name in sorted(found.keys() - wide_tables().keys()):
        yield f"{name} is a table that columns.toml lacks."


def _listed(columns: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in sorted(columns))


def comments() -> Iterator[str]:
    """Yield the statements that write the descriptions into a database."""
    for table in wide_tables().values():
        yield f"comment on table {table.name} is {_quoted(table.about)}"
        for column in table.columns:
            yield f'comment on column {table.name}."{column.name}" is {_quoted(column.about)}'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
