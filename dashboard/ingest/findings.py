"""Every row that was not kept and every doubt about one that was, collected during an import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import polars as pl

from dashboard.ingest.tables import Findings as FindingsTable

Action = Literal["set aside", "kept", "skipped", "refused"]
_BUFFERED_ROWS: Final = 200_000
_DOUBT_SCHEMA: Final = {
    "rule": pl.String,
    "action": pl.String,
    "advice": pl.String,
    "line": pl.Int64,
    "key": pl.String,
    "column": pl.String,
    "value": pl.String,
}


class Refused(Exception):
    """A file that cannot be read as an export: one sentence why, one what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason, self.advice = reason, advice


@dataclass(frozen=True)
class Doubt:
    """One doubt about a row or a file. From a reader, `set aside` and `skipped` stand for one row each."""

    rule: str
    action: Action
    advice: str
    line: int | None = None
    key: str | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a doubt belongs: a canonical table or look-up list, and a file."""

    table: str | None = None
    file: str | None = None


class Findings:
    """Collects findings in bounded memory: what does not fit is kept in files of `folder`."""

    def __init__(self, account: str, folder: Path) -> None:
        self._account, self._folder = account, folder
        self._buffer: list[pl.DataFrame] = []
        self._parts = 0
        self.refusals: list[str] = []
        """A sentence for each file that was not read."""
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, place: Place, doubts: Sequence[Doubt]) -> None:
        """Add single doubts."""
        self.refusals += [f"{place.file}: {d.rule} {d.advice}" for d in doubts if d.action == "refused"]
        self._keep(place, pl.DataFrame([vars(doubt) for doubt in doubts], schema=_DOUBT_SCHEMA))

    def add_rows(self, place: Place, rows: pl.DataFrame, doubt: Doubt) -> None:
        """Add a doubt for each row; what a row says (line, key, value, advice) goes before the doubt's."""
        same = {name: value for name, value in vars(doubt).items() if name not in rows.columns}
        self._keep(
            place,
            rows.with_columns(pl.lit(value, _DOUBT_SCHEMA[name]).alias(name) for name, value in same.items()),
        )

    def write(self, path: Path, said: Callable[[pl.LazyFrame], pl.LazyFrame]) -> int:
        """Write all findings, as `said` lets them say it, to one Parquet file and return their number."""
        self._keep(Place(), pl.DataFrame(schema=_DOUBT_SCHEMA))
        self._flush()
        everything = said(pl.scan_parquet(self._folder / "*.parquet"))
        everything.sink_parquet(path, compression="lz4")
        return int(everything.select(pl.len()).collect().item())

    def _keep(self, place: Place, doubts: pl.DataFrame) -> None:
        owner = {"account": self._account, "table_name": place.table, "file": place.file}
        full = doubts.rename({"column": "column_name"}).with_columns(
            pl.lit(value, pl.String).alias(name) for name, value in owner.items()
        )
        self._buffer.append(FindingsTable.cast(full))
        if sum(part.height for part in self._buffer) > _BUFFERED_ROWS:
            self._flush()

    def _flush(self) -> None:
        pl.concat(self._buffer).write_parquet(self._folder / f"{self._parts:06}.parquet")
        self._buffer, self._parts = [], self._parts + 1
