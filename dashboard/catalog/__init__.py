"""The `.sql` files under the queries folder: what each says, and each mistake with place and next step."""

from dashboard.catalog.checking import check
from dashboard.catalog.loading import load, unknown_query

__all__ = ["check", "load", "unknown_query"]
