"""`hiring alert`: what the queries' `[[alerts]]` have to tell, for cron. Never quiet about a failure."""

import argparse
from collections.abc import Sequence

from dashboard import catalog, engine, warehouse
from dashboard.catalog.model import Catalog, Query
from dashboard.cli.asking import selection_of, shelf_in
from dashboard.cli.scoping import scope_named
from dashboard.cli.terminal import FAILED, FIRED, OK, USAGE, narrate
from dashboard.engine import Selection
from dashboard.engine.alerts import Firing, Memory, firing
from dashboard.warehouse import Warehouse


def alert_command(args: argparse.Namespace) -> int:
    """Print the alerts that fire: exit 4 when one does, 1 when a query could not be answered."""
    shelf = shelf_in(args.queries)
    if shelf is None or (queries := _wanted(shelf, args.name)) is None:
        return USAGE
    source = Warehouse(args.warehouse, scope_named(args.scope))
    try:
        memory = Memory(args.warehouse / "alerts.json")
        told, whole = _ask(queries, source, selection_of(args, source), memory)
        for each in told:
            print(each)
        memory.save()
    except warehouse.NoWarehouse as nothing:
        narrate(str(nothing))
        return FAILED
    except (OSError, ValueError) as damage:
        narrate(f"{args.warehouse / 'alerts.json'} remembers the last run and cannot be used: {damage}.")
        return FAILED
    finally:
        source.close()
    narrate(_sum(len(told), sum(len(query.alerts) for query in queries)))
    return FAILED if not whole else FIRED if told else OK


def _sum(fired: int, alerts: int) -> str:
    if alerts == 1:
        return "The one alert fired." if fired else "The one alert did not fire."
    return f"{fired or 'None'} of {alerts} alerts fired."


def _wanted(shelf: Catalog, names: Sequence[str]) -> list[Query] | None:
    """Return the queries named, else all that have alerts; None, and a sentence told, for an unknown name."""
    unknown = [name for name in names if name not in shelf.queries]
    for name in unknown:
        narrate(catalog.unknown_query(name, shelf))
    if unknown:
        return None
    return [query for query in shelf.queries.values() if query.alerts and (not names or query.name in names)]


def _ask(
    queries: Sequence[Query], source: Warehouse, selection: Selection, memory: Memory
) -> tuple[list[Firing], bool]:
    """Return what there is to tell, and whether every query could be answered."""
    told: list[Firing] = []
    whole = True
    for query in queries:
        try:
            if lacking := engine.lacking(query, source):
                narrate(f"{query.name}: {lacking}")
                whole = False
            else:
                told += memory.news(query, selection, firing(query, source, selection), source.scope)
        except engine.QueryError as error:
            narrate(str(error))
            whole = False
    return told, whole
