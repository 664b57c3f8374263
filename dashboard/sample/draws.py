"""Randomness that is a function of what it is drawn for: seed, purpose and key make the number.

A stream of random numbers would depend on how the work is cut into chunks; a hash of these three does not.
Curves are read from tables rather than computed, so a result does not depend on the processor's log and exp.
"""

from dataclasses import dataclass
from hashlib import blake2b
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_QUANTILES: Final = np.linspace(0.001, 0.999, 1999)
_NORMAL: Final = np.array([NormalDist().inv_cdf(float(q)) for q in _QUANTILES])


@dataclass(frozen=True)
class Draws:
    """Numbers drawn for keys, by purpose."""

    seed: int

    def uniform(self, purpose: str, keys: Ints) -> Floats:
        """Return a number in [0, 1) for each key."""
        digest = blake2b(f"{self.seed}/{purpose}".encode(), digest_size=8).digest()
        mixed = keys.astype(np.uint64) * _GOLDEN + np.uint64(int.from_bytes(digest))
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
        bits = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)
        return bits.astype(np.float64) * 2.0**-53

    def chance(self, purpose: str, keys: Ints, share: float | Floats) -> Bools:
        """Return for each key whether it is one of the share."""
        return self.uniform(purpose, keys) < share

    def whole(self, purpose: str, keys: Ints, low: int, high: int) -> Ints:
        """Return a whole number from low to high, both included, for each key."""
        return np.asarray(low + (self.uniform(purpose, keys) * (high - low + 1)).astype(np.int64))

    def spread(self, purpose: str, keys: Ints, sigma: float) -> Floats:
        """Return a log-normal factor of median 1 for each key."""
        return np.interp(self.uniform(purpose, keys), _QUANTILES, np.exp(sigma * _NORMAL))

    def pick(self, purpose: str, keys: Ints, weights: Floats) -> Ints:
        """Return an index into the weights for each key, as often as it weighs."""
        shares = np.cumsum(weights) / np.sum(weights)
        picked = np.searchsorted(shares, self.uniform(purpose, keys), side="right")
        return np.minimum(picked, len(weights) - 1).astype(np.int64)

    def pick_by(self, purpose: str, keys: Ints, rows: Ints, weights: Floats) -> Ints:
        """Return an index for each key, weighed by its own row of the weights."""
        shares = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
        below = self.uniform(purpose, keys)[:, None] >= shares[rows, :-1]
        return np.asarray(below.sum(axis=1), dtype=np.int64)
