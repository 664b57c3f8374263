"""Country, city and work model from the free text of a location. Words and cities are in places.toml.

A text may name several places ("Berlin, Germany; London, UK"); each goes from the small to the large, or
begins with the country ("DE - Munich"). What a part can mean is a set of countries ("CA" is Canada or
California), and the parts of one place must agree on one. Where they don't, or two places lie in different
countries, the country stays unknown: nothing is guessed.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.ingest.terms.babelnames import Index, indexed_table, name_key
from dashboard.ingest.terms.countries import known_country, only
from dashboard.ingest.terms.lexicon import Lexicon
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import WORD, fold
from dashboard.ingest.terms.work_models import lexicon, one_model

_ALTERNATIVES: Final = re.compile(r"\s*[;|\n/]\s*|\s+(?:or|oder|ou)\s+")
_LEVELS: Final = re.compile(
    r"[,()\[\]•·]|\s[-–—:]+\s|^[-–—]|[-–—]$|(?<=\b[A-Z]{2})[-–—_](?=\w)|(?<=\b[A-Z]{3})[-–—_](?=\w)"
)
_LONGEST_CODE: Final = 3
_NOWHERE: Final[frozenset[str]] = frozenset()


class Place(NamedTuple):
    """ISO 3166-1 alpha-2 country, city as written, term of WORK_MODELS; each None where not said."""

    country: str | None
    city: str | None
    work_model: str | None


class _Part(NamedTuple):
    text: str
    country: frozenset[str]
    region: frozenset[str]
    city: frozenset[str]
    namesake: frozenset[str]

    @property
    def stated(self) -> frozenset[str]:
        return self.country | self.region

    @property
    def is_code(self) -> bool:
        return len(self.text) <= _LONGEST_CODE

    @property
    def is_city(self) -> bool:
        return bool(self.city) or not self.stated


@remembered
def place_of(text: str | None) -> Place:
    """Read a location such as "Berlin, Germany", "Remote - Poland" or "Hybrid, Paris, France"."""
    spots = [spot for spot in map(_spot, _ALTERNATIVES.split(text or "")) if spot]
    model = one_model(frozenset(lexicon().read(text or "")))
    countries = {_country(spot) for spot in spots}
    cities = {_city(spot) for spot in spots}
    return Place(_sole(countries), _sole(cities), model)


def _sole(values: set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _spot(text: str) -> tuple[_Part, ...]:
    parts = (_part(level.strip()) for level in _LEVELS.split(text.strip()))
    return tuple(part for part in parts if part)


@remembered
def _part(level: str) -> _Part | None:
    text = _beside_removed(level)
    if not text:
        return None
    country, key = known_country(text), name_key(text)
    return _Part(
        text, frozenset({country} if country else ()), *(index.get(key, _NOWHERE) for index in _indexes())
    )


def _country(spot: Sequence[_Part]) -> str | None:
    stated = [part for part in spot if part.stated and not _is_only_a_city_here(part, spot)]
    cities = _shared([part.city for part in spot if part.city])
    if not stated:
        return only(cities)
    countries, conflict = _common(stated)
    if conflict and cities.isdisjoint(countries):
        return None
    namesakes = _shared([part.namesake for part in spot if part.namesake])
    countries = countries & cities or countries & namesakes or countries
    return only(countries) or only(countries.intersection(rules("places")["codes"]["clear"]))


def _shared(meanings: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*meanings) if meanings else _NOWHERE


def _common(stated: Sequence[_Part]) -> tuple[frozenset[str], bool]:
    """Find what the parts agree on, from the last on; a code that disagrees with it is some region's."""
    countries, conflict = stated[-1].stated | stated[-1].city, False
    for part in reversed(stated[:-1]):
        if countries & part.stated:
            countries &= part.stated
        elif part.is_code:
            conflict = True
        else:
            return _NOWHERE, True
    return countries, conflict


def _is_only_a_city_here(part: _Part, spot: Sequence[_Part]) -> bool:
    return bool(part.city) and any(other.stated for other in spot if other is not part)


def _city(spot: Sequence[_Part]) -> str | None:
    cities = [part.text for part in spot if part.is_city]
    if cities:
        return cities[0]
    named = [part for part in spot if part.country and not part.is_code]
    twice = len(named) > 1 and len({part.country for part in named}) == 1
    return named[0].text if twice or any(part.country & _city_states() for part in named) else None


def _beside_removed(text: str) -> str:
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    tokens = list(WORD.finditer(text))
    hits = _words_beside().hits([fold(token[0]) for token in tokens])
    beside = {at for hit in hits for at in range(hit.start, hit.stop)}
    kept = [token for at, token in enumerate(tokens) if at not in beside]
    return text[kept[0].start() : kept[-1].end()] if kept else ""


@remembered
def _words_beside() -> Lexicon[str]:
    return Lexicon.of(rules("places")["beside"] | rules("work_models")["names"])


@remembered
def _indexes() -> tuple[Index, Index, Index]:
    region, city, namesake = (
        indexed_table(rules("places")[kind]) for kind in ("regions", "cities", "namesakes")
    )
    return region, city, namesake


@remembered
def _city_states() -> frozenset[str]:
    return frozenset(rules("places")["city_states"]["names"])
