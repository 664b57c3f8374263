"""Canonical tables in, one published, immutable version of wide tables out; and the reader of it."""

from dashboard.warehouse.publishing import PublishFailed, publish
from dashboard.warehouse.reader import NoWarehouse, Published, Warehouse
from dashboard.warehouse.status import Status, status

__all__ = ["NoWarehouse", "PublishFailed", "Published", "Status", "Warehouse", "publish", "status"]
