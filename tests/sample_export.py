"""An export read back with plain Polars: every cell as text."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboard import sample


@dataclass(frozen=True)
class Export:
    """The tables of an export, and what the generator says of them."""

    tables: dict[str, pl.DataFrame]
    written: sample.Written

    def __getitem__(self, table: str) -> pl.DataFrame:
        return self.tables[table]

    @property
    def flaws(self) -> dict[str, int]:
        return dict(self.written.flaws)


def read(folder: Path) -> dict[str, pl.DataFrame]:
    return {path.stem: pl.read_csv(path, infer_schema=False) for path in sorted(folder.glob("*.csv"))}
