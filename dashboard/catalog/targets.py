"""The file of targets, beside the data or where the setting `targets` says: what is aimed at, every mistake.

Queries read the targets as the table `targets`, which is laid beside the published ones.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from dashboard import settings
from dashboard.catalog.header import Toml, read_toml
from dashboard.catalog.keys import KeyFault
from dashboard.catalog.model import KeyPath, Problem, Query
from dashboard.catalog.nearest import did_you_mean, listed
from dashboard.ingest.terms.countries import country_of
from dashboard.ingest.vocabulary import ROLE_FAMILIES
from dashboard.warehouse.folder import WarehouseFolder

TABLE: Final = "targets"
FILE: Final = "targets.toml"
VIEW: Final = (Path(__file__).parent / "targets.sql").read_text("utf-8").strip()
"""Without the engine's variable the table is there and has no rows."""

ABOUT: Final = "What the file of the setting `targets` aims at, one row a target; none without a file."
COLUMNS: Final = {
    "measure": ("varchar", "time_to_fill or hires"),
    "role_family": ("varchar", "Of a time to fill; null: every family without a target of its own"),
    "country": ("varchar", "Of hires, ISO 3166-1 alpha-2; null: all countries together"),
    "quarter_start": ("date", "Of hires: first day of the quarter"),
    "value": ("double", "Days, or hires"),
}
"""The table's columns in order, with their types and meanings."""

EVERY: Final = "every"
"""The role family of the target for those without one of their own."""
_QUARTER: Final = re.compile(r"(\d{4})-Q([1-4])")
_HIRES_KEYS: Final = ("quarter", "country", "hires")


@dataclass(frozen=True)
class Target:
    """One row of the table: days to fill a seat of a role family, or hires in a quarter and country."""

    measure: Literal["time_to_fill", "hires"]
    value: float
    role_family: str | None = None
    country: str | None = None
    quarter_start: date | None = None


@dataclass(frozen=True)
class Targets:
    """What a file aims at; with any problem nothing of it counts."""

    rows: tuple[Target, ...] = ()
    problems: tuple[Problem, ...] = ()


def targets_in_force() -> Targets:
    """Return the targets of the file that the setting names, else of the one beside the data; else none.

    While the invented company is shown they are its own: nobody's targets are there for its figures.
    """
    folder = WarehouseFolder(Path(settings.get("warehouse")))
    invented = folder.invented / FILE
    if invented.exists() and folder.current() is None:
        return read_targets(invented)
    named = settings.get("targets")
    path = Path(named or folder.path / FILE)
    return read_targets(path) if named or path.exists() else Targets()


def targets_for(query: Query) -> Targets:
    """Return the targets in force where a query reads them, else none."""
    return targets_in_force() if TABLE in query.tables else Targets()


def read_targets(path: Path) -> Targets:
    """Return the targets of a file, or every mistake in it."""
    try:
        stamp = path.stat()
        return _read(path, stamp.st_mtime_ns, stamp.st_size)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        advice = f"Correct the setting {settings.SETTINGS['targets'].variable}, or the file."
        return Targets((), (Problem(path, 1, f"the targets cannot be read: {reason}.", advice),))


@lru_cache(maxsize=10)
def _read(path: Path, _changed: int, _size: int) -> Targets:
    toml = read_toml(path.read_text("utf-8"))
    problems = [Problem(path, fault.line, fault.message, fault.advice) for fault in toml.faults]
    problems += [_placed(path, fault, toml) for fault in _faults(toml.table)]
    return Targets((), tuple(sorted(problems))) if problems else Targets(tuple(_targets(toml.table)))


def _placed(path: Path, fault: KeyFault, toml: Toml) -> Problem:
    return Problem(path, toml.line_of(fault.path), fault.message, fault.advice)


def _targets(table: Mapping[str, Any]) -> Iterator[Target]:
    for family, days in table.get("time_to_fill", {}).items():
        yield Target("time_to_fill", float(days), None if family == EVERY else family)
    for entry in table.get("hires", ()):
        quarter = _quarter_start(entry["quarter"])
        yield Target("hires", float(entry["hires"]), country=entry.get("country"), quarter_start=quarter)


def _quarter_start(text: Any) -> date | None:
    match = _QUARTER.fullmatch(text) if isinstance(text, str) else None
    return date(int(match[1]), 3 * int(match[2]) - 2, 1) if match and int(match[1]) else None


def _faults(table: Mapping[str, Any]) -> Iterator[KeyFault]:
    for key, value in table.items():
        if key not in ("time_to_fill", "hires"):
            yield _unknown(key, (key, 0) if isinstance(value, list) else (key,), ("time_to_fill", "hires"))
    days, hires = table.get("time_to_fill", {}), table.get("hires", [])
    if isinstance(days, dict):
        yield from _time_to_fill_faults(days)
    else:
        yield KeyFault(("time_to_fill",), '"time_to_fill" is no table.', "Write [time_to_fill].")
    if isinstance(hires, list) and all(isinstance(entry, dict) for entry in hires):
        yield from _hires_faults(hires)
    else:
        yield KeyFault(("hires",), '"hires" is no list of tables.', "Write [[hires]] before each target.")


def _time_to_fill_faults(days: Mapping[str, Any]) -> Iterator[KeyFault]:
    for family, value in days.items():
        path: KeyPath = ("time_to_fill", family)
        if family not in (EVERY, *ROLE_FAMILIES):
            yield _unknown(family, path, (EVERY, *ROLE_FAMILIES))
        if not _is_whole(value):
            yield KeyFault(path, f'"{family}" is no number of days.', "Write a whole number above 0.")


def _hires_faults(hires: list[dict[str, Any]]) -> Iterator[KeyFault]:
    seen: set[tuple[date | None, str]] = set()
    for number, entry in enumerate(hires):
        yield from _entry_faults(entry, ("hires", number))
        named = _quarter_start(entry.get("quarter")), str(entry.get("country"))
        if named[0] and named in seen:
            yield KeyFault(("hires", number), "a second target for this quarter and country.", "Keep one.")
        seen.add(named)


def _entry_faults(entry: Mapping[str, Any], path: KeyPath) -> Iterator[KeyFault]:
    for key in entry:
        if key not in _HIRES_KEYS:
            yield _unknown(key, (*path, key), _HIRES_KEYS)
    if _quarter_start(entry.get("quarter")) is None:
        yield KeyFault((*path, "quarter"), "no quarter is named.", 'Write it as quarter = "2026-Q4".')
    if not _is_whole(entry.get("hires")):
        yield KeyFault((*path, "hires"), "no number of hires is given.", "Write a whole number above 0.")
    if "country" in entry and not _is_country(entry["country"]):
        advice = 'Write its ISO 3166-1 code, as in country = "DE"; leave it out for all countries together.'
        yield KeyFault((*path, "country"), f"{entry['country']!r} is no country.", advice)


def _unknown(key: str, path: KeyPath, known: tuple[str, ...]) -> KeyFault:
    advice = did_you_mean(key, known) or f"Known: {listed(known)}."
    return KeyFault(path, f'unknown key "{key}".', advice)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_country(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 2 and country_of(value) == value
