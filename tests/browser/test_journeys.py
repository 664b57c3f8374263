"""What the three users do, in a real browser on a real server."""

import re
from pathlib import Path

import pytest
from browser.conftest import PATIENCE, opened
from playwright.sync_api import Browser, Page, expect

from dashboard import catalog, engine
from dashboard.warehouse import Warehouse

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # one server for all of them


def choose(page: Page, dimension: str, word: str) -> None:
    page.locator(f".st-key-filter-{dimension} input").click()
    page.get_by_role("option", name=word, exact=True).click()
    page.keyboard.press("Escape")


def offered(page: Page, dimension: str) -> list[str]:
    page.locator(f".st-key-filter-{dimension} input").click()
    expect(page.get_by_role("option").first).to_be_visible()
    words = [word for word in page.get_by_role("option").all_inner_texts() if word != "Select all"]
    page.keyboard.press("Escape")
    return words


def test_leadership_opens_the_dashboard_and_reads_the_numbers_of_the_command_line(
    page: Page, warehouse: Path, queries: Path
) -> None:
    opened(page)
    source = Warehouse(warehouse)
    published = source.published()
    selection = engine.selected(
        engine.Selection(), engine.Period(), published.as_of, published.first_date or published.as_of
    )
    applications = engine.run(catalog.load(queries).queries["overview/applications"], source, selection)
    value = applications.frame["applications"][0]
    expect(page.locator(".st-key-card-overview-applications .tile")).to_contain_text(f"{value:,}")
    expect(page.locator(".scope")).to_contain_text(f"{value:,} applications")
    expect(page.locator(".foot")).to_contain_text("31 Oct 2026")
    for card in ("funnel-by_milestone", "time_to_hire-by_month", "countries-by_country"):
        expect(page.locator(f".st-key-card-{card}")).to_be_visible()
    assert page.locator("[data-testid=stAlert], [data-testid=stException]").count() == 0


@pytest.mark.parametrize(
    "name", ["overview", "pipeline", "funnel", "time_to_hire", "sources", "countries", "data"]
)
def test_every_page_draws_without_an_error_and_fits_a_phone(browser: Browser, server: str, name: str) -> None:
    context = browser.new_context(
        base_url=server, viewport={"width": 390, "height": 800}, color_scheme="dark"
    )
    page = opened(context.new_page(), f"/{name}")
    assert page.locator("[data-testid=stAlert], [data-testid=stException]").all_inner_texts() == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    context.close()


def test_a_recruiter_picks_french_then_a_country_and_shares_the_link(
    browser: Browser, page: Page, server: str
) -> None:
    opened(page)
    choose(page, "language", "French")
    page.wait_for_url("**/?language=fr")
    french = offered(page, "country")
    assert {"France", "Belgium", "Switzerland", "Luxembourg", "Morocco"} <= set(french)
    assert {"Germany", "Poland", "Spain", "Japan"}.isdisjoint(french)
    choose(page, "country", "Switzerland")
    page.wait_for_url("**/?language=fr&country=CH")
    expect(page.locator(".scope")).to_contain_text("in 1 country")
    words = page.locator(".scope").inner_text()
    link = page.url

    page.get_by_role("link", name="Sources").click()
    page.wait_for_url("**/sources?language=fr&country=CH")
    expect(page.locator(".scope")).to_have_text(words)

    elsewhere = browser.new_context(base_url=server, locale="en-GB")
    other = opened(elsewhere.new_page(), link)
    expect(other.locator(".scope")).to_have_text(words)
    expect(other.locator(".st-key-filter-country")).to_contain_text("Switzerland")
    elsewhere.close()


def test_the_start_page_opens_under_its_own_name_too_with_the_selection_of_the_link(
    page: Page, server: str
) -> None:
    opened(page, "/overview?country=DE&country=CH")
    assert page.url == f"{server}/?country=DE&country=CH"
    expect(page.locator("h1")).to_have_text("Overview")
    expect(page.locator(".st-key-filter-country")).to_contain_text("Switzerland")
    assert page.locator("[role=dialog]").count() == 0  # Streamlit's "Page not found" is one
    arrows = page.locator("ul.words a")
    assert [
        each.get_attribute("href").startswith("./?country=DE&country=CH#overview-") for each in arrows.all()
    ]


def test_a_link_that_asks_for_an_impossible_pair_says_which_there_are_and_shows_nothing_else(
    page: Page,
) -> None:
    page.goto("/?language=pl&country=ES")
    alert = page.locator("[data-testid=stAlert]")
    expect(alert).to_contain_text(re.compile(r"No posting in Polish in Spain; Spanish \d+"), timeout=PATIENCE)
    assert page.locator("[class*=st-key-card-]").count() == 0


def test_the_start_page_names_all_of_its_code_so_that_none_comes_late(page: Page) -> None:
    answer = page.request.get("/")
    told = answer.headers["link"] + answer.text()
    opened(page)
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map((each) => each.name.split('/static/js/')[1]).filter(Boolean)"
    )
    assert len(loaded) > 60
    assert [file for file in loaded if file not in told] == []


def test_what_a_page_is_about_stands_close_under_its_title(page: Page) -> None:
    opened(page)
    title, intro = (
        page.locator(f"[data-testid=stMain] {each}").first
        for each in ("h1", "[data-testid=stCaptionContainer]")
    )
    above, below = title.bounding_box(), intro.bounding_box()
    assert above and below and 0 <= below["y"] - above["y"] - above["height"] < 12


def test_nonsense_in_a_link_is_a_notice(page: Page) -> None:
    opened(page, "/?period=yesteryear&since=2020-99-99&languge=fr&role_level=<script>")
    notices = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    for word in ("yesteryear", "2020-99-99", "languge", "<script>"):
        assert word in notices
    assert page.locator("[data-testid=stException]").count() == 0


def test_an_analyst_drops_a_file_and_sees_the_page_then_breaks_it_and_sees_why(
    page: Page, queries: Path
) -> None:
    opened(page)
    folder = queries / "analysis"
    folder.mkdir()
    file = folder / "hires_by_department.sql"
    try:
        file.write_text(
            '-- /// query\n-- title = "Hires by department"\n-- ///\n'
            "select department, count(hired_at) as hires from applications group by department order by department\n"
        )
        page.get_by_role("link", name="Analysis").click(timeout=PATIENCE)
        card = page.locator(".st-key-card-analysis-hires_by_department")
        expect(card).to_contain_text("Hires by department", timeout=PATIENCE)
        expect(card.locator(".rows")).to_be_visible()

        file.write_text("select departmant from applications\n")
        expect(card.locator("[data-testid=stAlert]")).to_contain_text(
            "hires_by_department.sql:1:", timeout=PATIENCE
        )
        expect(card.locator("[data-testid=stAlert]")).to_contain_text('Did you mean "department"?')
        expect(card).to_contain_text("The last good result")
    finally:
        file.unlink()
        folder.rmdir()


def test_the_details_of_a_card_hold_its_table_its_sql_and_its_definition(page: Page) -> None:
    opened(page, "/?country=DE")
    page.locator(".st-key-open-funnel-by_milestone button").first.click()
    page.get_by_role("tab", name="SQL").click()
    expect(page.get_by_role("tabpanel").locator("visible=true")).to_contain_text("'DE'", timeout=PATIENCE)
    page.get_by_role("tab", name="Definition").click()
    expect(page.get_by_role("tabpanel").locator("visible=true")).to_contain_text("funnel/by_milestone.sql")
    page.get_by_role("tab", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = Path(download.value.path()).read_text()
    assert text.startswith("milestone,reached,") and len(text.splitlines()) == 6


def test_a_chart_is_downloaded_as_a_picture_with_the_keyboard(page: Page, tmp_path: Path) -> None:
    opened(page)
    page.locator(".st-key-open-funnel-by_milestone button").first.click()
    page.get_by_role("tab", name="Download").click()
    page.get_by_role("button", name="PNG", exact=True).focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "funnel-by_milestone-2026-10-31.png"
    path = tmp_path / "picture.png"
    download.value.save_as(path)
    header = path.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    chart = page.locator(".st-key-card-funnel-by_milestone .drawn").bounding_box()
    assert chart
    width, height = (int.from_bytes(header[place : place + 4]) for place in (16, 20))
    assert abs(width - 2 * (chart["width"] + 32)) <= 2
    assert height > 2 * (chart["height"] + 60)  # with the title and the question over it
    assert len(path.read_bytes()) > 10_000


def test_an_analyst_types_sql_completes_a_name_runs_it_with_ctrl_enter_and_finds_it_again(page: Page) -> None:
    opened(page, "/sql-page")
    expect(page.locator(".st-key-sql-editor textarea")).to_be_visible()
    expect(
        page.get_by_text("applications 21,548", exact=False).first
    ).to_be_visible()  # the schema's row count
    editor = page.locator(".st-key-sql-editor textarea")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("select count(*) as n from excl")
    expect(page.locator(".st-key-sql-completion li.chosen")).to_contain_text("excluded_applications")
    page.keyboard.press("Tab")
    expect(editor).to_have_value("select count(*) as n from excluded_applications")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_text(re.compile(r"^1 row in \d"))).to_be_visible()
    page.get_by_role("tab", name="Chart").click()
    expect(page.get_by_role("tabpanel").locator("visible=true").first).to_be_visible()
    page.get_by_role("tab", name="History").click()
    history = page.get_by_role("tabpanel").locator("visible=true").last
    expect(history).to_contain_text("from excluded_applications")
    expect(history).to_contain_text("1 row")
