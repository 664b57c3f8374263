"""Codes and names of languages, and countries' codes that strayed among them."""

import pytest
from babel import Locale

from dashboard.ingest.terms import language_of

CODES = tuple(code for code in Locale.parse("en").languages if len(code) == 2)
COUNTED_AS = {"nb": "no", "mo": "ro"}


@pytest.mark.parametrize(
    "language",
    ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "uk", "ja", "zh", "ko", "tr", "fi"],
)
def test_every_name_of_a_language_is_that_language(language):
    names = Locale.parse(language).languages
    known = {code: names[code] for code in CODES if code in names}
    wrong = {
        code: found
        for code, name in known.items()
        if (found := language_of(name)) not in (COUNTED_AS.get(code, code), None)
    }
    unknown = {code for code, name in known.items() if language_of(name) is None}
    assert wrong == {}
    assert len(unknown) <= 2


@pytest.mark.parametrize("code", CODES)
def test_every_lower_case_code_is_its_language(code):
    assert language_of(code) == COUNTED_AS.get(code, code)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("zh-Hans-CN", "zh"),
        ("sr_Latn", "sr"),
        ("eng", "en"),
        ("deu", "de"),
        ("ger", "de"),
        ("fre", "fr"),
        ("DE", "de"),
        ("FR", "fr"),
        ("JA", "ja"),
        ("CS", "cs"),
        ("SV", "sv"),
        ("ET", "et"),
        ("GB", None),
        ("US", None),
        ("CZ", None),
        ("JP", None),
        ("SE", None),
        ("BR", None),
        ("CA", None),
        ("CH", None),
        ("UK", None),
        ("uk", "uk"),
        ("ca", "ca"),
        ("Deutsch", "de"),
        ("German", "de"),
        ("French", "fr"),
        ("français", "fr"),
        ("Francais", "fr"),
        ("日本語", "ja"),
        ("Japanisch", "ja"),
        ("polski", "pl"),
        ("čeština", "cs"),
        ("українська", "uk"),
        ("中文", "zh"),
        ("Mandarin", "zh"),
        ("Chinese (Simplified)", "zh"),
        ("English (UK)", "en"),
        ("English / Anglais", "en"),
        ("Português (Brasil)", "pt"),
        ("Castellano", "es"),
        ("Flemish", "nl"),
        ("Farsi", "fa"),
        ("Norwegian Bokmål", "no"),
        ("nb", "no"),
        ("English, German", None),
        ("xx", None),
        ("Klingonish", None),
        ("Germany", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_field_says_its_language(text, language):
    assert language_of(text) == language
