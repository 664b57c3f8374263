"""A user's own terms, from a file of theirs or from a map: answers for single words, and rules.

Its tables are subjects. A word of `stages`, `sources`, `titles` or `statuses` may be given its term, before
every rule and before the vendor's own group:

    [stages]
    "Blue Room" = "screened"

Everything else has the shape of the shipped files (`[stages.names]`, `[sources.names.event]` …). Its words
come before the shipped ones; `-word` takes a shipped word away.
"""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dashboard.ingest.terms import answers
from dashboard.ingest.terms.rules import SUBJECTS, Rules, put_over, shipped
from dashboard.ingest.vocabulary import CHANNELS

_OPEN: Final = (
    "roles.languages",
    "roles.capitals",
    "places.countries",
    "places.regions",
    "places.cities",
    "places.namesakes",
    "languages.names",
    "languages.same_as",
    "headers",
    *(f"sources.names.{channel}" for channel in CHANNELS),
)
"""Tables whose keys a user may add to, codes and names, each in the shape of the first. Others are ours."""


class BadTerms(ValueError):
    """A user's terms cannot be used: every mistake in them, one a line."""


@dataclass(frozen=True)
class OwnTerms:
    """What a user says of words: rules by subject, and answers by subject."""

    rules: Rules = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def load_terms(extra: Path | None = None) -> None:
    """Put the terms of a user's file over the shipped ones; None returns to the shipped ones."""
    use(*([read_terms(extra)] if extra else []))


def read_terms(path: Path) -> OwnTerms:
    """Read a user's file of terms. Raises BadTerms with every mistake in it."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadTerms(f"{path}: cannot be read as TOML: {error}") from error
    return own_terms(content, str(path))


def own_terms(content: Mapping[str, Any], where: str) -> OwnTerms:
    """Return the terms that a table of subjects gives. Raises BadTerms with every mistake in it."""
    if not content:
        return OwnTerms()
    split = {subject: _split(subject, said) for subject, said in content.items()}
    said = {subject: answered for subject, (answered, _) in split.items() if answered}
    rules = {subject: rest for subject, (answered, rest) in split.items() if rest or not answered}
    shape = {subject: shipped(subject) for subject in SUBJECTS}
    known = {**shape, **{subject: {} for subject in answers.ANSWERS if subject not in shape}}
    wrong = [*_mistakes(rules, known, ""), *_wrong_answers(said)]
    if wrong:
        raise BadTerms("\n".join(f"{where}: {mistake}" for mistake in wrong))
    return OwnTerms({subject: rule for subject, rule in rules.items() if rule}, said)


def use(*own: OwnTerms) -> None:
    """Let these terms count for this process, the later ones before the earlier ones."""
    merged: dict[str, dict[str, Any]] = {}
    for terms in own:
        for subject, said in terms.answers.items():
            merged.setdefault(subject, {}).update({word: term for word, term in said.items() if term})
    answers.put_in_force(merged)
    put_over([terms.rules for terms in own])


@contextmanager
def in_force(*own: OwnTerms) -> Iterator[None]:
    """Let these terms count within a block; after it the shipped ones count."""
    use(*own)
    try:
        yield
    finally:
        use()


def _split(subject: str, said: Any) -> tuple[dict[str, Any], Any]:
    """Part the answers for single words of a subject from its rules."""
    if subject not in answers.ANSWERS or not isinstance(said, dict):
        return {}, said
    tables = set(shipped(subject)) if subject in SUBJECTS else set()

    def answers_it(word: str, term: Any) -> bool:
        whole_source = subject == "sources" and isinstance(term, dict) and word not in tables
        return whole_source or (isinstance(term, str) and word not in tables)

    own = {word: term for word, term in said.items() if answers_it(word, term)}
    return own, {word: term for word, term in said.items() if word not in own}


def _wrong_answers(said: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for subject, words in said.items():
        for word, term in words.items():
            yield from answers.mistakes(subject, word, term)


def _mistakes(own: Any, shape: Any, where: str) -> Iterator[str]:
    if isinstance(shape, dict) != isinstance(own, dict) or not _is_rule(own):
        yield f"[{where}] must be {'a table' if isinstance(shape, dict) else 'a list of words'}."
    elif isinstance(own, dict):
        for key, value in own.items():
            yield from _mistakes_at(key, value, shape, where)
    else:
        starred = (word for word in own if "*" in word and " " in word)
        yield from (f'[{where}] "{word}": a star stands before or after one word.' for word in starred)


def _is_rule(own: Any) -> bool:
    return isinstance(own, dict) or (isinstance(own, list) and all(isinstance(word, str) for word in own))


def _mistakes_at(key: str, value: Any, shape: Rules, where: str) -> Iterator[str]:
    place = f"{where}.{key}".lstrip(".")
    if where in _OPEN:
        yield from _mistakes(value, next(iter(shape.values())), place)
    elif key in shape:
        yield from _mistakes(value, shape[key], place)
    else:
        near = difflib.get_close_matches(key, shape, n=1)
        advice = f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(shape)}."
        yield f'[{place}] "{key}" is not known. {advice}'
