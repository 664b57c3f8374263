"""Commands that answer a question with rows: query, for a query file, and sql, for a typed SELECT."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from dashboard import catalog, charts, engine, warehouse
from dashboard.catalog.model import Catalog
from dashboard.cli.output import write_frame
from dashboard.cli.scoping import scope_named
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate
from dashboard.engine import Result, Selection
from dashboard.engine.adhoc import AdHoc, AdHocError, Limits
from dashboard.warehouse import Warehouse


def query_command(args: argparse.Namespace) -> int:
    """Run one query file for a selection and print its rows."""
    shelf = shelf_in(args.queries)
    if shelf is None or args.name not in shelf.queries:
        if shelf is not None:
            narrate(catalog.unknown_query(args.name, shelf))
        return USAGE
    query, source = shelf.queries[args.name], Warehouse(args.warehouse, scope_named(args.scope))
    try:
        if lacking := engine.lacking(query, source):
            narrate(lacking)
            return FAILED
        result = engine.run(query, source, selection_of(args, source), dict(args.param))
        said = charts.with_texts(result.frame, query.columns, charts.Reader.of("en"))
        print_result(replace(result, frame=said), args.format)
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
