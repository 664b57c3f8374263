"""DuckDB's errors as our sentences: what is wrong, on which line, with the nearest right name."""

import re
from collections.abc import Collection
from typing import Final

import duckdb

from dashboard.catalog.header import Fault
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.statement import CHANCE, CLOCK, fault_of

_COLUMN: Final = re.compile(r'Referenced column "(?P<name>[^"]+)" not found')
_COLUMN_OF: Final = re.compile(r'"(?P<table>[^"]+)" does not have a column named "(?P<name>[^"]+)"')
_ALIAS: Final = re.compile(r'Referenced table "(?P<name>[^"]+)" not found')
_TABLE: Final = re.compile(r"Table with name (?P<name>.+?) does not exist")
_FUNCTION: Final = re.compile(r"(?:Function|Macro) with name (?P<name>.+?) does not exist")
_CANDIDATES: Final = re.compile(r"(?:Candidate (?:bindings|tables):|Did you mean)[ :]*(?P<names>.+)")
_TOO_LONG: Final = re.compile(r"\s*(Candidate functions:|Candidate bindings:|Did you mean).*")


def explain(error: duckdb.Error, columns: Collection[str] = (), tables: Collection[str] = ()) -> Fault:
    """Return an error as a fault of the SQL that was run, the nearest names taken from those given and DuckDB's own."""
    found = fault_of(error)
    text = found.message
    offered = _offered(text)
    if match := _COLUMN.search(text):
        message = f'column "{match["name"]}" does not exist.'
        return Fault(found.line, message, did_you_mean(match["name"], [*offered, *columns]))
    if match := _COLUMN_OF.search(text):
        message = f'"{match["table"]}" has no column "{match["name"]}".'
        return Fault(found.line, message, did_you_mean(match["name"], [*offered, *columns]))
    if match := _ALIAS.search(text):
        message = f'there is no table "{match["name"]}" in this FROM.'
        return Fault(found.line, message, did_you_mean(match["name"], [*offered, *tables]))
    if match := _TABLE.search(text):
        name = match["name"]
        return Fault(found.line, f'table "{name}" does not exist.', did_you_mean(name, tables or offered))
    if match := _FUNCTION.search(text):
        steady = [name for name in offered if name not in CLOCK | CHANCE]
        return Fault(
            found.line, f'function "{match["name"]}" does not exist.', did_you_mean(match["name"], steady)
        )
    return Fault(found.line, _TOO_LONG.sub("", text))


def _offered(text: str) -> list[str]:
    candidates = _CANDIDATES.search(text)
    return re.findall(r'"([^"]+)"', candidates["names"]) if candidates else []
