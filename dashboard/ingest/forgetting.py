"""Who was forgotten on request, and what of an export is therefore left out: no key, no value, no row.

What a candidate left in lists without candidates, such as a history, is found by its applications.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from dashboard.ingest.assembly.jobs import is_closed
from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.findings import Doubt
from dashboard.ingest.merging import same_people
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.store import Feeds
from dashboard.ingest.tables import Findings

_FORGOTTEN: Final = Doubt("Forgotten on request", "set aside", "Nothing to do: hiring forget removed it.")
_KEY: Final = "application_id"
_CANDIDATE: Final = "candidate_key"
OF_APPLICATIONS: Final = frozenset(name for name, feed in FEEDS.items() if feed.label == _KEY)
"""Feeds, and tables, whose findings have the key of an application."""
Published = Callable[[Collection[str]], Collection[str]]
"""Returns the ids of the applications of some candidates, by their keys, that an earlier import brought."""
_HAS_KEY: Final = pl.col("table_name").is_in(OF_APPLICATIONS)
_HAS_VALUE: Final = pl.col("column_name") == _KEY


class Forgotten:
    """The candidates and applications of one account that no import brings back.

    Who is merged with one of them, or has an application of theirs by now, is the same person.
    """

    def __init__(
        self, secret: bytes, account: str, hashes: frozenset[str], merged: Mapping[str, str]
    ) -> None:
        self._hashes, self._merged = hashes, merged
        self._hashed = KeyedHash(secret, account, "application")
        self._of_candidates: set[str] = set()

    def applications(self, keys: pl.Series) -> list[str]:
        """Return those of the keys of applications that are forgotten."""
        distinct = keys.drop_nulls().unique()
        listed = distinct.filter(self._hashed(distinct).is_in(self._hashes))
        return [*listed, *self._of_candidates.intersection(distinct)]

    def hashes(self) -> frozenset[str]:
        """Return what to list from now on: the candidates, and the applications found to be theirs."""
        return self._hashes.union(self._hashed(pl.Series(sorted(self._of_candidates), dtype=pl.String)))

    def others(self) -> Mapping[str, str]:
        """Return the merged candidates who are not forgotten."""
        return {old: new for old, new in self._merged.items() if new not in self._hashes}

    def remove_from(self, feeds: Feeds, published: Published) -> None:
        """Set aside every row of a forgotten application; a seat that one filled stays filled.

        Lists without candidates also name applications that only an earlier import has shown: `published`.
        """
        if not self._hashes:
            return
        kept = feeds.scan("applications").select(_KEY, _CANDIDATE).drop_nulls().collect()
        known = pl.concat([kept, *feeds.refused])
        owners = known.filter(pl.col(_KEY).is_in(self.applications(known[_KEY])))[_CANDIDATE]
        self._hashes = same_people(self._hashes.union(owners), self._merged)
        self._of_candidates.update(known.filter(pl.col(_CANDIDATE).is_in(self._hashes))[_KEY])
        self._of_candidates.update(published(self._hashes))
        for name, feed in FEEDS.items():
            if feed.label == _KEY:
                feeds.rewrite(name, partial(self._without, name, feeds))
        feeds.rewrite("openings", self._unnamed)

    def _without(self, feed: str, feeds: Feeds, rows: pl.DataFrame) -> pl.DataFrame:
        theirs = pl.col(_KEY).is_in(self.applications(rows[_KEY]))
        feeds.set_aside(feed, rows.filter(theirs), _FORGOTTEN)
        return rows.filter(~theirs)

    def _unnamed(self, openings: pl.DataFrame) -> pl.DataFrame:
        theirs = pl.col(_KEY).is_in(self.applications(openings[_KEY]))
        filled = pl.lit("filled", openings.schema["status"])
        status = pl.when(theirs & is_closed()).then(filled).otherwise("status")
        return openings.with_columns(status.alias("status"), pl.when(~theirs).then(_KEY).alias(_KEY))

    def unsaid(self, findings: pl.LazyFrame) -> pl.LazyFrame:
        """Return findings without the keys and values of forgotten applications."""
        if not self._hashes:
            return findings
        keys = findings.filter(_HAS_KEY).select("key").collect().to_series()
        return without_applications(findings, self.applications(keys))


def note_removed(staging: Path, account: str, applications: int) -> None:
    """Add a finding without a key for each published application that goes, to those of an import."""
    file = staging / "findings.parquet"
    said = {"rule": _FORGOTTEN.rule, "action": _FORGOTTEN.action, "advice": _FORGOTTEN.advice}
    removed = pl.DataFrame([{"account": account, "table_name": "applications", **said}] * applications)
    together = pl.concat([pl.read_parquet(file), removed], how="diagonal_relaxed")
    Findings.cast(together).write_parquet(file)


def without_applications(findings: pl.LazyFrame, applications: Collection[str]) -> pl.LazyFrame:
    """Return findings that keep file, line and rule, but neither key nor value of these applications."""
    theirs = (_HAS_KEY & pl.col("key").is_in(applications)) | (
        _HAS_VALUE & pl.col("value").is_in(applications)
    )
    return findings.with_columns(
        pl.when(~theirs.fill_null(value=False)).then(name).alias(name) for name in ("key", "value")
    )
