"""Options of a `[chart]` table: what each takes, and what is wrong with what it was given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Final

import polars as pl

from dashboard.charts.kinds import kind_of

ColumnTypes = Mapping[str, pl.DataType | str]
"""The result's columns with their Polars types or the names of their DuckDB types."""


@dataclass(frozen=True)
class Option:
    """One key of `[chart]`. `columns` holds the kinds of column that it may name; empty: it names none.

    `values` is the closed set of words or the Python types that it takes beside a column's name.
    """

    help: str
    columns: frozenset[str] = frozenset()
    many: bool = False
    values: tuple[str, ...] = ()
    types: tuple[type, ...] = ()


_ANY: Final = ("number", "text", "time", "bool", "list", "other")


def column(help_text: str, *kinds: str) -> Option:
    """Return an option that names a column of one of these kinds, without any of every kind."""
    return Option(help_text, columns=frozenset(kinds or _ANY))


def columns(help_text: str, *kinds: str) -> Option:
    """Return an option that lists columns of these kinds."""
    return replace(column(help_text, *kinds), many=True)


@dataclass(frozen=True)
class ChartSpec:
    """What a chart type shows and needs, its options and which of them it cannot do without."""

    about: str
    required: tuple[str, ...]
    options: Mapping[str, Option] = field(default_factory=dict)


def option_problems(name: str, value: Any, option: Option, column_types: ColumnTypes | None) -> Iterator[str]:
    """Yield what is wrong with the value that a header gives an option."""
    if option.many:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield f'"{name}" takes a list of column names, as in ["country", "hires"].'
            return
        for item in value:
            yield from _column_problems(name, item, option, column_types)
    elif _is_one_of_types(value, option.types) or value in option.values:
        return
    elif option.columns and isinstance(value, str):
        yield from _column_problems(name, value, option, column_types)
    else:
        yield f'"{name}" takes {_takes(option)}, not {quoted(value)}.{nearest(str(value), option.values)}'


def _column_problems(
    name: str, column: str, option: Option, column_types: ColumnTypes | None
) -> Iterator[str]:
    if column_types is None:
        return
    if column not in column_types:
        yield f'"{name}" names the column "{column}", which the result lacks.{nearest(column, column_types)}'
        return
    kind = kind_of(column_types[column])
    if kind != "null" and kind not in option.columns:
        needed = _kinds(option.columns)
        yield f'"{name}" needs a column of {needed}, and "{column}" holds {_KIND_WORDS[kind]}.'


def _is_one_of_types(value: Any, types: tuple[type, ...]) -> bool:
    return type(value) in types


def _takes(option: Option) -> str:
    words = [f'"{word}"' for word in option.values]
    words += ["text"] if str in option.types else []
    words += ["a number"] if int in option.types else []
    words += ["true or false"] if bool in option.types else []
    words += ["the name of a column"] if option.columns else []
    return _either(words)


_KIND_WORDS: Final[Mapping[str, str]] = {
    "number": "numbers",
    "text": "text",
    "time": "dates or times",
    "bool": "true or false",
    "list": "lists",
    "null": "nothing",
    "other": "something that cannot be drawn",
}


def quoted(value: Any) -> str:
    """Return a value as the header has it."""
    return f'"{value}"' if isinstance(value, str) else str(value)


def _kinds(kinds: Iterable[str]) -> str:
    accepted = set(kinds)
    return _either([words for kind, words in _KIND_WORDS.items() if kind in accepted])


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a question after the most similar of the known words, where one is similar."""
    close = get_close_matches(word, list(known), n=1)
    return f' Did you mean "{close[0]}"?' if close else ""
