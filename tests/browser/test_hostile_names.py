"""Names that an export may hold are words on the page: shown as they are, in every place, and never run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import PATIENCE, at_rest, opened, serving
from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RUN = "window.ran = [...(window.ran ?? []), 1]"
NAMES = (
    f'<img src=x onerror="{RUN}">',
    f"<script>{RUN}</script>",
    f'"><svg onload="{RUN}">',
    f"</text></svg><img src=x onerror='{RUN}'>",
    f"' onpointermove='{RUN}' x='",
    f"javascript:{RUN}",
    f"[link](javascript:{RUN})",
    "<b>R&D</b> &amp; &lt;i&gt;",
    "<br>one<br>two",
    "]]> --> <!-- <![CDATA[",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "😀 👩‍💻",
    "first line\nsecond line",
    "**bold** :red[red] $x^2$",
    "W" * 500,
)

QUERY = """-- /// query
-- title = "{title}"
-- [chart]
-- {chart}
-- ///
with names as (
    select unnest([{names}]) as job
),
numbered as (
    select row_number() over () as n, job from names
)
select job, step, n + step as n from numbered, (values (1), (2)) steps(step) where {rows} order by n, step
"""
CHARTS = {
    "bars": ('type = "bar"', 'x = "n"', 'y = "job"'),
    "series": ('type = "line"', 'x = "step"', 'y = "n"', 'color = "job"'),
    "dots": ('type = "scatter"', 'x = "n"', 'y = "step"', 'label = "job"'),
    "cells": ('type = "heatmap"', 'x = "step"', 'y = "job"', 'value = "n"'),
    "sentences": ('type = "words"', 'sentence = "job"'),
}
ONCE = "step = 1"
ROWS = {"series": "numbered.n <= 8", "cells": "true"}
"""A picture tells eight colours apart."""


@pytest.fixture(scope="module")
def hostile(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard whose only page shows hostile names in every kind of picture."""
    queries = tmp_path_factory.mktemp("hostile")
    (queries / "names").mkdir()
    names = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}'" for name in NAMES)
    for title, options in CHARTS.items():
        rows = ROWS.get(title, ONCE)
        text = QUERY.format(title=title, chart="\n-- ".join(options), names=names, rows=rows)
        (queries / "names" / f"{title}.sql").write_text(text, "utf-8")
    with serving(warehouse, queries) as address:
        yield address


@pytest.fixture
def page(browser: Browser, hostile: str) -> Iterator[Page]:
    context = browser.new_context(base_url=hostile, viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield opened(context.new_page())
    context.close()


def drawing(page: Page, title: str) -> Locator:
    return page.locator(f".st-key-card-names-{title} .drawn")


def plain(text: str) -> str:
    """Return a text without what a browser makes of its spaces."""
    return " ".join(text.split())


def close(text: str) -> str:
    """Return a text without spaces: a long one stands in lines."""
    return "".join(text.split())


def test_no_name_is_run_wherever_it_is_shown_or_told(page: Page) -> None:
    for title in ("bars", "series", "dots"):
        drawing(page, title).focus()
        for _ in NAMES:
            page.keyboard.press("ArrowRight")
        assert page.locator(".told:not(:empty)").count() == 1
    page.locator(".st-key-card-names-cells .js-plotly-plot .nsewdrag").hover()
    for title in CHARTS:
        card = page.locator(f".st-key-corner-names-{title} button").first
        card.click()
        at_rest(page)
        page.keyboard.press("Escape")
    assert page.evaluate("window.ran") is None
    assert (
        page.locator(":is(img[src=x], [onload], [onerror], [onpointermove], a[href^=javascript])").count()
        == 0
    )


def test_a_bar_tells_its_name_as_it_is_and_its_words_stay_on_the_page(page: Page) -> None:
    drawing(page, "bars").focus()
    told = page.locator(".told:not(:empty)")
    for number, name in enumerate(NAMES, start=2):
        page.keyboard.press("ArrowRight")
        assert plain(told.locator("b").text_content() or "") == plain(name)
        assert (told.locator("span").text_content() or "").endswith(f": {number}")
        box = told.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1440
        assert told.evaluate("words => words.scrollWidth <= words.clientWidth")


def test_names_beside_bars_and_in_legends_are_written_as_they_are(page: Page) -> None:
    beside = [close(text) for text in drawing(page, "bars").locator("svg text").all_text_contents()]
    for name in NAMES:
        assert any(text.startswith(close(name)[:12]) for text in beside), name
    legend = [plain(text) for text in drawing(page, "series").locator(".keys li").all_text_contents()]
    assert legend == [plain(name) for name in NAMES[:8]]


def test_sentences_are_shown_as_they_are(page: Page) -> None:
    sentences = page.locator(".st-key-words-names-sentences li").all_text_contents()
    assert [plain(text) for text in sentences] == [plain(name) for name in NAMES]
