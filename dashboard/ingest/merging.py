"""Candidates whom the source system has merged: all their applications are one person's."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import polars as pl

from dashboard.ingest.store import Feeds
from dashboard.ingest.tables import MergedCandidates

_KEY: Final = "candidate_key"


def merge_candidates(feeds: Feeds, known: Mapping[str, str]) -> Mapping[str, str]:
    """Give applications the key that their candidate goes on as; return the keys, old to new.

    `known` is what earlier imports have learnt: an older file may come without the list of merges.
    """
    merged = feeds.scan("merged_candidates").select(_KEY, "new_candidate_key").drop_nulls().collect()
    into = {**known, **dict(merged.iter_rows())}
    keys = {key: _last(key, into) for key in into}
    if keys:
        feeds.rewrite("applications", lambda rows: rows.with_columns(pl.col(_KEY).replace(keys)))
    return keys


def same_people(some: Collection[str], keys: Mapping[str, str]) -> frozenset[str]:
    """Return every key of the people of whom `some` keys are given; `keys` are merged ones, old to new."""
    last = {keys.get(key, key) for key in some}
    return frozenset(last.union(some, (old for old, new in keys.items() if new in last)))


def write_merged(keys: Mapping[str, str], staging: Path, account: str) -> None:
    """Write what is known of merged candidates, for the imports to come; if anything."""
    rows = [{"account": account, _KEY: old, "new_candidate_key": new} for old, new in keys.items()]
    if rows:
        MergedCandidates.cast(pl.DataFrame(rows)).write_parquet(staging / "merged_candidates.parquet")


def _last(key: str, into: Mapping[str, str]) -> str:
    """Return where a chain of merges ends; of a circle, the least key."""
    seen = [key]
    while (following := into.get(seen[-1])) and following not in seen:
        seen.append(following)
    return min(seen[seen.index(following) :]) if following else seen[-1]
