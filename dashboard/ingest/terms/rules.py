"""Where the rules come from: a TOML file for each subject, and a user's own file over them.

A user's file has the subjects as its top-level tables (`[stages.names]`, `[sources.names.event]` …) in the
shape of the shipped files. Its words come before the shipped ones; `-word` takes a shipped word away.
"""

import difflib
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

from dashboard.ingest.vocabulary import CHANNELS

P = ParamSpec("P")
R = TypeVar("R")
Rules = dict[str, Any]

SUBJECTS: Final = ("roles", "stages", "sources", "reasons", "places", "languages", "work_models")
_OPEN: Final = (
    "roles.languages",
    "roles.capitals",
    "places.countries",
    "places.regions",
    "places.cities",
    "places.namesakes",
    "languages.names",
    "languages.same_as",
    *(f"sources.names.{channel}" for channel in CHANNELS),
)
"""Tables whose keys a user may add to, codes and names, each in the shape of the first. Others are ours."""
_CACHES: list[Callable[[], None]] = []


class BadTerms(ValueError):
    """A user's file of terms cannot be used: every mistake in it, one a line."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Cache a function of the rules in force; loading other rules forgets what it knew."""
    cached = lru_cache(maxsize=100_000)(function)
    _CACHES.append(cached.cache_clear)
    return cast(Callable[P, R], cached)


_extra: Rules = {}


def load_terms(extra: Path | None = None) -> None:
    """Put a user's terms over the shipped ones for this process; None returns to the shipped ones."""
    global _extra  # noqa: PLW0603 - the rules in force are the process's; callers load them once, at start
    _extra = _user_rules(extra) if extra else {}
    for forget in _CACHES:
        forget()


@remembered
def rules(subject: str) -> Rules:
    """Return the rules in force of one subject."""
    return _merged(_shipped(subject), _extra.get(subject, {}))


def _shipped(subject: str) -> Rules:
    return tomllib.loads(Path(__file__).with_name(f"{subject}.toml").read_text(encoding="utf-8"))


def _merged(base: Rules, over: Rules) -> Rules:
    keys = [*over, *(key for key in base if key not in over)]
    return {key: _joined(base.get(key), over.get(key)) for key in keys}


def _joined(base: Any, over: Any) -> Any:
    if base is None or over is None:
        return over if base is None else base
    if isinstance(base, dict):
        return _merged(base, over)
    gone = {word[1:] for word in over if word.startswith("-")}
    return [*(w for w in over if not w.startswith("-")), *(w for w in base if w not in gone)]


def _user_rules(path: Path) -> Rules:
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadTerms(f"{path}: cannot be read as TOML: {error}") from error
    shipped = {subject: _shipped(subject) for subject in SUBJECTS}
    mistakes = [f"{path}: {mistake}" for mistake in _mistakes(own, shipped, "")]
    if mistakes:
        raise BadTerms("\n".join(mistakes))
    return own


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
