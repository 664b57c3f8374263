"""From export files to a published version, and the report of what became of each row."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from dashboard import ingest, settings, warehouse


class ImportFailed(Exception):
    """Nothing was published; the sentences say why and what to do."""


def import_exports(
    paths: Sequence[Path],
    folder: Path,
    *,
    account: str,
    layout: str | None = None,
    progress: Callable[[str], None] = lambda sentence: None,
) -> str:
    """Import files and folders into the warehouse `folder` and return the report of the import.

    The version that was published before stays untouched until the new one is whole. Raises ImportFailed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix="staging-", dir=folder))
    except OSError as refusal:
        raise ImportFailed(
            f"Cannot write to {folder}: {refusal.strerror}. Choose another --warehouse."
        ) from None
    try:
        secret = ingest.load_or_make_secret(folder)
        own = settings.get("terms")
        ingest.ingest(
            paths,
            staging,
            account=account,
            layout=layout,
            terms=Path(own) if own else None,
            secret=secret,
            archive_limit=settings.size("archive_limit"),
            progress=progress,
        )
        report = describe(staging)
        version = warehouse.publish(staging, folder, timezone=settings.get("timezone"), progress=progress)
    except (ingest.NothingUsable, warehouse.PublishFailed, settings.BadSetting) as failure:
        raise ImportFailed(str(failure)) from failure
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return f"{report}\n\nPublished as version {version} in {folder}."


def describe(staging: Path) -> str:
    """Return what was read, kept and set aside for each table, and the findings by rule."""
    read = pl.read_parquet(staging / "imports.parquet")
    findings = pl.read_parquet(staging / "findings.parquet")
    recognised = ", ".join(read["layout"].unique().sort())
    return "\n".join([f"Recognised {recognised}.", "", *_tables(read), "", *_rules(findings)])


def _tables(read: pl.DataFrame) -> Iterator[str]:
    header = f"{'table':<22}{'files':>6}{'rows read':>14} ={'kept':>14} +{'set aside':>11}"
    yield f"{header} +{'headers, totals':>16}"
    for table, files, rows, kept, aside, skipped in (
        read.group_by("table_name", maintain_order=True)
        .agg(pl.len(), pl.col("rows_read", "rows_kept", "rows_set_aside", "rows_skipped").sum())
        .iter_rows()
    ):
        yield f"{table:<22}{files:>6}{rows:>14,} ={kept:>14,} +{aside:>11,} +{skipped:>16,}"


def _rules(findings: pl.DataFrame) -> Iterator[str]:
    yield f"{findings.height:,} findings." if findings.height else "No findings."
    for rule, action, count, advice in (
        findings.group_by("rule", "action")
        .agg(pl.len(), pl.col("advice").first())
        .sort("len", "rule", descending=[True, False])
        .iter_rows()
    ):
        yield f"{count:>9,}  {rule.rstrip('.')} ({action}). {advice}"
