"""Seats: the same curve as for applications, the age of the open ones against it and what it forecasts."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from companies import AS_OF, Fates, random_fates
from scratch import Scratch

SEAT_OF = {"hired": "filled", "rejected": "cancelled", "withdrawn": "cancelled", "active": "open"}
CURVE_OF = {"hires": "filled", "exits": "cancelled", "hired_share": "filled_share"}


def seats(fates: Fates) -> pl.DataFrame:
    """Return the openings that fare as these applications do."""
    numbers = pl.Series(range(len(fates.day)), dtype=pl.String)
    closed = pl.col("applied_at") + pl.duration(days=pl.col("days_observed"))
    status = pl.col("status").replace_strict(SEAT_OF)
    return fates.applications().select(
        account=pl.lit("main"),
        opening_id="seat " + numbers,
        role_family=pl.lit("cloud"),
        status=status,
        opened_at="applied_at",
        closed_at=pl.when(status != "open").then(closed),
        filled_at="hired_at",
        days_open="days_observed",
        is_evergreen=pl.lit(value=False),
    )


def some_seats(*days: int, family: str = "cloud", age: int | None = None) -> pl.DataFrame:
    """Return seats filled after these days, and one still open at `age`."""
    fates = Fates(np.full(len(days), 300), np.array(days), np.full(len(days), 1))
    frame = seats(fates)
    if age is not None:
        waiting = seats(Fates(np.array([age]), np.array([999]), np.array([1])))
        frame = pl.concat([frame, waiting.with_columns(opening_id=pl.lit("open"))])
    return frame.with_columns(role_family=pl.lit(family), opening_id=family + pl.col("opening_id"))


@pytest.mark.parametrize("seed", range(3))
def test_seats_that_fare_like_applications_have_their_curve(seed):
    fates = random_fates(np.random.default_rng(seed), 300, longest=200)
    scratch = Scratch(applications=fates.applications(), openings=seats(fates))
    filled, hired = scratch.run("time_to_hire/time_to_fill"), scratch.run("time_to_hire/incidence")
    assert filled.equals(hired.rename(CURVE_OF))
    half, same = scratch.run("time_to_hire/time_to_fill_half"), scratch.run("time_to_hire/incidence_summary")
    for name in ("half_day", "low", "high", "median_days", "difference"):
        assert half[name].to_list() == same[name].to_list()


def test_p90_of_filled_seats_interpolates():
    half = Scratch(openings=some_seats(10, 20, 30, 40, 55)).run("time_to_hire/time_to_fill_half")
    assert half["p90_days"].item() == pytest.approx(49)


@pytest.mark.parametrize(
    ("age", "share", "verdict"),
    [(25, 0.2, "In the usual range"), (85, 0.8, "Slower than 75%"), (99, 1.0, "Slower than 90%")],
)
def test_an_open_seat_is_as_slow_as_the_share_of_seats_filled_by_its_age(age, share, verdict):
    scratch = Scratch(openings=some_seats(*range(10, 100, 10), age=age))
    seen = scratch.run("time_to_hire/open_against_curve").row(0, named=True)
    assert seen["faster_share"] == pytest.approx(share)
    assert seen["verdict"] == verdict


def test_a_forecast_spreads_the_fills_to_come_over_the_days_beyond_the_age():
    frame = some_seats(10, 20, 30, 40, age=15)
    frame = frame.with_columns(target_start_on=pl.col("opened_at").cast(pl.Date) + timedelta(days=30))
    row = Scratch(openings=frame).run("time_to_hire/fill_forecast", minimum_n=4).row(0, named=True)
    opened = AS_OF - timedelta(days=15)
    assert (row["days_open"], row["opened_on"]) == (15, opened)
    assert row["early_on"] == opened + timedelta(days=20)
    assert row["middle_on"] == opened + timedelta(days=30)
    assert row["late_on"] == opened + timedelta(days=40)
    assert row["fill_chance"] == pytest.approx(1)
    assert row["target_chance"] == pytest.approx(2 / 3)


def test_a_seat_older_than_any_filled_one_gets_no_date():
    row = (
        Scratch(openings=some_seats(10, 20, 30, 40, 50, age=90))
        .run("time_to_hire/fill_forecast")
        .row(0, named=True)
    )
    assert (row["early_on"], row["fill_chance"]) == (None, 0)
    assert row["note"] == "Older than any comparable seat when it was filled"


def test_a_small_role_family_is_compared_with_every_role():
    openings = pl.concat([some_seats(10, 20, 30, 40, 50), some_seats(300, family="data", age=25)])

    seen = Scratch(openings=openings).run("time_to_hire/open_against_curve")
    assert seen.select("comparable", "comparable_filled").rows() == [("every role", 6)]


def test_too_few_filled_seats_say_so_instead_of_a_date():
    scratch = Scratch(openings=some_seats(10, 20, age=15))
    forecast = scratch.run("time_to_hire/fill_forecast")
    assert forecast.select("middle_on", "fill_chance", "note").rows() == [
        (None, None, "Too few filled seats to say (2)")
    ]
    assert (
        scratch.run("time_to_hire/time_to_fill_half")["sentence"].item() == "Too few filled seats to say (2)."
    )


def test_seats_without_a_fixed_number_are_not_forecast():
    frame = some_seats(10, 20, 30, 40, 50, age=15).with_columns(is_evergreen=pl.lit(value=True))
    assert Scratch(openings=frame).run("time_to_hire/fill_forecast").is_empty()
    assert Scratch(openings=frame).run("time_to_hire/open_against_curve").is_empty()


def test_the_period_bounds_the_day_that_a_seat_was_opened():
    curve = Scratch(openings=some_seats(10, 20)).run(
        "time_to_hire/time_to_fill", since=date(2025, 12, 1), until=date(2026, 1, 1)
    )
    assert curve.is_empty()
