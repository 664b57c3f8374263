"""JSON values out of a text stream, one at a time, so that a file need not fit into memory."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

_LONGEST_RECORD: Final = 2**26
_WRAPPERS: Final = ("data", "results", "items", "records", "rows", "value", "values")
_WRAPPED: Final = re.compile(rf'\{{\s*"(?:{"|".join(_WRAPPERS)})"\s*:\s*\[')
_LEAST_SAID: Final = 2
"""A record says so much of itself beside a list; a page may say less, such as its number."""
_BETWEEN: Final = re.compile(r"[\s,]*")
_decode: Final = json.JSONDecoder().raw_decode


class Broken:
    """Stands for a record that is not JSON."""


def records(read: Callable[[], str]) -> Iterator[Any]:
    """Yield the records of an array, of arrays wrapped in objects, or of objects one after the other.

    `read` returns the next piece of text, empty at the end. What cannot be read comes as `Broken`; it ends
    an array, but not a file of an object a line.
    """
    text = _Text(read)
    while start := text.peek():
        if start == "[":
            text.skip(1)
            yield from _elements(text)
        elif wrapper := text.match(_WRAPPED):
            text.skip(wrapper)
            yield from _elements(text)
            text.close_object()
        else:
            value = text.value()
            yield from _unwrapped(value)
            if isinstance(value, Broken) and not text.skip_line():
                return


def _elements(text: "_Text") -> Iterator[Any]:
    while (start := text.peek()) and start != "]":
        value = text.value()
        yield value
        if isinstance(value, Broken):
            text.skip_all()
            return
    if not start:
        yield Broken()
    text.skip(1)


def _unwrapped(value: Any) -> Iterator[Any]:
    """An object without a key of its own that holds one list of objects is a page around them."""
    lists = {
        name: held
        for name, held in (value.items() if isinstance(value, dict) and "id" not in value else ())
        if isinstance(held, list) and held and all(isinstance(element, dict) for element in held)
    }
    match [*lists.items()]:
        case [(name, held)] if name in _WRAPPERS or not _is_record(value, held[0]):
            yield from held
        case _:
            yield value


def _is_record(value: dict[str, Any], element: dict[str, Any]) -> bool:
    """Tell an application with a list of its steps from a page of applications: it says more itself."""
    return _said(value) >= max(_said(element), _LEAST_SAID) and "id" not in element


def _said(record: dict[str, Any]) -> int:
    return sum(not isinstance(held, dict | list) for held in record.values())


class _Text:
    """The piece of the stream that is in memory, and the position in it."""

    def __init__(self, read: Callable[[], str]) -> None:
        self._read, self._held, self._at = read, "", 0

    def peek(self) -> str:
        """Return the next character that is neither space nor comma, or nothing at the end."""
        self._at = self._end_of(_BETWEEN)
        while self._at == len(self._held) and self._more():
            self._at = self._end_of(_BETWEEN)
        return self._held[self._at : self._at + 1]

    def match(self, pattern: re.Pattern[str]) -> int:
        """Return how many characters of the pattern come next; 0 for none."""
        if len(self._held) - self._at < 1_000:
            self._more()
        return max(self._end_of(pattern) - self._at, 0)

    def value(self) -> Any:
        """Return the next value, or `Broken`."""
        while True:
            try:
                value, self._at = _decode(self._held, self._at)
            except (ValueError, RecursionError):
                if len(self._held) - self._at > _LONGEST_RECORD or not self._more():
                    return Broken()
            else:
                return value

    def close_object(self) -> None:
        """Skip what follows the list in a wrapping object."""
        if self.peek():
            self._held, self._at = '{"": 0' + ("" if self.peek() == "}" else ",") + self._held[self._at :], 0
            if isinstance(self.value(), Broken):
                self.skip_all()

    def skip(self, count: int) -> None:
        self._at += count

    def skip_line(self) -> bool:
        """Go to the next line; False when there is none."""
        end = self._held.find("\n", self._at)
        self._at = end + 1
        return end >= 0

    def skip_all(self) -> None:
        while self._more():
            self._at = len(self._held)
        self._at = len(self._held)

    def _end_of(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._held, self._at)
        return found.end() if found else self._at

    def _more(self) -> bool:
        piece = self._read()
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)
