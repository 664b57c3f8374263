"""The file that the setting `scopes` names: who may see which rows, and every mistake with its line."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from dashboard import settings
from dashboard.catalog.header import read_toml
from dashboard.catalog.keys import KeyFault
from dashboard.catalog.model import KeyPath, Problem
from dashboard.catalog.nearest import did_you_mean, listed
from dashboard.ingest import vocabulary
from dashboard.ingest.terms.countries import country_of
from dashboard.warehouse.scope import DIMENSIONS, NOT_STATED, Scope

NONE: Final = "none"
"""The scope of those who may see nothing."""

KEYS: Final[Mapping[str, str]] = {
    "title": "what people call it; without it, its name",
    **dict.fromkeys(DIMENSIONS, "the values whose rows it holds; without the key, all of them"),
    "individuals": "false: no single applications, no SQL page, no figures about few people; default true",
    "may_import": "true: its people may import exports; default false",
}
"""The keys of a scope with their meanings."""

_FLAGS: Final = ("individuals", "may_import")
_TOP: Final = ("scopes", "people", "groups", "default")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_WORDS: Final[Mapping[str, Sequence[str]]] = {
    "role_level": vocabulary.ROLE_LEVELS,
    "role_family": vocabulary.ROLE_FAMILIES,
    "channel": vocabulary.CHANNELS,
    "work_model": vocabulary.WORK_MODELS,
}


@dataclass(frozen=True)
class Scopes:
    """The scopes of a file, and who has which. With any problem nobody has one."""

    scopes: Mapping[str, Scope] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    default: str = NONE
    problems: tuple[Problem, ...] = ()

    def of(self, person: str, groups: Collection[str] = ()) -> Scope | None:
        """Return the scope of a person: by name, else by the first group of the file, else the default."""
        named = self.people.get(person.casefold())
        through = (scope for group, scope in self.groups.items() if group in groups)
        return self.scopes.get(named or next(through, self.default))


def scopes_in_force() -> Scopes | None:
    """Return the scopes of the file that the setting names; None, where it names none, is everything."""
    named = settings.get("scopes")
    return read_scopes(Path(named)) if named else None


def read_scopes(path: Path) -> Scopes:
    """Return the scopes of a file, or every mistake in it."""
    try:
        stamp = path.stat()
        return _read(path, stamp.st_mtime_ns, stamp.st_size)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        advice = f"Correct the setting {settings.SETTINGS['scopes'].variable}, or the file."
        return Scopes(problems=(Problem(path, 1, f"the scopes cannot be read: {reason}.", advice),))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Scopes:
    toml = read_toml(path.read_text("utf-8"))
    problems = [Problem(path, fault.line, fault.message, fault.advice) for fault in toml.faults]
    problems += [
        Problem(path, toml.line_of(fault.path), fault.message, fault.advice) for fault in _faults(toml.table)
    ]
    if problems:
        return Scopes(problems=tuple(sorted(problems)))
    table = toml.table
    return Scopes(
        {name: _scope(name, entry) for name, entry in table.get("scopes", {}).items()},
        {person.casefold(): scope for person, scope in table.get("people", {}).items()},
        table.get("groups", {}),
        table.get("default", NONE),
    )


def _scope(name: str, entry: Mapping[str, Any]) -> Scope:
    rows = {dimension: tuple(entry[dimension]) for dimension in DIMENSIONS if dimension in entry}
    flags = {flag: entry[flag] for flag in _FLAGS if flag in entry}
    return Scope(name, entry.get("title", ""), rows, **flags)


def _faults(table: Mapping[str, Any]) -> Iterator[KeyFault]:
    for key, value in table.items():
        if key not in _TOP:
            yield _unknown("key", key, (key,), _TOP)
        elif key != "default" and not isinstance(value, dict):
            yield KeyFault((key,), f'"{key}" is no table.', f"Write [{key}].")
    tables = {key: value for key, value in table.items() if isinstance(value, dict)}
    scopes = tables.get("scopes", {})
    for name, entry in scopes.items():
        yield from _scope_faults(name, entry)
    for key in ("people", "groups"):
        for who, scope in tables.get(key, {}).items():
            yield from _reference_faults(scope, (key, who), scopes)
    yield from _twice(tables.get("people", {}))
    if "default" in table:
        yield from _reference_faults(table["default"], ("default",), scopes)


def _twice(people: Mapping[str, Any]) -> Iterator[KeyFault]:
    seen: set[str] = set()
    for person in people:
        if person.casefold() in seen:
            yield KeyFault(("people", person), f'"{person}" is named twice.', "Keep one.")
        seen.add(person.casefold())


def _reference_faults(name: Any, path: KeyPath, scopes: Collection[str]) -> Iterator[KeyFault]:
    known = tuple(dict.fromkeys((NONE, *scopes)))
    if name not in known:
        yield _unknown("scope", name, path, known)


def _scope_faults(name: str, entry: Any) -> Iterator[KeyFault]:
    path: KeyPath = ("scopes", name)
    if name == NONE or not _NAME.fullmatch(name):
        advice = f'Use a-z, 0-9, "_" and "-", and not "{NONE}", which is nothing.'
        yield KeyFault(path, f'a scope cannot be called "{name}".', advice)
    if not isinstance(entry, dict):
        yield KeyFault(path, f'"{name}" is no table.', f"Write [scopes.{name}].")
        return
    for key, value in entry.items():
        yield from _entry_faults(key, value, (*path, key))


def _entry_faults(key: str, value: Any, path: KeyPath) -> Iterator[KeyFault]:
    if key not in KEYS:
        yield _unknown("key", key, path, tuple(KEYS))
    elif key == "title":
        if not isinstance(value, str):
            yield KeyFault(path, '"title" is no text.')
    elif key in _FLAGS:
        if not isinstance(value, bool):
            yield KeyFault(path, f'"{key}" takes true or false, not {value!r}.')
    elif not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        advice = "Leave the key out for all of them."
        yield KeyFault(path, f'"{key}" takes a list of values, with one at least.', advice)
    else:
        yield from (_unknown_value(key, each, path) for each in value if not _is_value(key, each))


def _is_value(dimension: str, value: str) -> bool:
    if value == NOT_STATED:
        return True
    match dimension:
        case "country":
            return len(value) == 2 and country_of(value) == value
        case "language":
            return _LANGUAGE.fullmatch(value) is not None
        case _:
            return value in _WORDS.get(dimension, (value,))


def _unknown_value(dimension: str, value: str, path: KeyPath) -> KeyFault:
    known = _WORDS.get(dimension)
    code = "ISO 3166-1 code, as in DE" if dimension == "country" else "ISO 639-1 code, as in de"
    advice = f"Write its {code}." if known is None else _nearest(value, known)
    return KeyFault(path, f"{value!r} is no {dimension.replace('_', ' ')}.", advice)


def _unknown(what: str, name: Any, path: KeyPath, known: Sequence[str]) -> KeyFault:
    return KeyFault(path, f'unknown {what} "{name}".', _nearest(str(name), known))


def _nearest(word: str, known: Sequence[str]) -> str:
    return did_you_mean(word, known) or f"Known: {listed(known)}."
