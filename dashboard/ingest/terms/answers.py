"""What a user said of single words, in a map or in their file of terms: it goes before every rule."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dashboard.ingest.terms.text import fold
from dashboard.ingest.vocabulary import CHANNELS, MILESTONES, ROLE_LEVELS, STATUSES

ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "stages": (*MILESTONES, "side"),
    "sources": CHANNELS,
    "titles": ROLE_LEVELS,
    "statuses": (*STATUSES, "converted"),
}
"""The subjects with the terms that answer them."""
_in_force: dict[str, dict[str, Any]] = {}


def answer(subject: str, text: str | None) -> Any:
    """Return what the user said of a word, or None."""
    own = _in_force.get(subject)
    return own.get(key_of(text)) if own and text else None


def key_of(text: str) -> str:
    """Return a word as it is compared: without case, accents and space around it."""
    return " ".join(fold(text).split())


def put_in_force(given: Mapping[str, Mapping[str, Any]]) -> None:
    """Let these answers count, by subject; an empty one is a question left open."""
    _in_force.clear()
    for subject, said in given.items():
        _in_force[subject] = {key_of(word): term for word, term in said.items() if term}


def mistakes(subject: str, word: str, said: Any) -> Iterator[str]:
    """Yield what is wrong with an answer: a term, or for a source its name and channel."""
    terms = ANSWERS[subject]
    if subject == "sources" and isinstance(said, dict):
        unknown = said.keys() - {"name", "channel"}
        yield from (
            f'[{subject}] "{word}": "{key}" is not known. Known: name, channel.' for key in sorted(unknown)
        )
        said = said.get("channel", "")
    if said not in ("", *terms):
        yield f'[{subject}] "{word}" = "{said}": give one of {", ".join(terms)}, or leave it empty.'
