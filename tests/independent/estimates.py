"""The estimates that METRICS names, each from its definition and not from a closed formula of the product."""

from collections.abc import Iterable

import numpy as np
import polars as pl
from scipy.stats import norm

FEW = 5
"""With fewer hires, fills, stays or decisions a card tells no figure."""


def wilson(part: int, whole: int) -> tuple[float | None, float | None]:
    """Return the 95 % interval of a rate: the p at which (part / whole - p)² = z² p (1 - p) / whole."""
    if not whole:
        return None, None
    rate, z2 = part / whole, norm.ppf(0.975) ** 2
    low, high = sorted(np.roots([1 + z2 / whole, -2 * rate - z2 / whole, rate**2]).real)
    return float(low), float(high)


def quantile(days: Iterable[int], share: float) -> float | None:
    """Return the linearly interpolated quantile, of nothing None."""
    known = np.array([day for day in days if day is not None])
    return float(np.quantile(known, share)) if known.size else None


def shrink(counts: list[tuple[int, int]]) -> list[float]:
    """Return each rate drawn to the pooled one: beta-binomial, its correlation by the method of moments.

    With sources of n trials, the expected spread sum(n (rate - pooled)²) is pooled (1 - pooled) times
    (k - 1) + correlation (N - sum(n²) / N - (k - 1)); a correlation of 0 or less is chance alone.
    """
    hires, trials = np.array(counts, dtype=float).reshape(-1, 2).T
    total, k = trials.sum(), len(counts)
    pooled = hires.sum() / total if total else 0.0
    noise = pooled * (1 - pooled)
    room = total - (trials**2).sum() / total - (k - 1) if total else 0.0
    spread = (trials * (hires / trials - pooled) ** 2).sum()
    correlation = (spread / noise - (k - 1)) / room if k >= 3 and noise and room > 0 else 0.0
    if correlation <= 0:
        return [pooled] * k
    strength = 1 / correlation - 1
    return [float(rate) for rate in (hires + strength * pooled) / (trials + strength)]


def incidence(days: Iterable[int], events: Iterable[str]) -> dict[int, float]:
    """Return the cumulative incidence of hire by day (Aalen-Johansen): exits compete, the rest is censored."""
    day, event = np.array(list(days)), np.array(list(events))
    free, share, curve = 1.0, 0.0, {}
    for now in np.unique(day):
        at_risk = (day >= now).sum()
        hires, exits = ((day == now) & (event == "hire")).sum(), ((day == now) & (event == "exit")).sum()
        share += free * hires / at_risk
        free *= 1 - (hires + exits) / at_risk
        curve[int(now)] = float(share)
    return curve


def forward(days: Iterable[int | None]) -> list[int]:
    return [day for day in days if day is not None and day >= 0]


def over(part: float | None, whole: int) -> float | None:
    return part / whole if part is not None and whole else None


def enough(days: list[int]) -> list[int]:
    """Return the days where they are enough to tell a figure of."""
    return days if len(days) >= FEW else []


def acceptance(statuses: pl.Series) -> float | None:
    """Return accepted / (accepted + declined + expired); Greenhouse says rejected and deprecated for the last two."""
    decided = statuses.is_in(["accepted", "rejected", "deprecated"]).sum()
    return over(int((statuses == "accepted").sum()), int(decided))
