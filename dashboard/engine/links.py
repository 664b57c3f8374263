"""A selection and its period as parameters of a URL, and back; nonsense gives a sentence, never an exception.

Only what differs from the default is written, so a bare address is the default page. A value that the data
does not have stays in the selection and selects nothing: a link never shows more than it asked for.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Final

from dashboard.catalog.nearest import closest
from dashboard.charts import Reader
from dashboard.engine.periods import (
    COMPARES,
    DEFAULT_COMPARE,
    DEFAULT_PRESET,
    PRESETS,
    Period,
    bounds,
)
from dashboard.engine.selection import DIMENSIONS, NOT_STATED, Selection
from dashboard.translations import marked

EVERY: Final = "every"
"""Written for a dimension that has a default and was widened to everything."""

PERIOD_KEYS: Final = ("period", "since", "until", "compare")
KEYS: Final = (*DIMENSIONS, *PERIOD_KEYS)
_FIRST_YEAR, _LAST_YEAR, _SHOWN = 1970, 2199, 40
_DEFAULTS: Final[Mapping[str, tuple[str, ...]]] = {
    each.name: each.default
    for each in fields(Selection)
    if each.name in DIMENSIONS and isinstance(each.default, tuple)
}

_UNKNOWN: Final = {
    "language": marked("No language in this data is {value}."),
    "country": marked("No country in this data is {value}."),
    "role_level": marked("No role level in this data is {value}."),
    "role_family": marked("No role family in this data is {value}."),
    "source": marked("No source in this data is {value}."),
    "channel": marked("No channel in this data is {value}."),
    "department": marked("No department in this data is {value}."),
    "work_model": marked("No work model in this data is {value}."),
}

Query = Mapping[str, list[str]]
"""Parameters of a URL: every key with its values in order."""


@dataclass(frozen=True)
class Asked:
    """What a link asks for, and a sentence for each part of it that makes no sense."""

    selection: Selection
    period: Period
    problems: tuple[str, ...] = ()


def from_query(
    query: Query,
    choices: Mapping[str, Collection[str]],
    *,
    as_of: date,
    first_day: date,
    reader: Reader | None = None,
) -> Asked:
    """Return what a URL asks for. `choices` holds the values that the data has, by dimension."""
    link = _Link(query, reader or Reader.of(None))
    chosen: dict[str, Any] = {name: link.values(name, choices.get(name)) for name in DIMENSIONS}
    period = link.period()
    link.tell_strangers()
    return Asked(selected(Selection(**chosen), period, as_of, first_day), period, tuple(link.problems))


def selected(selection: Selection, period: Period, as_of: date, first_day: date) -> Selection:
    """Return the selection with the days of a period."""
    days = bounds(period, as_of, first_day)
    return replace(
        selection,
        since=days.since,
        until=days.until,
        compare_since=days.compare_since,
        compare_until=days.compare_until,
    )


def to_query(selection: Selection, period: Period) -> dict[str, list[str]]:
    """Return the parameters of a URL that asks for this selection."""
    query: dict[str, list[str]] = {}
    for name in DIMENSIONS:
        values = getattr(selection, name)
        if values != _DEFAULTS[name]:
            query[name] = list(values) or [EVERY]
    if period.preset != DEFAULT_PRESET:
        query["period"] = [period.preset]
    if period.preset == "custom":
        query |= {name: [day.isoformat()] for name in ("since", "until") if (day := getattr(period, name))}
    if period.compare != DEFAULT_COMPARE:
        query["compare"] = [period.compare]
    return query


@dataclass(frozen=True)
class _Link:
    """The parameters of a URL, and in the reader's words what of them makes no sense."""

    query: Query
    reader: Reader
    problems: list[str] = field(default_factory=list)

    def values(self, name: str, known: Collection[str] | None) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value for value in self.query.get(name, []) if value))
        if not values:
            return _DEFAULTS[name]
        if EVERY in values:
            return ()
        for value in values:
            if known is not None and value not in known and value != NOT_STATED:
                told = self.reader.say(_UNKNOWN[name], value=_quoted(value))
                self._tell(told, self._meant(value, known))
        return values

    def period(self) -> Period:
        since, until = (self._day(name) for name in ("since", "until"))
        compare: Any = self._one_of("compare", COMPARES) or DEFAULT_COMPARE
        preset: Any = self._one_of("period", PRESETS)
        if (since or until) and preset in (None, "custom"):
            if since and until and since >= until:
                words = marked("The link's period ends ({until}) before it begins ({since}).")
                self._tell(self.reader.say(words, until=str(until), since=str(since)))
                return Period(compare=compare)
            return Period("custom", compare, since, until)
        return Period(DEFAULT_PRESET if preset in (None, "custom") else preset, compare)

    def tell_strangers(self) -> None:
        """Tell keys that are no filter and look like one; a card's own hold a dot."""
        for key in self.query:
            if key not in KEYS and "." not in key and (meant := self._meant(key, KEYS)):
                words = marked("The link says {word}, which is no filter.")
                self._tell(self.reader.say(words, word=_quoted(key)), meant)

    def _one_of(self, key: str, words: Collection[str]) -> str | None:
        value = next((value for value in self.query.get(key, []) if value), None)
        if value is None or value in words:
            return value
        known = self.reader.say("It is one of {words}.", words=", ".join(words))
        told = self.reader.say('The link\'s "{key}" cannot be {value}.', key=key, value=_quoted(value))
        self._tell(told, self._meant(value, words) or known)
        return None

    def _day(self, key: str) -> date | None:
        value = next((value for value in self.query.get(key, []) if value), None)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            words = marked('The link\'s "{key}" is no day: {value}. Write it as in 2026-10-31.')
            self._tell(self.reader.say(words, key=key, value=_quoted(value)))
            return None
        return day

    def _meant(self, word: str, known: Collection[str]) -> str:
        close = closest(word, known)
        return self.reader.say('Did you mean "{name}"?', name=close) if close else ""

    def _tell(self, *sentences: str) -> None:
        self.problems.append(" ".join(filter(None, sentences)))


def _quoted(value: str) -> str:
    return f'"{value[:_SHOWN]}…"' if len(value) > _SHOWN else f'"{value}"'
