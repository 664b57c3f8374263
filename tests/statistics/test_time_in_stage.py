"""Days at a milestone with those still there counted, against lifelines' Kaplan-Meier estimator."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest
from companies import AS_OF
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from scratch import Scratch

APPLIED = datetime.combine(AS_OF, datetime.min.time()) - timedelta(days=200)


def visits(days: np.ndarray, left: np.ndarray, milestone: str = "screened", first: int = 0) -> pl.DataFrame:
    """Return one visit an application, `left` where it has ended."""
    numbers = pl.Series(range(first, first + len(days)), dtype=pl.String)
    return pl.DataFrame({"days_in_stage": days, "left": left}).select(
        account=pl.lit("main"),
        application_id="application " + numbers,
        seq=1,
        milestone=pl.lit(milestone),
        stage=pl.lit("Phone screen"),
        applied_at=pl.lit(APPLIED),
        entered_at=pl.lit(AS_OF, pl.Datetime) - pl.duration(days="days_in_stage"),
        days_in_stage="days_in_stage",
        days_in_milestone="days_in_stage",
        is_waiting=~pl.col("left"),
    )


def screened(frame: pl.DataFrame, **params: int) -> dict:
    rows = Scratch(stage_visits=frame).run("funnel/time_in_stage_km", **params)
    return rows.row(1, named=True)


pytestmark = pytest.mark.filterwarnings("ignore::lifelines.exceptions.ApproximationWarning")
RNG = np.random.default_rng(1)
CASES = {
    "many ties": (RNG.integers(0, 20, 300), RNG.random(300) < 0.8),
    "long": (RNG.integers(0, 900, 80), RNG.random(80) < 0.9),
    "most still there": (RNG.integers(0, 50, 200), RNG.random(200) < 0.3),
    "none still there": (RNG.integers(0, 50, 101), np.ones(101, dtype=bool)),
    "all still there": (RNG.integers(0, 50, 50), np.zeros(50, dtype=bool)),
    "one stay": (np.array([7]), np.array([True])),
}
FEW = {f"few {seed}": (RNG.integers(0, 60, 14), RNG.random(14) < 0.8) for seed in range(8)}


@pytest.mark.parametrize("case", CASES)
def test_quantiles_are_those_of_lifelines(case):
    days, left = CASES[case]
    theirs = KaplanMeierFitter().fit(days, left)
    ours = screened(visits(days, left), minimum_n=0)
    for name, share in [("median_days", 0.5), ("p75_days", 0.25), ("p90_days", 0.1)]:
        expected = theirs.percentile(share)
        assert ours[name] == (None if np.isinf(expected) else expected)
    assert (ours["stays"], ours["finished"], ours["waiting"]) == (len(days), left.sum(), (~left).sum())


@pytest.mark.parametrize("case", ["many ties", "long", "most still there", "none still there", *FEW])
def test_the_interval_of_the_median_is_that_of_lifelines(case):
    days, left = (CASES | FEW)[case]
    theirs = KaplanMeierFitter().fit(days, left)
    low, high = median_survival_times(theirs.confidence_interval_).to_numpy()[0]
    ours = screened(visits(days, left), minimum_n=0)
    assert (ours["low"], ours["high"]) == (low, None if np.isinf(high) else high)


def test_an_application_that_came_back_to_a_milestone_counts_once():
    twice = visits(np.array([3, 5]), np.array([True, False])).with_columns(
        application_id=pl.lit("application 0"), seq=pl.Series([1, 3]), days_in_milestone=pl.Series([None, 8])
    )
    others = visits(np.array([6, 20]), np.array([True, True]), first=1)
    ours = screened(pl.concat([twice, others], how="vertical_relaxed"), minimum_n=0)
    assert (ours["stays"], ours["waiting"], ours["median_days"]) == (3, 1, 20)


def test_the_median_of_finished_stays_alone_is_shorter():
    days, left = CASES["many ties"]
    ours = screened(visits(days, left))
    assert ours["finished_median_days"] == np.median(days[left]) < ours["median_days"]


def test_a_milestone_with_too_few_finished_stays_says_so():
    ours = screened(visits(np.array([3, 9]), np.array([True, False])))
    assert ours["median_days"] is None
    assert ours["note"] == "Too few finished stays to say (1)."


def test_those_who_wait_are_listed_longest_first_against_the_usual_stay():
    usual = visits(np.arange(1, 41), np.ones(40, dtype=bool))
    waiting = visits(np.array([4, 41]), np.zeros(2, dtype=bool), first=40)
    rows = Scratch(stage_visits=pl.concat([usual, waiting])).run("pipeline/waiting_longest")
    p90 = KaplanMeierFitter().fit([*range(1, 41), 4, 41], [1] * 40 + [0, 0]).percentile(0.1)
    assert rows.select("application_id", "days_waiting", "p90_days", "verdict").rows() == [
        ("application 41", 41, p90, "Longer than nine of ten"),
        ("application 40", 4, p90, "In the usual range"),
    ]


def test_a_stage_seldom_left_has_no_verdict():
    frame = visits(np.array([2, 50]), np.array([True, False]))
    rows = Scratch(stage_visits=frame).run("pipeline/waiting_longest")
    assert rows.select("p90_days", "verdict").rows() == [(None, "Too few visits to say (1)")]
