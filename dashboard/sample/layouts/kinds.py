"""What kind a stage is, by its name: systems that group their stages themselves are told so."""

from collections.abc import Mapping
from functools import cache

import polars as pl

from dashboard.sample.world import said

_INTERVIEWS = ("Colloquio", "Pohovor")
"""A manager's talk that is called an interview is one."""


def grouped(name: str, groups: Mapping[str, str]) -> pl.Expr:
    """Return the group of each stage name by its kind; a name of the house has none."""
    known = {stage: groups.get(kind) for stage, kind in _kinds().items()}
    return pl.col(name).replace_strict(known, default=None, return_dtype=pl.String)


@cache
def _kinds() -> dict[str, str]:
    return {
        name: "team" if kind == "manager" and name.startswith(_INTERVIEWS) else kind
        for kind, row in said("pipelines")["kinds"].items()
        if kind != "odd"
        for names in row["names"].values()
        for name in names
    }
