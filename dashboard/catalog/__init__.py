"""The `.sql` files under the queries folder: what each says, and every mistake as path:line: what is wrong, what to do."""

from dashboard.catalog.loading import load, unknown_query

__all__ = ["load", "unknown_query"]
