"""Names that an export may hold are words on the page: shown as they are, in every place, and never run."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browser.conftest import PATIENCE, at_rest, opened, serving
from playwright.sync_api import Browser, Locator, Page, expect

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

TITLE = f'<img src=x onerror="{RUN}"> "quoted" `code` $x$ *b* [link](javascript:1) R&amp;D'
QUERY = """-- /// query
-- title = {title}
-- question = {title}
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
    "bars": ('type = "bar"', 'x = "n"', 'y = "job"', "[behind]", 'where = "$row_n > 0"'),
    "series": ('type = "line"', 'x = "step"', 'y = "n"', 'color = "job"'),
    "dots": ('type = "scatter"', 'x = "n"', 'y = "step"', 'label = "job"'),
    "cells": ('type = "heatmap"', 'x = "step"', 'y = "job"', 'value = "n"'),
    "sentences": ('type = "words"', 'sentence = "job"'),
    "number": ('type = "metric"', 'value = "n"'),
}
ONCE = "step = 1"
ROWS = {"series": "numbered.n <= 8", "cells": "true", "number": "numbered.n = 1 and step = 1"}
"""A picture tells eight colours apart."""


@pytest.fixture(scope="module")
def hostile(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard whose only page shows hostile names in every kind of picture."""
    queries = tmp_path_factory.mktemp("hostile")
    (queries / "names").mkdir()
    names = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}'" for name in NAMES)
    for name, options in CHARTS.items():
        rows, title = ROWS.get(name, ONCE), json.dumps(TITLE)
        text = QUERY.format(title=title, chart="\n-- ".join(options), names=names, rows=rows)
        (queries / "names" / f"{name}.sql").write_text(text, "utf-8")
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
        card = page.locator(f".st-key-open-names-{title} button").first
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


def test_a_title_is_words_on_its_card_in_a_tile_and_in_a_picture(page: Page, tmp_path: Path) -> None:
    card = page.locator(".st-key-card-names-bars")
    assert card.locator("h3, .card-head p").all_text_contents() == [TITLE, TITLE]
    tile = page.locator(".st-key-card-names-number .tile")
    assert TITLE in (tile.text_content() or "") and TITLE in (tile.get_attribute("aria-label") or "")
    page.get_by_role("button", name=f"More about {TITLE}").first.click()
    page.get_by_role("tab", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG", exact=True).click()
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert page.evaluate("window.ran") is None and page.locator("img[src=x]").count() == 0


def test_a_list_is_called_by_the_name_of_its_row_as_it_is(page: Page) -> None:
    page.locator(".st-key-open-names-bars button").first.click()
    page.get_by_role("tab", name="Drill down").click()
    page.get_by_role("button", name="List them").click()
    dialog = page.locator("[role=dialog]")
    expect(dialog.locator(".scope")).to_contain_text(f" applications · {TITLE}")
    assert plain(NAMES[0]) in plain(dialog.text_content() or "")
    assert page.evaluate("window.ran") is None and page.locator("img[src=x]").count() == 0


WORDS = (
    "![seen](https://example.com/x.png)",
    "[here](https://example.com)",
    "$a$ *b* `c` :red[d] &lt;i&gt; <u>e</u>",
)
"""What a link or typed SQL may hold so that a message becomes what it is not."""
MADE = "img, em, code, u, .katex, [class*=colored]"
"""An address may lead to itself: its words are all to see."""


def test_what_a_link_asks_for_is_repeated_as_words(page: Page) -> None:
    opened(page, f"/?{urlencode([('country', words) for words in WORDS])}")
    said = page.locator("[data-testid=stAlert]")
    for words in WORDS:
        expect(said.filter(has_text=f'No country in this data is "{words}".')).to_have_count(1)
    assert said.locator(MADE).count() == 0


def test_typed_sql_is_refused_in_its_own_words(page: Page) -> None:
    opened(page, "/sql-page")
    names = '"$a$ *b* <u>e</u>"'
    page.get_by_role("textbox", name="One SELECT").fill(f"select {names} from applications")
    page.get_by_role("button", name="Run").click()
    said = page.locator("[data-testid=stAlert]")
    expect(said).to_contain_text(names[1:-1])
    assert said.locator(MADE).count() == 0
