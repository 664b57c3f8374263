"""Text that has to fit: escaped for Plotly, measured roughly, wrapped."""

import re
import unicodedata
from collections.abc import Iterable
from html import escape, unescape
from textwrap import wrap
from typing import Final

_NARROW: Final = set("iljtfrI.,:;|!'()[]1 ")
LONG_WORD: Final = 23
"""Letters that a word may have before it is broken: many German ones are longer than a line."""

_WIDE: Final = set("mwMWGOQ%@")


def escaped(text: str) -> str:
    """Return text that Plotly shows as it is: its labels read a little HTML."""
    return escape(text, quote=False)


def set_off(text: str) -> str:
    """Return text a little away from the end of a bar; Plotly has no option for that distance."""
    return f"\u00a0{text}"


def bold(text: str) -> str:
    """Return text in bold."""
    return f"<b>{text}</b>"


def width(text: str, size: float) -> float:
    """Return about how many pixels the longest line takes: enough to keep labels apart."""
    lines = [unescape(re.sub("<[^>]*>", "", line)) for line in text.split("<br>")]
    return size * max(sum(_advance(character) for character in line) for line in lines)


def room_for(texts: Iterable[str], size: float) -> float:
    """Return the width of the widest of the texts."""
    return max((width(text, size) for text in texts), default=0.0)


def _advance(character: str) -> float:
    if _is_wide(character):
        return 1.0
    if character in _NARROW:
        return 0.32
    return 0.85 if character in _WIDE else 0.57


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def wrapped(name: str, characters: int = 18, lines: int = 2) -> str:
    """Return an escaped name broken into lines, the rest cut off with an ellipsis."""
    plain = unescape(name)
    longest = max(map(len, plain.split()), default=0)
    room = characters // 2 + 1 if any(map(_is_wide, plain)) else max(characters, min(longest, LONG_WORD))
    parts = wrap(plain, room, max_lines=lines, placeholder=" …")
    return "<br>".join(map(escaped, parts)) or name


def cut(name: str, size: float, room: float) -> str:
    """Return an escaped name, as much of it as some pixels hold."""
    plain = unescape(name)
    if width(name, size) <= room:
        return name
    fitting = (plain[:end].rstrip() for end in range(len(plain), 0, -1))
    return next((f"{escaped(part)}…" for part in fitting if width(f"{escaped(part)}…", size) <= room), "…")
