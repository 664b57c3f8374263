"""Files that grow chunk by chunk: CSV, JSON arrays, Parquet."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Protocol, Self

import polars as pl
import pyarrow.parquet as pq


class _File(Protocol):
    def append(self, frame: pl.DataFrame) -> None: ...
    def close(self) -> None: ...


class _Csv:
    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.with_suffix(".csv").open("wb")
        self._header = True

    def append(self, frame: pl.DataFrame) -> None:
        frame.write_csv(self._file, include_header=self._header)
        self._header = False

    def close(self) -> None:
        self._file.close()


class _Json:
    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.with_suffix(".json").open("wb")
        self._between = b"["

    def append(self, frame: pl.DataFrame) -> None:
        rows = frame.write_json().encode()[1:-1]
        if rows:
            self._file.write(self._between + rows)
            self._between = b","

    def close(self) -> None:
        self._file.write(b"]" if self._between == b"," else b"[]")
        self._file.close()


class _Parquet:
    def __init__(self, path: Path) -> None:
        self._path = path.with_suffix(".parquet")
        self._writer: Any = None

    def append(self, frame: pl.DataFrame) -> None:
        table = frame.to_arrow()
        self._writer = self._writer or pq.ParquetWriter(self._path, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer:
            self._writer.close()


_KINDS: Final[Mapping[str, type[_Csv] | type[_Json] | type[_Parquet]]] = {
    "csv": _Csv,
    "json": _Json,
    "parquet": _Parquet,
}
FORMATS: Final = tuple(_KINDS)


class Folder:
    """An export in the making: tables by name, each a file that is appended to."""

    def __init__(self, directory: Path, kind: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.kind = kind
        self._directory = directory
        self._files: dict[str, _File] = {}
        self.rows: dict[str, int] = {}

    def append_all(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Add rows to tables, each under its name."""
        for name, frame in tables.items():
            self.append(name, frame)

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows to a table."""
        if table not in self._files:
            self._files[table] = _KINDS[self.kind](self._directory / table)
        self._files[table].append(frame)
        self.rows[table] = self.rows.get(table, 0) + frame.height

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()
