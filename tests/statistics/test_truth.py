"""The curves against truth: 1,000 invented companies whose real rates and medians are known."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from companies import HIRED, growing_companies
from scratch import Scratch
from test_comparison import drawn
from test_forecast import seats
from test_time_in_stage import visits

HIRE_RATE = 0.15
PERIOD = {"since": date(2024, 1, 1)}


@pytest.fixture(scope="module")
def companies() -> Scratch:
    fates, names = growing_companies(np.random.default_rng(20), 1_000, 400, HIRE_RATE)
    return Scratch(applications=fates.applications(country=names))


@pytest.fixture(scope="module")
def true_days() -> np.ndarray:
    fates, _ = growing_companies(np.random.default_rng(21), 1, 1_000_000, HIRE_RATE)
    return fates.day[fates.kind == HIRED]


@pytest.mark.parametrize("day", [45, 80, 150])
def test_the_band_holds_the_true_share_in_95_of_100_companies(companies, true_days, day):
    curves = companies.run(
        "time_to_hire/incidence_compared", by="Country", groups=1_000, minimum_n=0, **PERIOD
    )
    upto = curves.filter(pl.col("day") <= day).group_by("name").agg(pl.all().sort_by("day").last())
    truth = HIRE_RATE * np.mean(true_days <= day)
    held = upto.select((pl.col("low") <= truth) & (pl.col("high") >= truth)).to_series()
    assert held.len() == 1_000
    assert 0.93 <= held.mean() <= 0.97


def test_the_interval_holds_the_true_median_in_95_of_100_companies(companies, true_days):
    halves = companies.run("time_to_hire/half_compared", by="Country", **PERIOD)
    truth = np.median(true_days)
    held = halves.select((pl.col("low") <= truth) & (pl.col("high").fill_null(999) >= truth)).to_series()
    assert 0.93 <= held.mean() <= 0.97


def test_the_adjusted_median_is_right_where_the_naive_one_is_a_tenth_too_short(companies, true_days):
    halves = companies.run("time_to_hire/half_compared", by="Country", **PERIOD)
    truth = np.median(true_days)
    assert abs(halves["half_day"].mean() / truth - 1) < 0.02
    assert halves["median_days"].mean() / truth - 1 < -0.10


def held(low: pl.Series, high: pl.Series, truth: float) -> float:
    """Return the share of intervals that hold the truth; one without a bound holds everything beyond."""
    return float(((low.fill_null(0) <= truth) & (high.fill_null(9_999) >= truth)).mean())


def test_the_interval_of_a_rate_holds_the_truth_in_95_of_100_companies():
    hires = np.random.default_rng(22).binomial(150, 0.3, 1_000)
    places = pl.Series([f"c{number:04d}" for number in range(1_000)])
    frame = pl.DataFrame({"country": places.gather(np.repeat(np.arange(1_000), 150))}).with_columns(
        applied_at=pl.lit(date(2025, 6, 1)).cast(pl.Datetime),
        milestone=pl.when(pl.Series((np.arange(150) < hires[:, None]).ravel()))
        .then(pl.lit("hired"))
        .otherwise(pl.lit("applied")),
    )
    ours = Scratch(applications=frame).run("funnel/conversion", by="Country", step="Applied to hired")
    assert ours["advanced"].sum() == hires.sum()
    assert 0.93 <= held(ours["rate_low"], ours["rate_high"], 0.3) <= 0.97


@pytest.mark.parametrize("target", [60, 120])
def test_the_share_filled_by_a_day_lies_in_its_band_in_95_of_100_companies(target):
    rng = np.random.default_rng(23)
    rows = 1_000 * 150
    cancelled = rng.random(rows) < 0.12
    day = np.where(cancelled, rng.exponential(90, rows), rng.gamma(4, 22, rows)).astype(np.int64)
    ago = np.floor(500 * rng.random(rows) ** 1.5).astype(np.int64) + 1
    names = pl.Series([f"c{number:04d}" for number in range(1_000)]).gather(np.repeat(np.arange(1_000), 150))
    frame = seats(ago, day, cancelled).with_columns(role_family=names)
    since = {"since": date(2024, 1, 1)}
    ours = Scratch(openings=frame).run("time_to_hire/filled_by_target", target_days=target, **since)
    truth = np.mean(~cancelled & (day <= target))  # cancellation is drawn first: it never hides a fill
    assert ours.height == 1_000
    assert 0.93 <= held(ours["low"], ours["high"], float(truth)) <= 0.97


def test_the_interval_of_a_stay_holds_the_true_median_in_95_of_100_stages():
    rng = np.random.default_rng(24)
    truth = np.median(np.floor(rng.gamma(2, 10, 1_000_000)))
    scratch, kept = Scratch(), []
    for _ in range(125):
        frames = []
        for number, milestone in enumerate(("applied", "screened", "interviewed", "offered")):
            stay, seen = np.floor(rng.gamma(2, 10, 120)).astype(int), rng.integers(1, 60, 120)
            frames.append(visits(np.minimum(stay, seen), stay <= seen, milestone, 1_000 * number))
        scratch.put("stage_visits", pl.concat(frames))
        kept.append(scratch.run("funnel/time_in_stage_km").select("low", "high"))
    told = pl.concat(kept)
    assert told.height == 500
    # Whole days have ties at the median, so an interval of days holds it a little too often.
    assert 0.93 <= held(told["low"], told["high"], truth) <= 0.985


@pytest.mark.parametrize(("rate", "size"), [(0.5, 40), (0.1, 200), (0.8, 60)])
def test_rates_that_have_not_changed_are_told_apart_in_5_of_100_companies(rate, size):
    now, before = np.random.default_rng(25).binomial(size, rate, (2, 4_000))
    pairs = pl.DataFrame({"now": now, "before": before})
    scratch = Scratch()
    scratch.con.register("pairs", pairs)
    both = ", ".join(
        f"{name} / {size}, wilson_low({name}, {size}), wilson_high({name}, {size})" for name in pairs.columns
    )
    told = scratch.con.sql(f"select avg(cast(differs({both}) as integer)) from pairs").fetchall()[0][0]
    assert 0.03 <= told <= 0.07


def test_a_worse_source_ranks_first_less_often_by_shrunk_rates_than_by_raw_ones():
    rng = np.random.default_rng(26)
    wrong = {"raw": 0, "shrunk": 0}
    for _ in range(3_000):
        counts, truth = drawn(rng, 12, 150)
        best = np.argmax(truth)
        wrong["raw"] += np.argmax(counts.hires / counts.applications) != best
        wrong["shrunk"] += np.argmax(counts.rate) != best
    assert wrong["shrunk"] < wrong["raw"]
