"""Streamlit's own English labels speak the page's language, and follow it when it is changed."""

import pytest
from browser.conftest import PATIENCE, at_rest, opened
from playwright.sync_api import Browser, Error, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def speak(page: Page, language: str) -> None:
    """Choose the page's language. A run that ends meanwhile, or a page that still scrolls, closes the list again."""
    option = page.get_by_role("option", name=language)
    for _ in range(20):
        try:
            at_rest(page).locator(".st-key-language input").click(timeout=5_000)
            option.click(timeout=5_000)
        except Error:
            continue
        return
    raise AssertionError(f"the list of languages did not stay open for {language}")


def test_streamlits_own_labels_speak_the_language_of_the_page(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, locale="de-DE")
    context.set_default_timeout(PATIENCE)
    page = opened(context.new_page(), "/?country=DE")
    expect(page.get_by_role("button", name="Deutschland entfernen")).to_be_visible()
    expect(page.get_by_role("button", name="Remove Deutschland")).to_have_count(0)
    choice = page.locator(".st-key-filters .stMultiSelect input").first
    choice.click()
    choice.press_sequentially("zzz")
    expect(page.get_by_text("Nichts gefunden")).to_be_visible()
    page.keyboard.press("Escape")

    opened(page, "/?country=DE&lang=en")
    expect(page.get_by_role("button", name="Remove Germany")).to_be_visible()
    speak(page, "Français")
    expect(page.get_by_role("button", name="Retirer Allemagne")).to_be_visible()
    speak(page, "English")
    expect(page.get_by_role("button", name="Remove Germany")).to_be_visible()
    context.close()


def test_an_address_without_a_page_is_told_in_the_language_of_the_page(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/nothing-here")
    expect(page.get_by_role("dialog")).to_contain_text("Page introuvable")
    expect(page.get_by_role("dialog")).to_contain_text(
        "Il n'y a pas de page à cette adresse. Voici la première."
    )
    context.close()


def test_a_japanese_word_in_a_table_keeps_its_letters_together_on_a_phone(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, locale="ja-JP", viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    page = opened(context.new_page(), "/countries")
    table = page.locator(".st-key-card-countries-by_country .rows")
    lines = "node => { const all = document.createRange(); all.selectNodeContents(node); return all.getClientRects().length }"
    for text in ("ドイツ", "フランス"):
        assert table.get_by_role("cell", name=text).evaluate(lines) == 1
    context.close()
