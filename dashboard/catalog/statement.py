"""What DuckDB's own parser says of a piece of SQL, without running it: its kind, its parameters, its tables.

Nothing here needs data. The parse tree (`json_serialize_sql`) carries byte offsets, which become lines.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import duckdb

from dashboard.catalog.header import Fault

CLOCK: Final = frozenset(
    {
        "current_date", "current_time", "current_timestamp", "get_current_time", "get_current_timestamp",
        "localtime", "localtimestamp", "now", "today", "transaction_timestamp",
    }
)  # fmt: skip
CHANCE: Final = frozenset({"gen_random_uuid", "random", "setseed", "uuid", "uuidv4", "uuidv7"})
_QUERY_NODES: Final = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_LINE: Final = re.compile(r"^LINE (\d+):", re.MULTILINE)
_SERIALIZE: Final = (
    "select json_serialize_sql(?, skip_null := true, skip_empty := true, skip_default := true)"
)
ONE_SELECT: Final = "A query file holds exactly one SELECT."


@dataclass(frozen=True)
class Statement:
    """One SELECT as its parser sees it, with the mistakes that need no data to be seen."""

    parameters: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


@lru_cache(maxsize=1_024)
def parse(sql: str) -> Statement:
    """Return what a text that should be one SELECT mentions and what is wrong with it."""
    with _parser().cursor() as cursor:
        tree = json.loads(cursor.execute(_SERIALIZE, [sql]).fetchall()[0][0])
    if "error_message" in tree:
        return Statement(faults=(_refused(tree, sql),))
    statements = tree.get("statements", [])
    if not statements:
        return Statement(faults=(Fault(len(sql.splitlines()) or 1, "there is no SELECT.", ONE_SELECT),))
    nodes = nodes_of(tree)
    faults = [*_not_one_select(statements, nodes, sql), *_forbidden(nodes, sql)]
    parameters = {entry["key"] for statement in statements for entry in statement.get("named_param_map", ())}
    if any(name.isdigit() for name in parameters):
        faults.append(Fault(1, "a parameter without a name.", "Name it, as in $since or $min_hires."))
    tables = {node["qualified_name"]["path"][-1] for node in nodes if node.get("type") == "BASE_TABLE"}
    return Statement(
        frozenset(name for name in parameters if not name.isdigit()), frozenset(tables), tuple(faults)
    )


def listed_sql(table: str, where: str, select: str = "") -> str:
    """Return a SELECT in which a table holds only the rows for which a predicate holds.

    In place of a table it takes a query's full name, `select` then being its SQL.
    """
    if "/" in table:
        rows = f"with listed as (\n{select or 'select 1'}\n)"
        return f"{rows}\nselect *, count(*) over () as rows_behind from listed where ({where}\n)"
    narrowed = f"with {table} as (from {table} where ({where}\n))"
    return f"{narrowed}\n{select or f'from {table}'}"


@lru_cache(maxsize=1_024)
def result_names(sql: str) -> tuple[str, ...]:
    """Return the names of a SELECT's columns, as far as its text says them."""
    with _parser().cursor() as cursor:
        tree = json.loads(cursor.execute(_SERIALIZE, [sql]).fetchall()[0][0])
    node: dict[str, Any] = next((statement["node"] for statement in tree.get("statements", ())), {})
    while "children" in node:  # a union has the names of its first part
        node = node["children"][0]
    columns = node.get("select_list", ())
    named = [column.get("alias") or column.get("column_names", [""])[-1] for column in columns]
    return tuple(name for name in named if name)


def nodes_of(tree: Any) -> list[dict[str, Any]]:
    """Return every node of a parse tree."""
    nodes, left = [], [tree]
    while left:
        here = left.pop()
        if isinstance(here, dict):
            nodes.append(here)
            left.extend(child for child in here.values() if isinstance(child, (dict, list)))
        else:
            left.extend(child for child in here if isinstance(child, (dict, list)))
    return nodes


def _refused(tree: dict[str, Any], sql: str) -> Fault:
    if tree["error_type"] == "not implemented" and "Only SELECT" in tree["error_message"]:
        return Fault(line_at(sql, _first_code(sql)), "this is not a SELECT.", ONE_SELECT)
    return Fault(line_at(sql, int(tree.get("position", 0))), _one_line(tree["error_message"]))


def _not_one_select(statements: list[Any], nodes: list[dict[str, Any]], sql: str) -> Iterator[Fault]:
    if len(statements) > 1:
        start = min(node["query_location"] for node in nodes_of(statements[1]) if "query_location" in node)
        yield Fault(line_at(sql, start), "a second statement begins here.", ONE_SELECT)
    kinds = {kind for node in nodes if isinstance(kind := node.get("type"), str)}
    if "SHOW_REF" in kinds or any(kind.endswith("_NODE") for kind in kinds - _QUERY_NODES):
        yield Fault(line_at(sql, _first_code(sql)), "this is not a SELECT.", ONE_SELECT)


def _forbidden(nodes: list[dict[str, Any]], sql: str) -> Iterator[Fault]:
    for node in nodes:
        line = line_at(sql, node.get("query_location", 0))
        name = _called(node)
        if name in CLOCK:
            yield Fault(
                line, f"{name} reads the clock.", "Write $as_of, so that results and tests stay the same."
            )
        elif name in CHANCE:
            yield Fault(
                line, f"{name} gives another result each time.", "Leave it out; order by a key instead."
            )
        elif node.get("type") == "BASE_TABLE" and len(node["qualified_name"]["path"]) > 1:
            path = node["qualified_name"]["path"]
            advice = f'Write "{path[-1]}", so that the reader\'s selection applies.'
            yield Fault(line, f'"{".".join(path)}" is a qualified table name.', advice)


def unknown_columns(sql: str, known: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield names that a SELECT reads as columns and that nothing in it or the data has, with lines."""
    with _parser().cursor() as cursor:
        tree = json.loads(cursor.execute(_SERIALIZE, [sql]).fetchall()[0][0])
    nodes = nodes_of(tree)
    defined = {name.lower() for name in known} | {name.lower() for node in nodes for name in _defined(node)}
    for node in reversed(nodes):
        match node:
            case {"class": "COLUMN_REF", "column_names": [*_, str(name)]} if name.lower() not in defined:
                yield name, line_at(sql, node.get("query_location", 0))


def _defined(node: dict[str, Any]) -> Iterator[str]:
    """Yield every name that a node gives: aliases, CTEs, tables, their columns, parameters of lambdas."""
    yield from (node[key] for key in ("alias", "key", "table_name") if isinstance(node.get(key), str))
    yield from (name for name in node.get("column_name_alias", ()) if isinstance(name, str))
    yield from (name for name in node.get("aliases", ()) if isinstance(name, str))
    if node.get("class") == "LAMBDA":
        yield from (name for inner in nodes_of(node.get("lhs", {})) for name in inner.get("column_names", ()))


def _called(node: dict[str, Any]) -> str:
    match node:
        case {"class": "FUNCTION", "function_name": str(name)}:
            return name.lower()
        case {"class": "COLUMN_REF", "column_names": [str(name)]}:
            return name.lower()
    return ""


def fault_of(error: duckdb.Error) -> Fault:
    """Return a DuckDB error as a fault: its own words in one line, and its line of the SQL."""
    text = str(error)
    place = _LINE.search(text)
    words = text[: place.start()] if place else text
    kind, colon, rest = words.partition(": ")
    return Fault(
        int(place[1]) if place else 1, _one_line(rest if colon and kind.endswith("Error") else words)
    )


def _one_line(words: str) -> str:
    return " ".join(words.split()).rstrip("!.") + "."


def line_at(sql: str, offset: int) -> int:
    """Return the line of a byte offset, as DuckDB counts."""
    return sql.encode()[: max(offset, 0)].count(b"\n") + 1


def _first_code(sql: str) -> int:
    code = re.search(r"^(?!\s*(--|$)).", sql, re.MULTILINE)
    return len(sql[: code.start()].encode()) if code else 0
