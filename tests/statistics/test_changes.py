"""Whether a change is more than noise: intervals of differences, against statsmodels and truth."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom
from scratch import Scratch
from statsmodels.stats.proportion import confint_proportions_2indep

Z = 1.959963984540054
NOW, BEFORE = date(2025, 1, 1), date(2024, 1, 1)


def moments(first: date, days: np.ndarray) -> pl.Series:
    """Return the times of events, in days since the first."""
    return pl.Series(
        [datetime.combine(first, datetime.min.time()) + timedelta(days=int(day)) for day in days]
    )


def change(kpi: str, **frames: pl.DataFrame) -> dict:
    rows = Scratch(**frames).run("overview/changes")
    return rows.row(by_predicate=pl.col("kpi") == kpi, named=True)


def offers(first: date, accepted: int, declined: int) -> pl.DataFrame:
    return pl.DataFrame({"status": ["accepted"] * accepted + ["declined"] * declined}).with_columns(
        decided_at=pl.lit(first, pl.Datetime)
    )


def hires(first: date, days: np.ndarray) -> pl.DataFrame:
    at = pl.Series([datetime.combine(first, datetime.min.time())] * len(days))
    return pl.DataFrame({"hired_at": at, "days_to_hire": days}).with_columns(
        applied_at=pl.col("hired_at") - pl.duration(days="days_to_hire"), milestone=pl.lit("hired")
    )


def arrivals(first: date, days: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame({"applied_at": moments(first, days)}).with_columns(milestone=pl.lit("applied"))


@pytest.mark.parametrize(
    ("accepted", "declined", "accepted_before", "declined_before"),
    [(40, 10, 30, 20), (5, 0, 3, 4), (0, 9, 1, 8), (300, 40, 310, 42)],
)
def test_a_changed_rate_has_newcombes_interval(accepted, declined, accepted_before, declined_before):
    frame = pl.concat([offers(NOW, accepted, declined), offers(BEFORE, accepted_before, declined_before)])
    ours = change("offer_acceptance", offers=frame)
    low, high = confint_proportions_2indep(
        accepted, accepted + declined, accepted_before, accepted_before + declined_before, method="newcomb"
    )
    assert (ours["low"], ours["high"]) == pytest.approx((low, high), abs=1e-9)
    assert ours["more_than_noise"] == (low > 0 or high < 0)


def poisson_interval(count: float, dispersion: float) -> tuple[float, float]:
    spread = Z**2 * dispersion
    half = np.sqrt(spread * (count + spread / 4))
    return count + spread / 2 - half, count + spread / 2 + half


def square_and_add(now: float, before: float, dispersion: float = 1) -> tuple[float, float]:
    (low, high), (low_before, high_before) = (poisson_interval(x, dispersion) for x in (now, before))
    below = np.hypot(now - low, high_before - before)
    return now - before - below, now - before + np.hypot(high - now, before - low_before)


def test_a_changed_count_adds_the_squares_of_two_poisson_intervals():
    frame = pl.concat([arrivals(NOW, np.arange(0, 30)), arrivals(BEFORE, np.arange(0, 12))])
    ours = change("applications", applications=frame)
    assert ours["difference"] == 18
    assert (ours["low"], ours["high"]) == pytest.approx(square_and_add(30, 12), abs=1e-9)
    assert ours["sentence"] == "Applications: 30, 18 more (probably not chance)"


def test_weeks_that_differ_more_than_chance_widen_the_interval_of_a_count():
    clumps = np.repeat(np.arange(0, 360, 28), 20)
    ours = change(
        "applications", applications=pl.concat([arrivals(NOW, clumps), arrivals(BEFORE, clumps[:200])])
    )
    assert ours["dispersion"] == pytest.approx(20)
    assert (ours["low"], ours["high"]) == pytest.approx(square_and_add(260, 200, 20), abs=1e-9)
    assert not ours["more_than_noise"]
    assert square_and_add(260, 200)[0] > 0


@pytest.mark.parametrize("clump", [1, 4])
def test_the_interval_of_a_changed_count_holds_the_truth(clump):
    rng = np.random.default_rng(clump)
    held = []
    for _ in range(1_000):
        weeks = clump * rng.poisson([40 / clump] * 52 + [30 / clump] * 52)
        steps = np.concatenate([np.diff(weeks[:52]), np.diff(weeks[52:])])
        pairs = sum(np.sum(year[1:] + year[:-1]) for year in (weeks[:52], weeks[52:]))
        low, high = square_and_add(weeks[:52].sum(), weeks[52:].sum(), max(1, np.sum(steps**2) / pairs))
        held.append(low <= 520 <= high)
    assert 0.93 <= np.mean(held) <= 0.97


@pytest.mark.parametrize("hires_made", [6, 11, 12, 40, 333])
def test_the_ranks_of_a_medians_interval_are_those_of_the_binomial(hires_made):
    rank = int(binom.ppf(0.025, hires_made, 0.5))
    assert np.floor((hires_made + 1 - Z * np.sqrt(hires_made)) / 2) == rank


def standard_error(days: np.ndarray) -> float:
    """Return that of the median after Price and Bonett."""
    ordered, rank = np.sort(days), int(binom.ppf(0.025, len(days), 0.5))
    width = ordered[len(days) - rank] - ordered[rank - 1]
    return width / 2 * np.sqrt(len(days)) / (len(days) + 1 - 2 * rank)


def median_change(now: np.ndarray, before: np.ndarray) -> tuple[float, float]:
    reach = Z * np.hypot(standard_error(now), standard_error(before))
    difference = np.median(now) - np.median(before)
    return difference - reach, difference + reach


def test_a_changed_median_has_the_interval_of_price_and_bonett():
    rng = np.random.default_rng(3)
    now, before = rng.integers(20, 90, 41), rng.integers(10, 60, 26)
    ours = change("median_time_to_hire", applications=pl.concat([hires(NOW, now), hires(BEFORE, before)]))
    assert ours["difference"] == np.median(now) - np.median(before)
    assert (ours["low"], ours["high"]) == pytest.approx(median_change(now, before), abs=1e-9)
    assert ours["more_than_noise"]


def test_the_interval_of_a_changed_median_holds_the_truth():
    rng = np.random.default_rng(4)
    truth = np.median(rng.gamma(3, 25, 1_000_000)) - np.median(rng.gamma(3, 20, 1_000_000))
    intervals = [median_change(rng.gamma(3, 25, 60), rng.gamma(3, 20, 45)) for _ in range(1_000)]
    held = np.mean([low <= truth <= high for low, high in intervals])
    assert 0.93 <= held <= 0.97


def test_too_few_hires_have_a_median_but_no_verdict():
    frame = pl.concat([hires(NOW, np.array([10, 20, 30])), hires(BEFORE, np.array([10, 20]))])
    ours = change("median_time_to_hire", applications=frame)
    assert (ours["difference"], ours["low"], ours["more_than_noise"]) == (5, None, None)
    assert ours["sentence"] == "Median time to hire: 20 days, too few to judge the change (2)"


def test_conversion_is_compared_at_the_same_age():
    past = hires(BEFORE, np.array([10, 400])).with_columns(applied_at=pl.lit(BEFORE, pl.Datetime))
    past = past.with_columns(hired_at=pl.col("applied_at") + pl.duration(days="days_to_hire"))
    frame = pl.concat([arrivals(NOW, np.zeros(4)), past], how="diagonal")
    assert change("hire_rate", applications=frame)["previous"] == 0.5


def test_with_nothing_to_compare_a_figure_stands_alone():
    scratch = Scratch(applications=arrivals(NOW, np.arange(9)))
    rows = scratch.run("overview/changes", compare_since=None, compare_until=None)
    assert rows["more_than_noise"].null_count() == rows.height
    assert "Applications: 9, nothing to compare with" in rows["sentence"].to_list()


def some_year(rng: np.random.Generator, first: date, size: int, typical: float) -> dict[str, pl.DataFrame]:
    """Return a year of invented applications, offers and openings; some come in waves with weeks between."""
    arrived = rng.integers(0, 360, size) // (wave := rng.choice([1, 21])) * wave
    applied = pl.Series(moments(first, arrived))
    days = np.floor(rng.gamma(3, typical / 2.7, size)).astype(int)
    hired = rng.random(size) < rng.choice([0.15, 0.25])
    applications = pl.DataFrame({"applied_at": applied, "days_to_hire": days, "hired": hired}).select(
        "applied_at",
        days_to_hire=pl.when("hired").then("days_to_hire"),
        hired_at=pl.when("hired").then(pl.col("applied_at") + pl.duration(days="days_to_hire")),
        milestone=pl.when("hired").then(pl.lit("hired")).otherwise(pl.lit("applied")),
    )
    opened = pl.DataFrame({"opened_at": moments(first, rng.integers(0, 360, int(rng.integers(5, 60))))})
    opened = opened.with_columns(status=pl.lit("open"), opening_id=pl.lit("seat"))
    decided = offers(first, int(rng.integers(0, 40)), int(rng.integers(1, 20)))
    return {"applications": applications, "offers": decided, "openings": opened}


def test_the_arrow_of_a_tile_is_grey_exactly_when_the_change_may_be_chance():
    rng = np.random.default_rng(1)
    seen: dict[str, set[bool]] = {}
    for _ in range(16):
        size = int(rng.integers(20, 200))
        years = [some_year(rng, BEFORE, size, 30), some_year(rng, NOW, int(size * rng.uniform(1, 2)), 45)]
        scratch = Scratch(**{name: pl.concat([year[name] for year in years]) for name in years[0]})
        for kpi, more in scratch.run("overview/changes").select("kpi", "more_than_noise").rows():
            assert scratch.run(f"overview/{kpi}")["more_than_noise"][0] == bool(more), kpi
            seen.setdefault(kpi, set()).add(bool(more))
    assert list(seen.values()) == [{True, False}] * 6


@pytest.mark.parametrize(
    "tile", ["applications", "hires", "hire_rate", "median_time_to_hire", "offer_acceptance"]
)
def test_the_arrow_of_a_tile_is_grey_when_there_is_too_little_to_tell(tile):
    hired = [hires(NOW, np.array([10, 20])), hires(BEFORE, np.array([10]))]
    applied = [arrivals(NOW, np.array([3, 40])), arrivals(BEFORE, np.array([3, 50]))]
    few = pl.concat([*hired, *applied], how="diagonal_relaxed")
    decided = pl.concat([offers(NOW, 2, 0), offers(BEFORE, 1, 1)])
    rows = Scratch(applications=few, offers=decided).run(f"overview/{tile}")
    assert rows["more_than_noise"][0] is False
