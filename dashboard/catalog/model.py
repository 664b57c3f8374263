"""What a query file says, as values: pages, queries, parameters, charts, checks, and mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

ParamType = Literal["date", "choice", "multi", "number", "text", "bool"]
KeyPath = tuple[str | int, ...]
"""Header keys from the outside in; a number for an entry in an array of tables: ("checks", 0, "name")."""

Translations = Mapping[str, Mapping[str, Any]]
"""By language: the `[translations.fr]` tables of a file, whose keys are those of the file itself."""

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


ROW = "row_"
"""Begins the parameters of `[behind]` that hold the values of a clicked row: $row_country."""

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
    """How a result column is shown: its words, format and note, and the sentences its values stand for."""

    label: str | None = None
    format: str | None = None
    help: str | None = None
    values: tuple[str, ...] = ()
    """Words that the query itself writes in the column: shown in the reader's language."""
    texts: Mapping[str, str | tuple[str, str]] = field(default_factory=dict, hash=False)


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
class Behind:
    """Who stands behind a mark: the rows of a table for which `where` holds, the mark's row as $row_<column>.

    `count` names the result's column that says how many they are.
    """

    where: str
    table: str = "applications"
    count: str = ""
    key: KeyPath = ("behind", "where")
    """Where the header says it."""
    uses: frozenset[str] = frozenset()
    """Names of the parameters that `where` mentions."""
    tables: frozenset[str] = frozenset()
    """Names of the tables that it reads."""
    cells: Mapping[str, "Behind"] = field(default_factory=dict)
    """By the result's column, who is listed for a cell of it where that is another count."""

    @property
    def every(self) -> tuple["Behind", ...]:
        """Return what is said for any cell and what for those of some columns."""
        return (self, *self.cells.values())

    def at(self, column: str) -> "Behind":
        """Return who is listed for a cell of a column."""
        return self.cells.get(column, self)


@dataclass(frozen=True)
class People:
    """Which of a result's columns are about people: what is masked where they are few."""

    counts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By column that counts people or applications, the figures that rest on it alone or with others named.

    A figure that no count names rests on all of them.
    """
    nobody: tuple[str, ...] = ()
    not_added: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    overall: tuple[str, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    running: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    together: tuple[str, ...] = ()


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
    not_monotone: tuple[str, ...] = ()
    leaves_out_below: str = ""
    """The parameter that says how large a group is at least to be in the result; empty: every group is."""
    params: tuple[Param, ...] = ()
    read_with: Mapping[str, Any] = field(default_factory=dict)
    """Values for parameters of the queries that the SQL reads: they take the place of the defaults."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    chart: Chart = Chart("table")
    behind: Behind | None = None
    people: People | None = None
    """None: the file does not say, so who may not see individuals may not see its result."""
    checks: tuple[Check, ...] = ()
    alerts: tuple[Alert, ...] = ()
    translations: Translations = field(default_factory=dict)
    uses: frozenset[str] = frozenset()
    """Names of the parameters that the SQL mentions, built-in ones included."""
    tables: frozenset[str] = frozenset()
    """Names of the tables that the SQL mentions, those of its own CTEs included."""
    reads: tuple["Query", ...] = ()
    """The queries that the SQL reads by name, each after those that it reads itself. `uses` and `tables`
    hold theirs too; what the data must be able to say (`needs`) each says for itself."""
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
    path: Path = Path()
    translations: Translations = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict, compare=False, repr=False)


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
