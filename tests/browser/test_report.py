"""The report's button: what is downloaded is what was on screen, and it needs nothing but itself."""

from pathlib import Path

import pytest
from browser.conftest import opened
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_button_gives_the_selection_on_one_page_that_needs_no_network(page: Page, tmp_path: Path) -> None:
    opened(page, "/?country=DE&period=last-24-months")
    shown = page.locator(".scope").inner_text()
    applications = shown.partition(" ")[0]
    with page.expect_download() as download:
        page.get_by_role("button", name="Report").click()
    assert download.value.suggested_filename == "hiring-2026-10-31.html"
    file = tmp_path / "report.html"
    download.value.save_as(file)

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.locator(".scope")).to_contain_text(f"{applications} applications in 1 country")
    expect(page.locator(".scope")).to_contain_text("Country: Germany.")
    expect(page.locator(".tile").nth(1)).to_contain_text(applications)
    assert page.locator("svg[role=img]").count() == 3
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_report_fits_a_phone_and_is_light_in_the_dark(page: Page, tmp_path: Path) -> None:
    opened(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Report").click()
    file = tmp_path / "report.html"
    download.value.save_as(file)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
