"""From nothing to a dashboard, in a real browser: by the invented company, and by uploading an export."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import PATIENCE, serving
from browser.test_labels import speak
from playwright.sync_api import Browser, Page, expect

from dashboard import settings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SAMPLE = settings.shipped("sample_data") / "greenhouse_harvest_v3"


@pytest.fixture
def empty(browser: Browser, queries: Path, tmp_path: Path) -> Iterator[Page]:
    """The page of a dashboard without data, which takes 20 MB at most."""
    with serving(tmp_path / "warehouse", queries, upload_limit="20") as address:
        context = browser.new_context(
            base_url=address, viewport={"width": 1440, "height": 1000}, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto("/")
        yield page
        context.close()


def test_the_button_shows_the_invented_company_which_the_own_export_replaces(
    empty: Page, tmp_path: Path
) -> None:
    empty.get_by_role("button", name="Show the invented company").click()
    expect(empty.locator(".foot")).to_contain_text("31 Oct 2026", timeout=PATIENCE)
    expect(empty.locator("[data-testid=stAlert]")).to_contain_text("You are looking at an invented company")
    assert not (tmp_path / "warehouse/CURRENT").exists()

    empty.get_by_role("link", name="Data").click()
    empty.locator(".st-key-card-import input[type=file]").set_input_files(sorted(SAMPLE.glob("*.csv")))
    empty.get_by_role("button", name="Import", exact=True).click()
    expect(empty.locator(".st-key-card-import")).to_contain_text("were set aside", timeout=PATIENCE)
    assert (tmp_path / "warehouse/CURRENT").exists()
    assert not (tmp_path / "warehouse/invented").exists()
    expect(empty.get_by_text("You are looking at an invented company")).to_have_count(0)


def test_a_zip_is_imported_and_reported_before_the_dashboard_opens(empty: Page, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "export"), "zip", SAMPLE)
    empty.locator("input[type=file]").set_input_files(packed)
    empty.get_by_role("button", name="Import", exact=True).click()
    expect(empty.get_by_role("heading", name="Your data is in")).to_be_visible(timeout=PATIENCE)
    expect(empty.locator("[data-testid=stAlert]").first).to_contain_text("Read as Greenhouse Harvest v3")
    expect(empty.locator("ul.rules li").first).to_contain_text("Converted prospect")
    empty.get_by_role("button", name="Open the dashboard").click()
    expect(empty.locator(".foot")).to_contain_text("31 Oct 2026", timeout=PATIENCE)


def test_a_file_that_is_no_export_gives_a_sentence_and_one_over_the_limit_is_not_taken(
    empty: Page, tmp_path: Path
) -> None:
    (tmp_path / "menu.csv").write_text("dish,price\nsoup,4\n")
    empty.locator("input[type=file]").set_input_files(tmp_path / "menu.csv")
    empty.get_by_role("button", name="Import", exact=True).click()
    alert = empty.locator(".st-key-way-upload [data-testid=stAlert]")
    expect(alert).to_contain_text("Nothing was imported", timeout=PATIENCE)
    expect(alert).to_contain_text("menu.csv")

    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (21 << 20))
    empty.locator("input[type=file]").set_input_files(large)
    region = empty.get_by_role("region", name="Files of your export")
    expect(region).to_contain_text("File must be 20.0MB or smaller", timeout=PATIENCE)
    expect(empty.get_by_role("button", name="Import", exact=True)).to_be_disabled()


def test_what_is_dragged_over_the_page_is_asked_for_in_its_language(empty: Page) -> None:
    expect(empty.get_by_role("button", name="Show the invented company")).to_be_visible(timeout=PATIENCE)
    speak(empty, "Deutsch")
    zone = empty.get_by_test_id("stFileUploaderDropzone")
    expect(zone).to_have_accessible_name("Dateien Ihres Exports")
    zone.evaluate("""zone => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(["x"], "x.csv"))
      zone.dispatchEvent(new DragEvent("dragenter", { bubbles: true, dataTransfer }))
    }""")
    words = zone.get_by_text("Drag and drop files here").last
    assert words.evaluate("node => getComputedStyle(node).fontSize") == "0px"
    assert "Dateien hier ablegen" in words.evaluate("node => getComputedStyle(node, '::after').content")


def test_the_dashboard_opens_by_itself_once_an_export_is_imported_on_the_command_line(
    empty: Page, tmp_path: Path, warehouse: Path
) -> None:
    expect(empty.get_by_role("button", name="Show the invented company")).to_be_visible(timeout=PATIENCE)
    elsewhere = empty.locator("[data-testid=stHeader] a").last
    expect(elsewhere).to_be_hidden()
    shutil.copytree(warehouse, tmp_path / "warehouse", dirs_exist_ok=True)
    expect(empty.locator(".foot")).to_contain_text("31 Oct 2026", timeout=PATIENCE)
    expect(elsewhere).to_be_visible()
