"""Offices, and how a posting in some language writes where it is."""

from functools import cache

import numpy as np
import polars as pl
from babel import Locale

from dashboard.sample.draws import Draws, Ints
from dashboard.sample.world import countries


@cache
def cities() -> tuple[tuple[int, dict[str, str]], ...]:
    """Return every city with its country, in the order of office numbers."""
    return tuple((country, city) for country, own in enumerate(countries().cities) for city in own)


@cache
def country_name(country: int, language: str) -> str:
    """Return a country's name in a language."""
    return str(Locale.parse(language).territories[countries().codes[country]])


def place_name(office: int, language: str) -> str:
    """Return a city and its country in a language."""
    country, city = cities()[office]
    return f"{city.get(language, city['en'])}, {country_name(country, language)}"


def office_of(draws: Draws, key: Ints, country: Ints) -> Ints:
    """Return the office, from 0, of a requisition in a country: the first city has most."""
    own = np.array([len(each) for each in countries().cities])
    first = np.cumsum(own) - own
    share = draws.uniform("city", key) ** 1.7
    return np.asarray(first[country] + (share * own[country]).astype(np.int64))


def offices() -> pl.DataFrame:
    """Return an office a city, each under one that stands for its country and has no place of its own."""
    codes = range(len(countries().codes))
    here = len(cities())
    return pl.DataFrame(
        {
            "office_id": range(1, here + len(codes) + 1),
            "name": [city["en"] for _, city in cities()] + [country_name(country, "en") for country in codes],
            "location": [place_name(office, "en") for office in range(here)] + [None for _ in codes],
            "parent_id": [here + country + 1 for country, _ in cities()] + [None for _ in codes],
        }
    )
