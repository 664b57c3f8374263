"""What sessions share: the open warehouse, the catalog as it is on disk, and the results already computed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import catalog, engine, settings
from dashboard.catalog.model import Catalog, Query
from dashboard.engine import Result, Selection
from dashboard.warehouse import Warehouse

RESULTS_KEPT = 1_000


@st.cache_resource(show_spinner=False)
def _open(folder: str) -> Warehouse:
    return Warehouse(Path(folder))


def warehouse() -> Warehouse:
    """Return the one reader of the published data."""
    return _open(str(Path(settings.get("warehouse")).absolute()))


def shelf() -> Catalog:
    """Return the queries as they are on disk now; unchanged files are not parsed again."""
    return catalog.load(Path(settings.get("queries")))


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _computed(key: str, _query: Query, _selection: Selection, _params: Mapping[str, Any]) -> Result:
    return engine.run(_query, warehouse(), _selection, _params)


def result(query: Query, selection: Selection, params: Mapping[str, Any] | None = None) -> Result:
    """Return a query's result, computed once for all sessions while the data stays the same.

    One canonical string is the whole key, since Streamlit can confuse separate arguments (its issue 16559).
    """
    params = params or {}
    key = engine.cache_key(query, selection, params, warehouse().version())
    return _computed(key, query, selection, params)

