"""Names of countries and languages in many languages, from Babel, by their folded spelling."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from babel import Locale

from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import fold

_BETWEEN: Final = re.compile(r"[\s.,'()\[\]\-_/&:·]+")
_ASIDE: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_PARTS: Final = re.compile(r"[,;/|()\[\]]|\s[-:]\s")

Index = Mapping[str, frozenset[str]]


def name_key(name: str) -> str:
    """Return the spelling by which names are compared: folded, any punctuation a space."""
    return _BETWEEN.sub(" ", fold(name)).strip()


@remembered
def locales() -> tuple[Locale, ...]:
    """Return the locales whose names are known."""
    return tuple(Locale.parse(name) for name in rules("languages")["locales"]["names"])


def indexed(names: Iterable[tuple[str, str]]) -> Index:
    """Return codes by name key from (name, code) pairs; a name of several codes keeps them all."""
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in names:
        codes[name_key(name)].add(code)
    return {key: frozenset(found) for key, found in codes.items() if key}


def indexed_table(names_by_code: Mapping[str, Sequence[str]]) -> Index:
    """Return codes by name key from a table of rules: the names of each code."""
    return indexed((name, code) for code, names in names_by_code.items() for name in names)


def agreed(text: str, code_of: Callable[[str], str | None]) -> str | None:
    """Return the one code that all of `text` means, or all its parts: "Germany (DE)", "DE - Deutschland"."""
    found = code_of(text)
    if found is None and _PARTS.search(fold(text)):
        codes = set(_codes_of_parts(fold(text), code_of))
        found = next(iter(codes)) if len(codes) == 1 else None
    return found


def _codes_of_parts(text: str, code_of: Callable[[str], str | None]) -> Iterator[str | None]:
    asides = [first or second for first, second in _ASIDE.findall(text)]
    yield from (code for aside in asides if (code := code_of(aside.strip())))
    yield from (code_of(part.strip()) for part in _PARTS.split(_ASIDE.sub("", text)) if part.strip())
