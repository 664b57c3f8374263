"""What sessions share of what is computed, and with whom they must not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from support import AS_OF, GivenWarehouse

from dashboard.catalog.model import Query
from dashboard.catalog.reading import read_query
from dashboard.charts import Reader
from dashboard.engine import Selection
from dashboard.engine.adhoc import AdHocError
from dashboard.views import access, store
from dashboard.warehouse import Scope

FEW = Scope("few", individuals=False)
CHECKED = """-- /// query
-- needs = ["has_language"]
-- [[checks]]
-- name = "nobody in France"
-- sql = "select * from result where country = 'FR'"
-- ///
select country, count(*) as n from applications group by country order by country
"""
EVERYTHING = Selection(role_level=(), since=date(2026, 1, 1), until=date(2027, 1, 1))


class Other(GivenWarehouse):
    """Rows of another version."""

    def version(self) -> str:
        return "other"


def rows(country: str, *, able: bool, version: str = "given-rows") -> dict[str, Any]:
    reason = "The export has no stage history: it says where applications are, not since when."
    said = {"capability": "has_language", "available": able, "reason": reason}
    return {
        "applications": [{"country": country, "applied_at": date(2026, 2, 1)}],
        "postings": [{"country": country, "published_at": date(2026, 2, 1)}],
        "capabilities": [said],
        "published": [{"version": version, "as_of": AS_OF, "timezone": "UTC"}],
    }


def checked() -> Query:
    return read_query("page/card", Path("card.sql"), CHECKED)


def lacking(source: Any, locale: str = "en") -> str:
    return store.lacking(checked(), source, Reader.of(locale))


ASKED: dict[str, Callable[[Any], Any]] = {
    "rows": lambda source: store.answer(checked(), source, EVERYTHING, {}).result.frame.rows(),
    "checks": lambda source: store.answer(checked(), source, EVERYTHING, {}).failed,
    "choices": lambda source: store.choices(EVERYTHING)["country"],
    "counts": lambda source: store.described(replace(EVERYTHING, country=("FR",))),
    "lacks": lacking,
    "tables": lambda source: [table.columns for table in store.tables() if table.name == "applications"],
}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    st.cache_resource.clear()


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    "other",
    [
        GivenWarehouse(rows("DE", able=True), scope=Scope("dach", rows={"country": ("DE",)})),
        Other(rows("DE", able=True, version="other")),
    ],
    ids=["scope", "version"],
)
def test_what_is_computed_for_one_scope_or_version_is_not_told_to_another(
    asked: str, other: GivenWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for source in (GivenWarehouse(rows("FR", able=False)), other):
        monkeypatch.setattr(store, "warehouse", lambda source=source: source)
        told.append(ASKED[asked](source))
    assert told[0] != told[1]


def test_what_is_computed_for_one_selection_or_reader_is_not_told_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = GivenWarehouse(rows("FR", able=False))
    monkeypatch.setattr(store, "warehouse", lambda: source)
    assert store.described(EVERYTHING) != store.described(replace(EVERYTHING, country=("XX",)))
    assert lacking(source) != lacking(source, "de")
    less = replace(checked(), needs=())
    assert store.lacking(less, source, Reader.of("en")) == ""
    more = replace(checked(), needs=("has_country",))
    assert store.lacking(more, source, Reader.of("en")) != lacking(source)


def test_typed_sql_is_refused_to_who_may_not_see_individuals_also_without_its_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = GivenWarehouse(scope=FEW)
    monkeypatch.setattr(source, "database", lambda version: tmp_path, raising=False)
    monkeypatch.setattr(store, "warehouse", lambda: source)
    with pytest.raises(AdHocError, match="may not see single applications"):
        store.typed("select 1", EVERYTHING)


@pytest.mark.parametrize(("invented", "scope"), [(True, None), (False, FEW)])
def test_the_invented_company_is_all_there_for_who_may_see_something(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, invented: bool, scope: Scope | None
) -> None:
    monkeypatch.setenv("HIRING_WAREHOUSE", str(tmp_path))
    monkeypatch.setattr(store, "is_invented", lambda: invented)
    monkeypatch.setattr(access, "scope", lambda: FEW)
    assert store.warehouse().scope == scope


def test_queries_with_parameters_of_their_own_are_left_to_their_cards_and_the_rest_is_computed_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session: dict[str, Any] = {}
    begun: list[str] = []
    monkeypatch.setattr(store.st, "session_state", session)
    monkeypatch.setattr(
        store, "_compute", lambda waiting, *_: begun.extend(query.name for query in list(waiting))
    )
    plain = read_query("page/plain", Path("a.sql"), "select 1 as a")
    asking = read_query(
        "page/asking",
        Path("b.sql"),
        '-- /// query\n-- [params.n]\n-- type = "number"\n-- ///\nselect $n as a',
    )
    source: Any = GivenWarehouse()
    store.compute_ahead([plain, asking], source, EVERYTHING)
    before = session["store/waiting"]
    store._ahead().submit(lambda: None).result()
    store.compute_ahead([plain], source, EVERYTHING)
    assert set(begun) <= {"page/plain"} and begun
    assert not before, "what an earlier run asked for and was not begun is dropped"
