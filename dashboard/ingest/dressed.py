"""Dates that an export dresses as times: a column whose times all stand on the hour was picked in a calendar.

Systems store such dates at midnight, at noon or at nine; to count hours from them, or to move them to another
time zone, makes up what nobody said. One value proves nothing: a column is judged by all of its first batch.
"""

from typing import Final

import polars as pl

_ENOUGH: Final = 20
"""By chance, so many times are all on the hour in one of 10^71 columns."""


def is_dressed(times: pl.Series) -> bool:
    """Tell whether the times of a column are dates."""
    said = times.drop_nulls()
    return said.len() >= _ENOUGH and _on_the_hour(said.head(_ENOUGH)) and _on_the_hour(said)


def _on_the_hour(times: pl.Series) -> bool:
    return bool((times == times.dt.truncate("1h")).all())
