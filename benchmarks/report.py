"""What was measured, to read."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.promises import GB, Measured, Promise, growth, promises
from benchmarks.stages import by_stage


def report(runs: Sequence[Measured]) -> str:
    """Return tables of everything that was measured, the promises last."""
    parts = [line for run in runs for line in (*_import(run), "", *_queries(run), "")]
    return "\n".join([*parts, *(line for run in runs for line in _kept(run, promises(run))), *_grown(runs)])


def _import(run: Measured) -> Iterator[str]:
    rows = run.rows
    yield (
        f"{run.data}: {rows['applications']:,} applications, {rows['history']:,} rows of history, "
        f"{rows['bytes'] / GB:.2f} GB of CSV"
    )
    for name, cost in (("bare read_csv", run.bare), ("hiring import", run.whole)):
        yield f"  {name:<60}{cost.cpu:>9.2f} s CPU {cost.wall:>9.2f} s {cost.memory / GB:>7.2f} GB"
    for stage, seconds in by_stage(run.whole.steps).items():
        yield f"    {stage:<58}{seconds:>9.2f} s CPU"


def _queries(run: Measured) -> Iterator[str]:
    yield "  CPU in milliseconds"
    yield f"  {'query':<44}{'selection':<14}{'product':>10}{'by hand':>10}{'ratio':>8}{'SQL alone':>11}"
    for each in sorted(run.queries, key=lambda each: -each.product):
        ratio = each.product / each.by_hand
        yield (
            f"  {each.query:<44}{each.selection:<14}"
            f"{each.product:>10.1f}{each.by_hand:>10.1f}{ratio:>8.2f}{each.bare:>11.1f}"
        )


def _grown(runs: Sequence[Measured]) -> Iterator[str]:
    for smaller in runs:
        for larger in runs:
            if larger.data == smaller.data and larger.applications > smaller.applications:
                yield from _kept(larger, growth(smaller, larger))


def _kept(run: Measured, given: Iterable[Promise]) -> Iterator[str]:
    for each in given:
        verdict = "holds" if each.holds else "MISSED"
        name = f"{run.data} {run.applications:,}"
        yield f"{name:<20}{each.what:<66}{each.measured:>9.2f} of {each.most:>8.2f} {each.unit:<3}{verdict}"
