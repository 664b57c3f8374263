"""Forecasts of open seats: the plan, the target and how past ranges turned out."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from companies import AS_OF
from scipy.stats import norm
from scratch import Scratch


def seats(opened_ago: np.ndarray, day: np.ndarray, cancelled: np.ndarray | None = None) -> pl.DataFrame:
    """Return seats opened so many days ago that are filled, or cancelled, after so many days."""
    over = day <= opened_ago
    ended = np.where(
        over, np.where(cancelled, "cancelled", "filled") if cancelled is not None else "filled", "open"
    )
    at = pl.col("opened_at") + pl.duration(days="days_open")
    return (
        pl.DataFrame({"ago": opened_ago, "days_open": np.minimum(day, opened_ago), "status": ended})
        .with_row_index("number")
        .select(
            account=pl.lit("main"),
            opening_id="seat " + pl.col("number").cast(pl.String),
            role_family=pl.lit("cloud"),
            status="status",
            opened_at=pl.lit(AS_OF, pl.Datetime) - pl.duration(days="ago"),
            days_open="days_open",
            is_evergreen=pl.lit(value=False),
        )
        .with_columns(
            closed_at=pl.when(pl.col("status") != "open").then(at),
            filled_at=pl.when(pl.col("status") == "filled").then(at),
        )
    )


def open_and_filled(filled: list[int], ages: list[int]) -> pl.DataFrame:
    ago = np.array([400] * len(filled) + ages)
    return seats(ago, np.array(filled + [999] * len(ages)))


def test_the_plan_sums_the_chances_of_the_open_seats():
    frame = open_and_filled([10, 40, 70, 100], [15])
    rows = Scratch(openings=frame).run("time_to_hire/fill_plan", minimum_n=4)
    assert rows["expected"].to_list() == pytest.approx([1 / 3, 2 / 3, 1, 1, 1])
    assert rows["by_on"].to_list() == [AS_OF + timedelta(days=days) for days in (30, 60, 90, 120, 180)]


@pytest.mark.parametrize("plan", [1, 6, 10, 30])
def test_the_chance_of_the_plan_is_the_normal_approximation(plan):
    rng = np.random.default_rng(1)
    frame = open_and_filled(rng.integers(1, 200, 60).tolist(), rng.integers(1, 90, 30).tolist())
    row = Scratch(openings=frame).run("time_to_hire/fill_plan", plan=plan).row(0, named=True)
    deviation = (row["expected"] - row["low"]) / norm.ppf(0.975)
    expected = norm.sf((plan - 0.5 - row["expected"]) / deviation)
    assert row["plan_chance"] == pytest.approx(expected, abs=0.00015)
    assert row["open_seats"] == 30


def test_without_a_plan_there_is_no_chance_of_it_and_more_than_is_open_has_none():
    scratch = Scratch(openings=open_and_filled([10, 20, 30, 40, 50], [5, 5]))
    assert scratch.run("time_to_hire/fill_plan")["plan_chance"].null_count() == 5
    assert scratch.run("time_to_hire/fill_plan", plan=3)["plan_chance"].to_list() == [0] * 5


def test_the_share_filled_by_the_target_is_the_curve_on_that_day():
    rng = np.random.default_rng(2)
    frame = seats(rng.integers(1, 365, 200), rng.integers(5, 150, 200), rng.random(200) < 0.2)
    curve = (
        Scratch(openings=frame)
        .run("time_to_hire/time_to_fill")
        .filter(pl.col("day") <= 60)
        .row(-1, named=True)
    )
    row = Scratch(openings=frame).run("time_to_hire/filled_by_target").row(0, named=True)
    for name in ("filled_share", "low", "high"):
        assert row[name] == pytest.approx(curve[name], abs=1e-9)
    late = frame.filter((pl.col("status") == "open") & (pl.col("days_open") > 60))
    assert row["late"] == late.height


def record(frame: pl.DataFrame) -> dict:
    rows = Scratch(openings=frame).run("time_to_hire/forecast_record")
    return {(row["outcome"], row["measure"]): row for row in rows.rows(named=True)}


def test_past_ranges_held_four_times_in_five_where_nothing_has_changed():
    rng = np.random.default_rng(3)
    frame = seats(
        rng.integers(1, 1_500, 6_000), rng.gamma(3, 25, 6_000).astype(int) + 1, rng.random(6_000) < 0.15
    )
    inside = record(frame)["inside the range", "Came true"]
    assert inside["forecasts"] > 1_000
    assert inside["seat_share"] == pytest.approx(0.8, abs=0.03)  # both ends are whole days and count


def test_past_ranges_hold_in_a_small_company_with_many_role_families():
    inside, forecasts = 0.0, 0
    for seed in range(12):
        rng = np.random.default_rng(seed)
        frame = seats(rng.integers(1, 1_400, 400), rng.gamma(3, 25, 400).astype(int) + 1)
        families = pl.Series([f"family {number}" for number in range(12)]).gather(rng.integers(0, 12, 400))
        row = record(frame.with_columns(role_family=families))["inside the range", "Came true"]
        inside, forecasts = inside + row["seat_share"] * row["forecasts"], forecasts + row["forecasts"]
    assert inside / forecasts == pytest.approx(0.8, abs=0.03)


def test_past_ranges_did_not_hold_where_hiring_has_slowed_down():
    rng = np.random.default_rng(4)
    ago = rng.integers(1, 1_500, 6_000)
    slower = np.where(ago < 500, 2, 1)
    seen = record(seats(ago, (slower * rng.gamma(3, 25, 6_000)).astype(int) + 1))
    assert seen["later, or not yet", "Came true"]["low"] > 0.15
    assert seen["later, or not yet", "Meant"]["seat_share"] == 0.1


def test_no_past_to_judge_leaves_the_facts_empty():
    seen = record(open_and_filled([10, 20, 30], [5]))
    assert seen["inside the range", "Came true"]["seat_share"] is None
    assert seen["inside the range", "Came true"]["forecasts"] == 0
