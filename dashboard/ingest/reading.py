"""One recognised file into the feeds that it fills, batch by batch, every row accounted for."""

import hashlib
from datetime import datetime

import polars as pl

from dashboard.ingest.files import Batch
from dashboard.ingest.findings import Doubt, Place, Refused
from dashboard.ingest.parsing import read_times, trimmed
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.recognise import Recognised
from dashboard.ingest.rows import FeedRows
from dashboard.ingest.store import Feeds, FileCount


def read_file(known: Recognised, number: int, feeds: Feeds, hashed: KeyedHash) -> datetime | None:
    """Write the rows of a file to its feeds and return when the export says that it was taken, if it does."""
    columns = known.table.columns
    takers = [FeedRows(mapped, columns, number, hashed) for mapped in known.kind.feeds]
    digest = _sha256(known)
    for taker in takers:
        place = Place(taker.feed, known.shown)
        count = FileCount(known.layout.name, place, known.path.stat().st_size, digest)
        feeds.counts[number, taker.feed] = count
    stamps = [name for name in known.layout.snapshot if name in columns]
    wanted = sorted(set(stamps).union(*(taker.headers for taker in takers)))
    taken: list[datetime] = []
    try:
        for batch in known.table.batches(wanted):
            feeds.findings.add(Place(takers[0].feed, known.shown), batch.doubts)
            for taker in takers:
                _take(batch, taker, feeds.counts[number, taker.feed], feeds)
            taken += _latest(batch.frame, stamps)
    except Refused as refusal:
        feeds.findings.add(Place(file=known.shown), [Doubt(refusal.reason, "refused", refusal.advice)])
    for taker in takers:
        _keep(taker.held(), taker, feeds.counts[number, taker.feed], feeds)
        feeds.findings.add(Place(taker.feed, known.shown), taker.doubts())
    return max(taken, default=None)


def _take(batch: Batch, taker: FeedRows, count: FileCount, feeds: Feeds) -> None:
    frame, unreadable = taker.rows_in(batch.frame), batch.rows - batch.frame.height
    rows, set_aside = taker.take(frame, count.place, feeds.findings)
    count.rows_read += set_aside + unreadable
    count.rows_set_aside += set_aside + unreadable
    _keep(taker.hold(rows), taker, count, feeds)


def _keep(rows: pl.DataFrame, taker: FeedRows, count: FileCount, feeds: Feeds) -> None:
    count.rows_read += rows.height
    feeds.write(taker.feed, rows)


def _sha256(known: Recognised) -> str:
    with known.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _latest(frame: pl.DataFrame, stamps: list[str]) -> list[datetime]:
    """Read only the greatest text of each column as a time: within one column all are written alike."""
    greatest = [frame.select(pl.col(name).max()).to_series() for name in stamps]
    return [time for top in greatest if (time := read_times(trimmed(top)).item())]
