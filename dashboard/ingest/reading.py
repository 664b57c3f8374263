"""One recognised file into the feeds that it fills, batch by batch, every row accounted for."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from dashboard.ingest.files import Batch
from dashboard.ingest.findings import Doubt, Place, Refused
from dashboard.ingest.parsing import read_times, trimmed
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.recognise import Recognised, digest
from dashboard.ingest.rows import FeedRows
from dashboard.ingest.store import Feeds, FileCount


def read_file(known: Recognised, number: int, feeds: Feeds, hashed: KeyedHash) -> datetime | None:
    """Write the rows of a file to its feeds and return when the export says that it was taken, if it does."""
    columns = known.table.columns
    takers = [FeedRows(mapped, columns, number, hashed, known.table.batches) for mapped in known.kind.feeds]
    sha256 = digest(known.path)
    for taker in takers:
        place = Place(taker.feed, known.shown)
        count = FileCount(known.layout.name, place, known.path.stat().st_size, sha256)
        feeds.counts[number, taker.feed] = count
    stamps = [name for name in known.layout.snapshot if name in columns]
    wanted = sorted(set(stamps).union(*(taker.headers for taker in takers)))
    taken: list[datetime] = []
    try:
        for batch in known.table.batches(wanted):
            feeds.findings.add(Place(takers[0].feed, known.shown), batch.doubts)
            _take(batch, [(taker, feeds.counts[number, taker.feed]) for taker in takers], feeds)
            taken += _latest(batch.frame, stamps)
    except Refused as refusal:
        feeds.findings.add(Place(file=known.shown), [Doubt(refusal.reason, "refused", refusal.advice)])
    for taker in takers:
        held = taker.held()
        feeds.counts[number, taker.feed].rows_read += held.height
        feeds.write(taker.feed, held)
        feeds.findings.add(Place(taker.feed, known.shown), taker.doubts())
        feeds.deleted[taker.feed].update(taker.deleted)
        feeds.refused += taker.refused
    return max(taken, default=None)


def _take(batch: Batch, takers: Sequence[tuple[FeedRows, FileCount]], feeds: Feeds) -> None:
    """Write a batch to its feeds: to all of them, or to none where one refuses it."""
    frames = [taker.rows_in(batch.frame) for taker, _ in takers]
    taken = [
        taker.take(frame, count.place, feeds.findings)
        for frame, (taker, count) in zip(frames, takers, strict=True)
    ]
    for frame, (taker, count), (rows, set_aside) in zip(frames, takers, taken, strict=True):
        ready = taker.hold(rows)
        count.rows_read += frame.height - rows.height + ready.height + batch.set_aside + batch.skipped
        count.rows_set_aside += set_aside + batch.set_aside
        count.rows_skipped += batch.skipped
        feeds.write(taker.feed, ready)


def _latest(frame: pl.DataFrame, stamps: list[str]) -> list[datetime]:
    """Read only the greatest text of each column as a time: within one column all are written alike."""
    greatest = [frame.select(pl.col(name).max()).to_series() for name in stamps]
    return [time for top in greatest if (time := read_times(trimmed(top)).item())]
