"""The nearest right name for a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean "x"?` for the closest known name, or nothing when none is close."""
    close = closest(word, known)
    return f'Did you mean "{close}"?' if close else ""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the closest known name, or nothing when none is close."""
    names = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), names, n=1)
    return names[close[0]] if close else ""


def listed(names: Iterable[str]) -> str:
    """Return names as words of a sentence: `a, b or c`."""
    *others, last = [f'"{name}"' for name in names]
    return f"{', '.join(others)} or {last}" if others else last
