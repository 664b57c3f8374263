"""The SQL page: what is typed is answered for the filters, drawn, remembered, and saved where that is allowed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from support import as_read
from warehouse.staged import Published

from dashboard import catalog
from dashboard.views import frame, store

COUNT = "select country, count(*) as n from postings group by country order by country"


def _page() -> None:
    from dashboard.views import sql_page  # noqa: PLC0415, the script of a test runs by itself

    sql_page.show()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    rows = Published(tmp_path_factory.mktemp("postings"))
    rows.publish(
        applications=[{}],
        postings=[
            {"posting_id": f"{country}{number}", "country": country, "published_at": "2026-01-01"}
            for country, many in (("DE", 2), ("FR", 1))
            for number in range(many)
        ],
    )
    yield rows
    rows.warehouse.close()


@pytest.fixture
def page(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    (tmp_path / "offers").mkdir()
    (tmp_path / "offers/first.sql").write_text("select 1 as a")
    monkeypatch.setenv("HIRING_WAREHOUSE", str(published.folder))
    monkeypatch.setenv("HIRING_QUERIES", str(tmp_path))
    yield AppTest.from_function(_page, default_timeout=60).run()
    store.adhoc().close()
    st.cache_resource.clear()


def ask(page: AppTest, sql: str) -> AppTest:
    page.text_area(key="sql-editor").set_value(sql)
    return next(button for button in page.button if button.label == "Run").click().run()


def rows(page: AppTest) -> list[list[object]]:
    assert not page.exception and not page.error
    shown: list[list[object]] = page.dataframe[0].value.values.tolist()
    return shown


def test_the_answer_is_of_the_filters_unless_they_are_switched_off(page: AppTest) -> None:
    page.multiselect(key="filter-country").select("FR").run()
    assert rows(ask(page, COUNT)) == [["France", 1]]
    page.toggle[0].set_value(False)
    assert rows(ask(page, COUNT)) == [["Germany", 2], ["France", 1]]


def test_what_may_not_run_is_told_and_remembered(page: AppTest) -> None:
    ask(page, "select * from read_csv('/etc/passwd')")
    assert [as_read(error.value) for error in page.error] == [
        "The table function read_csv is not allowed here."
    ]
    ask(page, COUNT)
    assert [code.value for code in page.code if "postings" in code.value or "read_csv" in code.value] == [
        COUNT,
        "select * from read_csv('/etc/passwd')",
    ]
    page.button(key="sql-again-1").click().run()
    assert page.text_area(key="sql-editor").value == "select * from read_csv('/etc/passwd')"


def test_the_tables_are_listed_with_rows_meaning_and_examples(page: AppTest) -> None:
    assert "**postings**  :gray[3]" in [folded.label for folded in page.expander]
    listed = next(
        frame.value for frame in page.dataframe if "language_source" in list(frame.value.get("column", ()))
    )
    described = listed.set_index("column").loc["country"]
    assert described["examples"] == "DE, FR"
    assert described["meaning"].startswith("Country of the offer")


def save(page: AppTest, title: str) -> None:
    ask(page, COUNT)
    page.text_input(key="sql-title").set_value(title).run()


def test_an_answer_becomes_a_card_where_that_is_allowed(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_SQL_SAVE", "on")
    save(page, 'Postings "live"')
    next(button for button in page.button if button.label == "Save").click().run()
    query = catalog.load(tmp_path).queries["offers/postings_live"]
    assert (query.title, query.chart.type, query.problems) == ('Postings "live"', "bar", ())
    assert query.chart.options == {"x": "country", "y": "n"}
    next(button for button in page.button if button.label == "Save").click().run()
    assert "File exists" in page.error[0].value


def test_without_leave_it_is_a_download(page: AppTest, tmp_path: Path) -> None:
    save(page, "Postings")
    assert "Save" not in [button.label for button in page.button]
    assert "Download" in [button.proto.label for button in page.get("download_button")]
    assert [path.name for path in (tmp_path / "offers").iterdir()] == ["first.sql"]


@pytest.mark.usefixtures("page")
def test_the_page_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {}
    for setting in ("on", "off"):
        monkeypatch.setenv("HIRING_SQL_PAGE", setting)
        pages[setting] = len(frame.pages())
    assert pages["on"] == pages["off"] + 1
