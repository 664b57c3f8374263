"""What sessions share: the open warehouse, the catalog as it is on disk, and the results already computed."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import catalog, engine, settings
from dashboard.catalog.model import Catalog, Query
from dashboard.catalog.scopes import scopes_in_force
from dashboard.charts import Reader
from dashboard.engine import Choices, Described, QueryError, Result, Selection
from dashboard.engine.adhoc import AdHoc, Limits
from dashboard.engine.browsing import BrowsedTable, browse
from dashboard.engine.checks import Failed, beyond_rows, check_rows, run_checks
from dashboard.views import access, runs
from dashboard.warehouse import NoWarehouse, Warehouse
from dashboard.warehouse.folder import WarehouseFolder
from dashboard.warehouse.readers import Readers

RESULTS_KEPT = 5_000
RUN_AHEAD = 2
"""Queries of a page that are computed at the same time; DuckDB leaves Python's lock while it works."""

_WAITING = "store/waiting"


@st.cache_resource(show_spinner=False)
def _readers(folder: str) -> Readers:
    return Readers(Path(folder))


def folder() -> WarehouseFolder:
    """Return the folder of the own data, published or not."""
    return WarehouseFolder(Path(settings.get("warehouse")).absolute())


def is_invented() -> bool:
    """Say whether the invented company is shown: it was imported, and nothing of one's own is."""
    return folder().current() is None and WarehouseFolder(folder().invented).current() is not None


def newest() -> str:
    """Return the folder of the version that is shown; nothing where none is published."""
    current = folder().current() or WarehouseFolder(folder().invented).current()
    return str(current.path) if current else ""


def warehouse() -> Warehouse:
    """Return the reader of what the one who looks may see. Raises Refused.

    While nothing else is published that is the invented company, all of it to everyone who may see something.
    """
    if run := runs.current():
        return run.source
    scope = access.scope()
    if is_invented():
        return _readers(str(folder().invented)).of(None)
    return _readers(str(folder().path)).of(scope)


def shelf() -> Catalog:
    """Return the queries as they are on disk when a run first asks; unchanged files are not parsed again."""
    run = runs.current()
    return run.shelf if run else catalog.load(Path(settings.get("queries")))


def everything() -> Warehouse | None:
    """Return the reader of every row, for work that is nobody's; None where somebody may not see them all."""
    if scopes_in_force() is not None:
        return None
    return _readers(str(folder().invented if is_invented() else folder().path)).of(None)


@contextmanager
def one_run() -> Iterator[None]:
    """Let what this thread does meanwhile share a catalog, `warehouse()` and its session."""
    with runs.one_run(warehouse()):
        yield


@dataclass(frozen=True)
class Answer:
    """A query's rows, and the checks of it that do not hold: for these rows, else for all of the data."""

    result: Result
    failed: tuple[Failed, ...]


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _answered(
    key: str, _query: Query, _source: Warehouse, _selection: Selection, _params: Mapping[str, Any]
) -> Answer:
    def of_read(read: Query, params: Mapping[str, Any]) -> Result | None:
        try:
            return answer(read, _source, _selection, params).result
        except QueryError:
            return None  # it may be refused or wrong by itself: the reader's own run says so

    result = engine.run(_query, runs.shared(_source), _selection, _params, answers=of_read)
    beyond = beyond_rows(_query)
    everywhere = f"{_source.scope_key} {result.version} {_query.name} {_query.sql}"
    in_rows = () if result.masked else check_rows(_query, result.frame)  # what is masked cannot be checked
    return Answer(result, (*in_rows, *_failed_on_all(everywhere, beyond, _source)))


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _failed_on_all(key: str, _query: Query, _source: Warehouse) -> tuple[Failed, ...]:
    try:
        return run_checks(_query, _source)
    except QueryError as failure:
        names = ", ".join(check.name for check in _query.checks)
        return (Failed(_query.name, names, 0, str(failure)),)


def answer(query: Query, source: Warehouse, selection: Selection, params: Mapping[str, Any]) -> Answer:
    """Return a query's rows and checks, computed once for all sessions while the data stays the same.

    One canonical string is the whole key, since Streamlit can confuse separate arguments (its issue 16559).
    Raises QueryError.
    """
    key = engine.cache_key(query, selection, params, runs.shared(source).version(), source.scope_key)
    return _answered(key, _query=query, _source=source, _selection=selection, _params=params)


@st.cache_resource(show_spinner=False)
def _ahead() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(RUN_AHEAD, thread_name_prefix="ahead")


def compute_ahead(queries: Iterable[Query], source: Warehouse, selection: Selection) -> None:
    """Begin with the results that a page will ask for, while its first cards are drawn.

    A card that asks meanwhile waits for the one under way or computes it itself: nothing is computed twice.
    What an earlier run of this session asked for and is not begun is dropped. A query with parameters of its
    own is left to its card, which knows their values.
    """
    st.session_state.pop(_WAITING, deque()).clear()
    waiting = st.session_state[_WAITING] = deque(query for query in queries if not query.params)
    for _ in range(RUN_AHEAD):
        _ahead().submit(_compute, waiting, source, selection)


def _compute(waiting: deque[Query], source: Warehouse, selection: Selection) -> None:
    """Compute what waits, one after another; what fails says so in its card."""
    with runs.one_run(source):
        while query := _next(waiting):
            with suppress(QueryError, NoWarehouse):
                answer(query, source, selection, {})


def _next(waiting: deque[Query]) -> Query | None:
    """Take the first of those that wait, which other threads take from too."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _choices(key: str, _source: Warehouse, _selection: Selection) -> Choices:
    return engine.choices(runs.shared(_source), _selection)


def choices(selection: Selection) -> Choices:
    """Return what the filters offer for a selection."""
    source = warehouse()
    return _choices(_canonical(source, selection), _source=source, _selection=selection)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _described(key: str, _source: Warehouse, _selection: Selection) -> Described:
    return engine.described(runs.shared(_source), _selection)


def described(selection: Selection) -> Described:
    """Return the counts of the sentence above the cards."""
    source = warehouse()
    return _described(_canonical(source, selection), _source=source, _selection=selection)


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


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _lacking(key: str, _query: Query, _source: Warehouse, _reader: Reader) -> str:
    return engine.lacking(_query, _source, _reader)


def lacking(query: Query, source: Warehouse, reader: Reader) -> str:
    """Return in words what the data lacks for a query, or nothing."""
    if not query.needs:
        return ""
    key = f"{source.scope_key} {runs.shared(source).version()} {query.needs} {reader.locale}"
    return _lacking(key, _query=query, _source=source, _reader=reader)


def impossible(selection: Selection, reader: Reader) -> str | None:
    """Return why a selection cannot be, or None."""
    return engine.impossible(warehouse(), selection, reader)


def _canonical(source: Warehouse, selection: Selection) -> str:
    return f"{source.scope_key} {runs.shared(source).version()} {selection}"
