"""The curves of time_to_hire against independent implementations: statsmodels, lifelines and the binomial."""

import warnings
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from companies import HIRED, REJECTED, Fates, random_fates
from lifelines import AalenJohansenFitter
from scratch import Scratch
from statsmodels.duration.survfunc import CumIncidenceRight

Z = 1.959963984540054
RNG = np.random.default_rng


def curve(fates: Fates) -> pl.DataFrame:
    return Scratch(applications=fates.applications()).run("time_to_hire/incidence")


def whole(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def censored_early(rng: np.random.Generator) -> Fates:
    fates = random_fates(rng, 120, longest=400)
    return Fates(age=rng.integers(1, 200, 120), day=fates.day, kind=fates.kind)


CASES = {
    "many ties": random_fates(RNG(1), 500),
    "few ties": random_fates(RNG(2), 40, longest=2000),
    "most censored": censored_early(RNG(3)),
    "none censored": random_fates(RNG(4), 200, longest=1),
    "one hired": Fates(whole(30), whole(7), whole(HIRED)),
    "one rejected": Fates(whole(30), whole(7), whole(REJECTED)),
    "one active": Fates(whole(30), whole(99), whole(HIRED)),
    "only hires": random_fates(RNG(5), 80, hired=1),
    "no hires": random_fates(RNG(6), 80, hired=0),
}


@pytest.mark.parametrize("case", CASES)
def test_the_curve_is_that_of_statsmodels(case):
    fates, ours = CASES[case], curve(CASES[case])
    if not fates.seen_kind.any():
        assert ours["hired_share"].to_list() == [0.0]
        return
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        theirs = CumIncidenceRight(fates.seen_day, fates.seen_kind)
    assert ours["day"].to_list() == theirs.times.tolist()
    np.testing.assert_allclose(ours["hired_share"], theirs.cinc[0], atol=1e-12)


@pytest.mark.parametrize("case", ["many ties", "few ties", "most censored"])
def test_the_band_is_the_delta_method_on_the_log_log_scale(case):
    fates, ours = CASES[case], curve(CASES[case])
    with np.errstate(all="ignore"):
        theirs = CumIncidenceRight(fates.seen_day, fates.seen_kind)
        share = theirs.cinc[0]
        reach = Z * theirs.cinc_se[0] / (share * np.log(share))
    known = (share > 0) & np.isfinite(reach)
    assert known.sum() > 10
    np.testing.assert_allclose(ours["low"].to_numpy()[known], (share ** np.exp(-reach))[known], atol=1e-9)
    np.testing.assert_allclose(ours["high"].to_numpy()[known], (share ** np.exp(reach))[known], atol=1e-9)


def test_without_ties_the_curve_is_that_of_lifelines():
    rng = RNG(7)
    day = 2 * rng.permutation(300) + 2
    fates = Fates(age=np.where(rng.random(300) < 0.4, day - 1, 700), day=day, kind=rng.choice([1, 2], 300))
    theirs = AalenJohansenFitter(calculate_variance=False).fit(
        fates.seen_day, fates.seen_kind, event_of_interest=HIRED
    )
    ours = Scratch(applications=fates.applications()).run("time_to_hire/incidence", since=_day(-1000))
    known = theirs.cumulative_density_.loc[ours["day"].to_list()].to_numpy()[:, 0]
    np.testing.assert_allclose(ours["hired_share"], known, atol=1e-9)


def test_with_nobody_censored_the_band_is_that_of_a_proportion():
    fates = Fates(age=np.full(400, 300), day=RNG(8).integers(0, 50, 400), kind=RNG(9).choice([1, 2], 400))
    ours = curve(fates).filter(pl.col("hired_share") > 0)
    share = ours["hired_share"].to_numpy()
    reach = Z * np.sqrt(share * (1 - share) / 400) / (share * np.log(share))
    np.testing.assert_allclose(ours["low"], share ** np.exp(-reach), atol=1e-9)
    np.testing.assert_allclose(ours["high"], share ** np.exp(reach), atol=1e-9)


def test_counts_of_the_curve_are_those_of_the_rows():
    fates = CASES["many ties"]
    ours = curve(fates)
    assert ours["at_risk"][0] == 500
    assert ours["hires"].sum() == (fates.seen_kind == HIRED).sum()
    assert ours["exits"].sum() == (fates.seen_kind == REJECTED).sum()


def test_an_earlier_as_of_date_knows_nothing_of_what_came_later():
    fates = random_fates(RNG(10), 300, longest=90)
    back = 100
    earlier = Fates(age=fates.age - back, day=fates.day, kind=fates.kind)
    known = earlier.age >= 0
    then = Fates(earlier.age[known], earlier.day[known], earlier.kind[known])
    as_of = _day(-back)
    told = Scratch(applications=fates.applications()).run("time_to_hire/incidence", as_of=as_of)
    expected = Scratch(applications=_shifted(then, back)).run("time_to_hire/incidence", as_of=as_of)
    assert told.equals(expected)


def test_a_hire_without_a_date_and_a_time_that_runs_backwards_are_left_out():
    fates = Fates(whole(50, 50, 50), whole(5, 9, 12), whole(HIRED, HIRED, REJECTED))
    frame = fates.applications().with_columns(
        hired_at=pl.Series([fates.applications()["hired_at"][0], None, None]),
        days_to_hire=pl.Series([-2, None, None]),
    )
    ours = Scratch(applications=frame).run("time_to_hire/incidence")
    assert ours.rows() == [(12, 1, 0, 1, 0.0, None, None)]


@pytest.mark.parametrize("by", ["Country", "Source", "Role family", "Channel", "Language"])
def test_a_group_has_the_curve_of_its_own_rows(by):
    fates = random_fates(RNG(11), 600)
    groups = pl.Series(RNG(12).choice(["DE", "FR", "ES"], 600))
    dimension = by.lower().replace(" ", "_")
    dated = pl.int_range(pl.len()) % 7 > 0  # of the others nobody knows when they were hired
    frame = fates.applications(**{dimension: groups}).with_columns(
        pl.when(dated).then(name).alias(name) for name in ("hired_at", "days_to_hire")
    )
    grouped = Scratch(applications=frame).run("time_to_hire/incidence_compared", by=by)
    halves = Scratch(applications=frame).run("time_to_hire/half_compared", by=by)
    assert grouped["dimension"].unique().to_list() == [dimension]
    for name in ("DE", "FR", "ES"):
        alone = Scratch(applications=frame.filter(groups == name))
        own = grouped.filter(pl.col("name") == name).drop("dimension", "name", "half_day")
        assert _close(own, alone.run("time_to_hire/incidence"))
        assert _close(
            halves.filter(pl.col("name") == name).drop("dimension", "name", "half_day_of_all", "verdict"),
            alone.run("time_to_hire/incidence_summary"),
        )


def test_a_group_is_slower_only_when_its_interval_lies_beyond_the_whole():
    quick, slow = random_fates(RNG(14), 600, longest=40), random_fates(RNG(15), 200, longest=120)
    frame = pl.concat([quick.applications(country="DE"), slow.applications(country="FR")])
    scratch = Scratch(applications=frame)
    halves = scratch.run("time_to_hire/half_compared", by="Country")
    whole_ = scratch.run("time_to_hire/incidence_summary")["half_day"].item()
    assert halves["half_day_of_all"].to_list() == [whole_, whole_]
    assert dict(halves.select("name", "verdict").rows()) == {"DE": "below", "FR": "above"}
    same = Scratch(applications=quick.applications(country="DE")).run(
        "time_to_hire/half_compared", by="Country"
    )
    assert same["verdict"].to_list() == ["same"]


def test_a_group_with_too_few_hires_has_no_curve_and_says_so():
    fates = Fates(np.full(9, 99), np.arange(9), np.array([HIRED] * 6 + [REJECTED] * 3))
    frame = fates.applications(country=pl.Series(["DE"] * 5 + ["FR"] * 4))
    scratch = Scratch(applications=frame)
    assert scratch.run("time_to_hire/incidence_compared", by="Country")["name"].unique().to_list() == ["DE"]
    halves = scratch.run("time_to_hire/half_compared", by="Country")
    assert halves["half_day"].to_list() == [2, None]
    assert halves["sentence"].to_list() == ["Half of all hires come by day 2.", "Too few hires to say (1)."]


def test_a_group_followed_too_short_for_its_last_hires_says_so():
    old = random_fates(RNG(16), 400, longest=100)
    new = Fates(RNG(17).integers(1, 30, 400), RNG(18).integers(0, 100, 400), RNG(19).choice([1, 2], 400))
    frame = pl.concat([old.applications(country="DE"), new.applications(country="FR")])
    halves = Scratch(applications=frame).run("time_to_hire/half_compared", by="Country")
    told = halves.row(by_predicate=pl.col("name") == "FR", named=True)
    assert (told["hires"] >= 5, told["half_day"], told["verdict"]) == (True, None, None)
    assert told["sentence"] == "Followed for 29 days only, too short to say."


def test_the_summary_names_both_medians_and_what_lies_between():
    fates = random_fates(RNG(13), 400, longest=300)
    summary = (
        Scratch(applications=fates.applications()).run("time_to_hire/incidence_summary").row(0, named=True)
    )
    hired = fates.seen_day[fates.seen_kind == HIRED]
    curve_ = curve(fates)
    half = curve_.filter(pl.col("hired_share") >= curve_["hired_share"].max() / 2 - 1e-12)["day"].min()
    assert summary["median_days"] == np.median(hired)
    assert summary["half_day"] == half
    assert summary["difference"] == half - np.median(hired) > 0
    assert f"come by day {half}" in summary["sentence"]


def _close(ours: pl.DataFrame, theirs: pl.DataFrame) -> bool:
    rounded = [frame.with_columns(pl.selectors.float().round(10)) for frame in (ours, theirs)]
    return rounded[0].equals(rounded[1])


def _day(offset: int) -> date:
    return date(2026, 1, 1) + timedelta(days=offset)


def _shifted(fates: Fates, back: int) -> pl.DataFrame:
    moved = [pl.col(name) - pl.duration(days=back) for name in ("applied_at", "hired_at")]
    return fates.applications().with_columns(moved)
