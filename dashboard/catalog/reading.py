"""One query file as a `Query`, with every mistake that shows without data.

A broken file still gives a query, so that its card can say what is wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from dashboard.catalog.header import Fault, Toml, line_of, read_header
from dashboard.catalog.keys import query_faults
from dashboard.catalog.model import (
    BUILT_IN_PARAMS,
    ROW,
    Alert,
    Behind,
    Chart,
    Check,
    Column,
    KeyPath,
    Param,
    ParamType,
    Problem,
    Query,
)
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.params import param_faults
from dashboard.catalog.people import people_of, written_faults
from dashboard.catalog.statement import Statement, listed_sql, parse
from dashboard.charts import checking

Table = Mapping[str, Any]


def read_query(name: str, path: Path, text: str) -> Query:
    """Read the text of the query file `name`."""
    header, statement = read_header(text), parse(text)
    query = _query(name, path, text, header, statement)
    faults = [*header.faults, *statement.faults]
    if not header.faults:
        faults += [*_header_faults(header), *_param_use(query, header, statement)]
    problems = sorted(Problem(path, fault.line, fault.message, fault.advice) for fault in faults)
    return replace(query, problems=tuple(problems))


def title_from(name: str) -> str:
    """Return the words of a file or folder name: `by_milestone` as "By milestone"."""
    words = name.rsplit("/", maxsplit=1)[-1].replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _header_faults(header: Toml) -> Iterator[Fault]:
    for fault in (*query_faults(header.table), *written_faults(header.table.get("people"))):
        yield Fault(header.line_of(fault.path), fault.message, fault.advice)
    chart = header.table.get("chart")
    if isinstance(chart, dict):
        for sentence in checking.problems(chart):
            yield Fault(chart_line(sentence, chart, header.lines), sentence)
    for param in _params(header.table):
        for fault in param_faults(param):
            yield Fault(header.line_of(fault.path), fault.message, fault.advice)
    whole = _behind(header.table.get("behind"))
    for behind in whole.every if whole else ():
        for wrong in parse(listed_sql(behind.table, behind.where)).faults:
            yield Fault(header.line_of(behind.key), f"{behind.key[-1]}: {wrong.message}", wrong.advice)


def chart_line(sentence: str, chart: Table, lines: Mapping[KeyPath, int]) -> int:
    """Return the line of the chart's option that a complaint of the charts names first."""
    named = [option for option in chart if f'"{option}"' in sentence]
    first = min(named, key=lambda option: sentence.index(f'"{option}"'), default="type")
    return line_of(lines, ("chart", first))


def _param_use(query: Query, header: Toml, statement: Statement) -> Iterator[Fault]:
    declared = {param.name for param in query.params}
    if not statement.parameters and statement.faults:
        return
    in_options = {
        name
        for param in query.params
        if isinstance(param.options, str)
        for name in parse(param.options).parameters
    }
    known = (*declared, *BUILT_IN_PARAMS)
    for name in sorted(statement.parameters - declared - set(BUILT_IN_PARAMS)):
        advice = did_you_mean(name, known) or f"Add a table [params.{name}] to the header."
        yield Fault(_line_of_text(query.sql, f"${name}"), f"${name} is not declared.", advice)
    least = query.leaves_out_below
    if least and least not in statement.parameters:
        advice = did_you_mean(least, statement.parameters) or "Name a parameter, without the $."
        yield Fault(header.line_of(("leaves_out_below",)), f"the SELECT never uses ${least}.", advice)
    behinds = query.behind.every if query.behind else ()
    for behind in behinds:
        for name in sorted(behind.uses - declared - set(BUILT_IN_PARAMS)):
            if not name.startswith(ROW):
                advice = did_you_mean(name, known) or f"Write ${ROW}{name} for the value of the clicked row."
                yield Fault(header.line_of(behind.key), f"{behind.key[-1]}: ${name} is not declared.", advice)
    in_behind = {name for behind in behinds for name in behind.uses}
    for name in sorted(declared - statement.parameters - in_options - in_behind):
        yield Fault(
            header.line_of(("params", name)), f"the SELECT never uses ${name}.", "Use it or take it out."
        )


def _line_of_text(sql: str, text: str) -> int:
    lines = enumerate(sql.splitlines(), 1)
    return next((number for number, line in lines if text in line and not line.lstrip().startswith("--")), 1)


def _query(name: str, path: Path, text: str, header: Toml, statement: Statement) -> Query:
    table = header.table
    return Query(
        name=name,
        path=path,
        sql=text,
        title=_text(table, "title") or title_from(name),
        question=_text(table, "question"),
        basis=_text(table, "basis"),
        population=_text(table, "population"),
        owner=_text(table, "owner"),
        source=_text(table, "source"),
        needs=tuple(word for word in _list(table, "needs") if isinstance(word, str)),
        not_monotone=tuple(name for name in _list(table, "not_monotone") if isinstance(name, str)),
        leaves_out_below=_text(table, "leaves_out_below"),
        params=tuple(_params(table)),
        read_with=table["read_with"] if isinstance(table.get("read_with"), dict) else {},
        columns={
            column: Column(
                _text(entry, "label") or None,
                _text(entry, "format") or None,
                _text(entry, "help") or None,
                tuple(str(word) for word in _list(entry, "values")),
                dict(_texts(entry.get("texts"))),
            )
            for column, entry in _tables(table, "columns")
        },
        chart=_chart(table.get("chart")),
        behind=_behind(table.get("behind")),
        people=people_of(table.get("people")),
        checks=tuple(check for entry in _list(table, "checks") for check in _checks(entry)),
        alerts=tuple(
            Alert(_text(entry, "when"), _text(entry, "message"), _text(entry, "name"), _text(entry, "state"))
            for entry in _list(table, "alerts")
            if isinstance(entry, dict)
        ),
        translations=dict(_tables(table, "translations")),
        uses=statement.parameters,
        tables=statement.tables,
        lines=header.lines,
    )


def _texts(table: Any) -> Iterator[tuple[str, str | tuple[str, str]]]:
    for value, text in table.items() if isinstance(table, dict) else ():
        match text:
            case str():
                yield value, text
            case [str(one), str(many)]:
                yield value, (one, many)


def _params(table: Table) -> Iterator[Param]:
    for name, entry in _tables(table, "params"):
        options = entry.get("options", ())
        yield Param(
            name=name,
            type=cast(ParamType, _text(entry, "type") or "text"),
            label=_text(entry, "label") or title_from(name),
            default=entry.get("default"),
            options=options
            if isinstance(options, str)
            else tuple(options)
            if isinstance(options, list)
            else (),
            help=_text(entry, "help"),
        )


def _chart(table: Any) -> Chart:
    if not isinstance(table, dict):
        return Chart("table")
    return Chart(
        str(table.get("type", "table")), {name: value for name, value in table.items() if name != "type"}
    )


def _behind(table: Any) -> Behind | None:
    if not isinstance(table, dict) or not _text(table, "where"):
        return None
    source = _text(table, "table") or "applications"
    cells = table.get("cells")
    named = cells.items() if isinstance(cells, dict) else ()
    return replace(
        _listed(source, _text(table, "where"), _text(table, "count"), ("behind", "where")),
        cells={
            column: _listed(source, where, column, ("behind", "cells", column))
            for column, where in named
            if isinstance(where, str)
        },
    )


def _listed(table: str, where: str, count: str, key: KeyPath) -> Behind:
    statement = parse(listed_sql(table, where))
    return Behind(where, table, count, key, statement.parameters, statement.tables - {"listed"} | {table})


def _checks(entry: Any) -> Iterator[Check]:
    name = _text(entry, "name") if isinstance(entry, dict) else ""
    match entry:
        case {"assert": str(predicate)}:
            yield Check(name, "assert", predicate)
        case {"sql": str(select)}:
            yield Check(name, "sql", select)
        case {"unique": str(column)}:
            yield Check(name, "unique", (column,))
        case {"unique": list(columns)}:
            yield Check(name, "unique", tuple(str(column) for column in columns))
        case {"not_empty": True}:
            yield Check(name, "not_empty")


def _text(table: Table, key: str) -> str:
    value = table.get(key, "")
    return value if isinstance(value, str) else ""


def _list(table: Table, key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []


def _tables(table: Table, key: str) -> list[tuple[str, Table]]:
    value = table.get(key)
    return (
        [(name, entry) for name, entry in value.items() if isinstance(entry, dict)]
        if isinstance(value, dict)
        else []
    )
