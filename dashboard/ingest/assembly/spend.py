"""External money on sources."""

import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.standard import standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import country_of, source_of

_SOURCE = {"name": pl.String(), "channel": pl.Enum(words.CHANNELS)}


def source_spend(feeds: Feeds) -> pl.DataFrame:
    """Return the money by source and month, the source under its standard name."""
    rows = feeds.scan("source_spend").rename({"channel": "said"}).collect()
    named = standardise(rows, ["source"], source_of, _SOURCE)
    placed = standardise(named.rename({"country": "where"}), ["where"], country_of, {"country": pl.String()})
    return placed.with_columns(
        pl.col("name").alias("source"),
        pl.coalesce("said", "channel").alias("channel"),
        pl.col("month").dt.truncate("1mo").alias("month"),
    )
