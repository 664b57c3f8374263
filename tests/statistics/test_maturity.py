"""Cohort months: what their age lets us expect, and where their conversion ends."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from companies import HIRED, REJECTED, Fates, growing_companies, random_fates
from scratch import Scratch
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import proportion_confint


def months(fates: Fates, **params: object) -> pl.DataFrame:
    return Scratch(applications=fates.applications()).run("funnel/cohort_maturity", **params)


def expected(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("measure") == "Expected in the end")


def test_maturity_is_the_share_of_the_curve_that_the_ages_have_passed():
    fates = random_fates(np.random.default_rng(1), 800, longest=150)
    with np.errstate(all="ignore"):
        curve = CumIncidenceRight(fates.seen_day, fates.seen_kind)
    passed = np.searchsorted(curve.times, fates.age, side="right")
    shares = np.concatenate([[0], curve.cinc[0]])[passed] / curve.cinc[0][-1]
    by_month = (
        fates.applications()
        .with_columns(share=pl.Series(shares))
        .group_by(month=pl.col("applied_at").dt.truncate("1mo").dt.date())
        .agg(pl.col("share").mean())
        .sort("month")
    )
    rows = expected(months(fates))
    assert rows["month"].to_list() == by_month["month"].to_list()
    np.testing.assert_allclose(rows["maturity"], by_month["share"], atol=1e-9)
    assert rows["is_immature"].to_list() == (by_month["share"] < 0.9).to_list()


def test_the_rate_so_far_has_the_wilson_interval_and_the_expected_one_is_scaled_up():
    fates = random_fates(np.random.default_rng(2), 500, longest=150)
    rows = months(fates)
    for month in rows.partition_by("month"):
        so_far, in_the_end = month.rows(named=True)
        low, high = proportion_confint(so_far["hires"], so_far["applications"], method="wilson")
        assert (so_far["low"], so_far["high"]) == pytest.approx((low, high), abs=1e-9)
        for name in ("hire_rate", "low", "high"):
            scaled = min(so_far[name] / so_far["maturity"], 1) if so_far["maturity"] else None
            assert in_the_end[name] == pytest.approx(scaled, abs=1e-9)


def test_counts_of_a_month_are_those_of_its_applications():
    fates = random_fates(np.random.default_rng(3), 300, longest=150)
    frame = fates.applications()
    rows = months(fates).filter(pl.col("measure") == "So far")
    assert rows["applications"].sum() == frame.filter(pl.col("applied_at").dt.year() == 2025).height
    assert rows["hires"].sum() == (fates.seen_kind == HIRED).sum()
    assert rows["under_way"].sum() == (fates.seen_kind == 0).sum()


def test_without_enough_hires_every_month_is_immature_and_nothing_is_expected():
    fates = Fates(np.array([200, 210, 220]), np.array([3, 5, 9]), np.array([HIRED, REJECTED, REJECTED]))
    rows = months(fates)
    assert rows["is_immature"].all()
    assert rows["maturity"].to_list() == [None] * rows.height
    assert expected(rows)["hire_rate"].to_list() == [None] * (rows.height // 2)


def test_recent_months_read_half_of_the_truth_and_the_expected_rate_is_right():
    rng = np.random.default_rng(4)
    raw, corrected = [], []
    for _ in range(30):
        fates, _ = growing_companies(rng, 1, 3_000, 0.15)
        recent = months(fates, since=date(2025, 11, 1), until=date(2025, 12, 1))
        so_far, in_the_end = recent.rows(named=True)
        raw.append(so_far["hire_rate"])
        corrected.append(in_the_end["hire_rate"])
    assert np.mean(raw) < 0.15 / 2
    assert np.mean(corrected) == pytest.approx(0.15, rel=0.05)
