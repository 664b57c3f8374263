"""What an import does to what was there: the canonical tables of the version before and of a new import.

Within its account a newer import replaces rows by key and leaves those that it no longer shows, but for those
that it says are deleted; other accounts stay untouched. Importing the same files again changes nothing.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from dashboard.ingest.tables import CANONICAL, RECORDS, Deleted, MergedCandidates
from dashboard.warehouse.totals import TOTALS, ForgottenTotals

_REPLACED_BY: Final = {name: schema.primary_key() for name, schema in CANONICAL.items()} | {
    # A history is replaced whole, from where the newer one begins: the visits of two exports together would
    # tell a third story. Current stages of an export without history replace none.
    "stage_visits": ["account", "application_id"],
}

MERGED: Final = "merged_candidates"
_SELDOM: Final = {TOTALS: ForgottenTotals, "deleted": Deleted, MERGED: MergedCandidates}
"""Tables without rows where their file is missing: older versions and most imports have none."""
_SCHEMAS: Final = CANONICAL | RECORDS | _SELDOM


class Damaged(Exception):
    """A file that was published is not what was written."""


@dataclass(frozen=True)
class Canonical:
    """A folder of canonical tables: a staging folder, or what a version keeps."""

    path: Path

    def file(self, name: str) -> Path:
        return self.path / f"{name}.parquet"

    def scan(self, name: str) -> pl.LazyFrame:
        """Return a table in today's schema; a column that an older version lacks is null."""
        schema = _SCHEMAS[name].create_empty().schema
        if name in _SELDOM and not self.file(name).exists():
            return pl.LazyFrame(schema=schema)
        found = pl.scan_parquet(self.file(name))
        known = found.collect_schema()
        return found.select(
            (pl.col(column) if column in known else pl.lit(None)).cast(dtype).alias(column)
            for column, dtype in schema.items()
        )

    def deleted(self, name: str) -> pl.LazyFrame:
        """Return the keys of a table that the source system has deleted, under the names of their columns."""
        key = _REPLACED_BY[name][1]
        return self.scan("deleted").filter(table_name=name).select("account", pl.col("key").alias(key))

    def is_empty(self, name: str) -> bool:
        """Return whether a table has no rows, or is one that an older version did not have."""
        return not self.file(name).exists() or bool(
            pl.scan_parquet(self.file(name)).select(pl.len()).collect().item() == 0
        )

    def merged(self, account: str) -> dict[str, str]:
        """Return which candidates of an account go on as whom, where the source system has merged two."""
        known = self.scan(MERGED).filter(account=account).drop("account").collect()
        return dict(known.iter_rows())

    def has_history(self) -> bool:
        """Return whether its visits are a recorded history, not current stages alone."""
        history = (pl.col("capability") == "has_history") & pl.col("available")
        return not self.scan("capabilities").filter(history).collect().is_empty()

    def accounts(self) -> dict[str, Any]:
        """Return by account the layouts and the as-of time of what was imported."""
        file = self.path / "about.json"
        try:
            about = json.loads(file.read_text("utf-8"))
            return about["accounts"] if "accounts" in about else {about["account"]: about}
        except (ValueError, KeyError, TypeError) as damage:
            raise Damaged(f"{file} does not say what was imported") from damage

    def as_of(self) -> datetime:
        """Return the moment in UTC up to which the data of all accounts speaks."""
        return datetime.fromisoformat(max(account["as_of"] for account in self.accounts().values()))

    def write_accounts(self, accounts: dict[str, Any]) -> None:
        """Write what `accounts` returns."""
        (self.path / "about.json").write_text(json.dumps({"accounts": accounts}), encoding="utf-8")


def merge(before: Canonical | None, staged: Canonical, into: Path) -> Canonical:
    """Write into a new folder what the version before knew, extended by what is staged."""
    into.mkdir()
    merged = Canonical(into)
    for name in [*CANONICAL, *RECORDS]:
        if before is None or before.is_empty(name):
            _take(staged.file(name), merged.file(name))
        else:
            _merged(name, before, staged).sink_parquet(merged.file(name))
    _keep(before, staged, merged)
    accounts = _merged_accounts(before.accounts() if before else {}, staged.accounts())
    merged.write_accounts(accounts)
    return merged


def _merged(name: str, before: Canonical, staged: Canonical) -> pl.LazyFrame:
    old, new = before.scan(name), staged.scan(name)
    match name:
        case "findings":
            files = _reread_files(before, staged)
            kept = old.join(files, on=["account", "file"], how="anti").filter(pl.col("file").is_not_null())
            whole = old.filter(pl.col("file").is_null()).join(new, on="account", how="anti")
            refused = new.filter(action="refused").select("account", "key").drop_nulls()  # also renamed
            return pl.concat([kept.join(refused, on=["account", "key"], how="anti"), whole, new])
        case "imports":
            files = _reread_files(before, staged)
            return pl.concat([old.join(files, on=["account", "file"], how="anti"), new])
        case "capabilities":
            return _able_by_either(old, new)
        case "stage_visits" if not staged.has_history():
            recorded = old.filter(pl.col("seq") > 1).select(_REPLACED_BY[name]).unique()
            return _replaced(name, old, new.join(recorded, on=_REPLACED_BY[name], how="anti"))
        case "stage_visits":
            return _continued(old, new)
        case _:
            people = _as_merged(old, staged) if name == "applications" else old
            return _replaced(name, _undeleted(name, people, staged), new)


def _undeleted(name: str, old: pl.LazyFrame, staged: Canonical) -> pl.LazyFrame:
    gone = staged.deleted(name)
    return old.join(gone, on=gone.collect_schema().names(), how="anti")


def _as_merged(applications: pl.LazyFrame, staged: Canonical) -> pl.LazyFrame:
    """Give applications that a new import does not show the key that their candidate goes on as."""
    if staged.is_empty(MERGED):
        return applications
    merged = applications.join(staged.scan(MERGED), on=["account", "candidate_key"], how="left")
    goes_on = pl.coalesce("new_candidate_key", "candidate_key").alias("candidate_key")
    return merged.with_columns(goes_on).drop("new_candidate_key")


def _replaced(name: str, old: pl.LazyFrame, new: pl.LazyFrame) -> pl.LazyFrame:
    keys = _REPLACED_BY[name]
    return pl.concat([_untouched(old, new, keys), new])


def _untouched(old: pl.LazyFrame, new: pl.LazyFrame, keys: list[str]) -> pl.LazyFrame:
    return old.join(new.select(keys).unique(), on=keys, how="anti")


def _continued(old: pl.LazyFrame, new: pl.LazyFrame) -> pl.LazyFrame:
    """A history that begins later than the one before goes on from there; else it replaces that one whole."""
    keys = _REPLACED_BY["stage_visits"]
    begins = new.group_by(keys).agg(pl.col("entered_at").min().alias("begins"))
    earlier = old.join(begins, on=keys).filter(pl.col("entered_at") < pl.col("begins"))
    earlier = earlier.with_columns(pl.coalesce("left_at", "begins").alias("left_at")).drop("begins")
    kept = earlier.group_by(keys).agg(pl.col("seq").max().alias("kept"))
    later = new.join(kept, on=keys, how="left", maintain_order="left")
    numbered = later.with_columns(pl.col("seq") + pl.col("kept").fill_null(0)).drop("kept")
    return pl.concat([_untouched(old, new, keys), earlier, numbered])


def _reread_files(before: Canonical, staged: Canonical) -> pl.LazyFrame:
    """Return the files that a new import speaks for: of the same name, or the same under another name."""
    imports = staged.scan("imports")
    same_content = before.scan("imports").join(imports, on=["account", "sha256"], how="semi")
    named = [frame.select("account", "file") for frame in (imports, staged.scan("findings"), same_content)]
    return pl.concat(named).unique()


def _able_by_either(old: pl.LazyFrame, new: pl.LazyFrame) -> pl.LazyFrame:
    """What one of an account's imports can say, the account can say."""
    return (
        pl.concat([new, old])
        .sort("available", descending=True, maintain_order=True)
        .unique(["account", "capability"], keep="first", maintain_order=True)
    )


def _merged_accounts(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for account, about in new.items():
        known = old.get(account, about)
        merged[account] = {
            "layouts": sorted({*known["layouts"], *about["layouts"]}),
            "as_of": max(known["as_of"], about["as_of"]),
        }
    return merged


def _keep(before: Canonical | None, staged: Canonical, merged: Canonical) -> None:
    """Keep what no table of an export replaces: totals of the forgotten, and who was merged with whom."""
    totals = before.scan(TOTALS) if before else ForgottenTotals.create_empty().lazy()
    totals.sink_parquet(merged.file(TOTALS))
    known, new = before.scan(MERGED) if before else None, staged.scan(MERGED)
    people = (
        new if known is None else pl.concat([_untouched(known, new, MergedCandidates.primary_key()), new])
    )
    people.sink_parquet(merged.file(MERGED))


def _take(source: Path, target: Path) -> None:
    """Link a file, or copy it where the file system cannot; nobody changes either afterwards."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
