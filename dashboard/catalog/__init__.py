"""The `.sql` files under the queries folder: what each says, and each mistake with place and next step."""

from dashboard.catalog.checking import check
from dashboard.catalog.loading import load, unknown_query
from dashboard.catalog.report import report_plan

__all__ = ["check", "load", "report_plan", "unknown_query"]
