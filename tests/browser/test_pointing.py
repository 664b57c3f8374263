"""What a drawing says to the pointer and the arrow keys: the page's own script on a page of its own."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from charts.drawing import BY_MONTH, draw
from playwright.sync_api import Browser, Locator, Page

from dashboard.charts import svg
from dashboard.views.assets import asset

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZE = {"width": 600, "height": 330}
SHOW = """async ([script, drawing]) => {
  const { default: show } = await import("data:text/javascript," + encodeURIComponent(script))
  document.body.innerHTML = "<main><div></div></main>"
  show({ data: { drawing, enlarge: "Enlarge" }, parentElement: document.querySelector("main") })
}"""
TALL_AND_SHORT = pl.DataFrame({"name": ["tall", "short", "last"], "n": [100, 1, 50]})
STANDING = {"type": "bar", "x": "name", "y": "n"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=SIZE)
    page.set_content(f"<!doctype html><style>{asset('style.css')} body {{ margin: 0 }}</style>")
    yield page
    page.close()


def shown(page: Page, chart: dict[str, Any], frame: pl.DataFrame) -> Locator:
    """Show a chart and return the words that it says."""
    page.evaluate(SHOW, [asset("drawn.js"), svg.drawing(draw(chart, frame), "card")])
    return page.locator(".told")


def centre(mark: Locator) -> tuple[float, float]:
    box = mark.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_pointer_over_a_short_bar_reads_it_though_a_tall_one_is_nearer(page: Page) -> None:
    words = shown(page, STANDING, TALL_AND_SHORT)
    short = page.locator(".bar").nth(1).bounding_box()
    assert short
    page.mouse.move(short["x"] + 3, 120)
    assert words.locator("b").inner_text() == "Short"
    assert page.locator(".near").get_attribute("data-row") == "1"


def test_a_pointer_between_lines_reads_the_nearest_value_of_its_month(page: Page) -> None:
    frame = pl.concat([BY_MONTH.with_columns(kind=pl.lit("a")),
                       BY_MONTH.with_columns(pl.col("median_days") + 30, kind=pl.lit("b"))])  # fmt: skip
    words = shown(page, {"type": "line", "x": "month", "y": "median_days", "color": "kind"}, frame)
    x, _ = centre(page.locator(".spot").nth(3))
    _, upper = centre(page.locator(".spot").nth(9))
    page.mouse.move(x + 15, upper + 20)
    assert words.inner_text().split("\n")[:3] == ["Apr 2026", "B", "Median days: 64\u00a0d"]
    assert page.locator(".spot.near").evaluate("spot => getComputedStyle(spot).opacity") == "1"
    assert page.locator(".spot:not(.near)").first.evaluate("spot => getComputedStyle(spot).opacity") == "0"


def test_the_arrow_keys_go_round_and_escape_or_leaving_ends_the_words(page: Page) -> None:
    words = shown(page, STANDING, TALL_AND_SHORT)
    drawing = page.locator(".drawn")
    drawing.focus()
    told = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        told.append(words.locator("b").inner_text())
    assert told == ["Last", "Tall", "Short", "Last", "Tall", "Last"]
    page.keyboard.press("Escape")
    assert words.inner_text() == "" and page.locator(".near").count() == 0
    page.keyboard.press("ArrowRight")
    assert words.locator("b").inner_text() == "Tall"
    drawing.evaluate("drawing => drawing.blur()")
    assert words.inner_text() == "" and not words.is_visible()


def test_enter_clicks_the_drawing_once(page: Page) -> None:
    shown(page, STANDING, TALL_AND_SHORT)
    page.evaluate("window.clicks = 0; document.addEventListener('click', () => { window.clicks += 1 })")
    page.locator(".drawn").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.clicks") == 1


def test_the_words_stay_in_the_window_and_off_their_mark(page: Page) -> None:
    words = shown(page, STANDING, TALL_AND_SHORT)
    for number in range(3):
        bar = page.locator(".bar").nth(number)
        page.mouse.move(*centre(bar))
        mark, box = bar.bounding_box(), words.bounding_box()
        assert mark and box
        assert box["x"] >= 12 and box["x"] + box["width"] <= SIZE["width"]
        assert box["y"] >= 12 and box["y"] + box["height"] <= SIZE["height"] - 12
        beside = box["x"] >= mark["x"] + mark["width"] + 11.5 or box["x"] + box["width"] <= mark["x"] - 11.5
        assert beside, number


def test_a_drawing_that_says_nothing_cannot_be_reached_by_the_keyboard(page: Page) -> None:
    figure = draw(STANDING, TALL_AND_SHORT)
    for trace in figure["data"]:
        trace.pop("hovertext")
    page.evaluate(SHOW, [asset("drawn.js"), svg.drawing(figure, "card")])
    assert page.locator(".drawn .bar").count() == 3
    assert page.locator(".drawn").evaluate("drawing => drawing.tabIndex") == -1
    assert page.locator(".told").count() == 0


def test_of_dots_over_each_other_the_upper_one_is_read(page: Page) -> None:
    frame = pl.DataFrame({"name": ["large", "small", "far"], "a": [1.0, 1.0, 5.0], "b": [1.0, 1.0, 5.0],
                          "size": [100, 1, 10]})  # fmt: skip
    chart = {"type": "scatter", "x": "a", "y": "b", "size": "size", "label": "name"}
    words = shown(page, chart, frame)
    page.mouse.move(*centre(page.locator("circle").nth(1)))
    assert words.locator("b").inner_text() == "Small"


def test_the_arrow_keys_read_marks_and_do_not_scroll_the_page(page: Page) -> None:
    words = shown(page, STANDING, TALL_AND_SHORT)
    page.evaluate("document.body.style.height = '3000px'")
    page.locator(".drawn").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)  # a browser scrolls a moment later
    assert words.locator("b").inner_text() == "Tall"
    assert page.evaluate("scrollY") == 0


def test_the_words_of_a_mark_at_the_lower_edge_stand_above_it(page: Page) -> None:
    words = shown(page, STANDING, TALL_AND_SHORT)
    page.set_viewport_size({"width": 600, "height": 275})
    page.mouse.move(*centre(page.locator(".bar").nth(1)))
    box = words.bounding_box()
    assert box and box["y"] + box["height"] == pytest.approx(275 - 12, abs=0.6)
