"""Erasing applications: what a version without them holds. Publishing it removes every older version."""

from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from dashboard.ingest.forgetting import without_applications
from dashboard.ingest.tables import CANONICAL, RECORDS
from dashboard.warehouse.folder import Version
from dashboard.warehouse.merge import MERGED, Canonical
from dashboard.warehouse.sql import statement
from dashboard.warehouse.totals import TOTALS, ForgottenTotals, totals

_ROWS_OF: Final = ("applications", "stage_visits", "offers")
"""Canonical tables whose rows belong to an application."""
_KEY: Final = "application_id"


@dataclass(frozen=True)
class Erasure:
    """Which applications and keys of candidates of one account go, and whether closed months keep a count."""

    account: str
    applications: Collection[str]
    candidates: Collection[str] = ()
    keep_totals: bool = False

    @property
    def theirs(self) -> pl.Expr:
        named = pl.col(_KEY).is_in(list(self.applications))
        return (pl.col("account") == self.account) & named

    @property
    def their_merges(self) -> pl.Expr:
        named = pl.any_horizontal(pl.col("candidate_key", "new_candidate_key").is_in(list(self.candidates)))
        return (pl.col("account") == self.account) & named


def rows_of(canonical: Canonical, erasure: Erasure) -> Mapping[str, int]:
    """Return by table how many rows an erasure removes, or makes forget a key."""
    found = {
        name: canonical.scan(name).filter(erasure.theirs).select(pl.len()).collect().item()
        for name in (*_ROWS_OF, "openings")
    }
    before, after = canonical.scan("findings").collect(), _findings(canonical, erasure).collect()
    return found | {
        "findings": before.height - before.join(after, on=before.columns, how="semi", nulls_equal=True).height
    }


def known_applications(canonical: Canonical, account: str) -> pl.DataFrame:
    """Return application_id and candidate_key of everything that an account's tables know, each once."""
    own = canonical.scan("applications").select("account", _KEY, "candidate_key")
    others = [canonical.scan(name).select("account", _KEY) for name in ("stage_visits", "offers")]
    known = pl.concat([own, *others], how="diagonal").filter(account=account).drop("account")
    return known.unique(_KEY, keep="first", maintain_order=True).collect()


def published_of(canonical: Canonical, account: str, candidates: Collection[str]) -> frozenset[str]:
    """Return the ids of the published applications of some candidates, by their keys."""
    theirs = pl.col("candidate_key").is_in(list(candidates))
    published = canonical.scan("applications").filter(theirs, account=account).select(_KEY).collect()
    return frozenset(published.to_series())


def erase(before: Version, erasure: Erasure, into: Path) -> Canonical:
    """Write into a new folder what a version knew, without what is erased."""
    into.mkdir(parents=True)
    old, new = Canonical(before.canonical), Canonical(into)
    for name in [*CANONICAL, *RECORDS]:
        _left(name, old, erasure).sink_parquet(new.file(name))
    counted = _counted(before, erasure) if erasure.keep_totals else ForgottenTotals.create_empty()
    pl.concat([old.scan(TOTALS).collect(), counted]).write_parquet(new.file(TOTALS))
    old.scan(MERGED).filter(~erasure.their_merges).sink_parquet(new.file(MERGED))
    new.write_accounts(old.accounts())
    return new


def _left(name: str, old: Canonical, erasure: Erasure) -> pl.LazyFrame:
    match name:
        case "findings":
            return _findings(old, erasure)
        case "openings":
            return old.scan(name).with_columns(pl.when(~erasure.theirs).then(_KEY).alias(_KEY))
        case _ if name in _ROWS_OF:
            return old.scan(name).filter(~erasure.theirs)
        case _:
            return old.scan(name)


def _findings(old: Canonical, erasure: Erasure) -> pl.LazyFrame:
    own = pl.col("account") == erasure.account
    findings = old.scan("findings")
    unsaid = without_applications(findings.filter(own), list(erasure.applications))
    return pl.concat([findings.filter(~own), unsaid])


def _counted(before: Version, erasure: Erasure) -> pl.DataFrame:
    with closing(duckdb.connect(str(before.database), read_only=True)) as connection:
        given = {"account": erasure.account, "applications": list(erasure.applications)}
        removed = connection.sql(statement("erased_applications"), params=given).pl()
        ((as_of,),) = connection.execute(statement("as_of")).fetchall()
    return totals(removed, as_of)
