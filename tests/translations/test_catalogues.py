"""The five catalogues: complete, in step with what is said, and filled in with the same values."""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dashboard import translations
from dashboard.charts import Reader
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
