"""Runs a query for a scope and a selection, and says what the filter bar and a link may ask for."""

from dashboard.engine.behind import Listing, Mark, listing
from dashboard.engine.binding import minimum_n
from dashboard.engine.cards import cache_key, filled_sql, lacking, options, whole_sql, withheld
from dashboard.engine.choices import Choices, Described, choices, described, impossible
from dashboard.engine.emptiness import emptiness
from dashboard.engine.limits import Limits
from dashboard.engine.links import Asked, from_query, selected, to_query
from dashboard.engine.masking import smallest_group
from dashboard.engine.periods import COMPARES, PRESETS, Bounds, Period, bounds, within
from dashboard.engine.running import (
    Answers,
    NotForScopeError,
    QueryError,
    Result,
    UndeclaredError,
    run,
)
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection
from dashboard.engine.session import Shared, Source
from dashboard.engine.views import FILTERED

__all__ = [
    "COMPARES",
    "DIMENSIONS",
    "FILTERED",
    "NOT_STATED",
    "PRESETS",
    "Answers",
    "Asked",
    "Bounds",
    "Choices",
    "Described",
    "Limits",
    "Listing",
    "Mark",
    "NotForScopeError",
    "Period",
    "QueryError",
    "Result",
    "Selection",
    "Shared",
    "Source",
    "UndeclaredError",
    "bounds",
    "cache_key",
    "choices",
    "described",
    "emptiness",
    "filled_sql",
    "from_query",
    "impossible",
    "lacking",
    "listing",
    "minimum_n",
    "options",
    "run",
    "selected",
    "smallest_group",
    "to_query",
    "whole_sql",
    "withheld",
    "within",
]
