"""The selection: what the filter bar, a link or the command line says, as one value."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.warehouse.scope import NOT_STATED

__all__ = ["DIMENSIONS", "NOT_STATED", "Selection"]


@dataclass(frozen=True)
class Selection:
    """Values per dimension (empty: no filter) and the half-open periods [since, until)."""

    language: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    role_level: tuple[str, ...] = ("architect",)
    role_family: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    work_model: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    compare_since: date | None = None
    compare_until: date | None = None


DIMENSIONS: Final = (
    "language",
    "country",
    "role_level",
    "role_family",
    "source",
    "channel",
    "department",
    "work_model",
)
"""Fields of a Selection that filter rows, each named as the column it filters."""
