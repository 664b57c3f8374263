"""DuckDB's errors as our sentences: what is wrong, on which line, with the nearest right name."""

import re
from typing import Final

import duckdb

from dashboard.catalog.header import Fault
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.schema import Names
from dashboard.catalog.statement import CHANCE, CLOCK, fault_of, unknown_columns

_COLUMN: Final = re.compile(r'Referenced column "(?P<name>[^"]+)" not found')
_COLUMN_OF: Final = re.compile(r'"(?P<table>[^"]+)" does not have a column named "(?P<name>[^"]+)"')
_ALIAS: Final = re.compile(r'Referenced table "(?P<name>[^"]+)" not found')
_TABLE: Final = re.compile(r"Table with name (?P<name>.+?) does not exist")
_FUNCTION: Final = re.compile(r"(?:Function|Macro) with name (?P<name>.+?) does not exist")
_UNGROUPED: Final = re.compile(r'column "(?P<name>[^"]+)" must appear in the GROUP BY')
_CANDIDATES: Final = re.compile(r"(?:Candidate (?:bindings|tables):|Did you mean)[ :]*(?P<names>.+)")
_TOO_LONG: Final = re.compile(r"\s*(Candidate functions:|Candidate bindings:|Did you mean).*")


def explain(error: duckdb.Error, sql: str, names: Names) -> list[Fault]:
    """Return what a failed statement got wrong. DuckDB names one unknown column; here are all of them."""
    found = fault_of(error)
    match = _COLUMN.search(found.message) or _COLUMN_OF.search(found.message)
    if not match:
        return [_one(found, _offered(found.message), names)]
    unknown = dict(unknown_columns(sql, names.columns)) | {match["name"]: found.line}
    known = [*_offered(found.message), *names.columns]
    return [
        Fault(line, f'column "{name}" does not exist.', did_you_mean(name, known))
        for name, line in unknown.items()
    ]


def _one(found: Fault, offered: list[str], names: Names) -> Fault:
    text = found.message
    if match := _ALIAS.search(text):
        advice = did_you_mean(match["name"], offered)
        return Fault(found.line, f'there is no table "{match["name"]}" in this FROM.', advice)
    if match := _TABLE.search(text):
        advice = did_you_mean(match["name"], names.tables)
        return Fault(found.line, f'table "{match["name"]}" does not exist.', advice)
    if match := _FUNCTION.search(text):
        advice = did_you_mean(match["name"], set(offered) - CLOCK - CHANCE)
        return Fault(found.line, f'function "{match["name"]}" does not exist.', advice)
    if match := _UNGROUPED.search(text):
        message = f'column "{match["name"]}" is neither grouped by nor aggregated.'
        return Fault(found.line, message, "Add it to GROUP BY, or aggregate it.")
    return Fault(found.line, _TOO_LONG.sub("", text))


def _offered(text: str) -> list[str]:
    candidates = _CANDIDATES.search(text)
    return re.findall(r'"([^"]+)"', candidates["names"]) if candidates else []
