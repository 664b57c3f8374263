"""The requisitions: what for, where, in which languages and since when."""

from dataclasses import dataclass, fields
from typing import Final, Self

import numpy as np

from dashboard.sample.clock import openings_by_month
from dashboard.sample.draws import Draws, Floats, Ints
from dashboard.sample.pipelines import pipelines
from dashboard.sample.world import AS_OF, DAY, FIRST_DAY, countries, roles

_GROUP_SHARES: Final = np.array([0.795, 0.17, 0.035])
_PACE_OF_GROUP: Final = np.array([1.0, 0.8, 0.8])
_SENIORITY_SHARES: Final = np.array([0.6, 0.24, 0.1, 0.06])
_TWO_LANGUAGES: Final = 0.45
_TWO_COUNTRIES: Final = 0.04
_GROWTH: Final = 3.8


@dataclass(frozen=True)
class Jobs:
    """One entry a requisition; second_* is a second posting's, language -1 where there is none."""

    key: Ints
    group: Ints
    role: Ints
    seniority: Ints
    country: Ints
    language: Ints
    second_country: Ints
    second_language: Ints
    pipeline: Ints
    opened: Ints

    def take(self, rows: Ints) -> Self:
        """Return the requisitions at these rows, in that order."""
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @property
    def days(self) -> Floats:
        """Usual days from application to an accepted offer."""
        return np.asarray(countries().days[self.country] * _PACE_OF_GROUP[self.group])

    @property
    def season(self) -> Ints:
        return countries().season[self.country]


def draw_jobs(draws: Draws, count: int) -> Jobs:
    """Return `count` requisitions, in no order of time."""
    key = np.arange(count, dtype=np.int64)
    country, language = _places(draws, key)
    second_country, second_language = _second_postings(draws, key, country, language)
    group = draws.pick("group", key, _GROUP_SHARES)
    return Jobs(
        key=key,
        group=group,
        role=draws.pick_by("role", key, group, roles().weight),
        seniority=np.where(group == 2, 0, draws.pick("seniority", key, _SENIORITY_SHARES)),
        country=country,
        language=language,
        second_country=second_country,
        second_language=second_language,
        pipeline=draws.pick_by("pipeline", key, np.minimum(group, 1), pipelines().weight),
        opened=_opened(draws, key, countries().season[country]),
    )


def _places(draws: Draws, key: Ints) -> tuple[Ints, Ints]:
    """Draw countries by weight; every fifth requisition takes the next country and language in turn."""
    shares = countries().languages
    country = draws.pick("country", key, countries().weight)
    language = draws.pick_by("language", key, country, shares)
    pairs = np.argwhere(shares > 0)
    walk = pairs[(key // 5) % len(pairs)]
    walks = key % 5 == 0
    return np.where(walks, walk[:, 0], country), np.where(walks, walk[:, 1], language)


def _second_postings(draws: Draws, key: Ints, country: Ints, language: Ints) -> tuple[Ints, Ints]:
    abroad = draws.chance("second country", key, _TWO_COUNTRIES)
    where = np.where(abroad, draws.pick("where else", key, countries().weight), country)
    speaks = draws.pick_by("second language", key, where, countries().languages)
    same = (where == country) & (speaks == language)
    wanted = draws.chance("two languages", key, _TWO_LANGUAGES) | abroad
    return where, np.where(wanted & ~same, speaks, -1)


def _opened(draws: Draws, key: Ints, season: Ints) -> Ints:
    last = AS_OF - DAY
    share = draws.uniform("opened", key)
    opened = np.empty(len(key), dtype=np.int64)
    for number in range(len(countries().seasons)):
        here = season == number
        starts, before = openings_by_month(FIRST_DAY, last, _GROWTH, number)
        opened[here] = np.interp(share[here], before, starts).astype(np.int64)
    return opened
