"""`_report.toml`: which cards the one-page report shows, how each is printed, and every mistake in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dashboard.catalog.header import Toml, read_toml
from dashboard.catalog.keys import PRINTED, REPORT, KeyFault, table_faults
from dashboard.catalog.model import Catalog, KeyPath, Problem
from dashboard.catalog.nearest import did_you_mean
from dashboard.charts.checking import problems

REPORT_FILE: Final = "_report.toml"


@dataclass(frozen=True)
class Printed:
    """How a card is printed: so many rows, so high, with other parameters and chart options than its own."""

    limit: int | None = None
    height: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    chart: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportPlan:
    """What stands on the report."""

    title: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    cards: Mapping[str, Printed] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def printed(self, name: str) -> Printed:
        """Return how a card is printed."""
        return self.cards.get(name, Printed())


def report_plan(catalog: Catalog) -> ReportPlan:
    """Return the plan of a queries folder; without the file, the cards of the first page as they are."""
    path = catalog.folder / REPORT_FILE
    try:
        toml = read_toml(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return ReportPlan(rows=catalog.pages[0].rows if catalog.pages else ())
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(path, 1, f"the file cannot be read: {error}.", "Save it as UTF-8 text.")
        return ReportPlan(problems=(problem,))
    told = [Problem(path, fault.line, fault.message, fault.advice) for fault in toml.faults]
    faults = [
        *_faults(toml.table),
        *_unknown(toml.table, catalog),
        *_wrong_options(toml.table, catalog),
    ]
    told += [Problem(path, toml.line_of(fault.path), fault.message, fault.advice) for fault in faults]
    return _plan(toml, catalog, tuple(sorted(told)))


def _plan(toml: Toml, catalog: Catalog, told: tuple[Problem, ...]) -> ReportPlan:
    table = toml.table
    rows = tuple(tuple(name for name in row if name in catalog.queries) for row in _rows(table))
    cards = {name: _printed(given) for name, given in _cards(table).items() if isinstance(given, dict)}
    title = table.get("title", "")
    return ReportPlan(title if isinstance(title, str) else "", tuple(filter(None, rows)), cards, told)


def _printed(given: Mapping[str, Any]) -> Printed:
    """Return what a table says, without the values of a wrong type."""
    right: dict[str, Any] = {
        name: value
        for name, value in given.items()
        if name in PRINTED and isinstance(value, PRINTED[name].types)
    }
    return Printed(**right)


def _faults(table: Mapping[str, Any]) -> Iterator[KeyFault]:
    yield from table_faults(table, REPORT, ())
    for name, given in _cards(table).items():
        if isinstance(given, dict):
            yield from table_faults(given, PRINTED, ("cards", name))
        else:
            yield KeyFault(("cards", name), f'"{name}" must be a table of its own.')


def _unknown(table: Mapping[str, Any], catalog: Catalog) -> Iterator[KeyFault]:
    """Yield each card that is named and not there."""
    named: list[tuple[KeyPath, str]] = [(("rows",), name) for row in _rows(table) for name in row]
    named += [(("cards", name), name) for name in _cards(table)]
    for path, name in named:
        if name not in catalog.queries:
            yield KeyFault(path, f'there is no card "{name}".', did_you_mean(name, catalog.queries))


def _wrong_options(table: Mapping[str, Any], catalog: Catalog) -> Iterator[KeyFault]:
    """Yield what is wrong with the chart options of each card, as far as it shows without data."""
    for name, given in _cards(table).items():
        options = given.get("chart") if isinstance(given, dict) else None
        if name in catalog.queries and isinstance(options, dict):
            chart = catalog.queries[name].chart
            for wrong in problems({"type": chart.type, **chart.options, **options}):
                yield KeyFault(("cards", name, "chart"), wrong)


def _rows(table: Mapping[str, Any]) -> list[list[str]]:
    rows = table.get("rows", [])
    rows = rows if isinstance(rows, list) else []
    return [[str(name) for name in (row if isinstance(row, list) else [row])] for row in rows]


def _cards(table: Mapping[str, Any]) -> Mapping[str, Any]:
    cards = table.get("cards", {})
    return cards if isinstance(cards, dict) else {}
