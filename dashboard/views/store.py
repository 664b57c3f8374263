"""What sessions share: the open warehouse, the catalog as it is on disk, and the results already computed."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import catalog, engine, settings
from dashboard.catalog.model import Catalog, Query
from dashboard.charts import Reader
from dashboard.engine import Choices, Described, QueryError, Result, Selection
from dashboard.engine.adhoc import AdHoc, Limits
from dashboard.engine.browsing import BrowsedTable, browse
from dashboard.engine.checks import Failed, beyond_rows, check_rows, run_checks
from dashboard.views import access
from dashboard.warehouse import Warehouse
from dashboard.warehouse.folder import WarehouseFolder
from dashboard.warehouse.readers import Readers

RESULTS_KEPT = 1_000
RUN_AHEAD = 2
"""Queries of a page that are computed at the same time; DuckDB leaves Python's lock while it works."""

_BEGUN = "store/begun"


@st.cache_resource(show_spinner=False)
def _readers(folder: str) -> Readers:
    return Readers(Path(folder))


def folder() -> WarehouseFolder:
    """Return the folder of the own data, published or not."""
    return WarehouseFolder(Path(settings.get("warehouse")).absolute())


def is_invented() -> bool:
    """Say whether the invented company is shown: it was imported, and nothing of one's own is."""
    return folder().current() is None and WarehouseFolder(folder().invented).current() is not None


def warehouse() -> Warehouse:
    """Return the reader of what the one who looks may see. Raises Refused.

    While nothing else is published that is the invented company, all of it to everyone who may see something.
    """
    scope = access.scope()
    if is_invented():
        return _readers(str(folder().invented)).of(None)
    return _readers(str(folder().path)).of(scope)


def shelf() -> Catalog:
    """Return the queries as they are on disk now; unchanged files are not parsed again."""
    return catalog.load(Path(settings.get("queries")))


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _computed(
    key: str, _query: Query, _source: Warehouse, _selection: Selection, _params: Mapping[str, Any]
) -> Result:
    return engine.run(_query, _source, _selection, _params)


def result(query: Query, selection: Selection, params: Mapping[str, Any] | None = None) -> Result:
    """Return a query's result, computed once for all sessions while the data stays the same.

    One canonical string is the whole key, since Streamlit can confuse separate arguments (its issue 16559).
    """
    params, source = params or {}, warehouse()
    key = engine.cache_key(query, selection, params, source.version(), source.scope_key)
    return _computed(key, query, source, selection, params)


@st.cache_resource(show_spinner=False)
def _ahead() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(RUN_AHEAD, thread_name_prefix="ahead")


def compute_ahead(queries: Iterable[Query], selection: Selection) -> None:
    """Begin with the results that a page will ask for, while its first cards are drawn.

    A card that asks meanwhile waits for the one under way or computes it itself: nothing is computed twice.
    What an earlier run of this session asked for and is not begun is dropped. A query with parameters of its
    own is left to its card, which knows their values.
    """
    for earlier in st.session_state.pop(_BEGUN, ()):
        earlier.cancel()
    source = warehouse()
    version = source.version()
    st.session_state[_BEGUN] = [
        _ahead().submit(_begin, query, source, version, selection) for query in queries if not query.params
    ]


def _begin(query: Query, source: Warehouse, version: str, selection: Selection) -> None:
    key = engine.cache_key(query, selection, {}, version, source.scope_key)
    _checked(query, source, selection, {}, _computed(key, query, source, selection, {}))


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _failed(key: str, _query: Query, _source: Warehouse, _result: Result) -> tuple[Failed, ...]:
    return (
        *check_rows(_query, _result.frame),
        *_failed_on_all(
            f"{_source.scope_key} {_result.version} {_query.name} {_query.sql}", beyond_rows(_query), _source
        ),
    )


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _failed_on_all(key: str, _query: Query, _source: Warehouse) -> tuple[Failed, ...]:
    try:
        return run_checks(_query, _source)
    except QueryError as failure:
        names = ", ".join(check.name for check in _query.checks)
        return (Failed(_query.name, names, 0, str(failure)),)


def failed(
    query: Query, selection: Selection, params: Mapping[str, Any], result: Result
) -> tuple[Failed, ...]:
    """Return the checks of a query that do not hold: for the rows on the card, else for all of the data."""
    return _checked(query, warehouse(), selection, params, result)


def _checked(
    query: Query, source: Warehouse, selection: Selection, params: Mapping[str, Any], result: Result
) -> tuple[Failed, ...]:
    if not query.checks:
        return ()
    key = engine.cache_key(query, selection, params, f"{result.version} {query.checks}", source.scope_key)
    return _failed(key, query, source, result)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _choices(key: str, _source: Warehouse, _selection: Selection) -> Choices:
    return engine.choices(_source, _selection)


def choices(selection: Selection) -> Choices:
    """Return what the filters offer for a selection."""
    return _choices(_canonical(selection), warehouse(), selection)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _described(key: str, _source: Warehouse, _selection: Selection) -> Described:
    return engine.described(_source, _selection)


def described(selection: Selection) -> Described:
    """Return the counts of the sentence above the cards."""
    return _described(_canonical(selection), warehouse(), selection)


@st.cache_resource(show_spinner=False)
def adhoc() -> AdHoc:
    """Return the one runner of typed SQL, with its waiting processes."""
    return AdHoc(Limits.from_settings())


def warm() -> None:
    """Start the processes that wait for typed SQL, so that its first run is as fast as the others."""
    source = warehouse()
    adhoc().warm(source.database(source.version()), source.scope)


def typed(sql: str, selection: Selection) -> Result:
    """Return the rows of typed SQL on the newest version; every run is a new one. Raises AdHocError."""
    source = warehouse()
    published = source.published()
    return adhoc().run(sql, source.database(published.version), published, selection, scope=source.scope)


@st.cache_resource(max_entries=8, show_spinner=False)
def _tables(key: str, _source: Warehouse) -> tuple[BrowsedTable, ...]:
    return browse(_source)


def tables() -> tuple[BrowsedTable, ...]:
    """Return the tables that can be asked, with their columns."""
    source = warehouse()
    return _tables(f"{source.scope_key} {source.version()}", source)


def impossible(selection: Selection, reader: Reader) -> str | None:
    """Return why a selection cannot be, or None."""
    return engine.impossible(warehouse(), selection, reader)


def _canonical(selection: Selection) -> str:
    source = warehouse()
    return f"{source.scope_key} {source.version()} {selection}"
