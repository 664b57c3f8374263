"""Many threads ask while imports are published: every answer is right for its version, memory is flat."""

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl
import polars.selectors as cs
import psutil

from benchmarks import children
from dashboard import engine, sample, settings
from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.engine import Limits, Selection
from dashboard.warehouse import Warehouse

_QUERIES = (
    "_frame/countries",
    "_frame/languages",
    "countries/map",
    "data/capabilities",
    "data/excluded",
    "data/imports",
    "data/unsure_titles",
    "funnel/conversion",
    "funnel/by_milestone",
    "time_to_hire/distribution",
    "time_to_hire/left_out",
    "time_to_hire/summary",
)
_SELECTIONS = (
    Selection(),
    Selection(role_level=()),
    Selection(role_level=(), country=("DE",)),
    Selection(role_level=(), country=("FR", "not-stated"), channel=("inbound", "referral")),
)
_LIMITS = Limits(rows=5_000, seconds=300)
_MB = 2**20
_LAST = 3
"""Questions of each thread after the last publish, so that the newest version is surely asked."""

Asked = tuple[Query, Selection]


@dataclass
class Soaked:
    """What came of it: answers by version, wrong ones in words, and megabytes held over time."""

    answers: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    memory: list[tuple[int, float]] = field(default_factory=list)
    seconds: float = 0

    @property
    def slope(self) -> float:
        """Megabytes that 1,000 queries add, fitted over the second half: every version is open by then."""
        late = self.memory[len(self.memory) // 2 :]
        queries, held = np.array(late).T
        return float(np.polyfit(queries / 1_000, held, 1)[0])

    def __str__(self) -> str:
        done = sum(self.answers.values())
        held = [megabytes for _, megabytes in self.memory]
        return (
            f"{done:,} answers from {len(self.answers)} versions {tuple(self.answers.values())}, "
            f"{len(self.wrong)} wrong, {done / self.seconds:,.0f} a second; "
            f"memory {held[0]:,.0f} MB at first, {max(held):,.0f} at most, {held[-1]:,.0f} at last, "
            f"{self.slope:+.2f} MB for 1,000 queries in the second half"
        )


def soak(folder: Path, threads: int, queries: int, applications: int) -> Soaked:
    """Publish a company, ask `queries` questions in each of `threads`, and publish twice more meanwhile."""
    warehouse, asked, result = folder / "warehouse", list(_asked()), Soaked()
    exports = [_export(folder, applications, seed) for seed in (1, 2, 3)]
    _publish(exports[0], warehouse)
    right = dict([_right_answers(warehouse, asked)])
    reader, asker, total = Warehouse(warehouse), _Asker(asked), threads * queries
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        running = [pool.submit(asker.ask, reader, thread, queries) for thread in range(threads)]
        for number, export in enumerate(exports[1:]):
            _watch(asker, result, until=total * (1 + 3 * number) // 8)
            _publish(export, warehouse)
            right |= dict([_right_answers(warehouse, asked)])
        asker.published.set()
        _watch(asker, result, until=total)
        result.seconds = time.perf_counter() - started
        for each in running:
            each.result()
    reader.close()
    for (version, question, answer), times in asker.heard.items():
        result.answers[version] = result.answers.get(version, 0) + times
        if right[version][question] != answer:
            result.wrong.append(f"{version}: {asked[question][0].name}, {asked[question][1]}")
    return result


class _Asker:
    """Asks questions in turn and counts the answers: kept one by one they would be the memory that grows."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.heard: Counter[tuple[str, int, int]] = Counter()
        self.done = 0
        self.published = threading.Event()
        self._asked = asked
        self._lock = threading.Lock()

    def ask(self, reader: Warehouse, thread: int, queries: int) -> None:
        """Ask so many questions, and on until everything has been published and asked about."""
        for number in self._numbers(queries):
            question = (7 * thread + number) % len(self._asked)
            query, selection = self._asked[question]
            try:
                result = engine.run(query, reader, selection, limits=_LIMITS)
                heard = result.version, question, _digest(result.frame)
            except BaseException:
                with self._lock:
                    self.done += max(0, queries - number)  # so that nobody waits for the rest
                raise
            with self._lock:
                self.heard[heard] += 1
                self.done += 1

    def _numbers(self, queries: int) -> Iterator[int]:
        number = 0
        while number < queries or not self.published.is_set():
            yield number
            number += 1
        yield from range(number, number + _LAST)


def _asked() -> Iterator[Asked]:
    shelf = load(settings.shipped("queries"))
    yield from ((shelf.queries[name], selection) for name, selection in product(_QUERIES, _SELECTIONS))


def _digest(frame: pl.DataFrame) -> int:
    return hash(str(frame.with_columns(cs.float().round(9)).rows()))


def _right_answers(warehouse: Path, asked: Sequence[Asked]) -> tuple[str, list[int]]:
    """Return the newest version and what one thread alone hears of it."""
    reader = Warehouse(warehouse)
    version = reader.version()
    results = [engine.run(query, reader, selection, limits=_LIMITS) for query, selection in asked]
    reader.close()
    assert {result.version for result in results} == {version}
    return version, [_digest(result.frame) for result in results]


def _export(folder: Path, applications: int, seed: int) -> Path:
    export = folder / f"export-{seed}"
    sample.generate(export, applications=applications, seed=seed, layout="greenhouse_harvest_v3")
    return export


def _publish(export: Path, warehouse: Path) -> None:
    """Import another company over the one before, in a process of its own as a user would."""
    command = ["-m", "dashboard.cli", "import", str(export), "--warehouse", str(warehouse)]
    children.run([*command, "--queries", str(export / "no-queries")])


def _watch(asker: _Asker, result: Soaked, until: int) -> None:
    process = psutil.Process()
    while asker.done < until:
        result.memory.append((asker.done, process.memory_info().rss / _MB))
        time.sleep(0.2)


def main(argv: Sequence[str]) -> int:
    """Soak and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks soak", description=__doc__)
    parser.add_argument("--threads", type=int, default=16, help="default: %(default)s")
    parser.add_argument("--queries", type=int, default=5_000, help="of each thread (default: %(default)s)")
    parser.add_argument(
        "--applications", type=int, default=3_000, help="of the company (default: %(default)s)"
    )
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        result = soak(Path(folder), args.threads, args.queries, args.applications)
    print(result)
    for wrong in result.wrong[:20]:
        print(wrong, file=sys.stderr)
    return 1 if result.wrong else 0
