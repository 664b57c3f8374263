"""The curves against truth: 1,000 invented companies whose real rates and medians are known."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from companies import HIRED, company_names, growing_companies
from scratch import Scratch
from test_comparison import drawn
from test_forecast import record, seats
from test_time_in_stage import visits

HIRE_RATE = 0.15
ALONE = 400
"""Companies of a query that runs for each alone: 95 % of so many are 91.7 to 98.3 within three standard errors."""
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


def one_by_one(companies: Scratch, table: str, query: str, **params: object) -> pl.DataFrame:
    """Return the rows of a query that compares no groups, run for each country of a table alone."""
    con = companies.con
    names = con.sql(f"select distinct country from {table} order by country").pl()["country"]
    con.execute(f"create temp table every_row as from {table} order by country").complete()
    con.execute(f"drop table {table}").complete()
    con.execute(
        f"create temp view {table} as from every_row where country = getvariable('company')"
    ).complete()
    told = []
    for name in names:
        con.execute(f"set variable company = '{name}'").complete()
        told.append(companies.run(query, **params))
    return pl.concat(told, how="vertical_relaxed")


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


def drawn_seats(rng: np.random.Generator, rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how many days ago seats were opened, the day on which they end and whether that is unfilled."""
    cancelled = rng.random(rows) < 0.12
    day = np.where(cancelled, rng.exponential(90, rows), rng.gamma(4, 22, rows)).astype(np.int64)
    ago = np.floor(500 * rng.random(rows) ** 1.5).astype(np.int64) + 1
    return ago, day, cancelled


@pytest.mark.parametrize("target", [60, 120])
def test_the_share_filled_by_a_day_lies_in_its_band_in_95_of_100_companies(target):
    ago, day, cancelled = drawn_seats(np.random.default_rng(23), 1_000 * 150)
    frame = seats(ago, day, cancelled).with_columns(role_family=company_names(1_000, 150))
    ours = Scratch(openings=frame).run("time_to_hire/filled_by_target", target_days=target, **PERIOD)
    truth = np.mean(~cancelled & (day <= target))  # cancellation is drawn first: it never hides a fill
    assert ours.height == 1_000
    assert 0.93 <= held(ours["low"], ours["high"], float(truth)) <= 0.97


def test_the_interval_of_the_time_to_fill_holds_the_true_median_in_95_of_100_companies():
    ago, day, cancelled = drawn_seats(np.random.default_rng(27), ALONE * 150)
    companies = Scratch(openings=seats(ago, day, cancelled).with_columns(country=company_names(ALONE, 150)))
    ours = one_by_one(companies, "openings", "time_to_hire/time_to_fill_half", **PERIOD)
    _, days, unfilled = drawn_seats(np.random.default_rng(20), 1_000_000)
    truth = float(np.median(days[~unfilled]))
    assert ours.height == ALONE
    assert 0.917 <= held(ours["low"], ours["high"], truth) <= 0.983
    assert abs(ours["half_day"].mean() / truth - 1) < 0.01
    assert ours["median_days"].mean() / truth - 1 < -0.06


def test_the_expected_rate_of_each_month_holds_the_truth_in_95_of_100_companies():
    fates, names = growing_companies(np.random.default_rng(28), ALONE, 400, HIRE_RATE)
    companies = Scratch(applications=fates.applications(country=names))
    months = one_by_one(companies, "applications", "funnel/cohort_maturity")
    so_far, in_the_end = (
        months.filter(measure=measure).partition_by("month") for measure in ("So far", "Expected in the end")
    )
    assert [month.height for month in in_the_end] == [ALONE] * 12
    shares = [held(month["low"], month["high"], HIRE_RATE) for month in in_the_end]
    assert 0.93 <= np.mean(shares) <= 0.97
    assert [round(share, 3) for share in shares if not 0.917 <= share <= 0.983] == []
    newest, before = so_far[-1], so_far[-2]
    assert before["maturity"].mean() == pytest.approx(0.35, abs=0.01)
    assert held(before["low"], before["high"], HIRE_RATE) < 0.5  # the rate so far is no rate in the end
    assert newest["maturity"].mean() < 0.05


def test_ranges_of_a_forecast_hold_in_80_of_100_cases_over_1000_companies():
    rng = np.random.default_rng(29)
    rows = 1_000 * 100
    frame = seats(rng.integers(1, 1_400, rows), rng.gamma(3, 25, rows).astype(int) + 1)
    inside = record(frame.with_columns(role_family=company_names(1_000, 100)))[
        "inside the range", "Came true"
    ]
    assert inside["forecasts"] > 30_000
    # A curve of 45 to 93 fills is less sure of its tails than it looks: a point or two short of 80.
    assert 0.78 <= inside["seat_share"] <= 0.80


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
