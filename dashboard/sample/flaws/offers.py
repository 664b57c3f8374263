"""Flaws of offers."""

from dataclasses import replace

import polars as pl

from dashboard.sample.flaws import Flaws
from dashboard.sample.truth import Chunk


def spoil_offers(flaws: Flaws, chunk: Chunk) -> Chunk:
    """Return a chunk with the flaws of its offers."""
    offers, key = chunk.offers, chunk.offers["application_id"]
    accepted = offers["status"] == "accepted"
    flaws.mark("offer changed", offers["version"] > 1)
    gone = flaws.strike("hire without an offer", key, 0.02, accepted)
    left_open = flaws.strike("hire with an offer left open", key, 0.012, accepted & ~gone)
    expired = flaws.strike("offer expired", key, 0.15, offers["status"] == "rejected")
    early = flaws.strike("first day before the acceptance", key, 0.012, accepted & ~gone & ~left_open)
    status = pl.when(left_open).then(pl.lit("unresolved")).when(expired).then(pl.lit("deprecated"))
    before = pl.col("resolved_at").dt.offset_by("-10d").dt.date()
    spoilt = offers.with_columns(
        status=status.otherwise("status"),
        resolved_at=pl.when(~(left_open | expired)).then("resolved_at"),
        starts_on=pl.when(early).then(before).otherwise("starts_on"),
    )
    return replace(chunk, offers=spoilt.filter(~key.is_in(key.filter(gone).to_list())))
