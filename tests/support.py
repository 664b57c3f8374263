"""A published version of the few rows that a test gives: what `Warehouse` is to the engine, in memory."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from math import isclose
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dashboard.catalog import targets
from dashboard.catalog.targets import Target, Targets
from dashboard.ingest import vocabulary as words
from dashboard.warehouse import Scope, Warehouse

ROOT = Path(__file__).parent.parent
WIDE_TABLES = tomllib.loads((ROOT / "dashboard/warehouse/columns.toml").read_text("utf-8"))
DERIVED = (ROOT / "tests/derived.sql").read_text("utf-8")
MACROS = (ROOT / "dashboard/warehouse/sql/macros.sql").read_text("utf-8")
AS_OF = date(2026, 10, 31)

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""Rows by wide table. A row gives what matters; `times = 30` in it stands for thirty such rows."""

DEFAULTS: Row = {
    "account": "main",
    "role_level": "architect",
    "is_internal": False,
    "has_history": True,
    "precision": "second",
    "seq": 1,
    "is_evergreen": False,
    "currency": "EUR",
}
KEYS = {
    "applications": "application_id",
    "excluded_applications": "application_id",
    "stage_visits": "application_id",
    "offers": "application_id",
    "openings": "opening_id",
    "postings": "posting_id",
}
ENUMS: Mapping[str, tuple[str, ...]] = {
    "applications.milestone": words.MILESTONES,
    "applications.status": words.STATUSES,
    "stage_visits.milestone": words.MILESTONES,
    "stage_visits.status": words.STATUSES,
    "openings.status": words.OPENING_STATUSES,
    "offers.status": words.OFFER_STATUSES,
    "role_level": words.ROLE_LEVELS,
    "role_family": words.ROLE_FAMILIES,
    "seniority": words.SENIORITIES,
    "channel": words.CHANNELS,
    "work_model": words.WORK_MODELS,
    "precision": words.PRECISIONS,
}


@dataclass(frozen=True)
class Published:
    """What is said about the version."""

    as_of: date
    first_date: date
    version: str = "given-rows"
    timezone: str = "UTC"
    published_at: datetime = datetime(2026, 11, 1, 6, 0)


@dataclass
class GivenWarehouse:
    """The given rows in every wide table of columns.toml, all other columns NULL or derived."""

    rows: Rows = field(default_factory=dict)
    as_of: date = AS_OF
    scope: Scope | None = None

    def __post_init__(self) -> None:
        unknown = self.rows.keys() - WIDE_TABLES.keys() - {targets.TABLE}
        assert not unknown, f"no such wide table: {sorted(unknown)}"
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("attach ':memory:' as warehouse").complete()
        self._connection.execute("use warehouse").complete()
        self._connection.execute(MACROS).complete()
        for table in WIDE_TABLES:
            self._create(table)
            for row in self._given(table):
                self._insert(table, row)
        self._connection.execute("set variable as_of = $day", {"day": self.as_of}).complete()
        for statement in self._connection.extract_statements(DERIVED):
            self._connection.execute(statement).complete()

    def targets(self) -> Targets:
        """Return the given rows of the table `targets`, as if a file had said them."""
        return Targets(tuple(Target(**row) for row in self.rows.get(targets.TABLE, ())))

    def version(self) -> str:
        """Return the name of the one version."""
        return "given-rows"

    @property
    def scope_key(self) -> str:
        """Return what tells results of this scope from those of others."""
        return self.scope.key if self.scope else ""

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a cursor of its own on the rows."""
        cursor = self._connection.cursor()
        cursor.execute("use warehouse").complete()
        try:
            yield cursor
        finally:
            cursor.close()

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()

    def published(self) -> Published:
        """Return the as-of date and the first day of the data."""
        applied = [
            _day(row["applied_at"]) for row in self.rows.get("applications", ()) if row.get("applied_at")
        ]
        return Published(self.as_of, min(applied, default=self.as_of))

    def _given(self, table: str) -> Sequence[Row]:
        published = {"version": "given-rows", "as_of": self.as_of, "timezone": "UTC"}
        return self.rows.get(table) or ([published] if table == "published" else [])

    def _create(self, table: str) -> None:
        columns = ", ".join(
            f'"{name}" {self._type(table, name, kind)}' for name, kind in columns_of(table).items()
        )
        self._connection.execute(f"create table {table} ({columns})").complete()

    def _type(self, table: str, column: str, kind: str) -> str:
        if kind != "enum":
            return kind
        rows = [{**DEFAULTS, **row} for row in self.rows.get(table, ())]
        given = [row[column] for row in rows if row.get(column) is not None]
        known = ENUMS.get(f"{table}.{column}") or ENUMS.get(column, ())
        values = dict.fromkeys([*known, *given]) or [""]  # DuckDB refuses an ENUM without a value
        return "enum(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"

    def _insert(self, table: str, row: Row) -> None:
        known = columns_of(table)
        unknown = row.keys() - known.keys() - {"times"}
        assert not unknown, f"{table} has no column {sorted(unknown)}"
        values = {name: value for name, value in {**DEFAULTS, **row}.items() if name in known}
        key = KEYS.get(table)
        numbered = f", 'n' || (i + (select count(*) from {table}))" if key and key not in values else ""
        names = ", ".join([*values, *([key] if key and numbered else [])])
        inserted = f"select {', '.join('?' * len(values))}{numbered} from range(?) as r(i)"
        self._connection.execute(
            f"insert into {table} ({names}) {inserted}", [*values.values(), row.get("times", 1)]
        ).complete()


def columns_of(table: str) -> dict[str, str]:
    """Return the columns of a wide table with their types as columns.toml says them."""
    described = WIDE_TABLES[table]
    inherited = columns_of(described["like"]) if "like" in described else {}
    return inherited | {name: kind for name, (kind, _) in described["columns"].items()}


def as_read(markdown: str) -> str:
    """Return words as a page shows them, in which marks of Markdown are escaped."""
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", markdown)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def differences(expected: Sequence[Row], frame: pl.DataFrame) -> list[str]:
    """Return how a result differs from the rows expected, cell by cell.

    A column that any expected row names is compared in every row, and a cell left out is NULL; other columns
    are not looked at. Numbers are equal within 1e-9 of each other.
    """
    columns = list(dict.fromkeys(name for row in expected for name in row))
    wrong = [
        f'no column "{name}" in {", ".join(frame.columns)}' for name in columns if name not in frame.columns
    ]
    if len(expected) != frame.height:
        wrong.append(f"expected {len(expected)} row{'s'[: len(expected) != 1]}, got {frame.height}")
    pairs = zip_longest(expected, frame.iter_rows(named=True))
    for number, (wanted, got) in enumerate(pairs, 1):
        for name in (name for name in columns if name in frame.columns):
            here = "no such row" if wanted is None else wanted.get(name)
            there = "no such row" if got is None else got[name]
            if not _same(here, there):
                wrong.append(f"row {number}, {name}: expected {here}, got {there}")
    return wrong


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, float) and isinstance(got, int | float):
        return isclose(wanted, got, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(got, datetime) and type(wanted) is date:
        return got.isoformat() == f"{wanted.isoformat()}T00:00:00"
    return bool(wanted == got)


def published_rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what the newest version in a folder answers."""
    source = Warehouse(folder)
    try:
        with source.cursor() as cursor:
            return cursor.execute(sql).fetchall()
    finally:
        source.close()
