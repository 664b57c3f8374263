"""The five catalogues: complete, in step with what is said, and filled in with the same values."""

import ast
import re

import polars as pl
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from support import ROOT

from dashboard import translations
from dashboard.charts import Reader
from dashboard.ingest import ingest, phrases, refusals
from dashboard.translating import missing, template
from dashboard.translations import LANGUAGES, name_of

OTHERS = [language for language in LANGUAGES if language != "en"]
FORMS = {"de": 2, "es": 2, "fr": 2, "ja": 1, "pl": 3}


@pytest.fixture(scope="module")
def said() -> Catalog:
    return template()


def written(language: str) -> Catalog:
    with (translations.FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


def test_the_interface_speaks_six_languages():
    assert [name_of(language) for language in LANGUAGES] == [
        "English", "Deutsch", "Español", "Français", "日本語", "Polski",
    ]  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_exactly_the_words_that_are_said(language, said):
    known = {(message.context, message.id) for message in written(language) if message.id}
    assert known == {(message.context, message.id) for message in said if message.id}, (
        "run: make translations"
    )


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_lacks_no_words(language):
    assert [message.id for message in missing(written(language))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_takes_the_same_values(language):
    for message in written(language):
        if isinstance(message.id, str) and message.id:
            assert places(message.string) == places(message.id), message.id
        elif message.id:
            allowed = set(places(" ".join(message.id)))
            assert all(set(places(text)) <= allowed for text in texts(message)), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_the_plural_forms_of_its_language(language):
    catalogue = written(language)
    assert catalogue.num_plurals == FORMS[language]
    counted = [message for message in catalogue if isinstance(message.id, tuple | list)]
    assert counted
    assert {len(texts(message)) for message in counted} == {FORMS[language]}


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 aplikacja"), (3, "3 aplikacje"), (5, "5 aplikacji"), (22, "22 aplikacje")]
)
def test_polish_counts_in_three_forms(number, words):
    reader = Reader.of("pl")
    assert reader.count("{number} application", "{number} applications", number) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_saying_gives_words_in_every_language(language):
    reader = Reader.of(language)
    assert reader.series(["a", "b", "c"]).count("b") == 1
    assert reader.either(["a", "b", "c"]).startswith("a")
    assert reader.days(3) and reader.days(3, "long") and reader.points(0.021)


def test_a_term_is_translated_as_a_term_and_a_name_stays():
    german = Reader.of("de")
    assert german.show("on_site", "term") == "On site"
    assert (german.show("referral", "term"), german.show("ai", "term")) == ("Empfehlung", "KI")
    assert german.show("LinkedIn", "term") == "LinkedIn"
    assert german.show("Referral", "text") == "Referral"


def test_a_stage_within_a_sentence_begins_small_but_in_german():
    assert Reader.of("en").within("Applied") == "applied"
    assert Reader.of("de").within("Beworben") == "Beworben"
    assert Reader.of("en").within("AI") == "AI"


def test_a_term_with_places_is_translated_with_what_fills_them():
    german, japanese = Reader.of("de"), Reader.of("ja")
    assert german.term("Key not found in stage_visits") == "Schlüssel nicht gefunden in: Phasenverlauf"
    assert german.term("Key not found in jobs") == "Schlüssel nicht gefunden in: Jobs"
    assert german.term("Entered a stage before applying") == "Phase vor der Bewerbung betreten"
    assert german.term("32,266 visits to stages.") == "Aufenthalte in Phasen: 32.266."
    assert (
        japanese.term("380 of 400 postings state a country.") == "求人広告400件中380件に国の記載があります。"
    )
    assert german.term("LinkedIn (sourced)") == "LinkedIn (Active Sourcing)"


def test_a_name_that_looks_like_no_term_stays_as_it_is():
    assert Reader.of("de").term("Northwind GmbH") == "Northwind GmbH"
    assert Reader.of("en").term("Key not found in jobs") == "Key not found in jobs"


def name(function: ast.expr) -> str:
    return str(getattr(function, "attr", getattr(function, "id", "")))


SAYING = {"say", "count", "plural", "marked"}


def said_in_the_source() -> set[str]:
    """Return every text that the code says, those inside f-strings too, which the extractor passes over."""
    return {
        text.value
        for path in (ROOT / "dashboard").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and name(node.func) in SAYING
        for text in node.args[:2]
        if isinstance(text, ast.Constant)
        and isinstance(text.value, str)
        and (name(node.func) in ("say", "marked") or "{number}" in text.value)
    }


def test_nothing_is_said_that_the_catalogues_do_not_know(said):
    known = {
        text for message in said for text in (message.id if isinstance(message.id, tuple) else (message.id,))
    }
    unknown = said_in_the_source() - known
    assert unknown == set(), unknown


def rules_in_the_source() -> set[str]:
    """Return the first words of each `Doubt(…)` of the code, what differs in them as a place."""
    calls = [
        node.args[0]
        for path in (ROOT / "dashboard/ingest").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Doubt" and node.args
    ]
    calls += [
        node.args[3]
        for path in (ROOT / "dashboard/ingest/assembly").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note_backwards"
    ]
    said = {str(rule.value) for rule in calls if isinstance(rule, ast.Constant)}
    filled = [rule.values for rule in calls if isinstance(rule, ast.JoinedStr)]
    return said | {
        "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts) for parts in filled
    }


def test_every_rule_of_a_finding_can_be_translated():
    known = {re.sub(r"\{\w+\}", "{}", rule) for rule in (*phrases.FINDING_RULES, *refusals.REFUSALS)}
    found = rules_in_the_source()
    assert len(found) > 25
    assert found - known == set()


@pytest.fixture(scope="module")
def sample_sentences(tmp_path_factory) -> set[str]:
    """Return what is said of the sample: rules, advice and capabilities."""
    staging = tmp_path_factory.mktemp("staging")
    ingest([ROOT / "sample_data/lever_fivetran"], staging, secret=b"secret")
    findings = pl.read_parquet(staging / "findings.parquet")
    capabilities = pl.read_parquet(staging / "capabilities.parquet")
    return {*findings["rule"], *findings["advice"], *capabilities["reason"]}


@pytest.mark.parametrize("language", OTHERS)
def test_what_an_import_finds_is_said_in_every_language(language, sample_sentences):
    assert len(sample_sentences) > 12
    assert [text for text in sample_sentences if Reader.of(language).term(text) == text] == []


def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before_it():
    assert Reader.of("fr").say("Why") == "Pourquoi"
    question = "Where do people apply, how many are hired, and how long does it take?"
    assert Reader.of("fr").say(question).endswith("temps\N{NO-BREAK SPACE}?")
    assert Reader.of("de").say("95% from") == "95\N{NO-BREAK SPACE}% von"
    assert Reader.of("pl").count("{number} hire", "{number} hires", 5).startswith("5 ")
