"""The one-page report of a selection: one HTML file that needs nothing beside itself, and its PDF."""

from dashboard.report.document import Report, report
from dashboard.report.paper import NoPaper, as_pdf

__all__ = ["NoPaper", "Report", "as_pdf", "report"]
