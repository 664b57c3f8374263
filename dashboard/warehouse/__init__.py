"""Canonical tables in, one published, immutable version of wide tables out; and the reader of it."""

from dashboard.warehouse.changing import Busy, changing, newest
from dashboard.warehouse.erasing import Erasure, known_applications, published_of, rows_of
from dashboard.warehouse.merge import Canonical, Damaged
from dashboard.warehouse.publishing import (
    PublishFailed,
    damaged,
    publish,
    publish_scopes,
    publish_without,
    readable,
    refused,
)
from dashboard.warehouse.reader import NoScope, NoWarehouse, Published, Warehouse
from dashboard.warehouse.scope import Scope
from dashboard.warehouse.status import Status, status

__all__ = [
    "Busy",
    "Canonical",
    "Damaged",
    "Erasure",
    "NoScope",
    "NoWarehouse",
    "PublishFailed",
    "Published",
    "Scope",
    "Status",
    "Warehouse",
    "changing",
    "damaged",
    "known_applications",
    "newest",
    "publish",
    "publish_scopes",
    "publish_without",
    "published_of",
    "readable",
    "refused",
    "rows_of",
    "status",
]
