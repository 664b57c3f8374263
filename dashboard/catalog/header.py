"""The TOML header of a query file, in `--` comments of the shape of PEP 723, with the line of each key.

Tomllib says where a file is malformed but not where a key stands, so keys are looked up in the text.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.catalog.model import KeyPath

OPEN, CLOSE = "-- /// query", "-- ///"

_TABLE = re.compile(r"^\s*\[(\[)?\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*[=.]""")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Fault:
    """One mistake with its line in the text it was found in."""

    line: int
    message: str
    advice: str = ""


@dataclass(frozen=True)
class Toml:
    """A parsed TOML text, the lines of its keys, and what is wrong with its form."""

    table: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    first_line: int = 1

    def line_of(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest table around it."""
        return line_of(self.lines, path, self.first_line)


def line_of(lines: Mapping[KeyPath, int], path: KeyPath, default: int = 1) -> int:
    """Return the line of a key, or of the nearest table around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, default)


def read_header(text: str) -> Toml:
    """Return the header of a query file; without one, an empty table."""
    lines = text.splitlines()
    opened = [number for number, line in enumerate(lines, 1) if line.rstrip() == OPEN]
    if not opened:
        return Toml(faults=tuple(_almost_header(lines)))
    first = opened[0]
    body = lines[first:]
    length = next((i for i, line in enumerate(body) if line.rstrip() == CLOSE), None)
    if length is None:
        return Toml(faults=(Fault(first, "the header is never closed.", f'End it with a line "{CLOSE}".'),))
    faults = [Fault(n, "a second header; a file has one.", "Merge the two.") for n in opened[1:]]
    inside = body[:length]
    for number, line in enumerate(inside, first + 1):
        if not line.startswith("--"):
            faults.append(Fault(number, "a header line that is no comment.", 'Start it with "-- ".'))
    toml = read_toml("\n".join(line.removeprefix("--").removeprefix(" ") for line in inside), first + 1)
    return Toml(toml.table, toml.lines, (*faults, *toml.faults), first)


def _almost_header(lines: list[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, 1):
        if re.match(r"^\s*--\s*///", line):
            yield Fault(number, "this is not how a header begins.", f'Write exactly "{OPEN}".')
            return


def read_toml(text: str, first_line: int = 1) -> Toml:
    """Parse a TOML text whose first line is the file's line `first_line`."""
    lines = dict(_key_lines(text, first_line))
    try:
        return Toml(tomllib.loads(text), lines, (), first_line)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        within = int(place[1]) if place and place[1] else text.count("\n") + 1
        message = _TOML_PLACE.sub("", str(error))
        return Toml({}, lines, (Fault(first_line + within - 1, f"not valid TOML: {message}."),), first_line)


def _key_lines(text: str, first_line: int) -> Iterator[tuple[KeyPath, int]]:
    table: KeyPath = ()
    entries: dict[KeyPath, int] = {}
    for number, line in enumerate(text.splitlines(), first_line):
        if header := _TABLE.match(line):
            table = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            if header[1]:
                entries[table] = entries.get(table, -1) + 1
                table = (*table, entries[table])
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key[1] or key[2] or key[3]), number
