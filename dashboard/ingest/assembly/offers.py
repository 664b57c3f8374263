"""Offers: a renegotiated offer is one offer, and its last version counts."""

import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.store import Feeds


def offers(feeds: Feeds) -> pl.DataFrame:
    """Return the last version of each application's offer; one that was replaced by none has expired."""
    status = pl.col("status").cast(pl.String).replace("replaced", "expired").fill_null("pending")
    stands = (pl.col("status") != "replaced").fill_null(value=True)
    return (
        feeds.scan("offers")
        .with_columns(stands.alias("stands"))
        .sort("stands", "version", "written_at", maintain_order=True)
        .unique("application_id", keep="last", maintain_order=True)
        .with_columns(status.cast(pl.Enum(words.OFFER_STATUSES)).alias("status"))
        .collect()
    )
