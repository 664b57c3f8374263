"""Flaws of requisitions, postings, stages and openings."""

from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.sample.flaws import Flaws
from dashboard.sample.truth import Company
from dashboard.sample.world import said

_LOCALES: Final = {"fr": "fr-FR", "en": "en-GB", "pt": "pt-BR", "de": "de-DE", "es": "ES", "pl": "PL"}
_COUNTRY_CODES: Final = {"cs": "cz", "ja": "jp", "sv": "se", "uk": "ua"}
_NOWHERE: Final = ("Remote EMEA", "Remote - Europe", "Anywhere", "APAC", "To be agreed")
UNKNOWN_JOBS: Final = 900_000_000
"""Numbers from here on belong to requisitions that are in no file."""


def spoil_company(flaws: Flaws, company: Company) -> Company:
    """Return the company with its flaws."""
    return replace(
        company,
        jobs=_jobs(flaws, company.jobs),
        posts=_places(flaws, _languages(flaws, company.posts)),
        stages=_stages(flaws, company.stages),
        openings=_openings(flaws, company.openings),
    )


def at_noon_if(rows: pl.Series, column: str) -> pl.Expr:
    """Return a column's times, at 12:00:00 of their day in these rows."""
    return pl.when(rows).then(pl.col(column).dt.truncate("1d").dt.offset_by("12h")).otherwise(column)


def _jobs(flaws: Flaws, jobs: pl.DataFrame) -> pl.DataFrame:
    closed = jobs["closed_at"].is_not_null()
    older = flaws.strike("requisition closed before it was created", jobs["job_id"], 0.02, closed)
    noon = flaws.strike("requisition with dates dressed as times", jobs["job_id"], 0.04)
    carried = pl.col("closed_at").dt.offset_by("190d")
    return jobs.with_columns(
        created_at=pl.when(older).then(carried).otherwise("created_at"),
        opened_at=at_noon_if(noon, "opened_at"),
        closed_at=at_noon_if(noon, "closed_at"),
    )


def _languages(flaws: Flaws, posts: pl.DataFrame) -> pl.DataFrame:
    key, language = posts["post_id"], posts["language"]
    gone = flaws.strike("posting without a language", key, 0.05)
    region = flaws.strike("language written another way", key, 0.06, ~gone & language.is_in(list(_LOCALES)))
    code = flaws.strike("country code as a language", key, 0.15, ~gone & language.is_in(list(_COUNTRY_CODES)))
    with_region = pl.when(region).then(pl.col("language").replace(_LOCALES))
    written = with_region.when(code).then(pl.col("language").replace(_COUNTRY_CODES)).otherwise("language")
    return posts.with_columns(language=pl.when(~gone).then(written))


def _places(flaws: Flaws, posts: pl.DataFrame) -> pl.DataFrame:
    gone = flaws.strike("posting without a place", posts["post_id"], 0.025)
    nowhere = flaws.strike("posting in no country", posts["post_id"], 0.035, ~gone)
    words = pl.Series(_NOWHERE).gather(posts["post_id"] % len(_NOWHERE))
    return posts.with_columns(
        location=pl.when(nowhere).then(words).when(~gone).then("location"),
        office_id=pl.when(~(gone | nowhere)).then("office_id"),
    )


def _stages(flaws: Flaws, stages: pl.DataFrame) -> pl.DataFrame:
    inner = (stages["position"] > 0) & (stages["job_id"] == stages["job_id"].shift(-1))
    gone = flaws.strike("stage deleted", stages["stage_id"], 0.004, inner)
    off = flaws.strike("stage switched off", stages["stage_id"], 0.01, inner & ~gone)
    house = [name for own in said("pipelines")["kinds"]["odd"]["names"].values() for name in own]
    flaws.mark("stage with a name of the house", stages["name"].is_in(house) & ~gone)
    return stages.with_columns(active=~off).filter(~gone)


def _openings(flaws: Flaws, openings: pl.DataFrame) -> pl.DataFrame:
    unknown = flaws.strike("opening of an unknown requisition", openings["opening_id"], 0.012)
    second = openings["job_id"] == openings["job_id"].shift(1)
    copied = flaws.strike("opening with another one's code", openings["opening_id"], 0.1, second & ~unknown)
    return openings.with_columns(
        job_id=pl.when(unknown).then(UNKNOWN_JOBS + pl.col("job_id")).otherwise("job_id"),
        code=pl.when(copied).then(pl.col("code").shift(1)).otherwise("code"),
    )
