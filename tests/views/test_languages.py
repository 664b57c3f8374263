"""The interface in other languages: nothing on screen is left out, and the choice is kept."""

import ast
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from babel import Locale
from babel.messages.pofile import write_po
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard import catalog, settings, translations, views
from dashboard.charts import reader
from dashboard.importing import import_exports
from dashboard.translating import template

APP = Path(settings.__file__).parent / "app.py"
VIEWS = sorted(Path(views.__file__).parent.glob("*.py"))
PAGES = [*(page.name for page in catalog.load(settings.shipped("queries")).pages), "sql-page"]
PSEUDO = "eo"
MARKED = re.compile("⟦[^⟦⟧]*(?:⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧[^⟦⟧]*)*⟧")

SAID = {
    "alt", "body", "captions", "columns", "help", "label", "options", "placeholder", "raw_value", "spec", "value",
}  # fmt: skip
"""Fields of Streamlit's messages that people read."""

FIGURE_WORDS = ("text", "name", "hovertext", "ticktext", "title")
"""Keys of a Plotly figure that people read."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], folder, account="main")
    return folder


@pytest.fixture
def app(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("HIRING_WAREHOUSE", str(published))
    yield AppTest.from_file(str(APP), default_timeout=180)
    st.cache_resource.clear()


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language whose catalogue has every message that the others have, in marks, and nothing else."""
    said = template()
    said.locale = Locale(PSEUDO)
    for message in said:
        if isinstance(message.id, str) and message.id:
            message.string = f"⟦{message.id}⟧"
        elif message.id:
            message.string = tuple(f"⟦{text}⟧" for text in message.id)
    with (tmp_path / f"{PSEUDO}.po").open("wb") as file:
        write_po(file, said)
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "LANGUAGES", (translations.SOURCE, PSEUDO))
    _forget()
    yield
    _forget()


def _forget() -> None:
    translations.catalogue.cache_clear()
    translations._messages.cache_clear()
    reader._shown.cache_clear()


def opened(app: AppTest, page: str, language: str) -> AppTest:
    app.query_params["lang"] = language
    app._page_hash = calc_hash("" if page == PAGES[0] else page)  # the start page lives at /
    app.run()
    assert not app.exception, app.exception
    return app


def on_screen(app: AppTest) -> Iterator[str]:
    """Yield every text of a page that people read."""
    left: list[Any] = [app._tree]
    while left:
        node = left.pop()
        left.extend(getattr(node, "children", {}).values())
        if proto := getattr(node, "proto", None):
            yield from _fields(proto)


def _fields(proto: Any) -> Iterator[str]:
    for field, value in proto.ListFields():
        each = [value] if isinstance(value, str) or hasattr(value, "ListFields") else value
        if field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            for inner in each:
                yield from _fields(inner)
        elif field.type == field.TYPE_STRING and field.name in SAID:
            for text in each:
                yield from _read(field.name, text)


def _read(field: str, text: str) -> Iterator[str]:
    match field:
        case "spec":
            yield from _words_of(json.loads(text))
        case "columns":
            yield from (
                str(column.get(key) or "")
                for column in json.loads(text).values()
                for key in ("label", "help")
            )
        case "body":
            plain = re.sub("<style.*?</style>|<svg.*?</svg>", "", text, flags=re.DOTALL)
            yield from re.findall(r'(?:title|aria-label)="([^"]*)"', plain)
            yield re.sub("<[^>]*>", " ", plain)
        case _:
            yield text


def _words_of(figure: Any) -> Iterator[str]:
    if isinstance(figure, dict):
        for key, value in figure.items():
            texts = value if isinstance(value, list) else [value]
            if key in FIGURE_WORDS:
                yield from (re.sub("<[^>]*>", " ", text) for text in texts if isinstance(text, str))
            yield from _words_of(value)
    elif isinstance(figure, list):
        for value in figure:
            yield from _words_of(value)


def data_words(app: AppTest) -> set[str]:
    """Return the words that are data or names: of sources, departments, jobs, places, files and languages."""
    locale = Locale(PSEUDO)
    boxes = {option for box in app.multiselect for option in box.options}
    boxes |= {option for box in app.selectbox if str(box.key).startswith("data/") for option in box.options}
    bodies = " ".join(element.proto.body for element in app.get("html"))
    cells = {
        unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall("<td[^>]*>(.*?)</td>", bodies, re.DOTALL)
    }
    months = {name for width in ("abbreviated", "wide") for name in locale.months["format"][width].values()}
    names = {*locale.territories.values(), *(name.capitalize() for name in locale.languages.values())}
    own = {translations.name_of(language) for language in ("en", PSEUDO)}
    return {
        text
        for text in boxes | cells | months | names | own
        if "⟦" not in text and re.search(r"[^\W\d_]", text)
    }


def left_over(text: str, names: list[str]) -> str:
    """Return the letters of a text that are neither in marks nor names nor numbers with their units."""
    text = MARKED.sub(" ", text)
    for name in names:
        text = text.replace(name, " ")
    return " ".join(re.findall(r"[^\W\d_]{3,}", re.sub(r"\d+[.,]?\d*\s?(tagoj?|t\.)", " ", text)))


PLAIN = {"overview", "SQL", "UTC", "CSV", "Parquet"}
"""Words that are the same in every language, or names of the product's own things."""


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("page", [page for page in PAGES if page != "sql-page"])
def test_nothing_on_a_page_is_said_past_the_catalogues(app: AppTest, page: str) -> None:
    opened(app, page, PSEUDO)
    names = sorted(data_words(app), key=len, reverse=True)
    offenders = {left_over(text, names): text[:200] for text in on_screen(app)}
    offenders.pop("", None)
    assert offenders == {}


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_overview_opens_in_every_language(app: AppTest, language: str) -> None:
    opened(app, PAGES[0], language)
    assert app.title[0].value == {
        "de": "Überblick", "en": "Overview", "es": "Resumen", "fr": "Vue d'ensemble", "ja": "概要", "pl": "Przegląd",
    }[language]  # fmt: skip
    assert not app.error and not app.warning


def test_a_language_once_chosen_is_kept_and_goes_to_the_browser(app: AppTest) -> None:
    opened(app, PAGES[0], "fr")
    assert "lang" not in app.query_params
    app.multiselect(key="filter-country").select("DE").run()
    assert app.title[0].value == "Vue d'ensemble"
    assert "dans 1 pays" in " ".join(on_screen(app))
    told = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    (browser,) = [each for each in told if "formats" in each]
    assert (browser["language"], browser["formats"]) == ("fr", "fr")
    assert ["Remove {name}", "Retirer {name}"] in browser["labels"]
    assert {"name": "hiring-language", "text": "fr"} in told


def test_the_language_is_chosen_at_the_foot_of_the_page(app: AppTest) -> None:
    app.run()
    box = app.selectbox(key="language-choice-en")
    assert box.options == ["English", "Deutsch", "Español", "Français", "日本語", "Polski"]
    box.set_value("de").run()
    assert app.title[0].value == "Überblick"
    assert app.selectbox(key="language-choice-de").value == "de"


def test_a_link_in_a_language_that_is_not_spoken_reads_english(app: AppTest) -> None:
    opened(app, PAGES[0], "tlh")
    assert app.title[0].value == "Overview"
    assert not app.warning


SPEAKING = {
    "badge", "button", "caption", "date_input", "download_button", "error", "expander", "form_submit_button", "header",
    "info", "markdown", "multiselect", "number_input", "popover", "selectbox", "spinner", "success", "tabs", "text_area",
    "text_input", "title", "toggle", "warning",
}  # fmt: skip
"""Calls whose texts stand on screen."""


def literals(source: str) -> Iterator[str]:
    """Yield texts with a word in them that are handed to Streamlit as they are."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING:
            words = [
                keyword.value for keyword in node.keywords if keyword.arg in ("label", "help", "placeholder")
            ]
            for given in (*node.args[:1], *words):
                parts = given.elts if isinstance(given, ast.List) else [given]
                yield from (
                    text for part in parts for text in _literal(part) if re.search("[A-Za-z]{2}", text)
                )


def _literal(node: ast.expr) -> list[str]:
    if isinstance(node, ast.JoinedStr):
        return [part.value for part in node.values if isinstance(part, ast.Constant)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_a_text_handed_over_as_it_is_would_be_found() -> None:
    assert list(literals('st.error(f"No {x} here")\nst.tabs(["One", say("Two")])')) == ["No ", " here", "One"]


ALLOWED = {"**", ":gray["}


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_a_view_says_every_sentence_through_the_reader(path: Path) -> None:
    assert [
        text for text in literals(path.read_text("utf-8")) if not any(sign in text for sign in ALLOWED)
    ] == []
