"""Flaws of the stage history: one application has one of them at most, so that each can be told apart."""

from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.sample.flaws import Flaws
from dashboard.sample.truth import Chunk

_ORDER: Final = ("application_id", "nth")
_CASES: Final = {
    "stages entered at once": (0.0, 0.02),
    "stages out of order": (0.02, 0.05),
    "stage entered before the application": (0.05, 0.06),
    "stage entered again": (0.06, 0.1),
    "rejected, then taken back": (0.1, 0.33),
}
"""Which part of the applications that it can be done to each flaw is done to."""


def spoil_history(flaws: Flaws, chunk: Chunk) -> Chunk:
    """Return a chunk with the flaws of its visits, and rejections that were taken back."""
    touched = _touched(flaws, chunk)
    visits = chunk.visits.join(touched, on="application_id", how="left", maintain_order="left")
    odd = _ranked(visits.drop_nulls("case"))
    odd = _again(_backdated(flaws, _out_of_order(_at_once(odd))))
    back = _taken_back(odd)
    spoilt = _cut_short(odd, back).select(chunk.visits.columns)
    whole = visits.filter(pl.col("case").is_null()).select(chunk.visits.columns)
    visits = _never_left(flaws, pl.concat([whole, spoilt]).sort(_ORDER), chunk.applications)
    rejected = back.with_columns(status=pl.lit("rejected"), reason_id=pl.lit(1, pl.Int64))
    return replace(
        chunk,
        visits=_twice(flaws, visits),
        events=pl.concat(
            [chunk.events, rejected.select("application_id", at="rejected_at", status="status")]
        ),
        rejections=_with_taken_back(chunk, rejected),
    )


def _touched(flaws: Flaws, chunk: Chunk) -> pl.DataFrame:
    """Return which applications have which case: all but the last are for long histories without a hire."""
    known = _lengths(chunk).with_columns(case=pl.lit(None, pl.String))
    share = pl.Series(flaws.draws.uniform("history", known["application_id"].to_numpy()))
    for flaw, (low, high) in _CASES.items():
        can_be = known.select(_possible(flaw)).to_series()
        rows = flaws.mark(flaw, can_be & (share >= low) & (share < high))
        known = known.with_columns(case=pl.when(rows).then(pl.lit(flaw)).otherwise("case"))
    return known.drop_nulls("case").select("application_id", "case")


def _lengths(chunk: Chunk) -> pl.DataFrame:
    stays = chunk.visits.group_by("application_id", maintain_order=True).agg(
        stays=pl.len(),
        last_days=(pl.col("left_at").last() - pl.col("entered_at").last()).dt.total_days(),
    )
    status = chunk.applications.select("application_id", "status")
    return stays.filter(pl.col("stays") > 1).join(status, on="application_id", maintain_order="left")


def _possible(flaw: str) -> pl.Expr:
    if flaw == "rejected, then taken back":
        return pl.lit(value=True)
    long = pl.col("stays") >= (4 if flaw == "stages out of order" else 3)
    stayed = pl.col("last_days").fill_null(0) >= 3 if flaw == "stage entered again" else True
    return long & (pl.col("status") != "hired") & stayed


def _ranked(visits: pl.DataFrame) -> pl.DataFrame:
    return visits.with_columns(
        rank=pl.int_range(pl.len()).over("application_id"),
        is_last=pl.col("application_id") != pl.col("application_id").shift(-1).fill_null(0),
        is_last_but_one=pl.col("application_id").ne_missing(pl.col("application_id").shift(-2))
        & (pl.col("application_id") == pl.col("application_id").shift(-1)),
    )


def _case(flaw: str) -> pl.Expr:
    return pl.col("case") == flaw


def _at_once(visits: pl.DataFrame) -> pl.DataFrame:
    case = _case("stages entered at once")
    last = pl.col("entered_at").last().over("application_id")
    return visits.with_columns(
        entered_at=pl.when(case & (pl.col("rank") > 0)).then(last).otherwise("entered_at"),
        left_at=pl.when(case & ~pl.col("is_last")).then(last).otherwise("left_at"),
    )


def _out_of_order(visits: pl.DataFrame) -> pl.DataFrame:
    stage, case = pl.col("stage_id"), _case("stages out of order")
    second = pl.when(case & (pl.col("rank") == 1)).then(stage.shift(-1))
    return visits.with_columns(
        stage_id=second.when(case & (pl.col("rank") == 2)).then(stage.shift(1)).otherwise(stage)
    )


def _backdated(flaws: Flaws, visits: pl.DataFrame) -> pl.DataFrame:
    days = pl.Series("days", flaws.draws.whole("days before", visits["application_id"].to_numpy(), 1, 9))
    before = pl.col("entered_at").shift(1) - pl.duration(days="days")
    rows = _case("stage entered before the application") & (pl.col("rank") == 1)
    moved = visits.with_columns(days).with_columns(
        entered_at=pl.when(rows).then(before).otherwise("entered_at")
    )
    return moved.drop("days")


def _again(visits: pl.DataFrame) -> pl.DataFrame:
    """Cut the last stay in three: there, back in the stage before, there again."""
    rows = _case("stage entered again") & pl.col("is_last")
    visits = visits.with_columns(before=pl.col("stage_id").shift(1))
    third = (pl.col("left_at") - pl.col("entered_at")) / 3
    bounds = [(pl.col("entered_at") + third * part).dt.truncate("1s") for part in range(3)] + [
        pl.col("left_at")
    ]
    stays = [
        visits.filter(rows).with_columns(
            nth=pl.col("nth") + part,
            stage_id="before" if part == 1 else "stage_id",
            entered_at=bounds[part],
            left_at=bounds[part + 1],
        )
        for part in range(3)
    ]
    return pl.concat([visits.filter(~rows), *stays]).sort(_ORDER)


def _taken_back(visits: pl.DataFrame) -> pl.DataFrame:
    """Return the rejections, each in the stay before the last."""
    rows = _case("rejected, then taken back") & pl.col("is_last_but_one")
    into = (pl.col("left_at") - pl.col("entered_at")) * 2 / 5
    return visits.filter(rows).select(*_ORDER, rejected_at=(pl.col("entered_at") + into).dt.truncate("1s"))


def _with_taken_back(chunk: Chunk, rejected: pl.DataFrame) -> pl.DataFrame:
    """Add the rejections that were taken back; one that was rejected again keeps its last."""
    gone_on = rejected.join(chunk.rejections, on="application_id", how="anti", maintain_order="left")
    return pl.concat([chunk.rejections, gone_on.select(chunk.rejections.columns)])


def _cut_short(visits: pl.DataFrame, back: pl.DataFrame) -> pl.DataFrame:
    joined = visits.join(back, on=_ORDER, how="left", maintain_order="left")
    return joined.with_columns(left_at=pl.coalesce("rejected_at", "left_at"))


def _never_left(flaws: Flaws, visits: pl.DataFrame, applications: pl.DataFrame) -> pl.DataFrame:
    key = visits["application_id"]
    rejected = applications.filter(status="rejected")["application_id"]
    last = (key != key.shift(-1)).fill_null(True) & key.is_in(rejected.to_list())
    rows = flaws.strike("visit that did not end", key, 0.06, last)
    return visits.with_columns(left_at=pl.when(~rows).then("left_at"))


def _twice(flaws: Flaws, visits: pl.DataFrame) -> pl.DataFrame:
    again = flaws.strike("visit twice", visits["application_id"] * 16 + visits["nth"], 0.0005)
    return pl.concat([visits, visits.filter(again)]).sort(_ORDER, maintain_order=True)
