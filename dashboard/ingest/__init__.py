"""Exports of an applicant tracking system into canonical tables, which the warehouse is built from.

Files are recognised by their columns (`recognise`), read in batches (`files`), mapped and checked by their
layout into feeds (`layouts`, `rows`), and put together (`assembly`). Nothing is dropped without a finding.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

import polars as pl

from dashboard.ingest.as_of import as_of
from dashboard.ingest.assembly import assemble
from dashboard.ingest.capabilities import write_capabilities
from dashboard.ingest.files import ARCHIVE_LIMIT
from dashboard.ingest.findings import Findings
from dashboard.ingest.forgetting import Forgotten, Published, note_removed
from dashboard.ingest.layouts import Layout, LayoutError, load_own_map, shipped_layouts
from dashboard.ingest.merging import merge_candidates, same_people, write_merged
from dashboard.ingest.people import KeyedHash, add_forgotten, load_forgotten, load_or_make_secret
from dashboard.ingest.reading import read_file
from dashboard.ingest.recognise import Recognised, recognise
from dashboard.ingest.store import Feeds
from dashboard.ingest.tables import Deleted, Imports
from dashboard.ingest.terms import BadTerms, OwnTerms, in_force, read_terms
from dashboard.ingest.written import ORDERS, Order

__all__ = [
    "ORDERS",
    "Ingested",
    "KeyedHash",
    "NothingUsable",
    "Order",
    "add_forgotten",
    "ingest",
    "load_forgotten",
    "load_or_make_secret",
    "note_removed",
    "same_people",
]


_NOTHING: Final = "No application and no posting could be read."
_ALL_FORGOTTEN: Final = (
    "All people in these files were forgotten on request, so nothing was imported. Give files with other "
    "applications, and delete the forgotten from your exports."
)


class NothingUsable(Exception):
    """No application and no posting came out of the files; `reasons` are sentences.

    `forgotten` is what `Ingested` says.
    """

    def __init__(self, reasons: Sequence[str], forgotten: frozenset[str] = frozenset()) -> None:
        super().__init__("\n".join(reasons))
        self.reasons, self.forgotten = tuple(reasons), forgotten


@dataclass(frozen=True)
class Ingested:
    """What an import read.

    `forgotten` are the hashes of those who are forgotten, with those who turned out to be the same.
    """

    account: str
    layouts: tuple[str, ...]
    as_of: datetime
    findings: int
    forgotten: frozenset[str]


def ingest(  # noqa: PLR0913 (all but the first two by name)
    paths: Sequence[Path],
    staging: Path,
    *,
    account: str = "main",
    layout: str | None = None,
    terms: Path | None = None,
    secret: bytes,
    forgotten: frozenset[str] = frozenset(),
    merged: Mapping[str, str] = MappingProxyType({}),
    published: Published = lambda candidates: (),
    archive_limit: int = ARCHIVE_LIMIT,
    date_order: Order | None = None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> Ingested:
    """Read files and folders into canonical tables in `staging`; candidates become hashes keyed by `secret`.

    `layout` is a shipped one or the file of a map, `terms` a file of the user's own; the map's go first. Rows
    of those whose hashes are `forgotten` are set aside; `merged` are the candidates of whom earlier imports
    have learnt that they go on as others, `published` tells which applications those brought. An archive may
    unpack to `archive_limit` bytes. `date_order` is what 04/05/2026 means in a column where nothing says it.
    Raises NothingUsable when the files hold no application and no posting.
    """
    layouts = {name: each.assuming(date_order) for name, each in _chosen(layout).items()}
    own = [*_own_terms(terms), *(each.terms for each in layouts.values() if each.is_own)]
    _must_exist(paths)
    staging.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=staging, prefix="work-") as work, in_force(*own):
        findings = Findings(account, Path(work) / "findings")
        feeds = Feeds(Path(work) / "feeds", findings)
        files = recognise(paths, layouts, findings, Path(work) / "unpacked", archive_limit)
        snapshot = _read(files, feeds, KeyedHash(secret, account), progress)
        keys = merge_candidates(feeds, merged)
        requests = Forgotten(secret, account, forgotten, keys)
        applied = feeds.has("applications")
        requests.remove_from(feeds, published)
        if not (feeds.has("applications") or feeds.has("postings")):
            reasons = _reasons(_ALL_FORGOTTEN if applied else _NOTHING, files, findings)
            raise NothingUsable(reasons, requests.hashes())
        has_history = feeds.has("stage_visits")
        assemble(feeds, staging, account, progress)
        _write_imports(feeds, staging, account)
        _write_deleted(feeds, staging, account)
        write_merged(requests.others(), staging, account)
        noted = findings.write(staging / "findings.parquet", requests.unsaid)
        until = as_of(staging, snapshot, [file.path for file in files])
    write_capabilities(staging, account, has_history=has_history)
    names = tuple(sorted({file.layout.name for file in files}))
    about = {"account": account, "layouts": names, "as_of": until.isoformat(timespec="seconds")}
    (staging / "about.json").write_text(json.dumps(about), encoding="utf-8")
    return Ingested(account, names, until, noted, requests.hashes())


def _chosen(name: str | None) -> Mapping[str, Layout]:
    layouts = shipped_layouts()
    if name is None:
        return layouts
    if name in layouts:
        return {name: layouts[name]}
    if not Path(name).is_file():
        known = f"Known: {', '.join(layouts)}; or give the file of a map."
        raise NothingUsable([f'There is no layout "{name}". {known}'])
    try:
        own = load_own_map(Path(name))
    except LayoutError as mistakes:
        raise NothingUsable(str(mistakes).splitlines()) from mistakes
    return {**layouts, own.name: own}


def _own_terms(path: Path | None) -> list[OwnTerms]:
    try:
        return [read_terms(path)] if path else []
    except BadTerms as mistakes:
        raise NothingUsable(str(mistakes).splitlines()) from mistakes


def _must_exist(paths: Sequence[Path]) -> None:
    if missing := [path for path in paths if not path.exists()]:
        raise NothingUsable([f"{path}: there is no such file or folder." for path in missing])


def _read(
    files: Sequence[Recognised],
    feeds: Feeds,
    hashed: KeyedHash,
    progress: Callable[[str], None],
) -> datetime | None:
    """Read every file and return the latest time at which an export says that it was taken."""
    taken = []
    for number, file in enumerate(files):
        progress(f"Reading {file.shown} ({file.kind.name} of {file.layout.title}) …")
        taken.append(read_file(file, number, feeds, hashed))
    return max((time for time in taken if time), default=None)


def _reasons(nothing: str, files: Sequence[Recognised], findings: Findings) -> list[str]:
    if not (files or findings.refusals):
        return ["There are no data files. Give CSV, Excel, JSON or Parquet files, or a folder of them."]
    read = [f"{file.shown}: read as {file.kind.name} of {file.layout.title}." for file in files]
    return [nothing, *findings.refusals, *read]


def _write_deleted(feeds: Feeds, staging: Path, account: str) -> None:
    """Write which keys the source system has deleted, which an earlier import may have brought; if any."""
    rows = [
        {"account": account, "table_name": feed, "key": key}
        for feed, keys in feeds.deleted.items()
        for key in sorted(keys)
    ]
    if rows:
        Deleted.cast(pl.DataFrame(rows)).write_parquet(staging / "deleted.parquet")


def _write_imports(feeds: Feeds, staging: Path, account: str) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = [
        {
            "account": account,
            "layout": count.layout,
            "file": count.place.file,
            "table_name": count.place.table,
            "rows_read": count.rows_read,
            "rows_kept": count.rows_read - count.rows_set_aside - count.rows_skipped,
            "rows_set_aside": count.rows_set_aside,
            "rows_skipped": count.rows_skipped,
            "bytes": count.bytes,
            "sha256": count.sha256,
            "imported_at": now,
        }
        for count in feeds.counts.values()
    ]
    Imports.cast(pl.DataFrame(rows)).write_parquet(staging / "imports.parquet")
