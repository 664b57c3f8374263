"""Applications: who, for what, from where, and how it ended."""

import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.findings import Doubt
from dashboard.ingest.references import note_backwards
from dashboard.ingest.standard import describe, standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import close_side_of, is_transfer, source_of

_STATUS = pl.Enum(words.STATUSES)
_SOURCE = {"name": pl.String(), "channel": pl.Enum(words.CHANNELS)}
_UNTIMED = Doubt(
    "Hired, but nothing says when",
    "kept",
    "It counts as hired without a time. Export offers and history too.",
    column="status",
)
_CONVERTED = Doubt(
    "Converted prospect",
    "kept",
    "It counts as a prospect; the application that it became counts as one.",
    column="status",
)
_SIDE = pl.Enum(words.CLOSE_SIDES)


def applications(feeds: Feeds, offers: pl.DataFrame, outcomes: pl.DataFrame) -> pl.DataFrame:
    """Return the applications in file order; `outcomes` says when the history hired or rejected one.

    A converted prospect goes on as another application: it counts as a prospect, never closed. A rejected
    application whose reason lies with the candidate, or whose offer was declined, was withdrawn.
    """
    linked = _with_rejection(_with_job(feeds), feeds).with_columns(_or_dated_hire().alias("status"))
    known = linked.drop("hired_at", "hired_precision").collect()
    rows = _with_reason(_with_touches(_with_source(known, feeds)), feeds)
    return (
        rows.lazy()
        .with_row_index("application")
        .join(_decided(offers), on="application_id", how="left", maintain_order="left")
        .join(outcomes.lazy(), on="application", how="left", maintain_order="left")
        .with_columns(_status().alias("status"), _is_prospect().alias("is_prospect"))
        .with_columns(_closed("at"), _closed("precision"), _close_side().alias("close_side"))
        .with_columns(
            pl.when(pl.col("close_side").is_not_null()).then("close_reason").alias("close_reason"),
            (pl.col("channel") == "internal").fill_null(value=False).alias("is_internal"),
            pl.col("is_migrated").fill_null(value=False),
            _is_reopened().alias("is_reopened"),
            _is_transferred().alias("is_transferred"),
        )
        .collect()
    )


def _with_job(feeds: Feeds) -> pl.LazyFrame:
    """A prospect may be linked to several jobs; it then has none of its own."""
    if not feeds.has("application_jobs"):
        return feeds.scan("applications")
    links = feeds.scan("application_jobs").group_by("application_id")
    linked = links.agg(
        pl.col("job_id").first().alias("linked_job"),
        pl.col("posting_id").drop_nulls().first().alias("linked_posting"),
        pl.col("job_id").n_unique().alias("links"),
    )
    own = pl.when((pl.col("links") == 1) | ~pl.col("is_prospect").fill_null(value=False)).then("linked_job")
    rows = feeds.scan("applications").join(linked, on="application_id", how="left", maintain_order="left")
    return rows.with_columns(
        pl.coalesce("job_id", own).alias("job_id"),
        pl.coalesce("posting_id", "linked_posting").alias("posting_id"),
    ).drop("linked_job", "linked_posting", "links")


def _with_source(rows: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    """Add the source in words, from the application itself or the list of sources, and its standard term."""
    listed = feeds.scan("sources").select("source_id", pl.col("source", "source_type").name.prefix("listed_"))
    rows = _with_linked_source(rows, feeds)

    def described(said: pl.DataFrame) -> pl.DataFrame:
        words = said.join(listed.collect(), on="source_id", how="left", maintain_order="left").select(
            pl.coalesce("source", "listed_source").alias("source_raw"),
            pl.coalesce("source_type", "listed_source_type").alias("source_type"),
        )
        terms = standardise(words, ["source_raw", "source_type"], source_of, _SOURCE)
        # The words around a referral name who referred: a person.
        raw = pl.when(pl.col("channel") == "referral").then("name").otherwise("source_raw")
        return terms.select(raw.alias("source_raw"), pl.col("name").alias("source"), "channel")

    return describe(rows, ["source_id", "source", "source_type"], described)


def _with_linked_source(rows: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    """Of several sources of one application, in the order that the export gives, the first counts."""
    if not feeds.has("application_sources"):
        return rows
    by_application = feeds.scan("application_sources").group_by("application_id", maintain_order=True)
    linked = by_application.agg(
        pl.col("source").first().alias("linked_first"), pl.col("source").last().alias("linked_last")
    )
    joined = rows.join(linked.collect(), on="application_id", how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce("source", "linked_first").alias("source"),
        pl.coalesce("first_source", "linked_first").alias("first_source"),
        pl.coalesce("last_source", "linked_last").alias("last_source"),
    ).drop("linked_first", "linked_last")


def _with_touches(rows: pl.DataFrame) -> pl.DataFrame:
    """Write the first and the last source that the export names in standard terms."""

    def described(said: pl.DataFrame) -> pl.DataFrame:
        first, last = (
            standardise(said, [name], source_of, _SOURCE)["name"].alias(name)
            for name in ("first_source", "last_source")
        )
        return pl.DataFrame([first, last])

    return describe(rows, ["first_source", "last_source"], described)


def _with_reason(rows: pl.DataFrame, feeds: Feeds) -> pl.DataFrame:
    """Add why an application ended, from itself or the list of reasons, how, and whose decision it was."""
    given = pl.col("reason", "reason_type", "status").name.prefix("listed_")
    listed = feeds.scan("reasons").select("reason_id", given)

    def described(said: pl.DataFrame) -> pl.DataFrame:
        words = said.join(listed.collect(), on="reason_id", how="left", maintain_order="left").select(
            pl.coalesce("reason", "listed_reason").alias("close_reason"),
            pl.coalesce("reason_type", "listed_reason_type").alias("reason_type"),
            pl.col("listed_status").alias("reason_status"),
        )
        sides = standardise(words, ["close_reason", "reason_type"], close_side_of, {"reason_side": _SIDE})
        moved = standardise(words, ["close_reason"], is_transfer, {"is_transfer": pl.Boolean()})
        return sides.select("close_reason", "reason_side", "reason_status").with_columns(moved["is_transfer"])

    return describe(rows, ["reason_id", "reason", "reason_type"], described)


def _with_rejection(rows: pl.LazyFrame, feeds: Feeds) -> pl.LazyFrame:
    """Take reason and time from the list of rejections where the application has none."""
    names = ("reason_id", "closed_at", "closed_precision")
    given = feeds.scan("rejections").select(
        "application_id", pl.col(names).name.prefix("given_"), pl.lit(value=True).alias("was_rejected")
    )
    joined = rows.join(given, on="application_id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce(name, f"given_{name}").alias(name) for name in names)


def _decided(offers: pl.DataFrame) -> pl.LazyFrame:
    return offers.lazy().select(
        "application_id", pl.col("status").alias("offer_status"), "decided_at", "decided_precision"
    )


def _or_dated_hire() -> pl.Expr:
    """Return the status; of an application that says only when it was hired, and is not closed: hired."""
    hired = pl.col("hired_at").is_not_null() & pl.col("closed_at").is_null()
    return pl.coalesce("status", pl.when(hired).then(pl.lit("hired")))


def _status() -> pl.Expr:
    """A status that is not stated is read from why the application was closed, the history, and whether."""
    said = pl.coalesce(pl.col("status", "reason_status").cast(pl.String), "last_status")
    ended = pl.when(pl.col("closed_at").is_not_null()).then(pl.lit("rejected")).otherwise(pl.lit("active"))
    status = pl.when(said == "converted").then(pl.lit("active")).otherwise(pl.coalesce(said, ended))
    by_candidate = (pl.col("reason_side") == "candidate") | (pl.col("offer_status") == "declined")
    withdrawn = (status == "rejected") & by_candidate.fill_null(value=False)
    return pl.when(withdrawn).then(pl.lit("withdrawn")).otherwise(status).cast(_STATUS)


def _is_prospect() -> pl.Expr:
    converted = (pl.col("status").cast(pl.String) == "converted").fill_null(value=False)
    return pl.col("is_prospect").fill_null(value=False) | pl.col("job_id").is_null() | converted


def _is_reopened() -> pl.Expr:
    """An end that the history or the list of rejections tells, after which the application went on."""
    alive = pl.col("status").is_in(["active", "hired"])
    taken_back = alive & (pl.col("was_rejected") | pl.col("rejected_at").is_not_null())
    return (pl.col("goes_on") | taken_back).fill_null(value=False)


def _is_transferred() -> pl.Expr:
    """Closed since the person goes on with another job, as the status or the reason says."""
    by_status = pl.col("status_raw").str.to_lowercase() == "transferred"
    ended = pl.col("status").is_in(["rejected", "withdrawn"])
    return (ended & (by_status | pl.col("is_transfer"))).fill_null(value=False)


def _closed(what: str) -> pl.Expr:
    """A hire ended with the accepted offer, else when the history says; any other when it was rejected."""
    accepted = pl.when(pl.col("offer_status") == "accepted").then(f"decided_{what}")
    return (
        pl.when(pl.col("status") == "hired")
        .then(pl.coalesce(accepted, f"hired_{what}"))
        .when(pl.col("status") != "active")
        .then(pl.coalesce(f"closed_{what}", f"rejected_{what}", f"decided_{what}"))
        .alias(f"closed_{what}")
    )


def _close_side() -> pl.Expr:
    """Rejected is by the company and withdrawn by the candidate, whatever else the reason says."""
    return (
        pl.when(pl.col("status") == "withdrawn")
        .then(pl.lit("candidate"))
        .when(pl.col("status") == "rejected")
        .then(pl.lit("company"))
        .cast(_SIDE)
    )


def note_applications(rows: pl.DataFrame, feeds: Feeds) -> None:
    """Note applications that contradict themselves, and prospects that went on as another application."""
    note_backwards("applications", rows, ("applied_at", "closed_at"), "Closed before applying", feeds)
    place = "file", "line", pl.col("application_id").alias("key")
    untimed = rows.filter((pl.col("status") == "hired") & pl.col("closed_at").is_null())
    converted = rows.filter(pl.col("status_raw").str.to_lowercase() == "converted")
    feeds.note("applications", untimed.select(*place), _UNTIMED)
    feeds.note("applications", converted.select(*place), _CONVERTED)
