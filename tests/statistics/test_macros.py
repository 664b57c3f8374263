"""The formulas that queries share, against well-known implementations."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import norm
from scratch import DATABASE
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from support import ROOT

from dashboard.adhoc.guard import FUNCTIONS
from dashboard.warehouse.macros import macros

Z = norm.ppf(0.975)


def one(sql: str, **values: float | None) -> float | None:
    [[value]] = DATABASE.cursor().execute(f"select {sql}", values).fetchall()
    return value


def counts() -> Iterator[tuple[int, int]]:
    for trials in (1, 2, 3, 7, 40, 1_000, 30_000_000):
        yield from ((hits, trials) for hits in {0, 1, trials // 3, trials - 1, trials})


@pytest.mark.parametrize("hits, trials", list(counts()))
def test_the_wilson_interval_is_that_of_statsmodels(hits: int, trials: int) -> None:
    low, high = proportion_confint(hits, trials, method="wilson")
    for kind in ("bigint", "integer", "double", "hugeint"):
        given = f"$hits::{kind}, $trials::{kind}"
        assert one(f"wilson_low({given})", hits=hits, trials=trials) == pytest.approx(low, abs=1e-12)
        assert one(f"wilson_high({given})", hits=hits, trials=trials) == pytest.approx(high, abs=1e-12)


def test_a_rate_of_nobody_has_no_interval() -> None:
    assert one("wilson_low(0, 0)") is None
    assert one("wilson_high(0, 0)") is None
    assert one("wilson_low(null, 5)") is None


@pytest.mark.parametrize("variance", [0.0, 1e-9, 0.04, 3.0, 1e6])
def test_the_margin_is_that_of_the_normal_distribution(variance: float) -> None:
    low, _ = norm.interval(0.95, 0, np.sqrt(variance)) if variance else (0, 0)
    assert one("margin_95($variance)", variance=variance) == pytest.approx(-low, rel=1e-12)


def test_rounding_below_zero_has_no_margin_and_no_variance_none() -> None:
    assert one("margin_95(-1e-18)") == 0
    assert one("margin_95(null)") is None


@pytest.mark.parametrize("share, variance", list(product([0.001, 0.2, 0.5, 0.93], [1e-12, 1e-4, 0.01])))
def test_the_log_log_interval_is_a_margin_around_the_log_of_minus_the_log(
    share: float, variance: float
) -> None:
    middle, error = np.log(-np.log(share)), np.sqrt(variance) / abs(share * np.log(share))
    ends = np.exp(-np.exp(middle + np.array([1, -1]) * Z * error))
    for name, end in zip(("loglog_low", "loglog_high"), ends, strict=True):
        assert one(f"{name}($share, $variance)", share=share, variance=variance) == pytest.approx(
            end, abs=1e-12
        )


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_share_of_none_or_all_has_no_log_log_interval(share: float) -> None:
    assert one("loglog_low($share, 0.01)", share=share) is None
    assert one("loglog_high($share, 0.01)", share=share) is None


def test_typed_sql_may_use_every_formula_of_the_file() -> None:
    text = (ROOT / "dashboard/warehouse/sql/macros.sql").read_text("utf-8")
    names = {macro.name for macro in macros()}
    assert text.count("create macro") == len(names)
    assert names <= FUNCTIONS


@pytest.mark.parametrize("events, dispersion", [(1, 1.0), (7, 1.0), (40, 2.5), (12_000, 9.0)])
def test_the_interval_of_a_count_holds_the_means_that_a_score_test_keeps(
    events: int, dispersion: float
) -> None:
    def score(mean: float) -> float:
        return (events - mean) ** 2 / (dispersion * mean) - Z**2

    low = brentq(score, 1e-9, events, xtol=1e-14, rtol=1e-15)
    high = brentq(score, events, 10 * events + 100 * dispersion, xtol=1e-14, rtol=1e-15)
    given = {"events": events, "dispersion": dispersion}
    assert one("count_low($events, $dispersion)", **given) == pytest.approx(low, rel=1e-11)
    assert one("count_high($events, $dispersion)", **given) == pytest.approx(high, rel=1e-12)


@pytest.mark.parametrize("hits, others", [(30, 30), (30, 42), (30, 45), (45, 30), (3, 9)])
def test_two_rates_differ_when_the_interval_of_newcombe_leaves_out_zero(hits: int, others: int) -> None:
    low, high = confint_proportions_2indep(hits, 100, others, 100, method="newcomb")
    rates = "$hits::double / 100, wilson_low($hits, 100), wilson_high($hits, 100)"
    both = f"{rates}, {rates.replace('$hits', '$others')}"
    assert one(f"differs({both})", hits=hits, others=others) == (low > 0 or high < 0)
