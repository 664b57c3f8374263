"""What the company pays for its sources: boards by month and country, agencies by hire."""

import numpy as np
import polars as pl

from dashboard.sample.draws import Draws
from dashboard.sample.plan import Plan
from dashboard.sample.walk import came_through
from dashboard.sample.world import AS_OF, DAY, countries, said, sources

_COUNTRIES = 12
"""The largest ones pay for boards on their own; the rest use what is there."""


def spend(draws: Draws, plan: Plan) -> pl.DataFrame:
    """Return source, channel, country, month, amount and currency."""
    jobs = pl.DataFrame({"country": plan.jobs.country, "at": plan.jobs.opened}).with_columns(month=_month("at"))
    opened = jobs.filter(pl.col("country") < _COUNTRIES).group_by("country", "month").len("jobs")
    boards = [_board(name, row, opened) for name, row in said("sources")["sources"].items() if "monthly" in row]
    rows = pl.concat([*boards, _fees(draws, plan)]).sort("source", "country", "month")
    return rows.select("source", "channel", "country", pl.col("month").cast(pl.String), "amount", currency=pl.lit("EUR"))


def _month(column: str) -> pl.Expr:
    return pl.from_epoch(column, time_unit="s").dt.date().dt.truncate("1mo")


def _codes() -> pl.Expr:
    return pl.col("country").replace_strict(dict(enumerate(countries().codes)), return_dtype=pl.String)


def _board(name: str, row: dict[str, object], opened: pl.DataFrame) -> pl.DataFrame:
    only = row.get("only", countries().codes)
    wanted = opened.with_columns(country=_codes()).filter(pl.col("country").is_in(list(only)))  # type: ignore[call-overload]
    return wanted.select(
        source=pl.lit(row["spellings"][0]),  # type: ignore[index]
        channel=pl.lit(row["channel"]),
        country="country",
        month="month",
        amount=(pl.col("jobs") * row["monthly"]).cast(pl.Int64),
    )


def _fees(draws: Draws, plan: Plan) -> pl.DataFrame:
    seats, chosen = plan.seats, plan.chosen
    filled = (seats.filled_by >= 0) & (seats.closed <= AS_OF)
    key = chosen.key[seats.filled_by[filled]]
    country = plan.jobs.country[seats.job[filled]]
    through = np.array(sources().names)[came_through(draws, key, country, chosen=True)]
    table = said("sources")["sources"]["agency"]
    hires = pl.DataFrame({"country": country, "at": seats.closed[filled] + 14 * DAY, "through": through})
    fees = hires.filter(pl.col("through") == "agency").group_by("country", month=_month("at")).len("hires")
    return fees.select(
        source=pl.lit(table["spellings"][0]),
        channel=pl.lit(table["channel"]),
        country=_codes(),
        month="month",
        amount=(pl.col("hires") * table["fee"]).cast(pl.Int64),
    )
