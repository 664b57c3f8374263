"""The allow-list for SQL that someone types: what DuckDB's own parse tree may hold, and nothing else.

It is one wall of several: the process also reads a file with only that person's rows, with limits and a kill.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import duckdb

KINDS: Final = frozenset((Path(__file__).parent / "kinds.txt").read_text().split())
FUNCTIONS: Final = frozenset((Path(__file__).parent / "functions.txt").read_text().split())
TABLE_FUNCTIONS: Final = frozenset({"range", "generate_series", "unnest"})
PARAMETERS: Final = frozenset({"since", "until", "as_of", "compare_since", "compare_until", "minimum_n"})
SESSION_WORDS: Final = frozenset(
    [
        "current_user",
        "session_user",
        "user",
        "current_role",
        "current_catalog",
        "current_schema",
        "current_database",
    ]
)
"""Read like columns, but the binder turns them into functions that tell about the server."""
LONGEST: Final = 20_000


class Refused(Exception):
    """The SQL may not run here; the sentence says which part and why."""


def admit(sql: str, tables: frozenset[str], parser: duckdb.DuckDBPyConnection) -> None:
    """Raise Refused unless `sql` is one SELECT over `tables` made of allowed parts only."""
    if len(sql) > LONGEST:
        raise Refused(f"The query is longer than {LONGEST:,} characters.")
    [[text]] = parser.execute("select json_serialize_sql($sql::varchar)", {"sql": sql}).fetchall()
    tree = json.loads(text)
    if tree["error"]:
        raise Refused(_parser_words(tree))
    if len(tree["statements"]) != 1:
        raise Refused("Write one SELECT; this is several statements.")
    _walk(tree["statements"][0]["node"], tables)


def _parser_words(tree: dict[str, Any]) -> str:
    if tree.get("error_type") == "not implemented":
        return "Only SELECT runs here."
    return f"The SQL does not parse: {tree['error_message']}."


def _walk(part: Any, visible: frozenset[str]) -> None:
    """Check a part of the tree and all below it; `visible` are the tables and CTEs that a name may mean."""
    if isinstance(part, list):
        for each in part:
            _walk(each, visible)
    elif isinstance(part, dict):
        _admit_kind(part)
        _admit_name(part, visible)
        for below, scope in _below(part, visible):
            _walk(below, scope)


def _admit_kind(part: dict[str, Any]) -> None:
    kind = part.get("type")
    if isinstance(kind, str) and kind not in KINDS and not kind.startswith("JOIN_"):
        raise Refused(f"{kind.replace('_', ' ').lower()} is not allowed here.")


def _admit_name(part: dict[str, Any], visible: frozenset[str]) -> None:
    match part.get("type"):
        case "BASE_TABLE":
            path = part["qualified_name"]["path"]
            if len(path) != 1:
                raise Refused(f"Name the table alone: {path[-1]}, without {'.'.join(path[:-1])}.")
            if path[0].lower() not in visible:
                raise Refused(f'There is no table "{path[0]}". Tables: {", ".join(sorted(visible))}.')
            if part.get("at_clause"):
                raise Refused("A table has no older versions here: leave AT out.")
        case "COLUMN_REF":
            if len(names := part["column_names"]) == 1 and names[0].lower() in SESSION_WORDS:
                raise Refused(f"{names[0]} is not allowed here.")
        case "VALUE_PARAMETER":
            if part["identifier"] not in PARAMETERS:
                raise Refused(
                    f"${part['identifier']} has no value here. Known: ${', $'.join(sorted(PARAMETERS))}."
                )
        case "TABLE_FUNCTION":
            if (name := part["function"].get("function_name", "").lower()) not in TABLE_FUNCTIONS:
                raise Refused(f"The table function {name} is not allowed here.")
    if "function_name" in part:
        _admit_function(part)


def _admit_function(part: dict[str, Any]) -> None:
    path = part.get("qualified_name", {}).get("path", [part["function_name"]])
    name = part["function_name"].lower()
    if len(path) != 1 or path[0].lower() != name or name not in FUNCTIONS | TABLE_FUNCTIONS:
        raise Refused(f"The function {'.'.join(path)} is not allowed here.")


def _below(part: dict[str, Any], visible: frozenset[str]) -> Iterator[tuple[Any, frozenset[str]]]:
    """Yield the parts below with what is visible there: a CTE sees those before it."""
    entries = part.get("cte_map", {}).get("map", [])
    for entry in entries:
        yield from ((each, visible) for key, each in entry["value"].items() if key != "query_node")
        yield entry["value"]["query_node"], visible
        visible |= {entry["key"].lower()}
    for key, each in part.items():
        if key == "cte_map":
            continue
        recursive = part.get("type") == "RECURSIVE_CTE_NODE" and key == "right"
        yield each, visible | {part["cte_name"].lower()} if recursive else visible
