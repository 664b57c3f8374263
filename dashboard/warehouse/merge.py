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

from dashboard.ingest.tables import CANONICAL, RECORDS, Deleted
from dashboard.warehouse.totals import TOTALS, ForgottenTotals

_REPLACED_BY: Final = {name: schema.primary_key() for name, schema in CANONICAL.items()} | {
    # A history is replaced whole, from where the newer one begins: the visits of two exports together would
    # tell a third story. Current stages of an export without history replace none.
    "stage_visits": ["account", "application_id"],
}

_SCHEMAS: Final = CANONICAL | RECORDS | {TOTALS: ForgottenTotals, "deleted": Deleted}


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
        found = pl.scan_parquet(self.file(name))
        known = found.collect_schema()
        return found.select(
            (pl.col(column) if column in known else pl.lit(None)).cast(dtype).alias(column)
            for column, dtype in schema.items()
        )

    def deleted(self, name: str) -> pl.LazyFrame:
        """Return the keys of a table that the source system has deleted, under the names of their columns."""
        key = _REPLACED_BY[name][1]
        if not self.file("deleted").exists():
            return pl.LazyFrame(schema={"account": pl.String, key: pl.String})
        return self.scan("deleted").filter(table_name=name).select("account", pl.col("key").alias(key))

    def is_empty(self, name: str) -> bool:
        """Return whether a table has no rows, or is one that an older version did not have."""
        return not self.file(name).exists() or bool(
            pl.scan_parquet(self.file(name)).select(pl.len()).collect().item() == 0
        )

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
    _keep_totals(before, merged)
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
            gone = staged.deleted(name)
            return _replaced(name, old.join(gone, on=gone.collect_schema().names(), how="anti"), new)


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


def _keep_totals(before: Canonical | None, merged: Canonical) -> None:
    """Keep what is counted of the forgotten, which no export brings; older versions have no such table."""
    if before and before.file(TOTALS).exists():
        _take(before.file(TOTALS), merged.file(TOTALS))
    else:
        ForgottenTotals.create_empty().write_parquet(merged.file(TOTALS))


def _take(source: Path, target: Path) -> None:
    """Link a file, or copy it where the file system cannot; nobody changes either afterwards."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
