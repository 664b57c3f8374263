"""What is computed before somebody chooses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from warehouse.staged import Published

from dashboard import engine, views
from dashboard.catalog.model import Query
from dashboard.views import store, usual

APP = Path(views.__file__).parent.parent / "app.py"


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Published]:
    rows = Published(tmp_path)
    rows.publish(
        applications=[{"application_id": str(number), "job_id": "J"} for number in range(3)],
        postings=[
            {"posting_id": f"{country}{number}", "country": country, "published_at": "2026-01-01"}
            for country, times in (("DE", 1), ("FR", 2))
            for number in range(times)
        ],
    )
    monkeypatch.setenv("HIRING_WAREHOUSE", str(rows.folder))
    yield rows
    st.cache_resource.clear()


def everything() -> store.Warehouse:
    source = store.everything()
    assert source
    return source


@pytest.mark.usefixtures("published")
def test_periods_come_first_then_the_countries_with_most_postings() -> None:
    chosen = list(usual.selections(everything()))
    assert [each.country for each in chosen[:8]] == [()] * 6 + [("FR",), ("DE",)]
    assert chosen[6].since == chosen[7].since and chosen[6].since not in {each.since for each in chosen[:6]}
    others = [(each.country, each.since) for each in chosen[8:]]
    assert others == [(country, each.since) for country in (("FR",), ("DE",)) for each in chosen[:6]]


@pytest.mark.usefixtures("published")
def test_what_was_computed_ahead_is_shown_without_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(query: Query, *args: object, original: object = engine.run, **more: object) -> object:
        ran.append(query.name)
        return original(query, *args, **more)  # type: ignore[operator]

    page = AppTest.from_file(str(APP), default_timeout=60).run()
    chosen = next(each for each in usual.selections(everything()) if each.country == ("FR",))
    usual.compute(everything(), chosen)
    monkeypatch.setattr(engine, "run", run)
    page.multiselect(key="filter-country").select("FR").run()
    assert not page.exception and page.query_params["country"] == "FR"
    assert ran == []
    page.multiselect(key="filter-country").select("DE").run()
    assert ran


def test_nothing_is_computed_ahead_where_somebody_may_not_see_everything(
    published: Published, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scopes = tmp_path / "scopes.toml"
    scopes.write_text('[[scope]]\nname = "France"\ncountries = ["FR"]\nusers = ["f@example.org"]\n')
    monkeypatch.setenv("HIRING_SCOPES", str(scopes))
    assert store.everything() is None
