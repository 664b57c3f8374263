"""`python -m benchmarks.bare EXPORT DATABASE`: DuckDB's read_csv of every file of an export into a table."""

import sys
from pathlib import Path

import duckdb


def load(export: Path, database: Path) -> None:
    """Read the CSV files into tables of their names, with DuckDB's own guesses."""
    with duckdb.connect(str(database)) as connection:
        for file in sorted(export.glob("*.csv")):
            table = f'create table "{file.stem}" as from read_csv($file)'
            connection.execute(table, {"file": str(file)}).complete()


if __name__ == "__main__":
    load(Path(sys.argv[1]), Path(sys.argv[2]))
