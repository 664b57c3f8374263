"""Which column of an unknown file is which field: by its header, in many languages, and by its values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from babel import Locale

from dashboard.ingest.profiles import Profile
from dashboard.ingest.terms import (
    Header,
    classify_title,
    country_of,
    fields_of,
    is_known_source,
    language_of,
    milestone_of,
    status_of,
)

_LEAST_SHARE: Final = 0.45
_FITS: Final = 0.5
_TELLING: Final = 0.8
_FEW: Final = 200
"""Different values that a column of words has at most, by which it may be told without its header."""
_LONGEST_WORD: Final = 80
NEVER: Final = ("person", "note", "count", "touched_at")
"""Fields that no map takes."""
_DATES: Final = (
    "applied_at", "created_at", "closed_at", "hired_at", "starts_on", "entered_at", "left_at", "published_at",
    "unpublished_at", "opened_at", "taken_at", "touched_at",
)  # fmt: skip


def _is_title(value: str) -> bool:
    return classify_title(value).level != "other"


def _is_stage(value: str) -> bool:
    return milestone_of(value) != milestone_of(None)


_KNOWN: Final[Mapping[str, tuple[Callable[[str], object], str]]] = {
    "email": (lambda value: "@" in value, "e-mail addresses"),
    "country": (country_of, "countries"),
    "language": (language_of, "languages"),
    "title": (_is_title, "titles of architects"),
    "source": (is_known_source, "known sources"),
    "status": (status_of, "statuses"),
    "stage": (_is_stage, "stage names"),
}
_MUST_FIT: Final = ("email", "country", "language")
"""Fields whose header alone proves nothing."""


@dataclass(frozen=True)
class Guess:
    """A column taken for a field, how certain that is, and why."""

    field: str
    profile: Profile
    score: float
    why: str

    @property
    def column(self) -> str:
        return self.profile.name


def guesses(profiles: Sequence[Profile]) -> dict[str, Guess]:
    """Return for each field the column that says it best; a column is one field only."""
    ranked = sorted((guess for profile in profiles for guess in _of(profile)), key=lambda guess: -guess.score)
    taken: dict[str, Guess] = {}
    used: set[str] = set()
    for guess in ranked:
        if guess.column in used:
            continue
        if guess.field in NEVER:
            used.add(guess.column)
        elif guess.field not in taken:
            taken[guess.field] = guess
            used.add(guess.column)
    return taken


def is_date_field(profile: Profile) -> bool:
    """Tell whether the header of a column names one of the dates of an application."""
    return any(guess.field in _DATES for guess in _by_header(profile))


def names_field(profile: Profile, field: str) -> bool:
    """Tell whether the header of a column names a field."""
    return any(guess.field == field for guess in _by_header(profile))


def share_of(profile: Profile, field: str) -> float:
    """Return how much of the header of a column names a field."""
    return max((guess.share for guess in fields_of(profile.name) if guess.field == field), default=0.0)


def never_taken(profile: Profile) -> str | None:
    """Return which of the fields that no map takes a column is, or None."""
    best = max(_of(profile), key=lambda guess: guess.score, default=None)
    return best.field if best and best.field in NEVER else None


def _of(profile: Profile) -> Iterator[Guess]:
    found = list(_by_header(profile))
    yield from found or _by_values(profile)


def _by_header(profile: Profile) -> Iterator[Guess]:
    for header in fields_of(profile.name):
        if header.share < _LEAST_SHARE or not _may_be(header, profile):
            continue
        fit = _fit(header.field, profile)
        if _possible(header.field, profile, fit):
            why = f"header: {_language(header.language)}{_and_values(header.field, fit)}"
            yield Guess(header.field, profile, header.share + fit / 2, why)


def _may_be(header: Header, profile: Profile) -> bool:
    """Tell whether a column can be about people: not dates of a "Hiring manager review", nor titles."""
    if header.field not in NEVER:
        return True
    dated = profile.dates is not None and header.share < 1
    return not dated and not (header.field == "person" and _fit("title", profile) >= _FITS)


def _by_values(profile: Profile) -> Iterator[Guess]:
    """A column of few words is what a normaliser knows nearly all of."""
    if not 1 < profile.distinct <= _FEW and not (profile.distinct and "@" in profile.values[0]):
        return
    for field in _KNOWN:
        fit = _fit(field, profile)
        if fit >= _TELLING and _possible(field, profile, fit):
            yield Guess(field, profile, fit / 2, _and_values(field, fit).removeprefix("; "))


def _fit(field: str, profile: Profile) -> float:
    return profile.fit(_KNOWN[field][0]) if field in _KNOWN else 0.0


def _possible(field: str, profile: Profile, fit: float) -> bool:
    if field in NEVER and field != "touched_at":
        return True
    if field in _DATES:
        return profile.dates is not None or not profile.filled
    if field in _MUST_FIT:
        return fit >= _FITS
    long = any(len(value) > _LONGEST_WORD for value in profile.values)
    return (
        profile.filled > 0
        and profile.dates is None
        and not long
        and not (field in _KNOWN and profile.is_number)
    )


def _and_values(field: str, fit: float) -> str:
    return f"; values: {fit:.0%} are {_KNOWN[field][1]}" if field in _KNOWN and fit else ""


def _language(code: str) -> str:
    return str(Locale("en").languages[code])
