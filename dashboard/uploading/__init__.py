"""Imports that someone starts in the browser: files received, a process that imports them, its progress.

Nothing here knows Streamlit. What was uploaded lies outside the warehouse and goes when the import has ended.
"""

from dashboard.uploading.desk import Busy, Desk, Job
from dashboard.uploading.received import Received, TooMuch, receive

__all__ = ["Busy", "Desk", "Job", "Received", "TooMuch", "receive"]
