"""What an analyst waits for: the check of a file, typed SQL against the same in-process, a page of cards."""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.promises import Promise
from dashboard import catalog, engine, settings
from dashboard.catalog.model import Catalog, Query
from dashboard.catalog.reading import read_query
from dashboard.engine import Limits, Selection
from dashboard.engine.adhoc import AdHoc
from dashboard.engine.adhoc import Limits as AdHocLimits
from dashboard.warehouse import Warehouse

_TYPED = "select country, count(*) as applications from applications group by country order by country"
_EVERYTHING = Selection(role_level=())
_LIMITS = Limits(5_000, 120)
_CARDS = 8


def measured(folder: Path, rounds: int) -> Iterator[Promise]:
    """Yield what was promised about an analyst's waiting, measured on a published warehouse."""
    warehouse = Warehouse(folder)
    shelf = catalog.load(settings.shipped("queries"))
    yield Promise("check: CPU of a file", _check(shelf, warehouse, rounds), 10, "ms")
    yield Promise("typed SQL: over in-process, median", _overhead(warehouse, 10 * rounds), 60, "ms")
    cards = [shelf.queries[name] for row in shelf.pages[0].rows for name in row][:_CARDS]
    own, one_by_one, together = _page(cards, warehouse, rounds)
    yield Promise(f"page of {_CARDS} cards: one after another, to its queries' own", one_by_one / own, 1.5)
    yield Promise(f"page of {_CARDS} cards: two at a time, to one after another", together / one_by_one, 1)
    warehouse.close()


def _check(shelf: Catalog, warehouse: Warehouse, rounds: int) -> float:
    """Return the milliseconds of reading and checking one file, at best."""

    def check() -> None:
        for query in shelf.queries.values():
            read_query(query.name, query.path, query.path.read_text("utf-8"))
        with warehouse.cursor() as cursor:
            assert catalog.check(shelf, cursor) == ()

    return min(_milliseconds(check, time.process_time) for _ in range(rounds)) / len(shelf.queries)


def _overhead(warehouse: Warehouse, times: int) -> float:
    """Return by how many milliseconds typed SQL in its process is slower, in the middle of some pairs."""
    published = warehouse.published()
    database = warehouse.database(published.version)
    query = read_query("typed/sql", Path("typed.sql"), _TYPED)
    adhoc = AdHoc(AdHocLimits(), warm=2)
    overheads = []
    for _ in range(times):
        time.sleep(1.5)  # as between two questions of a person: workers start meanwhile
        here = _milliseconds(lambda: engine.run(query, warehouse, _EVERYTHING, limits=_LIMITS))
        apart = _milliseconds(lambda: adhoc.run(_TYPED, database, published, _EVERYTHING))
        overheads.append(apart - here)
    adhoc.close()
    return statistics.median(overheads)


def _page(cards: Sequence[Query], warehouse: Warehouse, rounds: int) -> tuple[float, float, float]:
    """Return what the queries of a page say they took, and what they took in turn and two at a time."""

    def run(query: Query) -> float:
        return engine.run(query, warehouse, Selection(), limits=_LIMITS).seconds * 1_000

    def in_turn() -> None:
        own.append(sum(map(run, cards)))

    def together() -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(run, cards))

    own: list[float] = []
    pairs = [(_milliseconds(in_turn), _milliseconds(together)) for _ in range(rounds)]
    return min(own), *(min(times) for times in zip(*pairs, strict=True))  # type: ignore[return-value]


def _milliseconds(what: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    what()
    return (clock() - started) * 1_000


def main(argv: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks analysts", description=__doc__)
    parser.add_argument("warehouse", type=Path, help="folder of a published warehouse")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts (default: 3)")
    args = parser.parse_args(argv)
    for promise in measured(args.warehouse, args.rounds):
        verdict = "holds" if promise.holds else "MISSED"
        print(
            f"{promise.what:<66}{promise.measured:>9.2f} of {promise.most:>6.2f} {promise.unit:<3}{verdict}"
        )
        sys.stdout.flush()
    return 0
