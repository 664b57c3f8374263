"""What contradicts itself but stays: keys that lead nowhere (each said once) and times that run backwards."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.findings import Doubt, Place
from dashboard.ingest.store import Feeds


@dataclass(frozen=True)
class Reference:
    """A field of a feed that names the key of another one."""

    feed: str
    field: str
    target: str


_REFERENCES: Final = (
    Reference("applications", "job_id", "jobs"),
    Reference("applications", "posting_id", "postings"),
    Reference("applications", "source_id", "sources"),
    Reference("applications", "reason_id", "reasons"),
    Reference("application_jobs", "application_id", "applications"),
    Reference("application_jobs", "job_id", "jobs"),
    Reference("rejections", "reason_id", "reasons"),
    Reference("stage_visits", "stage_id", "stages"),
    Reference("current_stages", "stage_id", "stages"),
    Reference("offers", "application_id", "applications"),
    Reference("openings", "job_id", "jobs"),
    Reference("openings", "application_id", "applications"),
    Reference("postings", "job_id", "jobs"),
    Reference("posting_places", "posting_id", "postings"),
    Reference("posting_places", "office_id", "offices"),
    Reference("jobs", "department_id", "departments"),
    Reference("job_departments", "department_id", "departments"),
)
"""All but the applications of the history, which are checked where the two are joined."""


def note_lost_keys(feeds: Feeds) -> None:
    """Note every key that no row of the list has that it points to."""
    for reference in _REFERENCES:
        if feeds.has(reference.feed):
            field = reference.field
            known = feeds.scan(reference.target).select(pl.col(FEEDS[reference.target].key[0]).alias(field))
            named = feeds.scan(reference.feed).select(pl.col(field).drop_nulls().unique())
            lost = named.join(known, on=field, how="anti").collect()[field]
            if lost.len():
                naming = feeds.scan(reference.feed).filter(pl.col(field).is_in(lost.implode()))
                note_lost(naming, reference, feeds)


def note_lost(lost: pl.LazyFrame, reference: Reference, feeds: Feeds) -> None:
    """Note the keys of rows (with `file` and `line`) that point to nothing."""
    feed, field, target = reference.feed, reference.field, reference.target
    first = pl.col("file", "line").first()
    keys = lost.group_by(field).agg(pl.len().alias("rows"), first).sort("file", "line").collect()
    if not feeds.has(target):
        number = int(keys["rows"].sum())
        said = f"{field} in {number:,} row{'' if number == 1 else 's'}"
        advice = f"Export the {target} too, if the system has them."
        feeds.findings.add(
            Place(feed), [Doubt(f"No list of {target}", "kept", advice, column=field, value=said)]
        )
        return
    stays = f"Rows: {{}}. They stay, without what the list of {target} would say; it may have been deleted."
    counted = pl.format(stays, "rows").alias("advice")
    rows = keys.select("file", "line", pl.col(field).alias("value"), counted)
    feeds.note(feed, rows, Doubt(f"Key not found in {target}", "kept", "", column=field))


def note_backwards(feed: str, rows: pl.DataFrame, times: tuple[str, str], rule: str, feeds: Feeds) -> None:
    """Note rows (with file, line and the feed's key) whose later time lies days before the earlier one."""
    earlier, later = times
    first, second = pl.col(earlier).dt.date(), pl.col(later).dt.date()
    said = pl.format("{} before {}", second, first).alias("value")
    doubts = rows.filter(second < first).select("file", "line", pl.col(FEEDS[feed].label).alias("key"), said)
    advice = "The times stay; durations below zero are counted apart. Check both in the system."
    feeds.note(feed, doubts, Doubt(rule, "kept", advice, column=later))
