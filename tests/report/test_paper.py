"""The shipped report on paper: one A4 page in a real browser, and no browser left behind."""

import re
import time
from pathlib import Path

import pytest

from dashboard import catalog, engine, settings
from dashboard.charts import Reader
from dashboard.importing import import_exports
from dashboard.report import NoPaper, Report, as_pdf, font, report
from dashboard.warehouse import Warehouse

MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("published")
    import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], folder, account="main")
    return Warehouse(folder)


def made(warehouse: Warehouse, **filters: tuple[str, ...]) -> Report:
    said = warehouse.published()
    selection = engine.selected(
        engine.Selection(**filters), engine.Period(), said.as_of, said.first_date or said.as_of
    )
    return report(catalog.load(settings.shipped("queries")), warehouse, selection, Reader.of("en"))


def test_the_shipped_report_is_whole_and_says_what_the_queries_say(warehouse: Warehouse) -> None:
    shown = made(warehouse)
    assert shown.problems == ()
    said = warehouse.published()
    selection = engine.selected(
        engine.Selection(), engine.Period(), said.as_of, said.first_date or said.as_of
    )
    shelf = catalog.load(settings.shipped("queries"))
    reader = Reader.of("en")
    for name, column in (("overview/hires", "hires"), ("overview/applications", "applications")):
        value = engine.run(shelf.queries[name], warehouse, selection).frame[column][0]
        assert f">{reader.integer(value)}</div>" in shown.html
    for milestone, reached in (
        engine.run(shelf.queries["funnel/by_milestone"], warehouse, selection)
        .frame.select("milestone", "reached")
        .iter_rows()
    ):
        assert milestone.capitalize() in shown.html
        assert f'font-weight="700">{reader.integer(reached)}</tspan>' in shown.html


@pytest.mark.browser
@pytest.mark.parametrize("country", [(), ("EE",), ("DE", "FR", "GB")])
def test_it_takes_one_a4_page(warehouse: Warehouse, tmp_path: Path, country: tuple[str, ...]) -> None:
    paper = as_pdf(made(warehouse, country=country).html, tmp_path)
    boxes = [(round(float(width)), round(float(height))) for width, height in MEDIA_BOX.findall(paper)]
    assert boxes == [(595, 842)]
    assert list(tmp_path.iterdir()) == []


def test_without_the_letters_of_the_app_the_page_takes_the_readers_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    font.font_face.cache_clear()
    monkeypatch.setattr(font, "find_spec", lambda name: None)
    assert font.font_face() == ""
    font.font_face.cache_clear()


def _is_gone(process: Path) -> bool:
    try:
        return process.read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_what_a_stopped_browser_has_started_is_stopped_too(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/started; wait\n")
    slow.chmod(0o755)
    with pytest.raises(NoPaper, match="was stopped"):
        as_pdf("<p>", tmp_path, str(slow), seconds=2)
    started = Path("/proc", (tmp_path / "started").read_text().strip(), "stat")
    end = time.monotonic() + 20  # it would sleep for 60 seconds
    while not (is_gone := _is_gone(started)) and time.monotonic() < end:
        time.sleep(0.1)
    assert is_gone


def test_a_browser_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60 & wait\n")
    slow.chmod(0o755)
    began = time.monotonic()
    with pytest.raises(NoPaper, match=r"took longer than 0\.3 seconds to print and was stopped"):
        as_pdf("<p>", tmp_path, str(slow), seconds=0.3)
    assert time.monotonic() - began < 10
    assert [path.name for path in tmp_path.iterdir()] == ["slow"]
