"""Commands that answer with rows: query, for a query file; findings, for one of them; sql, for a SELECT."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from dashboard import catalog, charts, engine, warehouse
from dashboard.catalog.model import Catalog, Query
from dashboard.catalog.nearest import did_you_mean
from dashboard.cli.output import write_frame
from dashboard.cli.scoping import scope_named
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate
from dashboard.engine import Result, Selection
from dashboard.engine.adhoc import AdHoc, AdHocError, Limits
from dashboard.warehouse import Warehouse

_FINDINGS: Final = "data/finding_rows"
_ALL_ROWS: Final = 2**31
"""More than any import can find: a list of what was not kept is not cut short."""


Ask = Callable[[Query, Warehouse], Result]


def query_command(args: argparse.Namespace) -> int:
    """Run one query file for a selection and print its rows."""

    def ask(query: Query, source: Warehouse) -> Result:
        return engine.run(query, source, selection_of(args, source), dict(args.param))

    return _answer(args, args.name, ask)


def findings_command(args: argparse.Namespace) -> int:
    """Print every doubt about the imported data: file, line, rule, value, what was done and what to do."""
    limits = replace(engine.Limits.from_settings(), rows=_ALL_ROWS)
    chosen = {"rule": args.rule, "table_name": args.table}

    def ask(query: Query, source: Warehouse) -> Result:
        for name, value in chosen.items():
            _note_unknown(name, value, query, source)
        return engine.run(query, source, Selection(), chosen, limits=limits)

    return _answer(args, _FINDINGS, ask)


def _note_unknown(name: str, value: str | None, query: Query, source: Warehouse) -> None:
    """Tell that nothing was found under a name, with the nearest that there is."""
    param = next(each for each in query.params if each.name == name)
    known = engine.options(query, param, source, Selection(), {}) if value else []
    if value and value not in known:
        narrate(f'No finding has {name} "{value}". {did_you_mean(value, known)}'.strip())


def _answer(args: argparse.Namespace, name: str, ask: Ask) -> int:
    """Print what a query file answers when it is asked, or say why it can't."""
    shelf = shelf_in(args.queries)
    if shelf is None or name not in shelf.queries:
        if shelf is not None:
            narrate(catalog.unknown_query(name, shelf))
        return USAGE
    query, source = shelf.queries[name], Warehouse(args.warehouse, scope_named(args.scope))
    try:
        if lacking := engine.lacking(query, source):
            narrate(lacking)
            return FAILED
        result = ask(query, source)
        reader = charts.Reader.of("en")
        said = charts.with_texts(result.frame, query.columns, reader)
        print_result(replace(result, frame=said), args.format)
        if withheld := engine.withheld(query, result, reader):
            narrate(withheld)
    except (engine.QueryError, warehouse.NoWarehouse) as problem:
        narrate(str(problem))
        return FAILED
    finally:
        source.close()
    return OK


def sql_command(args: argparse.Namespace) -> int:
    """Run one typed SELECT, in a process that can do nothing but read, and print its rows."""
    source = Warehouse(args.warehouse, scope_named(args.scope))
    adhoc = AdHoc(Limits.from_settings(), warm=0)
    sql = sys.stdin.read() if args.sql == "-" else args.sql
    try:
        published = source.published()
        database = source.database(published.version)
        selection = selection_of(args, source)
        print_result(adhoc.run(sql, database, published, selection, scope=source.scope), args.format)
    except (AdHocError, warehouse.NoWarehouse) as refusal:
        narrate(str(refusal))
        return FAILED
    finally:
        adhoc.close()
        source.close()
    return OK


def shelf_in(folder: Path) -> Catalog | None:
    """Return the catalog of a queries folder; None, and a sentence told, where there is no such folder."""
    if folder.is_dir():
        return catalog.load(folder)
    narrate(f"There is no folder {folder}. Name the folder of the pages with --queries.")
    return None


def selection_of(args: argparse.Namespace, source: Warehouse) -> Selection:
    """Return what the filter options ask for, and tell which of their values the data lacks."""
    said = source.published()
    everything = engine.selected(Selection(), engine.Period("everything"), said.as_of, said.first_date)
    given = {name: getattr(args, name) or [] for name in engine.DIMENSIONS}
    known = engine.choices(source, everything) if any(given.values()) else {}
    asked = engine.from_query(given, known, as_of=said.as_of, first_day=said.first_date)
    for problem in asked.problems:
        narrate(problem)
    return replace(
        asked.selection,
        since=args.since,
        until=args.until,
        as_of=args.as_of,
        compare_since=None,
        compare_until=None,
    )


def print_result(result: Result, form: str) -> None:
    """Print the rows, and say when there are more."""
    if result.truncated:
        narrate(f"Only the first {result.row_limit:,} rows; there are more (setting HIRING_ROW_LIMIT).")
    write_frame(result.frame, form)
