"""The first page of an empty dashboard, and imports in the browser, without one."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from support import as_read

from dashboard import settings
from dashboard.catalog.targets import targets_in_force
from dashboard.importing import ReadTable, Report
from dashboard.views import importing

APP = Path(settings.__file__).parent / "app.py"
SAMPLE = settings.shipped("sample_data") / "greenhouse_harvest_v3"
SECONDS = 400  # a machine that does other work too is slow


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on a warehouse without data."""
    monkeypatch.setenv("HIRING_WAREHOUSE", str(tmp_path / "warehouse"))
    yield AppTest.from_file(str(APP), default_timeout=SECONDS)
    st.cache_resource.clear()


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def finished(app: AppTest) -> AppTest:
    """Wait for the import and draw the page again."""
    end = time.monotonic() + SECONDS
    while (job := importing.desk().job) is None or not job.seconds:
        assert time.monotonic() < end, "took too long"
        time.sleep(0.05)
    return app.run()


def files(*paths: Path) -> list[tuple[str, bytes, str]]:
    return [(path.name, path.read_bytes(), "text/csv") for path in paths]


def test_it_says_what_this_is_and_offers_three_ways(empty: AppTest) -> None:
    empty.run()
    assert [title.value for title in empty.title] == ["Architect hiring"]
    for way in ("Look around with an invented company", "Import your export", "On the command line"):
        assert f"<h3>{way}</h3>" in html(empty)
    assert empty.code[0].value == "hiring import path/to/export"
    assert "Greenhouse, Lever" in html(empty)


def test_the_invented_company_is_one_press_away_and_stays_apart(empty: AppTest, tmp_path: Path) -> None:
    empty.run()
    empty.button(key="start-sample").click().run()
    finished(empty)
    assert not empty.exception
    assert "You are looking at an invented company." in empty.info[0].value
    assert "applications in" in html(empty)
    assert not (tmp_path / "warehouse/CURRENT").exists()
    assert sum(target.measure == "hires" for target in targets_in_force().rows) == 5


def test_uploaded_files_become_a_dashboard_after_their_report(empty: AppTest) -> None:
    empty.run()
    empty.file_uploader[0].set_value(files(*sorted(SAMPLE.glob("*.csv")))).run()
    empty.button(key="import-files").click().run()
    finished(empty)
    assert [title.value for title in empty.title] == ["Your data is in"]
    assert "rows are in" in empty.success[0].value
    assert re.fullmatch(r"All \d+ checks of the queries hold on the new data\.", empty.success[1].value)
    shown = empty.dataframe[0].value
    assert (shown["Rows read"] == shown["Kept"] + shown["Set aside"]).all()
    assert "Converted prospect" in html(empty)
    empty.button(key="to-dashboard").click().run()
    assert not empty.exception and not empty.info
    assert "applications in" in html(empty)


def test_a_file_that_is_no_export_gives_a_sentence(empty: AppTest, tmp_path: Path) -> None:
    (tmp_path / "menu.csv").write_text("dish,price\nsoup,4\n")
    empty.run()
    empty.file_uploader[0].set_value(files(tmp_path / "menu.csv")).run()
    empty.button(key="import-files").click().run()
    finished(empty)
    assert "menu.csv: No layout knows these columns." in as_read(empty.error[0].value)


def test_more_than_the_limit_in_all_gives_a_sentence(
    empty: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_UPLOAD_LIMIT", "1")
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(b"x" * 700_000)
    empty.run()
    empty.file_uploader[0].set_value(files(tmp_path / "a.csv", tmp_path / "b.csv")).run()
    empty.button(key="import-files").click().run()
    assert empty.error[0].value.startswith("More than 1 MB in all.")
    assert importing.desk().job is None


@pytest.mark.parametrize(("setting", "allowed"), [("off", False), ("first", True), ("on", True)])
def test_the_setting_says_whether_an_empty_dashboard_takes_files(
    empty: AppTest, monkeypatch: pytest.MonkeyPatch, setting: str, allowed: bool
) -> None:
    monkeypatch.setenv("HIRING_UPLOAD", setting)
    empty.run()
    assert bool(empty.file_uploader) is allowed
    assert ("Import your export" in html(empty)) is allowed
    assert "On the command line" in html(empty)


def test_totals_and_headers_are_not_said_to_be_set_aside() -> None:
    def ended(report):
        from dashboard.uploading import Job  # noqa: PLC0415 - the source of this function is a script
        from dashboard.views import import_report  # noqa: PLC0415

        import_report.show(Job(report=report))

    report = Report(("lever_candidates_csv",), (ReadTable("applications", 1, 10, 7, 1, 2),), ())
    told = AppTest.from_function(ended, args=(report,)).run()
    assert told.success[0].value.startswith("7 of 10 rows are in, 1 were set aside.")
