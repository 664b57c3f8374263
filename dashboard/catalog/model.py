"""What a query file says, as values: pages, queries, parameters, charts, checks, and mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

ParamType = Literal["date", "choice", "multi", "number", "text", "bool"]
KeyPath = tuple[str | int, ...]
"""Header keys from the outside in; a number for an entry in an array of tables: ("checks", 0, "name")."""

BUILT_IN_PARAMS: Final[Mapping[str, str]] = {
    "since": "DATE",
    "until": "DATE",
    "as_of": "DATE",
    "compare_since": "DATE",
    "compare_until": "DATE",
    "minimum_n": "INTEGER",
}
"""Bound by the engine in every query that names them, with their SQL types: bounds of half-open periods, and
how many a figure must rest on to be told."""


SELECTED = "selected_"
"""Begins the variables that the engine keeps the selection in."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a query or page file: where, what is wrong, what to do."""

    path: Path
    line: int
    message: str
    advice: str = ""

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return f"{path}:{self.line}: {self.message}" + (f" {self.advice}" if self.advice else "")


@dataclass(frozen=True)
class Param:
    """A query's own parameter. `options` is a list of values or one SELECT whose first column they are."""

    name: str
    type: ParamType
    label: str
    default: Any = None
    options: tuple[Any, ...] | str = ()
    help: str = ""


@dataclass(frozen=True)
class Column:
    """How a result column is shown: its words, its format, and a note for the reader."""

    label: str | None = None
    format: str | None = None
    help: str | None = None


@dataclass(frozen=True)
class Chart:
    """The `[chart]` table: a type that `dashboard.charts` knows and its options."""

    type: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """Something that must hold on real data: a predicate of each row, or SQL that returns offending rows."""

    name: str
    kind: Literal["assert", "sql", "unique", "not_empty"]
    expression: str | tuple[str, ...] = ""


@dataclass(frozen=True)
class Alert:
    """What to tell when a row fulfils `when`; with `state`, only when that column's value changes."""

    when: str
    message: str
    name: str = ""
    state: str = ""


@dataclass(frozen=True)
class Query:
    """One `.sql` file. `name` is its path in the queries folder without the suffix: `funnel/by_milestone`."""

    name: str
    path: Path
    sql: str
    title: str
    question: str = ""
    basis: str = ""
    population: str = ""
    owner: str = ""
    source: str = ""
    needs: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    chart: Chart = Chart("table")
    checks: tuple[Check, ...] = ()
    alerts: tuple[Alert, ...] = ()
    uses: frozenset[str] = frozenset()
    """Names of the parameters that the SQL mentions, built-in ones included."""
    tables: frozenset[str] = frozenset()
    """Names of the tables that the SQL mentions, those of its own CTEs included."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file, as far as it shows without data."""
    lines: Mapping[KeyPath, int] = field(default_factory=dict, compare=False, repr=False)
    """The file's line of each header key."""


@dataclass(frozen=True)
class Page:
    """One folder: its cards in rows of query names."""

    name: str
    title: str
    icon: str = ""
    intro: str = ""
    order: int = 1000
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Catalog:
    """Everything under a queries folder: what works, and every mistake in the rest."""

    folder: Path
    pages: tuple[Page, ...]
    queries: Mapping[str, Query]
    problems: tuple[Problem, ...] = ()

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """Return what is wrong with the file of one query."""
        return self.queries[name].problems if name in self.queries else ()
