"""The invented company, Fenmarrow: what its TOML files say, as arrays that the simulation indexes."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from dashboard.sample.draws import Bools, Floats, Ints

COMPANY: Final = "Fenmarrow"
DAY: Final = 86_400
LANGUAGES: Final = ("en", "fr", "de", "es", "pt", "nl", "pl", "cs", "it", "sv", "ja", "uk")
GROUPS: Final = ("architect", "engineer", "trap")
CHANNELS: Final = ("inbound", "referral", "sourced", "agency", "internal", "event", "other")
SENIORITIES: Final = ("standard", "senior", "lead", "principal")


def at(year: int, month: int, day: int, hour: int = 0) -> int:
    """Return a moment in seconds since 1970, UTC."""
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


FIRST_DAY: Final = at(2022, 11, 1)
AS_OF: Final = at(2026, 10, 31, 22)


@cache
def said(name: str) -> dict[str, Any]:
    """Return what one of the TOML files beside this module says."""
    return tomllib.loads(files("dashboard.sample").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Countries:
    """One entry a country, in the order of their weights; month_end: notice ends with a month."""

    codes: tuple[str, ...]
    weight: Floats
    days: Floats
    acceptance: Floats
    notice: Ints
    month_end: Bools
    season: Ints
    seasons: Floats
    languages: Floats
    cities: tuple[tuple[dict[str, str], ...], ...]


@cache
def countries() -> Countries:
    """Return where the company hires."""
    table = said("countries")
    rows = table["countries"].values()
    names = list(table["seasons"])
    pace = [[season.get(str(month), 1.0) for month in range(1, 13)] for season in table["seasons"].values()]
    languages = [[row["languages"].get(language, 0.0) for language in LANGUAGES] for row in rows]
    return Countries(
        codes=tuple(table["countries"]),
        weight=np.array([row["weight"] for row in rows], dtype=float),
        days=np.array([row["days"] for row in rows], dtype=float),
        acceptance=np.array([row["acceptance"] for row in rows], dtype=float),
        notice=np.array([row["notice"] for row in rows], dtype=np.int64),
        month_end=np.array([row["month_end"] for row in rows], dtype=bool),
        season=np.array([names.index(row["season"]) for row in rows], dtype=np.int64),
        seasons=np.array(pace, dtype=float),
        languages=np.array(languages, dtype=float),
        cities=tuple(tuple(row["cities"]) for row in rows),
    )


@dataclass(frozen=True)
class Roles:
    """One entry a role; weight[group] is zero outside the role's own group."""

    names: tuple[str, ...]
    weight: Floats
    departments: tuple[str, ...]
    titles: tuple[dict[str, str], ...]


@cache
def roles() -> Roles:
    """Return what the company hires for."""
    table = said("roles")["roles"]
    weight = [[row["weight"] * (row["group"] == group) for row in table.values()] for group in GROUPS]
    return Roles(
        names=tuple(table),
        weight=np.array(weight, dtype=float),
        departments=tuple(row["department"] for row in table.values()),
        titles=tuple(row["titles"] for row in table.values()),
    )


@dataclass(frozen=True)
class Sources:
    """One entry a source; the spellings of source s are first_spelling[s] to first_spelling[s + 1]."""

    names: tuple[str, ...]
    channel: Ints
    applied: Floats
    hired: Floats
    spellings: tuple[str, ...]
    types: tuple[str, ...]
    first_spelling: Ints


@cache
def sources() -> Sources:
    """Return where applications come from: shares by country and source."""
    table = said("sources")["sources"]
    used = np.array(
        [[code in row.get("only", countries().codes) for row in table.values()] for code in countries().codes]
    )
    counts = [len(row["spellings"]) for row in table.values()]
    return Sources(
        names=tuple(table),
        channel=np.array([CHANNELS.index(row["channel"]) for row in table.values()], dtype=np.int64),
        applied=used * np.array([row["applied"] for row in table.values()], dtype=float),
        hired=used * np.array([row["hired"] for row in table.values()], dtype=float),
        spellings=tuple(name for row in table.values() for name in row["spellings"]),
        types=tuple(row["type"] for row in table.values() for _ in row["spellings"]),
        first_spelling=np.cumsum([0, *counts]).astype(np.int64),
    )


@dataclass(frozen=True)
class Reasons:
    """Why applications end, numbered from 1: company's, candidate's, filled, cancelled, transferred."""

    names: tuple[str, ...]
    company: int
    candidate: int

    @property
    def filled(self) -> int:
        return self.company + self.candidate + 1

    @property
    def cancelled(self) -> int:
        return self.filled + 1

    @property
    def transferred(self) -> int:
        return self.cancelled + 1


@cache
def reasons() -> Reasons:
    """Return the reasons in the order of their numbers."""
    table = said("sources")["reasons"]
    alone = (table[name] for name in ("filled", "cancelled", "transferred"))
    names = (*table["company"], *table["candidate"], *alone)
    return Reasons(names, len(table["company"]), len(table["candidate"]))
