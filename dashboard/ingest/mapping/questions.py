"""What the terms make of the words in a file: those that are known, and those to ask the user about."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.ingest.mapping.shape import Understood
from dashboard.ingest.terms import (
    bare,
    classify_title,
    country_of,
    is_known_source,
    language_of,
    milestone_of,
    status_of,
)
from dashboard.ingest.terms.answers import ANSWERS

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "stages": ("stage",),
    "statuses": ("status",),
    "sources": ("source",),
    "titles": ("title",),
}


@dataclass(frozen=True)
class Question:
    """A word that a subject's terms could not place, how often it stands there, and a suggestion."""

    word: str
    count: int
    suggestion: str = ""


def questions(
    found: Understood, counts: Mapping[str, Counter[str]], names: Mapping[str, str]
) -> dict[str, list[Question]]:
    """Return by subject the words to ask about, the frequent ones first; `names` are columns' stages."""
    asked = {subject: _unplaced(subject, found, counts) for subject in ANSWERS}
    asked["stages"] += [
        Question(name, profile.filled, milestone_of(bare(profile.name)).milestone or "")
        for profile in found.stages
        if _open_stage(name := names[profile.name])
    ]
    return {subject: words for subject, words in asked.items() if words}


def _unplaced(subject: str, found: Understood, counts: Mapping[str, Counter[str]]) -> list[Question]:
    column = found.stage_words if subject == "stages" else found.column(*_FIELDS[subject])
    said = counts.get(column or "", Counter())
    return [Question(word, count) for word, count in said.most_common() if _OPEN[subject](word)]


def _open_stage(name: str) -> bool:
    stage = milestone_of(name)
    return stage.milestone is None and not stage.side


_OPEN: Final[Mapping[str, Callable[[str], bool]]] = {
    "stages": _open_stage,
    "statuses": lambda word: status_of(word) is None,
    "sources": lambda word: not is_known_source(word),
    "titles": lambda word: classify_title(word).level == "unsure",
}


def meanings(field: str, said: Counter[str]) -> list[str]:
    """Return what the terms make of the words of a field, each term with its words and their counts."""
    by_term: dict[str, list[str]] = {}
    for word, count in said.most_common():
        if term := _TERMS[field](word):
            by_term.setdefault(term, []).append(f"{word} ({count:,})")
    return [f"{term}: {', '.join(words)}" for term, words in by_term.items()]


def _stage_term(word: str) -> str | None:
    stage = milestone_of(word)
    return "side" if stage.side else stage.milestone


_TERMS: Final[Mapping[str, Callable[[str], str | None]]] = {"status": status_of, "stage": _stage_term}
STATED: Final[Mapping[str, Callable[[str], str | None]]] = {"country": country_of, "language": language_of}


def unknown_places(field: str, said: Counter[str]) -> list[str]:
    """Return the values that are no country, or no language, with their counts."""
    return [f"{word} ({count:,})" for word, count in said.most_common() if STATED[field](word) is None]
