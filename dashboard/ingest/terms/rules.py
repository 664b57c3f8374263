"""Where the rules come from: a TOML file for each subject, and a user's own over them (see `own`)."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
Rules = dict[str, Any]

SUBJECTS: Final = (
    "roles",
    "stages",
    "sources",
    "reasons",
    "statuses",
    "places",
    "languages",
    "work_models",
    "headers",
)
_CACHES: list[Callable[[], None]] = []
_extra: list[Rules] = []


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Cache a function of the rules in force; other rules make it forget what it knew."""
    cached = lru_cache(maxsize=100_000)(function)
    _CACHES.append(cached.cache_clear)
    return cast(Callable[P, R], cached)


def put_over(extra: Sequence[Rules]) -> None:
    """Put rules over the shipped ones for this process, the later ones first."""
    _extra[:] = extra
    for forget in _CACHES:
        forget()


@remembered
def rules(subject: str) -> Rules:
    """Return the rules in force of one subject."""
    found = shipped(subject)
    for own in _extra:
        found = _merged(found, own.get(subject, {}))
    return found


@cache
def shipped(subject: str) -> Rules:
    """Return the rules of one subject that come with the product."""
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
