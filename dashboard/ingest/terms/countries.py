"""The ISO 3166-1 alpha-2 code of a country, from codes and from names in many languages."""

import re
from collections.abc import Iterator
from typing import Final

import pycountry

from dashboard.ingest.terms.babelnames import Index, agreed, indexed, indexed_table, locales, name_key
from dashboard.ingest.terms.rules import remembered, rules

_CODE: Final = re.compile(r"(?:[A-Za-z]\.?){2,3}")


@remembered
def country_of(text: str | None) -> str | None:
    """Return the country that `text`, a country field, names; None: none, or several share the name."""
    return agreed(text.strip(), known_country) if text and text.strip() else None


@remembered
def known_country(name: str) -> str | None:
    """Return the country of one code or name; in "Nga" and "NGA" the capitals tell which it is."""
    key = name_key(name)
    if key in _own_names():
        return only(_own_names()[key])
    code = _codes().get(name.replace(".", "").upper()) if _CODE.fullmatch(name) else None
    named = only(_names().get(key, frozenset()))
    return named or code if name.istitle() else code or named


def only(codes: frozenset[str]) -> str | None:
    """Return the one code of a set of one."""
    return next(iter(codes)) if len(codes) == 1 else None


@remembered
def _codes() -> dict[str, str]:
    two = {country.alpha_2: country.alpha_2 for country in pycountry.countries}
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries} | two


@remembered
def _own_names() -> Index:
    places = rules("places")
    shared: Index = {name_key(name): frozenset() for name in places["ambiguous"]["names"]}
    return {**shared, **indexed_table(places["countries"])}


@remembered
def _names() -> Index:
    return indexed(_all_names())


def _all_names() -> Iterator[tuple[str, str]]:
    for country in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            if name := getattr(country, kind, None):
                yield name, country.alpha_2
    for locale in locales():
        yield from ((name, code) for code, name in locale.territories.items() if _codes().get(code) == code)
