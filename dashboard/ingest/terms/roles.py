"""What a job's title and department say: the role's level, family and seniority. Words: roles.toml."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any, Final, NamedTuple

from dashboard.ingest.terms.answers import answer
from dashboard.ingest.terms.lexicon import Lexicon
from dashboard.ingest.terms.rules import remembered, rules
from dashboard.ingest.terms.text import fold, words
from dashboard.ingest.vocabulary import ROLE_FAMILIES

_TAGS: Final = (
    "architect",
    "it_architect",
    "doubtful",
    "excluded",
    "building",
    "management",
    "engineer",
    "it",
    "ignored",
)
_IT_DEPARTMENTS: Final = (
    "security",
    "data",
    "ai",
    "cloud",
    "network",
    "infrastructure",
    "backend",
    "frontend",
    "software",
)
"""Families whose words make a department one of IT people; "Enterprise" and "Solutions" are often sales."""


class Role(NamedTuple):
    """What a title says; terms of ROLE_LEVELS, ROLE_FAMILIES and SENIORITIES."""

    level: str
    family: str
    seniority: str


@remembered
def classify_title(title: str | None, department: str | None = None) -> Role:
    """Read a title in any language; the department decides only where it says "architect" and no more."""
    said = frozenset(_titles().read(_plain(title or "")))
    level = answer("titles", title) or _level(said, department)
    return Role(level, _family(said), _seniority(said))


def _level(said: Collection[str], department: str | None) -> str:
    architect = "architect" in said or "it_architect" in said
    says_it = "it_architect" in said or "it" in said or any(family in said for family in ROLE_FAMILIES)
    if "excluded" in said or (architect and "management" in said):
        return "other"
    if "doubtful" in said:
        return "unsure"
    if architect and says_it:
        return "architect"
    if not architect or "building" in said:
        return "other"
    return "architect" if _is_it(department) else "unsure"


def _family(said: Collection[str]) -> str:
    technical = not {"architect", "it_architect", "engineer", "doubtful"}.isdisjoint(said)
    if not technical or "excluded" in said:
        return "unspecified"
    return next((family for family in ROLE_FAMILIES if family in said), "unspecified")


def _seniority(said: Collection[str]) -> str:
    return next((level for level in ("principal", "lead", "senior", "junior") if level in said), "standard")


@remembered
def _is_it(department: str | None) -> bool:
    said = _departments().read(department or "")
    return "department" in said and "other_department" not in said


@remembered
def _titles() -> Lexicon[str]:
    return Lexicon((entry, tag) for language in _languages() for entry, tag in _title_entries(language))


def _title_entries(language: dict[str, Any]) -> Iterator[tuple[str, str]]:
    tagged = {tag: language.get(tag, []) for tag in _TAGS}
    tagged |= language.get("family", {}) | language.get("seniority", {})
    architect = tuple(fold(word).strip("*") for word in tagged["architect"])
    for tag, entries in tagged.items():
        for entry in entries:
            yield entry, tag
            if any(word.endswith(architect) for word in words(entry)):
                yield entry, "architect"


@remembered
def _departments() -> Lexicon[str]:
    return Lexicon(_department_entries(_languages()))


def _department_entries(languages: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for language in languages:
        yield from ((entry, "other_department") for entry in language.get("other_department", []))
        families = (language.get("family", {}).get(family, []) for family in _IT_DEPARTMENTS)
        yield from ((entry, "department") for entry in chain(language.get("department", []), *families))


def _languages() -> list[dict[str, Any]]:
    return list(rules("roles")["languages"].values())


def _plain(title: str) -> str:
    marks, suffixes, capitals = _marks()
    spelled = capitals.sub(lambda match: _spelled_out()[match[0]], title) if capitals.search(title) else title
    return suffixes.sub("", marks.sub(" ", fold(spelled)))


@remembered
def _spelled_out() -> dict[str, str]:
    return {short: full for full, shorts in rules("roles")["capitals"].items() for short in shorts}


@remembered
def _marks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    gender = rules("roles")["gender"]
    letter, between = r"(?:[mwdfhxkvniатуaожчс]|gn|div)", r"\s*[/|,.*:\s-]\s*"
    listed = "|".join(sorted((re.escape(fold(mark)) for mark in gender["marks"]), key=len, reverse=True))
    bracketed = rf"[(\[{{]\s*(?:{letter}(?:{between}{letter})+|{listed})\s*[)\]}}]"
    bare = r"(?<![^\W_])[mwdfhxknмжч](?:[/|][mwdfhxknмжч]){1,3}(?![^\W_])"
    suffix = "|".join(sorted(map(re.escape, gender["suffixes"]), key=len, reverse=True))
    return (
        re.compile(f"{bracketed}|{bare}"),
        re.compile(rf"(?<=[^\W\d_])(?:[/:*_·•.]-?(?:{suffix})|\((?:{suffix})\))(?![^\W_])"),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, _spelled_out())) or '(?!)'})\b"),
    )
