"""Clicks on marks and cells, the lists behind them, and the filters that a browser remembers."""

import re
import shutil
from pathlib import Path

import pytest
from browser.conftest import at_rest, opened
from browser.test_journeys import choose
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DIALOG = "section[role=dialog]"
CENTRE = (
    "node => { const at = node.getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2] }"
)

UNDER_POINTER = """() => document.querySelector('.drawn .near')
  || [...document.querySelectorAll('.js-plotly-plot')].some((plot) => plot._hoverdata?.length)"""
"""Whether the mark under the pointer is found, which Plotly takes its time for."""


def click(page: Page, mark: Locator) -> None:
    """Click on a mark of a figure, which lies under the layer that takes Plotly's clicks."""
    mark.scroll_into_view_if_needed()
    at_rest(page)
    x, y = mark.evaluate(CENTRE)
    page.mouse.move(x, y)
    page.wait_for_function(UNDER_POINTER)
    page.mouse.click(x, y)


def cell(page: Page, card: str, column: str, row: int) -> Locator:
    """Return the cell of a card's table in a column and a row."""
    table = page.locator(f".st-key-card-{card} .rows table")
    names = table.locator("th").evaluate_all("heads => heads.map((head) => head.dataset.column)")
    return table.locator("tbody tr").nth(row).locator("td").nth(names.index(column))


def listed(page: Page) -> int:
    """Return the number that the open list says it has."""
    expect(page.locator(f"{DIALOG} .scope")).to_be_visible()
    found = re.match(r"[\d,]+", page.locator(f"{DIALOG} .scope").inner_text())
    assert found
    return int(found[0].replace(",", ""))


def close(page: Page) -> None:
    page.locator(DIALOG).get_by_role("button", name="Close").click()
    expect(page.locator(DIALOG)).to_have_count(0)


def test_a_click_on_a_bar_lists_as_many_as_the_bar_says(page: Page) -> None:
    opened(page, "/funnel")
    card = page.locator(".st-key-card-funnel-by_milestone")
    bar = card.locator(".drawn .bar").nth(2)
    told = re.search(r"Reached: ([\d,]+)", bar.get_attribute("data-told") or "")
    click(page, bar)
    assert told and listed(page) == int(told[1].replace(",", ""))
    expect(page.locator(f"{DIALOG} .stDataFrame")).to_be_visible()
    with page.expect_download() as download:
        page.locator(DIALOG).get_by_role("button", name="CSV", exact=True).click()
    rows = Path(download.value.path()).read_text().splitlines()
    assert rows[0].startswith("application_id,title,country,milestone,status")
    assert len(rows) == 1 + listed(page)
    close(page)


def test_a_click_on_a_countrys_dot_filters_and_stands_in_the_link(page: Page) -> None:
    opened(page, "/time_to_hire?time_to_hire/half_compared.by=Country")
    card = page.locator(".st-key-card-time_to_hire-half_compared")
    click(page, card.locator(".drawn circle[data-row]").first)
    page.wait_for_url(re.compile(r"country=[A-Z]{2}"))
    expect(page.locator(".scope")).to_contain_text("in 1 country")
    expect(page.locator(".st-key-filter-country")).to_contain_text(re.compile(r"\w{4,}"))
    assert page.locator(DIALOG).count() == 0


def test_a_pointer_beside_a_bar_reads_it_and_so_do_the_arrow_keys_which_list_too(page: Page) -> None:
    opened(page, "/funnel")
    card = page.locator(".st-key-card-funnel-by_milestone")
    drawing, words = card.locator(".drawn"), card.locator(".told")
    drawing.scroll_into_view_if_needed()
    at_rest(page)
    box, bar = drawing.bounding_box(), card.locator(".bar").nth(3).bounding_box()
    assert box and bar
    page.mouse.move(box["x"] + 0.9 * box["width"], bar["y"] + bar["height"] / 2)
    expect(words).to_contain_text("Offered")
    page.mouse.move(5, 5)
    expect(words).to_be_hidden()

    drawing.focus()
    for name in ("Applied", "Screened", "Interviewed"):
        page.keyboard.press("ArrowDown")
        expect(words).to_contain_text(name)
    page.keyboard.press("ArrowUp")
    expect(words).to_contain_text("Screened")
    told = re.search(r"Reached: ([\d,]+)", words.inner_text())
    page.keyboard.press("Enter")
    assert told and listed(page) == int(told[1].replace(",", ""))
    close(page)


def test_a_card_stands_alone_on_the_whole_screen_and_goes_back_without_a_list(page: Page) -> None:
    opened(page, "/funnel")
    enlarge = page.locator(".st-key-card-funnel-by_milestone .enlarge")
    alone = "document.fullscreenElement?.className.includes('st-key-card-funnel-by_milestone')"
    enlarge.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(alone)
    enlarge.click()
    page.wait_for_function("!document.fullscreenElement")
    at_rest(page)
    assert page.locator(DIALOG).count() == 0


def test_names_with_marks_of_html_are_read_as_they_are(page: Page) -> None:
    opened(page, "/funnel")
    bar = page.locator(".st-key-card-funnel-by_milestone .bar").first
    bar.evaluate(
        "bar => { bar.dataset.told = '<b>R&amp;D &lt;img src=x onerror=hacked()&gt;</b><br><img src=x>1' }"
    )
    bar.hover()
    expect(page.locator(".told:not(:empty)")).to_contain_text("R&D <img src=x onerror=hacked()>")
    assert page.locator(".told img").count() == 0


def test_a_tile_of_the_map_lists_and_then_filters(page: Page) -> None:
    opened(page, "/countries")
    tile = page.locator(".st-key-card-countries-map .textpoint text", has_text="DE")
    click(page, tile)
    expect(page.locator(DIALOG)).to_contain_text("Germany")
    number = listed(page)
    page.locator(DIALOG).get_by_role("button", name="Only Germany").click()
    page.wait_for_url("**/countries?country=DE")
    expect(page.locator(DIALOG)).to_have_count(0)
    expect(page.locator(".scope")).to_contain_text(f"{number:,} applications in 1 country")


def test_the_same_cell_lists_again_and_again(page: Page) -> None:
    opened(page, "/pipeline")
    for _ in range(2):
        first = cell(page, "pipeline-waiting_by_stage", "waiting", 0)
        first.click()
        expect(page.locator(DIALOG)).to_contain_text("Application Review")
        assert listed(page) == int(first.inner_text())
        close(page)


def test_after_a_closed_list_another_table_lists_at_the_first_click(page: Page) -> None:
    opened(page, "/pipeline")
    for card, title in (
        ("pipeline-waiting_by_stage", "Where candidates wait, against the usual time"),
        ("pipeline-waiting_now", "Where candidates are waiting now"),
        ("pipeline-waiting_by_stage", "Where candidates wait, against the usual time"),
    ):
        cell(page, card, "waiting", 1).click()
        expect(page.locator(f"{DIALOG} .scope")).to_contain_text(title)
        page.keyboard.press("Escape")
        expect(page.locator(DIALOG)).to_have_count(0)


def test_a_cell_that_names_a_country_filters_by_it(page: Page) -> None:
    opened(page, "/pipeline")
    cell(page, "pipeline-waiting_longest", "country", 0).click()
    page.wait_for_url(re.compile(r"pipeline\?country=[A-Z]{2}$"))


def test_a_heading_sorts_and_a_sorted_row_still_lists_its_own(page: Page) -> None:
    opened(page, "/countries")
    card = "countries-by_country"
    table = page.locator(f".st-key-card-{card} .rows")

    def column(name: str) -> list[str]:
        return [cell(page, card, name, row).inner_text() for row in range(table.locator("tbody tr").count())]

    def sort(name: str, order: str | None) -> None:
        head = table.locator(f"th[data-column={name}]")
        head.get_by_role("button").press("Enter")
        if order:
            expect(head).to_have_attribute("aria-sort", order)
        else:
            expect(table.locator("th[aria-sort]")).to_have_count(0)

    before, hires = column("country"), [int(number) for number in column("hires")]
    sort("hires", "descending")
    assert [int(number) for number in column("hires")] == sorted(hires, reverse=True)
    sort("hires", "ascending")
    assert [int(number) for number in column("hires")] == sorted(hires)
    sort("hires", None)
    assert column("country") == before
    sort("country", "ascending")
    assert column("country") == sorted(before)
    sort("median_days_to_hire", "descending")
    days = [float(text.rstrip("d")) for text in column("median_days_to_hire") if text != "–"]
    assert days == sorted(days, reverse=True) and len(days) > 3
    assert set(column("median_days_to_hire")[len(days) :]) == {"–"}

    country = cell(page, card, "country", 0).inner_text()
    cell(page, card, "hires", 0).click()
    expect(page.locator(DIALOG)).to_contain_text(country)
    assert listed(page) == int(cell(page, card, "hires", 0).inner_text())
    close(page)


def test_a_cell_of_a_grid_lists_again_and_again(page: Page, queries: Path) -> None:
    folder = queries / "grid"
    folder.mkdir()
    (folder / "many.sql").write_text(
        "-- /// query\n-- [behind]\n-- where = 'country = $row_country'\n-- ///\n"
        "select country, n, count(*) as applications\n"
        "from applications, range(30) as copies(n)\nwhere country is not null\ngroup by country, n\norder by n, country\n"
    )
    try:
        opened(page, "/grid")
        grid = page.locator(".st-key-card-grid-many canvas").first
        grid.evaluate("node => node.scrollIntoView({ block: 'center' })")  # clear of the bar along the top
        at_rest(page)
        box = grid.bounding_box()
        assert box
        for _ in range(2):
            page.mouse.move(box["x"] + box["width"] - 30, box["y"] + 38 + 15)
            page.wait_for_timeout(
                1_000
            )  # Streamlit heeds a click only in a grid that it has seen the pointer in
            page.mouse.click(box["x"] + box["width"] - 28, box["y"] + 38 + 17)
            assert listed(page) > 0
            close(page)
            page.wait_for_timeout(1_000)
            assert page.locator(DIALOG).count() == 0  # the cell that the focus comes back to asks for nothing
    finally:
        shutil.rmtree(folder)


def test_filters_are_remembered_for_the_next_visit_until_they_are_reset(page: Page) -> None:
    opened(page)
    choose(page, "language", "French")
    page.wait_for_url("**/?language=fr")
    expect(page.locator(".scope")).not_to_contain_text("in 1 country")
    page.wait_for_function("document.cookie.includes('hiring-selection')")

    again = page.context.new_page()
    opened(again, "/sources")
    again.wait_for_url("**/sources?language=fr")
    expect(again.locator(".st-key-filter-language")).to_contain_text("French")

    opened(again, "/?country=DE")
    expect(again.locator(".st-key-filter-language")).not_to_contain_text("French")
    assert "language%3Dfr" in again.evaluate("document.cookie")

    again.get_by_role("button", name="Reset filters").click()
    again.wait_for_function("!document.cookie.includes('hiring-selection')")
    opened(again)
    expect(again.locator(".st-key-filter-language")).not_to_contain_text("French")


def test_another_browser_remembers_nothing_of_it(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server)
    page = opened(context.new_page())
    assert page.url == f"{server}/"
    context.close()
