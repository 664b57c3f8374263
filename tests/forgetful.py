"""A company whose warehouse forgets people, for the tests of `hiring forget`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from ingest.exports import Row, write_export
from support import published_rows

from dashboard import forgetting
from dashboard.importing import Imported, import_exports


class Company:
    """A warehouse of an export, and what its files hold."""

    def __init__(self, folder: Path, export: Mapping[str, Sequence[Row]]) -> None:
        self.export, self.folder = write_export(folder / "export", export), folder / "warehouse"
        self.bring()

    def bring(self, export: Path | None = None, **options: Any) -> Imported:
        return import_exports([export or self.export], self.folder, **{"account": "main", **options})

    def forget(self, *keys: str, **options: Any) -> str:
        return forgetting.forget(keys, self.folder, **{"account": "main", **options})

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return published_rows(self.folder, sql)

    def applications(self) -> list[str]:
        return [key for (key,) in self.rows("select application_id from applications order by 1")]

    def versions(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "versions").iterdir())

    def texts(self) -> Iterator[str]:
        """Every text of every table of every version, and every other file as it is."""
        for path in self.folder.rglob("*"):
            if path.suffix == ".parquet":
                yield from _texts(pl.read_parquet(path))
            elif path.suffix == ".duckdb":
                with duckdb.connect(str(path), read_only=True) as database:
                    for (table,) in database.execute("select table_name from duckdb_tables()").fetchall():
                        yield from _texts(database.sql(f"from {table}").pl())
            elif path.is_file() and path.name != "candidate.secret":
                yield path.read_text("utf-8")


def _texts(frame: pl.DataFrame) -> Iterator[str]:
    for column in frame.iter_columns():
        yield from column.cast(pl.String).drop_nulls().unique()
