"""Stages that are the headers of columns: the pattern that all of them share, or their list."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

_SEVERAL: Final = 3
_ENDS: Final = " :.-_/–"


def each_of(headers: Sequence[str], others: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return what `each` says for these columns, and the stage that each of them gives.

    A pattern stands for all of them only where it stands for none of the others.
    """
    before = _cut(_shared(headers), _ENDS)
    after = _cut(_shared([header[::-1] for header in headers]), _ENDS)[::-1]
    inside = {header: header[len(before) : len(header) - len(after)].strip() for header in headers}
    alone = not any(other.startswith(before) and other.endswith(after) for other in others)
    if len(headers) >= _SEVERAL and (before or after) and alone and all(inside.values()):
        return [f"{before}*{after}"], inside
    return list(headers), {header: header for header in headers}


def _shared(texts: Sequence[str]) -> str:
    """Return how all the texts begin."""
    together = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in together)


def _cut(common: str, ends: str) -> str:
    """Cut a common beginning back to where a word ends; what holds a star is none."""
    end = max((common.rfind(mark) for mark in ends), default=-1) + 1
    return common[:end] if "*" not in common else ""
