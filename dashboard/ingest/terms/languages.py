"""The ISO 639-1 code of a language, from codes, locale tags and names. The rule is in languages.toml."""

import re
from collections.abc import Iterator
from typing import Final

import pycountry
from babel.languages import get_official_languages

from dashboard.ingest.terms.babelnames import Index, agreed, indexed, indexed_table, locales, name_key
from dashboard.ingest.terms.countries import known_country, only
from dashboard.ingest.terms.rules import remembered, rules

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


@remembered
def language_of(text: str | None) -> str | None:
    """Return the language that `text`, a language field, names; None: none, or rather a country's code."""
    return agreed(text.strip(), _known_language) if text and text.strip() else None


@remembered
def _known_language(name: str) -> str | None:
    named = only(_names().get(name_key(name), frozenset()))
    tag = _TAG.fullmatch(name)
    if tag is None or (named and name.istitle()):
        return named
    rather_a_country = tag[1].isupper() and _is_rather_a_country(tag[1])
    return None if rather_a_country else _of_code(tag[1].lower()) or named


def _of_code(code: str) -> str | None:
    code = _same_as().get(code, code)
    if len(code) == 2:
        return code if code in _two_letter_codes() else None
    return _three_letter_codes().get(code)


def _is_rather_a_country(code: str) -> bool:
    language, capitals = code.lower(), rules("languages")["capitals"]
    if language in capitals["countries"]:
        return True
    if len(code) != 2 or known_country(code) is None or language in capitals["languages"]:
        return False
    return language not in {official.split("_")[0] for official in get_official_languages(code)}


@remembered
def _two_letter_codes() -> frozenset[str]:
    return frozenset(str(code) for code in locales()[0].languages if len(str(code)) == 2)


@remembered
def _three_letter_codes() -> dict[str, str]:
    two_lettered = [language for language in pycountry.languages if getattr(language, "alpha_2", None)]
    codes = {language.alpha_3: language.alpha_2 for language in two_lettered}
    codes |= {
        getattr(language, "bibliographic", language.alpha_3): language.alpha_2 for language in two_lettered
    }
    return {three: _same_as().get(two, two) for three, two in codes.items()}


@remembered
def _same_as() -> dict[str, str]:
    return {code: counted for counted, codes in rules("languages")["same_as"].items() for code in codes}


@remembered
def _names() -> Index:
    return {**indexed(_all_names()), **indexed_table(rules("languages")["names"])}


def _all_names() -> Iterator[tuple[str, str]]:
    for locale in locales():
        for tag, name in locale.languages.items():
            code = _same_as().get(tag.split("_")[0], tag.split("_")[0])
            if code in _two_letter_codes():
                yield name, code
