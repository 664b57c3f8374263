"""Lists that are written into every row of a file, taken once: jobs beside applications, or applications
beside the events of their history.
"""

from collections.abc import Iterable

import polars as pl

from dashboard.ingest.feeds import FEEDS


class Same:
    """Lets each combination of values through once, whatever batch it is in."""

    def __init__(self, headers: Iterable[str]) -> None:
        self._headers = sorted(headers)
        self._seen = pl.Series(dtype=pl.UInt64)

    def __call__(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of a batch that no row before them is like."""
        if not self._headers:
            return batch
        said = batch.select(self._headers).hash_rows()
        new = said.is_first_distinct() & ~said.is_in(self._seen.implode())
        self._seen = pl.concat([self._seen, said.filter(new)])
        return batch.filter(new)


class Earliest:
    """Keeps for each key of a feed the row with the earliest time, until the file has been read."""

    def __init__(self, feed: str, time: str) -> None:
        self._key, self._time = list(FEEDS[feed].key), time
        self._rows: pl.DataFrame = FEEDS[feed].schema.create_empty()

    def add(self, rows: pl.DataFrame) -> None:
        """Take the rows of a batch."""
        order = pl.concat([self._rows, rows]).sort(self._time, maintain_order=True)
        self._rows = order.unique(self._key, keep="first", maintain_order=True)

    def rows(self) -> pl.DataFrame:
        """Return what was kept, in file order."""
        return self._rows.sort("file", "line")
