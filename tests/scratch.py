"""Wide tables with invented rows, and a query file run on them: where every proof of a statistic starts."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dashboard.catalog import load, targets
from dashboard.charts import Reader, with_texts

ROOT = Path(__file__).parents[1]
QUERIES = load(ROOT / "queries").queries
ENGLISH = Reader.of("en")
TABLES: dict[str, Any] = tomllib.loads((ROOT / "dashboard/warehouse/columns.toml").read_text())
PERIOD = {"since": date(2025, 1, 1), "until": date(2026, 1, 1), "as_of": date(2026, 1, 1)}
COMPARED = {"compare_since": date(2024, 1, 1), "compare_until": date(2025, 1, 1)}


DATABASE = duckdb.connect()
DATABASE.execute((ROOT / "dashboard/warehouse/sql/macros.sql").read_text()).complete()


class Scratch:
    """Temporary tables on a cursor of their own. Columns that a test does not give are null."""

    def __init__(self, **frames: pl.DataFrame) -> None:
        self.con = DATABASE.cursor()
        self.con.execute(targets.VIEW).complete()
        for table in TABLES:
            self.put(table, frames.get(table, pl.DataFrame()))

    def put(self, table: str, given: pl.DataFrame) -> None:
        """Make the table hold these rows, with the column types of the published warehouse."""
        columns = _columns(table)
        unknown = set(given.columns) - set(columns)
        assert not unknown, f"{table} has no column {sorted(unknown)}"
        for name in given.columns:
            columns[name] = self._type(table, name, columns[name], given[name])
        self.con.execute(f"drop table if exists {table}").complete()
        typed = ", ".join(f"{name} {'varchar' if kind == 'enum' else kind}" for name, kind in columns.items())
        self.con.execute(f"create temp table {table} ({typed})").complete()
        if given.height:
            self.con.register("given", given)
            self.con.execute(f"insert into {table} by name select * from given").complete()
            self.con.unregister("given")

    def run(self, name: str, **params: Any) -> pl.DataFrame:
        """Return the result of queries/<name>.sql, under the header's defaults and these parameters.

        Columns of sentences are what people read.
        """
        query = QUERIES[name]
        declared = [param for each in (*query.reads, query) for param in each.params]
        bound = (
            {param.name: param.default for param in declared} | PERIOD | COMPARED | {"minimum_n": 5} | params
        )
        used = {key: value for key, value in bound.items() if key in query.uses}
        reads = ", ".join(f'"{each.name}" as ({each.sql})' for each in query.reads)
        sql = f"with {reads} select * from ({query.sql})" if reads else query.sql
        frame = self.con.sql(sql, params=used).pl()
        said = with_texts(frame, query.columns, ENGLISH)
        return frame.with_columns(said.select(pl.col(r"^(note|sentence|standing|verdict)$")))

    def _type(self, table: str, name: str, kind: str, values: pl.Series) -> str:
        terms = values.cast(pl.String).drop_nulls().unique().sort().to_list()
        if kind != "enum" or not terms:
            return kind
        quoted = ", ".join(f"'{term}'" for term in terms)
        return f"enum ({quoted})"


def _columns(table: str) -> dict[str, str]:
    about = TABLES[table]
    inherited = _columns(about["like"]) if "like" in about else {}
    return inherited | {name: kind for name, (kind, _) in about["columns"].items()}


def header(sql: str) -> dict[str, Any]:
    """Return the TOML header of a query file."""
    _, block, *_ = sql.split("-- ///")
    lines = block.splitlines()[1:]
    return tomllib.loads("\n".join(line.removeprefix("--").removeprefix(" ") for line in lines))
