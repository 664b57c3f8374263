"""Every query against the published schema, without running one: names, the chart's columns, expressions."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

import duckdb

from dashboard.catalog import targets
from dashboard.catalog.errors import explain
from dashboard.catalog.header import Fault, line_of
from dashboard.catalog.keys import LISTED
from dashboard.catalog.model import (
    BUILT_IN_PARAMS,
    ROW,
    Alert,
    Behind,
    Catalog,
    Check,
    KeyPath,
    Problem,
    Query,
)
from dashboard.catalog.nearest import did_you_mean, listed
from dashboard.catalog.params import sql_type
from dashboard.catalog.people import column_faults
from dashboard.catalog.reading import chart_line
from dashboard.catalog.schema import ALL, Names, names_of
from dashboard.catalog.statement import listed_sql, parse
from dashboard.charts import checking, sentences

Types = Mapping[str, str]
"""The result's columns with the names of their DuckDB types."""

_PLACEHOLDER: Final = re.compile(r"\{(\w+)")


def check(catalog: Catalog, schema: duckdb.DuckDBPyConnection | None) -> tuple[Problem, ...]:
    """Return every mistake in the folder; with no schema those that show without data.

    `schema` is a cursor on the published version, for this call alone: variables and views stay on it.
    """
    if schema is None:
        return catalog.problems
    schema.execute(targets.VIEW).complete()
    names = names_of(schema)
    _bind_nulls(BUILT_IN_PARAMS, schema)
    problems = set(catalog.problems)
    for query in catalog.queries.values():
        if not parse(query.sql).faults and _has_what_it_reads(query):
            problems |= {
                Problem(query.path, fault.line, fault.message, fault.advice)
                for fault in _Bench(query, schema, names, catalog).faults()
            }
    return tuple(sorted(problems))


def _has_what_it_reads(query: Query) -> bool:
    """Whether the queries that it names are there; that they are not is told without data."""
    return {table for table in query.tables if "/" in table} <= {each.name for each in query.reads}


def _bind_nulls(types: Mapping[str, str], cursor: duckdb.DuckDBPyConnection) -> None:
    for name, kind in types.items():
        cursor.execute(f'set variable "{name}" = cast(null as {kind})').complete()


@dataclass(frozen=True)
class _Bench:
    """One query on a cursor, its parameters NULL."""

    query: Query
    cursor: duckdb.DuckDBPyConnection
    names: Names
    catalog: Catalog

    def faults(self) -> Iterator[Fault]:
        self._prepare()
        for param in self.query.params:
            if isinstance(param.options, str) and param.type in ("choice", "multi"):
                path: KeyPath = ("params", param.name, "options")
                yield from self._at_key(path, self._described(param.options)[1])
        described, faults = self._described(self.query.sql)
        if faults:
            yield from faults
            return
        types = {name: kind for name, kind, *_ in described}
        yield from self._result_faults(described)
        yield from self._header_faults(types)
        yield from self._rule_faults(types)
        for behind in self.query.behind.every if self.query.behind else ():
            yield from self._behind_faults(behind, types)

    def _prepare(self) -> None:
        undeclared = dict.fromkeys(self.query.uses - set(BUILT_IN_PARAMS), '"NULL"')
        declared = [param for each in (*self.query.reads, self.query) for param in each.params]
        _bind_nulls(undeclared | {param.name: sql_type(param) for param in declared}, self.cursor)
        behinds = self.query.behind.every if self.query.behind else ()
        mentioned = self.query.tables.union(*(behind.tables for behind in behinds))
        for table in self.names.tables & mentioned:
            if table.startswith(ALL):
                whole = table.removeprefix(ALL)
                self.cursor.execute(
                    f'create or replace temp view "{table}" as from warehouse.main."{whole}"'
                ).complete()
        for read in self.query.reads:
            with suppress(duckdb.Error):  # told where it stands, in that query's own file
                self.cursor.execute(f'create or replace temp view "{read.name}" as {read.sql}').complete()

    def _described(self, sql: str) -> tuple[list[tuple[Any, ...]], list[Fault]]:
        """Return the columns that a statement would give, or what is wrong with it."""
        if faults := parse(sql).faults:
            return [], list(faults)
        try:
            return self.cursor.execute(f"describe {sql}").fetchall(), []
        except duckdb.Error as error:
            return [], explain(error, sql, self.names)

    def _result_faults(self, described: list[tuple[Any, ...]]) -> Iterator[Fault]:
        line = _first_line(self.query.sql)
        seen: set[str] = set()
        for name, kind, *_ in described:
            if name in seen:
                yield Fault(line, f'the result has two columns "{name}".', "Rename one.")
            if kind == "INTERVAL":
                advice = "Write date_diff('day', …), which is a number."
                yield Fault(line, f'column "{name}" is an INTERVAL, which cannot be shown.', advice)
            seen.add(name)

    def _header_faults(self, types: Types) -> Iterator[Fault]:
        chart = {"type": self.query.chart.type, **self.query.chart.options}
        told = checking.problems(chart)
        for sentence in checking.problems(chart, types):
            if sentence not in told:
                yield Fault(chart_line(sentence, chart, self.query.lines), sentence)
        for name, column in self.query.columns.items():
            yield from self._column_faults(name, ("columns", name), types)
            for value, text in column.texts.items():
                yield from self._text_faults(text, ("columns", name, "texts", value), types)
        for name in self.query.not_monotone:
            yield from self._column_faults(name, ("not_monotone",), types)
        for wrong in column_faults(self.query.people, types):
            yield Fault(line_of(self.query.lines, wrong.path), wrong.message, wrong.advice)

    def _behind_faults(self, behind: Behind, types: Types) -> Iterator[Fault]:
        if behind.count:
            key = behind.key if behind.key[-1] == behind.count else ("behind", "count")
            yield from self._column_faults(behind.count, key, types)
        for name in sorted(behind.uses):
            if name.startswith(ROW):
                yield from self._column_faults(name.removeprefix(ROW), behind.key, types)
        row = {f"{ROW}{name}": "VARCHAR" if "ENUM" in kind else kind for name, kind in types.items()}
        known = {*BUILT_IN_PARAMS, *(param.name for param in self.query.params)}
        _bind_nulls({name: row.get(name, '"NULL"') for name in behind.uses - known}, self.cursor)
        if "/" in behind.table:
            yield from self._listed_query_faults(behind)
        elif behind.table in LISTED and not parse(listed_sql(behind.table, behind.where)).faults:
            yield from self._predicate_faults(behind.where, behind.key, behind.table)

    def _listed_query_faults(self, behind: Behind) -> Iterator[Fault]:
        """Yield what is wrong with a list that is another query's rows."""
        line = line_of(self.query.lines, ("behind", "table"))
        if behind.table not in self.catalog.queries:
            yield Fault(
                line, f'there is no query "{behind.table}".', did_you_mean(behind.table, self.catalog.queries)
            )
            return
        other = replace(self, query=self.catalog.queries[behind.table])
        other._prepare()
        described, faults = other._described(other.query.sql)
        if faults:
            return
        types = {name: kind for name, kind, *_ in described}
        if "application_id" not in types:
            advice = "Choose one that has, or a table."
            yield Fault(line, f'the query "{behind.table}" has no column "application_id".', advice)
        with self._rows_named("listed", types):
            yield from self._predicate_faults(behind.where, behind.key, "listed")

    def _rule_faults(self, types: Types) -> Iterator[Fault]:
        if not self.query.checks and not self.query.alerts:
            return
        with self._rows_named("result", types):
            for number, rule in enumerate(self.query.checks):
                yield from self._check_faults(rule, ("checks", number, rule.kind), types)
            for number, alert in enumerate(self.query.alerts):
                yield from self._alert_faults(alert, ("alerts", number), types)

    @contextmanager
    def _rows_named(self, name: str, types: Types) -> Iterator[None]:
        """Keep an empty table with a result's columns."""
        columns = ", ".join(
            f'"{name}" {"VARCHAR" if "NULL" in kind else kind}' for name, kind in types.items()
        )
        self.cursor.execute(f"create or replace temp table {name} ({columns})").complete()
        yield
        self.cursor.execute(f"drop table {name}").complete()

    def _check_faults(self, rule: Check, path: KeyPath, types: Types) -> Iterator[Fault]:
        match rule.kind:
            case "assert":
                yield from self._predicate_faults(str(rule.expression), path)
            case "sql":
                yield from self._at_key(path, self._described(str(rule.expression))[1])
            case "unique":
                for name in rule.expression:
                    yield from self._column_faults(name, path, types)

    def _alert_faults(self, alert: Alert, path: KeyPath, types: Types) -> Iterator[Fault]:
        yield from self._predicate_faults(alert.when, (*path, "when"))
        if alert.state:
            yield from self._column_faults(alert.state, (*path, "state"), types)
        for name in _PLACEHOLDER.findall(alert.message):
            yield from self._column_faults(name, (*path, "message"), types)

    def _text_faults(self, text: sentences.Text, path: KeyPath, types: Types) -> Iterator[Fault]:
        for name, form in sentences.places(text):
            yield from self._column_faults(name, path, types)
            if form and form not in sentences.FORMATS:
                advice = did_you_mean(form, sentences.FORMATS) or f"It takes {listed(sentences.FORMATS)}."
                yield Fault(line_of(self.query.lines, path), f'"{form}" is no format of a text.', advice)

    def _predicate_faults(self, predicate: str, path: KeyPath, table: str = "result") -> Iterator[Fault]:
        described, faults = self._described(f"select ({predicate}\n) from {table}")  # noqa: S608, a reviewed file
        if described and described[0][1] != "BOOLEAN":
            advice = "Compare it with something."
            faults = [Fault(1, f"this is no predicate, it gives {described[0][1]}.", advice)]
        yield from self._at_key(path, faults)

    def _column_faults(self, name: str, path: KeyPath, types: Types) -> Iterator[Fault]:
        if name not in types:
            advice = did_you_mean(name, types) or f"It has {', '.join(types)}."
            yield Fault(line_of(self.query.lines, path), f'the result has no column "{name}".', advice)

    def _at_key(self, path: KeyPath, faults: list[Fault]) -> Iterator[Fault]:
        for fault in faults:
            yield Fault(line_of(self.query.lines, path), f"{path[-1]}: {fault.message}", fault.advice)


def _first_line(sql: str) -> int:
    lines = enumerate(sql.splitlines(), 1)
    return next((number for number, line in lines if line.strip() and not line.lstrip().startswith("--")), 1)
