"""Runs a query for a scope and a selection, and says what the filter bar and a link may ask for."""

from dashboard.engine.limits import Limits
from dashboard.engine.running import QueryError, Result, Source, run
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection

__all__ = ["DIMENSIONS", "NOT_STATED", "Limits", "QueryError", "Result", "Selection", "Source", "run"]
