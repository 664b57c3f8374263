"""Feeds into canonical tables: the same for every layout."""

from collections.abc import Callable, Iterable
from pathlib import Path

import dataframely as dy
import polars as pl
from pyarrow.parquet import ParquetWriter

from dashboard.ingest.assembly.applications import applications, note_applications
from dashboard.ingest.assembly.history import history, outcomes, reopened
from dashboard.ingest.assembly.jobs import jobs, openings
from dashboard.ingest.assembly.offers import offers
from dashboard.ingest.assembly.postings import postings
from dashboard.ingest.assembly.spend import source_spend
from dashboard.ingest.assembly.stand_ins import add_stand_ins
from dashboard.ingest.assembly.survivors import note_survivors
from dashboard.ingest.assembly.visits import visits
from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.references import note_backwards, note_lost_keys
from dashboard.ingest.store import Feeds
from dashboard.ingest.tables import CANONICAL


def assemble(feeds: Feeds, staging: Path, account: str, progress: Callable[[str], None]) -> None:
    """Write every canonical table into the staging folder."""

    def write(name: str, *parts: pl.DataFrame) -> None:
        _write(staging / f"{name}.parquet", CANONICAL[name], account, parts)

    progress("Looking for repeated and lost keys …")
    for feed in FEEDS:
        feeds.drop_duplicates(feed)
    note_lost_keys(feeds)

    requisitions, seats, last_offers = jobs(feeds), openings(feeds), offers(feeds)
    note_backwards("jobs", requisitions, ("opened_at", "closed_at"), "Closed before it was opened", feeds)
    note_backwards("openings", seats, ("opened_at", "closed_at"), "Closed before it was opened", feeds)
    note_backwards("offers", last_offers, ("sent_at", "decided_at"), "Decided before it was sent", feeds)
    write("jobs", requisitions)
    write("job_holds", feeds.scan("job_holds").collect())
    write("openings", seats)
    write("offers", last_offers)
    write("postings", postings(feeds, requisitions))
    write("source_spend", source_spend(feeds))

    progress("Putting the stage history in order …")
    add_stand_ins(feeds)
    found = history(feeds)
    unstated = feeds.scan("applications").select(pl.col("status").has_nulls()).collect().item()
    told = outcomes(found, unstated=unstated).join(
        reopened(found), on="application", how="full", coalesce=True
    )
    people = applications(feeds, last_offers, told)
    note_applications(people, feeds)
    note_survivors(people, requisitions, feeds)
    write("applications", people)
    times = people.select("applied_at", "closed_at")
    del people
    _write(staging / "stage_visits.parquet", CANONICAL["stage_visits"], account, visits(found, times, feeds))


def _write(path: Path, schema: type[dy.Schema], account: str, parts: Iterable[pl.DataFrame]) -> None:
    kind = schema.create_empty().to_arrow().schema
    # A dictionary of keys would hold nearly as many as there are rows.
    words = [name for name in schema.column_names() if not name.endswith(("_id", "_at"))]
    with ParquetWriter(path, kind, compression="lz4", write_statistics=False, use_dictionary=words) as file:
        for rows in parts:
            table = rows.with_columns(pl.lit(account).alias("account")).select(schema.column_names())
            file.write_table(schema.cast(table).to_arrow())
