"""The simulation's numbers as columns."""

from datetime import UTC, datetime

import numpy as np
import polars as pl

from dashboard.sample.draws import Ints


def moment(seconds: int) -> datetime:
    """Return seconds since 1970 as a time without a zone, as the frames have them."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def moments(seconds: Ints) -> pl.Series:
    """Return seconds since 1970 as times; those below zero are none."""
    times = np.where(seconds < 0, np.datetime64("NaT"), seconds.astype("datetime64[s]"))
    return pl.Series(times.astype("datetime64[us]"))


def numbers(values: Ints, *, since: int = 1) -> pl.Series:
    """Return places counted from 0 as numbers counted from `since`; those below zero are none."""
    places = pl.Series(values, dtype=pl.Int64)
    return places.set(places < 0, None) + since


def named(key: str, names: tuple[str, ...]) -> pl.DataFrame:
    """Return a list of names, numbered from 1."""
    return pl.DataFrame({"name": names}).with_row_index(key, 1).cast({key: pl.Int64})
