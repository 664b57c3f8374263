"""The rows of each feed on disk while an import runs, and what became of the rows of each file."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.findings import Doubt, Findings, Place

_TWICE: Final = Doubt("Same key twice", "set aside", "The last row with the key counts. Nothing to do.")


@dataclass
class FileCount:
    """What became of one file for one feed."""

    layout: str
    place: Place
    bytes: int
    sha256: str
    rows_read: int = 0
    rows_set_aside: int = 0
    rows_skipped: int = 0
    """Rows that hold headers or totals."""


class Feeds:
    """Checked rows of each feed in file order, and the findings about them. A file is known by its number."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self._folder, self.findings = folder, findings
        self._parts: dict[str, int] = defaultdict(int)
        self._replaced: dict[str, pl.Series] = {}
        self.counts: dict[tuple[int, str], FileCount] = {}
        self.deleted: dict[str, set[str]] = defaultdict(set)
        """Keys that the source system says it has deleted, by feed."""
        self.refused: list[pl.DataFrame] = []
        """Applications whose rows were set aside, and their candidates: other lists may name them too."""

    def write(self, feed: str, rows: pl.DataFrame) -> None:
        """Add rows to a feed."""
        if rows.height:
            folder = self._folder / feed
            folder.mkdir(parents=True, exist_ok=True)
            rows.write_ipc(folder / f"{self._parts[feed]:06}.arrow")
            self._parts[feed] += 1

    def scan(self, feed: str) -> pl.LazyFrame:
        """Return the rows of a feed, without those that `drop_duplicates` found."""
        if not self._parts[feed]:
            return FEEDS[feed].schema.create_empty().lazy()
        rows = pl.scan_ipc(self._folder / feed / "*.arrow")
        if feed not in self._replaced:
            return rows
        stays = ~pl.col("row").is_in(self._replaced[feed].implode())
        return rows.with_row_index("row").filter(stays).drop("row")

    def rewrite(self, feed: str, rewritten: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
        """Replace the rows of a feed, part by part; before `drop_duplicates`, which counts them."""
        left = 0
        for part in sorted((self._folder / feed).glob("*.arrow")):
            rows = rewritten(pl.read_ipc(part.read_bytes()))
            if rows.height:
                rows.write_ipc(part)
                left += 1
            else:
                part.unlink()
        if not left:
            self._parts[feed] = 0

    def has(self, feed: str) -> bool:
        """Whether any row was kept for a feed."""
        return bool(self._parts[feed])

    def drop_duplicates(self, feed: str) -> None:
        """Set aside each row whose key a later row has."""
        key = FEEDS[feed].key
        if not (key and self.has(feed)):
            return
        rows = self.scan(feed).select("file", "line", *key).with_row_index("row").collect()
        hashes = rows.select(key).hash_rows()
        if hashes.n_unique() == rows.height:  # the usual case, told without comparing text
            return
        earlier = rows.filter(hashes.is_duplicated()).filter(~pl.struct(key).is_last_distinct())
        if earlier.height:
            self._replaced[feed] = earlier["row"]
            self.set_aside(feed, earlier, _TWICE)

    def set_aside(self, feed: str, rows: pl.DataFrame, doubt: Doubt) -> None:
        """Note rows (file, line and the feed's key) that do not count after all."""
        for number, lines in rows.group_by("file").agg(pl.col("line").n_unique()).iter_rows():
            self.counts[number, feed].rows_set_aside += lines
        self.note(feed, rows.select("file", "line", pl.col(FEEDS[feed].label).alias("key")), doubt)

    def note(self, feed: str, rows: pl.DataFrame, doubt: Doubt) -> None:
        """Add a doubt for each row, each with its file and line; see `Findings.add_rows`."""
        for part in rows.partition_by("file", maintain_order=True):
            self.findings.add_rows(self._place(part["file"][0], feed), part.drop("file"), doubt)

    def _place(self, number: int, feed: str) -> Place:
        """Return a file as a place; rows of one feed may stand in for rows of another."""
        shown = next(count.place.file for (file, _), count in self.counts.items() if file == number)
        return Place(feed, shown)
