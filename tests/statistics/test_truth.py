"""The curves against truth: 1,000 invented companies whose real rates and medians are known."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from companies import HIRED, growing_companies
from scratch import Scratch

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
    curves = companies.run("time_to_hire/incidence_compared", groups=1_000, minimum_n=0, **PERIOD)
    upto = curves.filter(pl.col("day") <= day).group_by("name").agg(pl.all().sort_by("day").last())
    truth = HIRE_RATE * np.mean(true_days <= day)
    held = upto.select((pl.col("low") <= truth) & (pl.col("high") >= truth)).to_series()
    assert held.len() == 1_000
    assert 0.93 <= held.mean() <= 0.97


def test_the_interval_holds_the_true_median_in_95_of_100_companies(companies, true_days):
    halves = companies.run("time_to_hire/half_compared", **PERIOD)
    truth = np.median(true_days)
    held = halves.select((pl.col("low") <= truth) & (pl.col("high").fill_null(999) >= truth)).to_series()
    assert 0.93 <= held.mean() <= 0.97


def test_the_adjusted_median_is_right_where_the_naive_one_is_a_tenth_too_short(companies, true_days):
    halves = companies.run("time_to_hire/half_compared", **PERIOD)
    truth = np.median(true_days)
    assert abs(halves["half_day"].mean() / truth - 1) < 0.02
    assert halves["median_days"].mean() / truth - 1 < -0.10
