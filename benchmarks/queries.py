"""Every shipped query through the product's path, against its SQL alone on the same published table."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard import engine, settings
from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.engine import Limits, Selection
from dashboard.warehouse import Warehouse

_ROWS = 5000


@dataclass(frozen=True)
class Timed:
    """Milliseconds of CPU, the best of some rounds, of a query by name and selection.

    `by_hand` is what a person pastes into the shell: dates set, views laid, the SQL. `bare` is the SQL alone.
    """

    query: str
    selection: str
    product: float
    by_hand: float
    bare: float


def timed(folder: Path, rounds: int, only: str = "") -> Iterator[Timed]:
    """Yield the times of each query for everything, one country and the page's default."""
    warehouse = Warehouse(folder)
    chosen = selections(warehouse)
    shelf = load(Path(settings.get("queries")))
    for name, query in sorted(shelf.queries.items()):
        if only in name:
            for said, selection in chosen.items():
                yield _time(query, said, selection, warehouse, rounds)
    warehouse.close()


def selections(warehouse: Warehouse) -> dict[str, Selection]:
    """Return what is asked: all roles everywhere, all roles of the country with most of them, architects."""
    with warehouse.cursor() as cursor:
        largest = cursor.execute(
            "select country from warehouse.main.applications where country is not null "
            "group by country order by count(*) desc limit 1"
        ).fetchall()[0][0]
    everything = Selection(role_level=())
    return {
        "everything": everything,
        "one country": Selection(role_level=(), country=(largest,)),
        "architects": Selection(),
    }


def _time(query: Query, said: str, selection: Selection, warehouse: Warehouse, rounds: int) -> Timed:
    limits = Limits(_ROWS, 120)
    script = engine.filled_sql(query, warehouse, selection, {})
    with warehouse.cursor() as cursor:
        cursor.execute(script).abort()  # leaves dates and views, which the SQL alone needs
        ways: tuple[Callable[[], object], ...] = (
            lambda: engine.run(query, warehouse, selection, limits=limits),
            lambda: _by_hand(script, warehouse),
            lambda: _rows(cursor, engine.whole_sql(query)),
        )
        rounds_of_each = [[_milliseconds(way) for way in ways] for _ in range(rounds)]
    return Timed(query.name, said, *map(min, zip(*rounds_of_each, strict=True)))


def _by_hand(script: str, warehouse: Warehouse) -> None:
    with warehouse.cursor() as cursor:
        _rows(cursor, script)


def _rows(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    cursor.execute(sql)
    cursor.fetchmany(_ROWS)
    cursor.abort()


def _milliseconds(what: Callable[[], object]) -> float:
    started = time.process_time()
    what()
    return (time.process_time() - started) * 1000
