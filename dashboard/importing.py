"""From export files to a published version, and the report of what became of each row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dashboard import forgetting, ingest, settings, warehouse
from dashboard.catalog.scopes import scopes_in_force
from dashboard.warehouse import Scope


class ImportFailed(Exception):
    """Nothing was published; the sentences say why and what to do."""


@dataclass(frozen=True)
class ReadTable:
    """What became of the rows that were read for one table: read = kept + set aside + headers and totals."""

    name: str
    files: int
    rows_read: int
    rows_kept: int
    rows_set_aside: int
    rows_skipped: int


@dataclass(frozen=True)
class Rule:
    """The findings of one rule: what was done, how often, and what to do about it."""

    rule: str
    action: str
    count: int
    advice: str

    def __str__(self) -> str:
        return f"{self.count:>9,}  {self.rule.rstrip('.')} ({self.action}). {self.advice}"


@dataclass(frozen=True)
class Report:
    """What an import read. Printed, it is the command's report."""

    layouts: tuple[str, ...]
    tables: tuple[ReadTable, ...]
    rules: tuple[Rule, ...]

    def __str__(self) -> str:
        return "\n".join([f"Recognised {', '.join(self.layouts)}.", "", *self._rows(), "", *self._findings()])

    def _rows(self) -> Iterator[str]:
        header = f"{'table':<22}{'files':>6}{'rows read':>14} ={'kept':>14} +{'set aside':>11}"
        yield f"{header} +{'headers, totals':>16}"
        for each in self.tables:
            read, kept, aside = each.rows_read, each.rows_kept, each.rows_set_aside
            counted = f"{each.name:<22}{each.files:>6}{read:>14,} ={kept:>14,} +{aside:>11,}"
            yield f"{counted} +{each.rows_skipped:>16,}"

    def _findings(self) -> Iterator[str]:
        number = sum(rule.count for rule in self.rules)
        yield f"{number:,} findings." if number else "No findings."
        yield from map(str, self.rules)


@dataclass(frozen=True)
class Imported:
    """A finished import. Printed, it is the command's report."""

    report: Report
    version: str
    folder: Path

    def __str__(self) -> str:
        return f"{self.report}\n\nPublished as version {self.version} in {self.folder}."


def import_exports(
    paths: Sequence[Path],
    folder: Path,
    *,
    account: str,
    layout: str | None = None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> Imported:
    """Import files and folders into the warehouse `folder` and return the report of the import.

    The version that was published before stays untouched until the new one is whole. Raises ImportFailed.
    """
    scopes = _scopes()
    try:
        with warehouse.changing(folder) as staging:
            told: Any = {"timezone": settings.get("timezone"), "scopes": scopes, "progress": progress}
            try:
                read = _read(paths, staging, folder, account=account, layout=layout, progress=progress)
            except ingest.NothingUsable as nothing:
                if erasure := forgetting.erasure_of_learnt(folder, account, nothing.forgotten):
                    warehouse.publish_without(erasure, folder, **told)
                raise
            erasure = forgetting.erasure_of_learnt(folder, account, read.forgotten)
            if erasure:
                ingest.note_removed(staging, account, len(erasure.applications))
            report = describe(staging)
            version = warehouse.publish(staging, folder, erasure=erasure, **told)
    except (ingest.NothingUsable, warehouse.Busy, warehouse.PublishFailed, settings.BadSetting) as failure:
        raise ImportFailed(str(failure)) from failure
    except OSError as refusal:
        raise ImportFailed(warehouse.refused(refusal, folder)) from refusal
    return Imported(report, version, folder)


def _read(  # noqa: PLR0913 (all but the first three by name)
    paths: Sequence[Path],
    staging: Path,
    folder: Path,
    *,
    account: str,
    layout: str | None,
    progress: Callable[[str], None],
) -> ingest.Ingested:
    own = settings.get("terms")
    return ingest.ingest(
        paths,
        staging,
        account=account,
        layout=layout,
        terms=Path(own) if own else None,
        secret=ingest.load_or_make_secret(folder),
        forgotten=ingest.load_forgotten(folder),
        merged=forgetting.known_merges(folder, account),
        published=lambda candidates: forgetting.published_of(folder, account, candidates),
        archive_limit=settings.size("archive_limit"),
        date_order=_date_order(),
        progress=progress,
    )


def _date_order() -> ingest.Order | None:
    given = settings.get("date_order")
    if given and given not in ingest.ORDERS:
        raise settings.BadSetting(f'HIRING_DATE_ORDER is "{given}". It takes {" or ".join(ingest.ORDERS)}.')
    return given or None


def _scopes() -> tuple[Scope, ...]:
    """Return the scopes to publish files for: a mistake there is told before an hour of importing."""
    defined = scopes_in_force()
    if defined is None:
        return ()
    if defined.problems:
        raise ImportFailed("\n".join(map(str, defined.problems)))
    return tuple(defined.scopes.values())


def describe(staging: Path) -> Report:
    """Return what was read, kept and set aside for each table, and the findings by rule."""
    read = pl.read_parquet(staging / "imports.parquet")
    findings = pl.read_parquet(staging / "findings.parquet")
    tables = read.group_by("table_name", maintain_order=True).agg(
        pl.len(), pl.col("rows_read", "rows_kept", "rows_set_aside", "rows_skipped").sum()
    )
    rules = (
        findings.group_by("rule", "action")
        .agg(pl.len(), pl.col("advice").first())
        .sort("len", "rule", descending=[True, False])
    )
    return Report(
        tuple(read["layout"].unique().sort()),
        tuple(ReadTable(*row) for row in tables.iter_rows()),
        tuple(Rule(*row) for row in rules.iter_rows()),
    )
