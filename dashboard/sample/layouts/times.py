"""Times as a layout writes them."""

import polars as pl

ISO = "%Y-%m-%dT%H:%M:%SZ"
NAIVE = "%Y-%m-%d %H:%M:%S"


def written(frame: pl.DataFrame, form: str) -> pl.DataFrame:
    """Return a frame with its times as text."""
    return frame.with_columns(pl.col(pl.Datetime).dt.strftime(form))
