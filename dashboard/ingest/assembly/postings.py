"""Published offer texts: where, in which language, under which work model."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from dashboard.ingest import vocabulary as words
from dashboard.ingest.findings import Doubt
from dashboard.ingest.standard import standardise
from dashboard.ingest.store import Feeds
from dashboard.ingest.terms import Place as Spot
from dashboard.ingest.terms import country_of, language_of, place_of, work_model_of

_DEEPEST_TREE: Final = 10
_WORK_MODEL: Final = pl.Enum(words.WORK_MODELS)
_NO_LANGUAGE: Final = Doubt(
    "No such language", "kept", "It counts as not stated. Use ISO 639-1 codes or names.", column="language"
)
_COUNTRIES: Final = Doubt(
    "Posting in several countries",
    "kept",
    "Its country counts as not stated. Publish one posting for each country.",
    column="country",
)
_SPOT: Final = {"country": pl.String(), "city": pl.String(), "work_model": pl.String()}


def postings(feeds: Feeds, jobs: pl.DataFrame) -> pl.DataFrame:
    """Return the postings, each in its own place: for one that names none, no office of its job speaks."""
    frame = (
        feeds.scan("postings")
        .rename({"language": "language_raw", "country": "country_raw"})
        .drop("location")
        .collect()
        .join(posting_places(feeds), on="posting_id", how="left", maintain_order="left")
        .join(_of_job(jobs), on="job_id", how="left", maintain_order="left")
    )
    frame = standardise(frame, ["language_raw"], language_of, {"language": pl.String()})
    frame = standardise(frame, ["country_raw"], country_of, {"stated": pl.String()})
    frame = standardise(frame, ["work_model"], work_model_of, {"own_model": _WORK_MODEL})
    frame = standardise(frame, ["title"], work_model_of, {"title_model": _WORK_MODEL})
    note_unclear(frame, feeds)
    return frame.with_columns(
        pl.coalesce("stated", "country").alias("country"),
        pl.coalesce("own_model", "place_model", "title_model", "job_model").alias("work_model"),
        pl.coalesce("relocation", "job_relocation").alias("relocation"),
        pl.when(pl.col("language").is_not_null()).then(pl.lit("field")).alias("language_source"),
        pl.coalesce("unpublished_at", pl.when(~pl.col("is_live")).then("job_closed_at")).alias(
            "unpublished_at"
        ),
    )


def posting_places(feeds: Feeds) -> pl.DataFrame:
    """Return for each posting the country, city and work model on which its locations and offices agree."""
    offices = office_spots(feeds.scan("offices").collect())
    own = feeds.scan("postings").filter(pl.col("location").is_not_null()).select("posting_id", "location")
    listed = feeds.scan("posting_places").select("posting_id", "location", "office_id")
    places = pl.concat([own, listed], how="diagonal").collect()
    spots = standardise(places, ["location"], place_of, _SPOT).join(
        offices, on="office_id", how="left", maintain_order="left"
    )
    away = pl.col("country").is_null()
    spots = spots.with_columns(
        pl.coalesce("location", "office_location").alias("location"),
        pl.when(away).then("office_country").otherwise("country").alias("country"),
        pl.when(away & pl.col("city").is_null()).then("office_city").otherwise("city").alias("city"),
        pl.coalesce("work_model", "office_model").alias("work_model"),
    )
    return spots.group_by("posting_id", maintain_order=True).agg(
        pl.col("location").drop_nulls().unique(maintain_order=True).str.join("; "),
        agreed("country"),
        agreed("city"),
        agreed("work_model").cast(_WORK_MODEL).alias("place_model"),
        pl.col("country").drop_nulls().n_unique().alias("countries"),
    )


def _of_job(jobs: pl.DataFrame) -> pl.DataFrame:
    own = jobs.select("job_id", "work_model", pl.col("relocation", "closed_at").name.prefix("job_"))
    return standardise(own, ["work_model"], work_model_of, {"job_model": _WORK_MODEL}).drop("work_model")


def office_spots(offices: pl.DataFrame) -> pl.DataFrame:
    """Return where each office is: by its location, else its name, else the offices above it."""
    tree = {row["office_id"]: row for row in offices.iter_rows(named=True)}
    spots = [_spot(key, tree) for key in tree]
    return pl.DataFrame(
        {
            "office_id": list(tree),
            "office_location": [row["location"] or row["office"] for row in tree.values()],
            "office_country": [spot.country for spot in spots],
            "office_city": [spot.city for spot in spots],
            "office_model": [spot.work_model for spot in spots],
        },
        schema=dict.fromkeys(
            ("office_id", "office_location", "office_country", "office_city", "office_model"), pl.String
        ),
    )


def _spot(key: str | None, tree: Mapping[str, Mapping[str, str | None]]) -> Spot:
    nowhere = place_of(None)
    for _ in range(_DEEPEST_TREE):
        if key is None or key not in tree:
            break
        for text in (tree[key]["location"], tree[key]["office"]):
            if (spot := place_of(text)).country:
                return spot
        key = tree[key]["parent_id"]
    return nowhere


def agreed(name: str) -> pl.Expr:
    """Return the one value that a group states, or null where it states several."""
    stated = pl.col(name).drop_nulls()
    return pl.when(stated.n_unique() == 1).then(stated.first()).alias(name)


def note_unclear(frame: pl.DataFrame, feeds: Feeds) -> None:
    """Note languages that are no language, and postings in several countries."""
    place = pl.col("file"), pl.col("line"), pl.col("posting_id").alias("key")
    odd = frame.filter(pl.col("language_raw").is_not_null() & pl.col("language").is_null())
    several = frame.filter(pl.col("stated").is_null() & (pl.col("countries") > 1))
    feeds.note("postings", odd.select(*place, pl.col("language_raw").alias("value")), _NO_LANGUAGE)
    feeds.note("postings", several.select(*place, pl.col("location").alias("value")), _COUNTRIES)
