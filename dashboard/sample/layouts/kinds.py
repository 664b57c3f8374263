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


def names_of(kind: str) -> list[str]:
    """Return the names of a kind of stage, in all languages."""
    return [name for names in said("pipelines")["kinds"][kind]["names"].values() for name in names]


@cache
def _kinds() -> dict[str, str]:
    return {
        name: "team" if kind == "manager" and name.startswith(_INTERVIEWS) else kind
        for kind in said("pipelines")["kinds"]
        if kind != "odd"
        for name in names_of(kind)
    }
