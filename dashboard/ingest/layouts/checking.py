"""What is wrong in a map, one sentence a mistake, each with the table that it is in."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import polars as pl

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.parsing import READERS
from dashboard.ingest.shapes import SHAPES
from dashboard.ingest.written import DATE_SYSTEMS, ORDERS

HOW: Final = ("shape", "list", "each", "once")
"""What a feed's table says beside its fields."""
ONCE: Final = ("same", "earliest")
OF_TERMS: Final = ("status", "hash")
"""What a column may be read as beside the readers: by the terms, and by the secret of the warehouse."""
_OF_COLUMN: Final = ("column", "all", "as", "else", "values", "date_order", "date_system")


def problems_of(kinds: Mapping[str, Any]) -> Iterator[str]:
    """Yield the mistakes in the kinds of file that a map describes."""
    for name, kind in kinds.items():
        requires = kind.get("requires")
        if not (_words(requires) and requires):
            yield f'[{name}] lacks `requires`: a list of columns that tell this kind of file, ["…", "…"].'
        for feed, fields in feeds_of(kind):
            yield from (f"[{name}.{feed}] {problem}" for problem in _of_feed(feed, fields))


def date_problems(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield the mistakes in what a map, or one of its columns, says of dates."""
    if (order := said.get("date_order")) not in (None, *ORDERS):
        yield f'date_order is "{order}". Known: {", ".join(ORDERS)}.'
    if (system := said.get("date_system")) not in (None, *DATE_SYSTEMS):
        yield f"date_system is {system}. Known: {', '.join(map(str, DATE_SYSTEMS))}."


def feeds_of(kind: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the feeds that a kind of file fills, each with what the map says of it."""
    for feed, said in kind.items():
        for fields in said if isinstance(said, list) else [said]:
            if isinstance(fields, dict):
                yield feed, fields


def _of_feed(feed: str, fields: Mapping[str, Any]) -> Iterator[str]:
    if feed not in FEEDS:
        yield f"is no feed. {_nearest(feed, FEEDS)}"
        return
    known = FEEDS[feed].schema.columns()
    yield from (
        f'"{name}" is no field of {feed}. {_nearest(name, known)}'
        for name in fields
        if name not in known and name not in HOW
    )
    if (shape := fields.get("shape")) not in (None, *SHAPES):
        yield f'"{shape}" is no shape. Known: {", ".join(SHAPES)}.'
    if (once := fields.get("once")) not in (None, *ONCE):
        yield f'once: "{once}" is not known. Known: {", ".join(ONCE)}.'
    needed = (name for name, column in known.items() if not column.nullable and name not in ("file", "line"))
    yield from (f"lacks {name}: say which column it is." for name in needed if name not in fields)
    for name, said in fields.items():
        if name in known:
            yield from (f"{name}: {problem}" for problem in _of_column(said, known[name].dtype))


def _of_column(said: Any, kind: pl.DataType) -> Iterator[str]:
    if not isinstance(said, dict):
        if not _words(said):
            yield "name a column, or a list of columns."
        if not said:
            yield "is empty: say which column it is."
        return
    yield from (f'"{key}" is not known. {_nearest(key, _OF_COLUMN)}' for key in said if key not in _OF_COLUMN)
    if ("column" in said) == ("all" in said):
        yield "name one `column`, or several as `all`."
    if said.get("as", "text") not in (*READERS, *OF_TERMS):
        yield f'"{said["as"]}" reads nothing. Known: {", ".join((*READERS, *OF_TERMS))}.'
    yield from date_problems(said)
    terms = getattr(kind, "categories", pl.Series(dtype=pl.String)).to_list()
    for word in said.get("values", {}).values():
        if terms and word not in terms:
            yield f'"{word}" is none of {", ".join(terms)}.'


def _words(said: Any) -> bool:
    return isinstance(said, str) or (isinstance(said, list) and all(isinstance(word, str) for word in said))


def _nearest(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    listed = [name for name in known if name not in ("file", "line")]
    return f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(listed)}."
