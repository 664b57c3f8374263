"""Any file as batches of columns, with the line where each row starts. Layouts say what a column means."""

from dashboard.ingest.files.archives import may_be_data
from dashboard.ingest.files.opening import Found, open_table, open_tables
from dashboard.ingest.files.room import ARCHIVE_LIMIT
from dashboard.ingest.files.table import LINE, Batch, Table

__all__ = ["ARCHIVE_LIMIT", "LINE", "Batch", "Found", "Table", "may_be_data", "open_table", "open_tables"]
