"""WCAG 2.2 AA on every page, as axe-core sees it, in both themes; and what a keyboard alone can reach."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard import catalog, settings

PAGES = [*(page.name for page in catalog.load(settings.shipped("queries")).pages), "sql-page"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the first elements that it finds it in."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_that_axe_knows(browser: Browser, server: str, name: str, theme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(f"/{name}")
    page.locator(".foot").wait_for()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0, timeout=90_000)
    page.wait_for_timeout(500)  # the last figures are drawn after the script has ended
    assert violations(page) == []
    context.close()
