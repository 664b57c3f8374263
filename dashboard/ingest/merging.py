"""Candidates whom the source system has merged: all their applications are one person's."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from dashboard.ingest.store import Feeds

_KEY: Final = "candidate_key"


def merge_candidates(feeds: Feeds) -> Mapping[str, str]:
    """Give applications the key that their candidate goes on as; return the keys, old to new."""
    merged = feeds.scan("merged_candidates").select(_KEY, "new_candidate_key").drop_nulls().collect()
    into = dict(merged.iter_rows())
    keys = {key: _last(key, into) for key in into}
    if keys:
        feeds.rewrite("applications", lambda rows: rows.with_columns(pl.col(_KEY).replace(keys)))
    return keys


def _last(key: str, into: Mapping[str, str]) -> str:
    """Return where a chain of merges ends; of a circle, the least key."""
    seen = [key]
    while (following := into.get(seen[-1])) and following not in seen:
        seen.append(following)
    return min(seen[seen.index(following) :]) if following else seen[-1]
