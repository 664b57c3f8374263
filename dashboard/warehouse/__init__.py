"""Canonical tables in, one published, immutable version of wide tables out; and the reader of it."""

from dashboard.warehouse.publishing import PublishFailed, publish, publish_scopes
from dashboard.warehouse.reader import NoScope, NoWarehouse, Published, Warehouse
from dashboard.warehouse.scope import Scope
from dashboard.warehouse.status import Status, status

__all__ = [
    "NoScope",
    "NoWarehouse",
    "PublishFailed",
    "Published",
    "Scope",
    "Status",
    "Warehouse",
    "publish",
    "publish_scopes",
    "status",
]
