"""Words with what each means, and the reading of a text by them: the longest entry wins, left to right.

An entry is written as a user would write it:

    `security`            the whole word, anywhere in the text; so are several words, `machine learning`
    `chmur*`              any word that begins so
    `*architekt`          any word that ends so; what stands before it is read as a compound of other entries
    `=new`                the whole text and nothing else
    `架构师`               scripts without spaces: anywhere
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from dashboard.ingest.terms.text import is_spaceless, words

T = TypeVar("T")
Table = Mapping[str, Sequence[str]]
"""A table of rules: the entries of each meaning."""
_SHORTEST_INSIDE = 4
_SHORTEST_FIRST = 3


class Hit(NamedTuple, Generic[T]):
    """What one entry means, and the words [start, stop) that it was found in."""

    start: int
    stop: int
    values: tuple[T, ...]


class Lexicon(Generic[T]):
    """Entries and their meanings; an entry that is given twice has both meanings, in the order given."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._whole: dict[str, tuple[T, ...]] = {}
        self._phrases: dict[str, tuple[T, ...]] = {}
        self._starts: dict[str, tuple[T, ...]] = {}
        self._ends: dict[str, tuple[T, ...]] = {}
        self._anywhere: dict[str, tuple[T, ...]] = {}
        self._longest: dict[str, int] = {}
        for entry, value in entries:
            self._add(entry, value)
        by_length = sorted(self._anywhere, key=lambda word: -len(word))
        self._in_runs = re.compile("|".join(map(re.escape, by_length)) or r"(?!)")
        self._of_word = lru_cache(maxsize=50_000)(self._read_word)

    def read(self, text: str) -> list[T]:
        """Return what the entries found in `text` mean, in their order."""
        return [value for hit in self.hits(words(text)) for value in hit.values]

    def hits(self, found: Sequence[str]) -> Iterator[Hit[T]]:
        """Find the entries in folded words, each word used once; an entry of the whole goes alone."""
        if whole := self._whole.get(" ".join(found)):
            yield Hit(0, len(found), whole)
            return
        at = 0
        while at < len(found):
            length, values = self._phrase(found, at) or (1, self._of_word(found[at]))
            if values:
                yield Hit(at, at + length, values)
            at += length

    @staticmethod
    def of(table: Table) -> "Lexicon[str]":
        """Return the lexicon of a table of rules."""
        return Lexicon((entry, meaning) for meaning, entries in table.items() for entry in entries)

    def _add(self, entry: str, value: T) -> None:
        parts = words(entry)
        text = " ".join(parts)
        if entry.startswith("="):
            table = self._whole
        elif entry.startswith("*"):
            table = self._ends
        elif entry.endswith("*"):
            table = self._starts
        elif len(parts) == 1 and is_spaceless(text):
            table = self._anywhere
        else:
            table = self._phrases
            self._longest[parts[0]] = max(len(parts), self._longest.get(parts[0], 0))
        if value not in table.get(text, ()):
            table[text] = (*table.get(text, ()), value)

    def _phrase(self, found: Sequence[str], at: int) -> tuple[int, tuple[T, ...]] | None:
        for length in range(min(self._longest.get(found[at], 0), len(found) - at), 0, -1):
            values = self._phrases.get(" ".join(found[at : at + length]))
            if values:
                return length, values
        return None

    def _read_word(self, word: str) -> tuple[T, ...]:
        if is_spaceless(word):
            return tuple(v for match in self._in_runs.finditer(word) for v in self._anywhere[match[0]])
        begins = next((n for n in range(len(word), 1, -1) if word[:n] in self._starts), 0)
        ends = next((n for n in range(len(word)) if word[n:] in self._ends), None)
        if ends is not None and begins <= ends:
            return (*self._ends[word[ends:]], *self._inside(word[:ends]))
        return self._starts[word[:begins]] if begins else ()

    def _inside(self, compound: str) -> Iterator[T]:
        if compound in self._phrases:
            yield from self._phrases[compound]
            return
        at = 0
        while at < len(compound):
            shortest = _SHORTEST_INSIDE if at else _SHORTEST_FIRST
            stops = range(len(compound), at + shortest - 1, -1)
            known = (stop for stop in stops if self._known(compound[at:stop]))
            stop = next(known, None)
            if stop is not None:
                yield from self._known(compound[at:stop])
            at = stop or at + 1

    def _known(self, word: str) -> tuple[T, ...]:
        return self._phrases.get(word) or self._starts.get(word) or ()


def meanings(table: Table) -> dict[str, str]:
    """Return what each entry of a table means as the whole of a value, by its folded words."""
    return {" ".join(words(entry)): meaning for meaning, entries in table.items() for entry in entries}
