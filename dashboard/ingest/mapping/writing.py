"""TOML for people: each line with its reason, long lists broken, and every name quoted as it must be."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WIDTH: Final = 110
_REASONS_AT: Final = 44


@dataclass(frozen=True)
class Line:
    """A key of a table, its value, and why it is so."""

    key: str
    value: str
    why: str = ""


def quoted(text: str) -> str:
    """Return text as a TOML string. JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def listed(texts: Sequence[str]) -> str:
    """Return texts as a TOML list, over several lines where one is too short."""
    one = f"[{', '.join(map(quoted, texts))}]"
    return one if len(one) < _WIDTH - 20 else "[\n" + "".join(f"  {row},\n" for row in _rows(texts)) + "]"


def _rows(texts: Sequence[str]) -> Iterable[str]:
    row = ""
    for text in map(quoted, texts):
        if row and len(row) + len(text) > _WIDTH:
            yield row
            row = ""
        row = f"{row}, {text}" if row else text
    yield row


def inline(**said: str) -> str:
    """Return keys and written values as a TOML table in one line; an underscore ends a reserved word."""
    return "{ " + ", ".join(f"{key.rstrip('_')} = {value}" for key, value in said.items()) + " }"


def lines_of(lines: Iterable[Line]) -> Iterable[str]:
    """Yield written lines, their reasons one below the other."""
    for line in lines:
        text = f"{line.key} = {line.value}"
        if not line.why:
            yield text
        elif "\n" in text:
            yield from (f"# {in_one_line(line.why)}", text)
        else:
            yield f"{text:<{_REASONS_AT}}  # {in_one_line(line.why)}"


def in_one_line(comment: str) -> str:
    """Return a comment that ends where its line ends, whatever headers and values it quotes."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in comment).split())


def wrapped(comment: str) -> Iterable[str]:
    """Yield a comment as lines of comments."""
    row = "#"
    for word in in_one_line(comment).split(" "):
        if len(row) + len(word) > _WIDTH and row != "#":
            yield row
            row = "#  "
        row += f" {word}"
    yield row
