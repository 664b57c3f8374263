"""What the company pays for its sources: boards by month and country, agencies by hire."""

from typing import Any, Final

import numpy as np
import polars as pl

from dashboard.sample.plan import Plan
from dashboard.sample.walk import ACCEPTS, came_through
from dashboard.sample.world import AS_OF, countries, said, sources

_COUNTRIES: Final = 12
"""The largest ones pay for boards on their own; the rest use what is there."""


def spend(plan: Plan) -> pl.DataFrame:
    """Return source, channel, country, month, amount and currency."""
    jobs = pl.DataFrame({"country": plan.jobs.country, "at": plan.jobs.opened})
    opened = _by_month(jobs.filter(pl.col("country") < _COUNTRIES))
    boards = [_board(row, opened) for row in said("sources")["sources"].values() if "monthly" in row]
    fees = _priced(said("sources")["sources"]["agency"], _by_month(_agency_hires(plan)), "fee")
    rows = pl.concat([*boards, fees]).sort("source", "country", "month")
    return rows.with_columns(pl.col("month").cast(pl.String), currency=pl.lit("EUR"))


def _by_month(moments: pl.DataFrame) -> pl.DataFrame:
    """Return how many of the moments (`at`, in seconds) each country has in each month."""
    month = pl.from_epoch("at", time_unit="s").dt.date().dt.truncate("1mo")
    counts = moments.group_by("country", month=month).len("count")
    codes = dict(enumerate(countries().codes))
    return counts.with_columns(pl.col("country").replace_strict(codes, return_dtype=pl.String))


def _board(row: dict[str, Any], opened: pl.DataFrame) -> pl.DataFrame:
    only = row.get("only", list(countries().codes))
    return _priced(row, opened.filter(pl.col("country").is_in(only)), "monthly")


def _priced(row: dict[str, Any], counts: pl.DataFrame, price: str) -> pl.DataFrame:
    return counts.select(
        source=pl.lit(row["spellings"][0]),
        channel=pl.lit(row["channel"]),
        country="country",
        month="month",
        amount=(pl.col("count") * row[price]).cast(pl.Int64),
    )


def _agency_hires(plan: Plan) -> pl.DataFrame:
    filled = plan.filled_by >= 0
    hires = pl.DataFrame({"number": plan.filled_by[filled], "at": plan.seats.closed[filled]})
    accepts = plan.offered.fate == ACCEPTS
    through = np.array(sources().names)[came_through(plan.draws, plan.jobs, plan.offered)]
    people = pl.DataFrame(
        {"number": plan.numbers, "through": through, "country": plan.jobs.country[plan.offered.job]}
    ).filter(pl.Series(accepts))
    return people.filter(through="agency").join(hires.filter(pl.col("at") <= AS_OF), on="number")
