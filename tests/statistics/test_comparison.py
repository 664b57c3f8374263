"""Fair comparison of sources and countries: shrinkage, its intervals, the mix, and who can be told apart."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
from companies import AS_OF
from numpy.typing import NDArray
from scipy.stats import beta
from scratch import Scratch
from statsmodels.stats.proportion import proportion_confint

Counts = NDArray[np.int64]
SIZES = {"few": (5, 40), "some": (12, 300), "many": (30, 300)}


@dataclass(frozen=True)
class Shrunk:
    """What the textbooks say of groups: the prior of Kleinman, the variance of Morris."""

    applications: Counts
    hires: Counts

    @property
    def pooled(self) -> float:
        return self.hires.sum() / self.applications.sum()

    @property
    def weight(self) -> float | None:
        n, total, groups = self.applications, self.applications.sum(), len(self.applications)
        variance = self.pooled * (1 - self.pooled)
        if groups < 3 or variance == 0:
            return None
        observed = np.sum(n * (self.hires / n - self.pooled) ** 2)
        within = (observed - variance * (groups - 1)) / (
            variance * (total - np.sum(n**2) / total - (groups - 1))
        )
        return max(1 / within - 1, 0.01) if within > 0 else None

    @property
    def pull(self) -> NDArray[np.float64]:
        weight = self.weight
        return np.ones(len(self.hires)) if weight is None else weight / (weight + self.applications)

    @property
    def rate(self) -> NDArray[np.float64]:
        return self.pull * self.pooled + (1 - self.pull) * self.hires / self.applications

    def interval(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        groups, mean = len(self.hires), self.rate
        sure = self.pull * max(groups - 3, 0) / max(groups - 1, 1)
        doubt = 2 * sure**2 / (groups - 3) if groups > 3 else self.pull**2
        variance = mean * (1 - mean) / self.applications * (1 - sure * (groups - 1) / groups)
        variance = variance + doubt * (self.hires / self.applications - self.pooled) ** 2
        size = mean * (1 - mean) / variance - 1
        a, b = np.maximum(mean * size, 0.1), np.maximum((1 - mean) * size, 0.1)
        return beta.ppf(0.025, a, b), beta.ppf(0.975, a, b)


def drawn(
    rng: np.random.Generator, groups: int, typical: int, *, weight: float = 150
) -> tuple[Shrunk, Counts]:
    """Return what a company counts, and its true rates: 3 % on average, as spread as a prior of `weight`."""
    truth = rng.beta(0.03 * weight, 0.97 * weight, groups)
    applications = np.maximum(1, typical * rng.lognormal(0, 1, groups)).astype(np.int64)
    return Shrunk(applications, rng.binomial(applications, truth)), truth


def rows_of(counts: Shrunk, **more: object) -> pl.DataFrame:
    """Return one row an application, sources named in order."""
    names = pl.Series([f"source {number:02d}" for number in range(len(counts.hires))])
    copies = np.repeat(np.arange(len(names)), counts.applications)
    hired = np.concatenate([np.arange(n) < x for n, x in zip(counts.applications, counts.hires, strict=True)])
    return pl.DataFrame({"source": names.gather(copies)}).with_columns(
        applied_at=pl.lit(AS_OF, pl.Datetime) - pl.duration(days=90),
        milestone=pl.when(pl.Series(hired)).then(pl.lit("hired")).otherwise(pl.lit("applied")),
        **{name: pl.lit(value) for name, value in more.items()},
    )


def compared(counts: Shrunk) -> pl.DataFrame:
    return Scratch(applications=rows_of(counts)).run("sources/comparison").sort("source")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(3))
def test_rates_and_intervals_are_those_of_the_textbook(size, seed):
    counts, _ = drawn(np.random.default_rng(seed), *SIZES[size])
    ours = compared(counts)
    np.testing.assert_allclose(ours["hire_rate_shrunk"], counts.rate, rtol=1e-9)
    np.testing.assert_allclose(ours["pull_share"], counts.pull, rtol=1e-9)
    low, high = proportion_confint(counts.hires, counts.applications, method="wilson")
    np.testing.assert_allclose(ours["hire_rate_low"], low, atol=1e-9)
    np.testing.assert_allclose(ours["hire_rate_high"], high, atol=1e-9)
    low, high = counts.interval()
    np.testing.assert_allclose(ours["shrunk_low"], low, rtol=0.003, atol=1e-5)
    np.testing.assert_allclose(ours["shrunk_high"], high, rtol=0.003)
    told = np.where(low > counts.pooled, "above", np.where(high < counts.pooled, "below", "same"))
    assert ours["verdict"].to_list() == told.tolist()


@pytest.mark.parametrize(
    ("applications", "hires"),
    [((200, 100), (30, 2)), ((50,), (4,)), ((300, 300, 300, 300), (30, 31, 29, 30)), ((9, 9, 9), (9, 0, 1))],
)
def test_few_sources_and_no_more_spread_than_chance_shrink_to_the_pooled_rate(applications, hires):
    counts = Shrunk(np.array(applications), np.array(hires))
    ours = compared(counts)
    np.testing.assert_allclose(ours["hire_rate_shrunk"], counts.rate, rtol=1e-9)
    low, high = counts.interval()
    np.testing.assert_allclose(ours["shrunk_low"], low, rtol=0.003, atol=1e-5)
    np.testing.assert_allclose(ours["shrunk_high"], high, rtol=0.003)


@pytest.mark.parametrize("hires", [(0, 0), (20, 10)])
def test_without_any_hire_or_with_hires_alone_the_interval_is_wilsons(hires):
    ours = compared(Shrunk(np.array([20, 10]), np.array(hires)))
    assert ours["shrunk_low"].to_list() == ours["hire_rate_low"].to_list()
    assert ours["shrunk_high"].to_list() == ours["hire_rate_high"].to_list()


def test_shrunk_rates_beat_raw_ones_and_their_intervals_hold_the_truth():
    rng = np.random.default_rng(30)
    held, raw, shrunk = [], [], []
    for _ in range(1_000):
        counts, truth = drawn(rng, 12, 300)
        low, high = counts.interval()
        held.append(np.mean((low <= truth) & (truth <= high)))
        raw.append(np.mean((counts.hires / counts.applications - truth) ** 2))
        shrunk.append(np.mean((counts.rate - truth) ** 2))
    assert 0.93 <= np.mean(held) <= 0.97
    assert np.mean(shrunk) < 0.6 * np.mean(raw)


@pytest.mark.parametrize(("groups", "typical"), [(3, 300), (5, 300), (8, 100), (25, 300), (40, 1_000)])
def test_intervals_hold_the_truth_with_few_sources_and_with_many(groups, typical):
    rng = np.random.default_rng(groups)
    held = []
    for _ in range(400):
        counts, truth = drawn(rng, groups, typical)
        if counts.hires.sum() > 0:
            low, high = counts.interval()
            held.append(np.mean((low <= truth) & (truth <= high)))
    assert 0.93 <= np.mean(held) <= (0.97 if groups > 3 else 0.99)  # three are too few to know the spread


@pytest.mark.parametrize("seed", range(4))
def test_two_sources_share_a_group_exactly_when_their_intervals_overlap(seed):
    counts, _ = drawn(np.random.default_rng(seed), 15, 2_000, weight=60)
    rows = compared(counts).rows(named=True)
    assert max(row["last_group"] for row in rows) > 2
    for one in rows:
        for other in rows:
            overlap = one["shrunk_low"] <= other["shrunk_high"] and other["shrunk_low"] <= one["shrunk_high"]
            share = one["first_group"] <= other["last_group"] and other["first_group"] <= one["last_group"]
            assert overlap == share


def test_sources_alike_are_said_not_to_be_distinguishable():
    ours = compared(Shrunk(np.array([300] * 4), np.array([30, 31, 29, 30])))
    assert ours["standing"].unique().to_list() == ["Not distinguishable from the others"]
    assert ours["verdict"].unique().to_list() == ["same"]


def test_a_source_with_few_hires_says_how_far_it_is_pulled():
    counts = Shrunk(np.array([1_000, 1_000, 1_000, 20]), np.array([100, 30, 10, 2]))
    told = compared(counts).row(3, named=True)
    assert (
        told["standing"]
        == f"Too few hires to say (2): {100 * counts.pull[3]:.1f}% of its rate is that of the whole"
    )


def test_a_source_is_not_rewarded_for_being_used_where_hiring_is_easy():
    easy, hard = (
        Shrunk(np.array([900, 100]), np.array([180, 20])),
        Shrunk(np.array([100, 900]), np.array([5, 45])),
    )
    frame = pl.concat([rows_of(easy, country="PL"), rows_of(hard, country="DE")])
    ours = Scratch(applications=frame).run("sources/comparison").sort("source")
    assert ours["hire_rate"].to_list() == pytest.approx([0.185, 0.065])
    assert ours["mix_adjusted_hire_rate"].to_list() == pytest.approx([0.125, 0.125])


def test_a_cell_without_applications_of_a_source_lends_its_pooled_rate():
    both, one = Shrunk(np.array([100, 100]), np.array([20, 10])), Shrunk(np.array([200]), np.array([10]))
    frame = pl.concat([rows_of(both, country="PL"), rows_of(one, country=None)], how="vertical_relaxed")
    ours = Scratch(applications=frame).run("sources/comparison").sort("source")
    assert ours["mix_adjusted_hire_rate"].to_list() == pytest.approx([(0.2 + 0.05) / 2, (0.1 + 0.05) / 2])
    assert ours["own_mix_share"].to_list() == pytest.approx([1, 0.5])


def test_countries_are_compared_as_sources_are():
    counts, _ = drawn(np.random.default_rng(7), 8, 400)
    frame = rows_of(counts, role_family="cloud")
    sources = Scratch(applications=frame).run("sources/comparison")
    renamed = frame.rename({"source": "country"})
    countries = Scratch(applications=renamed).run("countries/comparison")
    same = sources.drop("cost_per_hire", "currency").rename({"source": "country"})
    assert countries.equals(same.with_columns(countries["country"]))
