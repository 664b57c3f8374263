"""WCAG 2.2 AA on every page, as axe-core sees it, in both themes; and what a keyboard alone can reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import PATIENCE, at_rest, opened, serving
from playwright.sync_api import Browser, Page, expect

from dashboard import catalog, settings

PAGES = [*(page.name for page in catalog.load(settings.shipped("queries")).pages), "sql-page"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

IN_ORDER = [
    "Overview",
    "Funnel",
    "Report",
    "Reset filters",
    "Posting language",
    "Country",
    "Role family",
    "Period",
]
FOCUSED = """() => {
  const at = document.activeElement
  const name = at.getAttribute("aria-label") || at.innerText || at.tagName
  const ringed = (node) => {
    const style = getComputedStyle(node)
    return style.boxShadow !== "none" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
  }
  let shown = at
  for (let up = 0; up < 4 && shown && !ringed(shown); up++) shown = shown.parentElement
  const changed = shown && ringed(shown)
  return [name.replace(/^[a-z_]+\\n/, "").trim(), Boolean(changed)]
}"""

LONGEST_NAME = 200
"""Letters of a control's name; what is longer is the page itself, which the arrow keys scroll."""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the first elements that it finds it in."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_that_axe_knows(browser: Browser, server: str, name: str, theme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = opened(context.new_page(), f"/{name}")
    assert violations(page) == []
    context.close()


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A page of the running dashboard in each theme."""
    context = browser.new_context(
        base_url=server,
        color_scheme=request.param,
        reduced_motion="reduce",
        viewport={"width": 1440, "height": 1000},
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_an_open_corner_and_the_list_behind_it_have_no_barrier(themed: Page) -> None:
    opened(themed, "/funnel")
    corner = themed.locator(".st-key-open-funnel-by_milestone button:visible").last
    corner.click()
    body = themed.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("tab", name="Drill down")).to_be_visible()
    at_rest(themed)
    assert violations(themed) == []

    body.get_by_role("tab", name="Drill down").click()
    body.get_by_role("button", name="Reached:").click()
    dialog = themed.locator("section[role=dialog]")
    expect(dialog.locator(".scope")).to_be_visible(timeout=PATIENCE)
    expect(dialog.locator(".stDataFrame")).to_be_visible(timeout=PATIENCE)
    at_rest(themed)
    assert violations(themed) == []
    themed.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_escape_gives_the_focus_back_to_what_opened_the_corner_or_the_list(page: Page) -> None:
    opened(page, "/funnel")
    opener = page.locator(".st-key-open-funnel-by_milestone button:visible")
    opener.press("Enter")
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("tab", name="Drill down")).to_be_visible()
    expect(body.locator(".rows").first).to_be_visible()
    at_rest(page)
    page.keyboard.press("Escape")
    expect(body.locator("visible=true")).to_have_count(0)
    expect(opener).to_be_focused()

    opener.press("Enter")
    body.get_by_role("tab", name="Drill down").press("Enter")
    body.get_by_role("button", name="Reached:").press("Enter")
    dialog = page.locator("section[role=dialog]")
    expect(dialog.locator(".scope")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.activeElement.closest('section[role=dialog]') !== null")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_printed_page_is_as_wide_as_the_paper_and_its_pictures_as_their_cards(page: Page) -> None:
    opened(page, "/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    on_paper, cards = page.evaluate(
        """() => [
          document.querySelector(".stMainBlockContainer").getBoundingClientRect().width,
          [...document.querySelectorAll("[class*=st-key-card-]:has(.drawn)")].map((card) =>
            card.querySelector(".drawn").getBoundingClientRect().width / card.getBoundingClientRect().width),
        ]"""
    )
    assert 1040 <= on_paper <= 1050  # 277 mm
    assert len(cards) > 3
    assert all(0.9 < share <= 1 for share in cards)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_run_page_has_no_barrier(
    browser: Browser, queries: Path, tmp_path: Path, theme: str
) -> None:
    with serving(tmp_path / "warehouse", queries) as address:
        context = browser.new_context(base_url=address, color_scheme=theme)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="Show the invented company").wait_for()
        page.wait_for_timeout(500)
        assert violations(page) == []
        context.close()


def test_the_tab_key_goes_through_the_page_in_its_order_and_shows_where_it_is(page: Page) -> None:
    opened(page, "/funnel")
    page.locator("body").press("Tab")
    seen = []
    for _ in range(40):
        seen.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    words = [word for word, _ in seen]
    places = [next(at for at, word in enumerate(words) if word.startswith(name)) for name in IN_ORDER]
    assert places == sorted(places)
    assert [word for word, is_seen in seen if not is_seen and len(word) < LONGEST_NAME] == []
