"""The whole import, as a user runs it, against DuckDB's bare reading of the same files."""

import shutil
from pathlib import Path

from benchmarks import children
from benchmarks.children import Cost


def bare(export: Path, scratch: Path, rounds: int) -> Cost:
    """Return what DuckDB's read_csv of the files into tables costs, at best."""
    costs = []
    for _ in range(rounds):
        database = scratch / "bare.duckdb"
        database.unlink(missing_ok=True)
        costs.append(children.run(["-m", "benchmarks.bare", str(export), str(database)]))
        database.unlink()
    return children.best(costs)


def whole(export: Path, warehouse: Path, rounds: int) -> Cost:
    """Return what `hiring import` costs, at best; the last warehouse stays."""
    costs = []
    for _ in range(rounds):
        shutil.rmtree(warehouse, ignore_errors=True)
        command = ["-m", "dashboard.cli", "import", str(export), "--warehouse", str(warehouse)]
        costs.append(children.run(command))
    return children.best(costs)
