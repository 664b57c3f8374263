"""The database of a scope: a version's wide tables with its rows alone, in the same order and types.

It is a file of its own, so that nothing of other rows is in it: no value, no ENUM entry, no statistic.
"""

import secrets
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from typing import Final

import duckdb

from dashboard.warehouse.build import CLOSED_SETS, Progress, open_database, set_variables, verify
from dashboard.warehouse.columns import comments, wide_tables
from dashboard.warehouse.folder import Version, flush
from dashboard.warehouse.scope import DIMENSIONS, NOT_STATED, Scope
from dashboard.warehouse.sql import statement

_OWN: Final = ("findings", "imports", "capabilities", "published")
"""Tables that no dimension limits; each says in a .sql file of its own what a scope has of it."""

_ROWS: Final = tuple(name for name in wide_tables() if name not in _OWN)
_MAY_LACK: Final = dict.fromkeys(("openings", "postings"), frozenset({"source", "channel"}))
"""A source brings applications: a requisition has none of its own, and is not limited by it."""

_OF_POSTINGS: Final = ("country", "language", "work_model")
"""An opening's are those of its requisition's postings."""

_OPEN_TYPES: Final = (
    *("account", "department", "country", "language", "city", "source", "close_reason", "stage"),
)
"""ENUMs whose entries come from the data, each named as its column."""

_NAMED_OTHERWISE: Final = {"first_source": "source", "last_source": "source"}

_IDENTIFYING: Final = ("application_id", "candidate_key")


def build_scopes(version: Version, scopes: Collection[Scope], progress: Progress) -> None:
    """Build the database of each scope that lacks one, inside its version's folder."""
    for scope in scopes:
        if not scope.is_everything and not version.scoped(scope).path.exists():
            progress(f"Building the rows of {scope} …")
            _build(version, scope)


def remove_other_scopes(version: Version, scopes: Collection[Scope]) -> None:
    """Remove the databases of scopes that are defined no longer, or otherwise."""
    defined = {scope.key for scope in scopes}
    for path in version.scopes.glob("*"):
        if path.name not in defined:
            shutil.rmtree(path, ignore_errors=True)


def _build(version: Version, scope: Scope) -> None:
    finished = version.scoped(scope)
    building = Version(finished.path.with_name(f"build-{finished.name}"))
    shutil.rmtree(building.path, ignore_errors=True)
    building.path.mkdir(parents=True)
    try:
        with closing(open_database(building, in_order=True)) as connection:
            _fill(connection, version, scope)
        shutil.rmtree(building.path / "scratch", ignore_errors=True)
        verify(building)
        flush(building.database)
        building.path.rename(finished.path)
        flush(version.scopes)
    finally:
        shutil.rmtree(building.path, ignore_errors=True)


def _fill(connection: duckdb.DuckDBPyConnection, version: Version, scope: Scope) -> None:
    whole = str(version.database).replace("'", "''")
    connection.execute(f"attach '{whole}' as whole (read_only)").complete()
    set_variables(connection, CLOSED_SETS)
    set_variables(connection, {"individuals": scope.individuals, "salt": secrets.token_hex()})
    for dimension in DIMENSIONS:
        values = scope.rows.get(dimension)
        set_variables(connection, {f"scope_{dimension}": list(values) if values else None})
    connection.begin()
    for sql in _statements(scope):
        connection.execute(sql).complete()
    connection.commit()
    connection.execute("checkpoint").complete()
    connection.execute("detach whole").complete()


def _statements(scope: Scope) -> Iterator[str]:
    yield from (_kept(table, scope) for table in _ROWS)
    yield statement("macros")
    yield statement("closed_types")
    yield from map(_open_type, _OPEN_TYPES)
    yield from (_table(table, scope) for table in _ROWS)
    yield from (statement(f"scope/{table}") for table in _OWN)
    yield ";".join(comments())


def _kept(table: str, scope: Scope) -> str:
    """Return the view of a version's rows that the scope holds."""
    where = "\nwhere " + "\n  and ".join(predicates) if (predicates := _predicates(table, scope)) else ""
    if table != "openings":
        return f"create temp view kept_{table} as\nfrom whole.main.{table}{where}"
    return f"create temp view kept_openings as\n{statement('scope/seats')}{where}"


def _predicates(table: str, scope: Scope) -> list[str]:
    there = {column.name for column in wide_tables()[table].columns}
    if scope.rows.keys() - there - _MAY_LACK.get(table, frozenset()):
        return ["false"]  # such as money, which does not say for which department it was spent
    limited = [dimension for dimension in DIMENSIONS if dimension in scope.rows and dimension in there]
    if table != "openings":
        return [_passes(dimension, scope) for dimension in limited]
    own = [_passes(dimension, scope) for dimension in limited if dimension not in _OF_POSTINGS]
    through = [dimension for dimension in limited if dimension in _OF_POSTINGS]
    return [*own, *([_has_posting(through, scope)] if through else [])]


def _passes(dimension: str, scope: Scope, of: str = "") -> str:
    listed = f"{of}{dimension} in getvariable('scope_{dimension}')"
    return f"({listed} or {of}{dimension} is null)" if NOT_STATED in scope.rows[dimension] else listed


def _has_posting(dimensions: Sequence[str], scope: Scope) -> str:
    """Return the predicate of an opening one of whose job's postings passes, or that states nothing."""
    job = "posting.account = openings.account and posting.job_id = openings.job_id"
    passes = " and ".join(_passes(dimension, scope, "posting.") for dimension in dimensions)
    found = f"exists (from whole.main.postings as posting where {job} and {passes})"
    if all(NOT_STATED in scope.rows[dimension] for dimension in dimensions):
        return f"({found} or not exists (from whole.main.postings as posting where {job}))"
    return found


def _open_type(name: str) -> str:
    values = " union ".join(
        f"select cast({column} as varchar) as value from kept_{each}"  # noqa: S608
        for each in _ROWS
        for column, kind in _types(each).items()
        if kind == name
    )
    return f"create type {name} as enum (from any_or_blank((select list(value) from ({values}))))"  # noqa: S608


def _types(table: str) -> dict[str, str]:
    """Return the ENUM of each column of a table that has one from the data, by the column's name."""
    enums = [column.name for column in wide_tables()[table].columns if column.kind == "enum"]
    named = {name: _NAMED_OTHERWISE.get(name, name) for name in enums}
    return {column: kind for column, kind in named.items() if kind in _OPEN_TYPES}


def _table(table: str, scope: Scope) -> str:
    there = [column.name for column in wide_tables()[table].columns]
    replaced = [f"cast({column} as {kind}) as {column}" for column, kind in _types(table).items()]
    if not scope.individuals:
        replaced += [f"{_unlinked(name)} as {name}" for name in _IDENTIFYING if name in there]
    ordered = "\norder by role_level, country, opened_at" if table == "openings" else ""
    columns = f"* replace ({', '.join(replaced)})" if replaced else "*"
    return f"create table {table} as\nselect {columns}\nfrom kept_{table}{ordered}"


def _unlinked(name: str) -> str:
    """Return a key that joins within this file and leads nowhere outside of it: the salt is not kept."""
    return f"md5(getvariable('salt') || cast(account as varchar) || {name})"
