"""What the product promises of its speed and size, each held against what was measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.children import Cost
from benchmarks.queries import Timed

GB: Final = 10**9
_MILLION: Final = 1_000_000
_ORDER_OF: Final = {"everything": 50, "one country": 20}
"""Milliseconds of CPU at a million applications that a query is to be in the order of."""


@dataclass(frozen=True)
class Measured:
    """One export of one size: its rows and bytes, and what everything with it cost."""

    data: str
    applications: int
    rows: dict[str, int]
    bare: Cost
    whole: Cost
    queries: Sequence[Timed]


@dataclass(frozen=True)
class Promise:
    """A measured value and the most that it may be."""

    what: str
    measured: float
    most: float
    unit: str = "x"

    @property
    def holds(self) -> bool:
        return self.measured <= self.most


def promises(run: Measured) -> Iterator[Promise]:
    """Yield the promises about one export."""
    size = run.applications / _MILLION
    yield Promise(
        "import: CPU until published, against bare read_csv", _until_published(run) / run.bare.cpu, 6
    )
    yield Promise(
        "import: CPU with the queries' checks, against bare read_csv", run.whole.cpu / run.bare.cpu, 6
    )
    yield Promise("import: memory", run.whole.memory / GB, 12 if size > 1 else 3, "GB")
    product, by_hand = sum(each.product for each in run.queries), sum(each.by_hand for each in run.queries)
    yield Promise("queries: CPU of all against the same by hand", product / by_hand, 1.5)
    worst = max(run.queries, key=lambda each: each.product / each.by_hand)
    yield Promise(f"queries: worst, {worst.query}, {worst.selection}", worst.product / worst.by_hand, 1.5)
    for selection, order in _ORDER_OF.items():
        times = sorted(each.product for each in run.queries if each.selection == selection)
        if times:
            most = order * max(1.0, 11 / 10 * size)
            yield Promise(f"queries: median, {selection}", times[len(times) // 2], most, "ms")
            yield Promise(f"queries: slowest, {selection}", times[-1], 8 * most, "ms")


def _until_published(run: Measured) -> float:
    """Return the CPU seconds of an import but for the checks of the queries, which follow it."""
    after = [seconds for told, seconds in run.whole.steps.items() if told.startswith("Published ")]
    return run.whole.cpu - sum(after)


def growth(smaller: Measured, larger: Measured) -> Iterator[Promise]:
    """Yield how costs grow from one size to another: ten times the rows, at most eleven times the cost."""
    most = 1.1 * larger.applications / smaller.applications
    yield Promise("growth: import CPU", larger.whole.cpu / smaller.whole.cpu, most)
    for selection in dict.fromkeys(each.selection for each in smaller.queries):
        before, after = (
            sum(each.product for each in run.queries if each.selection == selection)
            for run in (smaller, larger)
        )
        yield Promise(f"growth: CPU of all queries, {selection}", after / before, most)
