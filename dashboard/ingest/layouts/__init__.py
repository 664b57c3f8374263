"""A layout is a TOML map: which files an export has, how each is recognised, which of its columns feed what.

    title = "…"                           what people call it
    snapshot = ["exported_at"]            columns that say when the export was taken, the latest counts
    date_order = "day_first"              what 04/05/2026 means in all columns that do not say it themselves;
                                          without it the values decide, or the file is refused
    date_system = 1904                    Excel's numbers of days in CSV files count from 1904, not from 1900

    [unread]                              files that are known and not read: people, or nothing on a page
    candidates = ["first_name"]           name = columns that tell it

    [refused.pivot]                       files that are known and cannot be used: each header is there
    headers = ["Count", "Job*"]           (`*` is anything); with `reason` and `advice`, a sentence each

    [applications]                        one kind of file; its name only breaks a tie between kinds
    requires = ["id", "type_name|type"]   columns without which it is another kind; `a|b` is either
    [applications.applications]           a feed (dashboard/ingest/feeds.py) that it fills: one or several
    job_id = "job_id"                     field = column
    opened_at = ["opened_at", "created"]  the first of these columns that the file has
    source_type = "type.name"             `name` inside `type`, be it nested JSON or JSON text in a cell
    applied_at = { column = "created", as = "time" }        read by a function of dashboard/ingest/parsing.py
    applied_at = { column = "Date", date_order = "day_first" }   its 04/05/2026 is 4 May; or "month_first"
    status = { column = "s", values = { open = "active" } } words to words; upper and lower case are one,
                                          and the word "*" stands for all that are not listed
    job_id = { column = "code", else = "id" }               the other column where the cell is empty
    posting_id = "applications.0.posting" `posting` of the first element of a list
    shape = "occupancy"                   only for a history: a function of dashboard/ingest/shapes.py
    list = "stageChanges"                 the feed's rows are the elements of this list; `stageChanges.to` is
                                          a field of theirs, every other name one of the row around them
    each = ["Stage - *"]                  the feed's rows are the filled cells of these columns: `each.value`
                                          is the cell, `each.name` what stands for the star

A file that fills a feed in two ways has it twice, as `[[applications.stage_visits]]`.

The map is the list of what is taken: a column that it does not name is dropped unread.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.inner import Inner
from dashboard.ingest.parsing import READERS, reader_for
from dashboard.ingest.shapes import SHAPES
from dashboard.ingest.written import DATE_SYSTEMS, ORDERS, Order

_FOLDER: Final = Path(__file__).parent
_HOW: Final = ("shape", "list", "each")
"""What a feed's table says beside its fields."""
OTHERS: Final = "*"
"""Among the words of a column: all that are not listed."""


class LayoutError(Exception):
    """What is wrong in a map, one sentence a mistake."""


@dataclass(frozen=True)
class Cell:
    """A column of a file and, where its cells are JSON as text, the path to what is meant."""

    header: str
    path: str | None = None
    otherwise: "Cell | None" = None

    def headers(self) -> Iterator[str]:
        """Yield the columns that it needs."""
        yield self.header
        if self.otherwise:
            yield from self.otherwise.headers()


def find_cell(name: str, columns: Collection[str]) -> Cell | None:
    """Return where a file keeps a name: a column of its own, or inside the one that its first parts name."""
    if name in columns:
        return Cell(name)
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        if (outer := ".".join(parts[:length])) in columns:
            return Cell(outer, "$" + "".join(map(_step, parts[length:])))
    return None


def _step(part: str) -> str:
    return f"[{part}]" if part.isdigit() else f"['{part}']"


@dataclass(frozen=True)
class Column:
    """Where a field comes from, how its text is read, and what its words mean."""

    names: tuple[str, ...]
    reader: str
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    order: Order | None = None
    """Whether the day or the month comes first, where the map says it."""
    system: int = 1900
    """The first year of Excel's numbers of days."""

    def found_in(self, columns: Collection[str]) -> "Cell | None":
        """Return where the first of the names is that a file has."""
        first, second = _first(self.names, columns), _first(self.otherwise, columns)
        return replace(first, otherwise=second) if first else second


def _first(names: Collection[str], columns: Collection[str]) -> Cell | None:
    return next((cell for name in names if (cell := find_cell(name, columns))), None)


@dataclass(frozen=True)
class FeedMap:
    """How one kind of file fills one feed."""

    feed: str
    columns: Mapping[str, Column]
    shape: str | None = None
    inner: Inner | None = None


@dataclass(frozen=True)
class FileMap:
    """One kind of file. Each of `requires` is a set of names of which one must be there."""

    name: str
    requires: tuple[frozenset[str], ...]
    feeds: tuple[FeedMap, ...]

    def lacks(self, columns: Collection[str]) -> list[str]:
        """Return the required columns that a file does not have."""
        return [
            " or ".join(sorted(names))
            for names in self.requires
            if not any(find_cell(name, columns) for name in names)
        ]


@dataclass(frozen=True)
class Refusal:
    """Files that are known and cannot be used, by patterns of their headers, and what to do instead."""

    headers: tuple[str, ...]
    reason: str
    advice: str

    def fits(self, columns: Collection[str]) -> bool:
        """Whether for each pattern one of the columns is like it."""
        return all(any(fnmatchcase(column, like) for column in columns) for like in self.headers)


@dataclass(frozen=True)
class Layout:
    """An ATS export format."""

    name: str
    title: str
    snapshot: tuple[str, ...]
    files: tuple[FileMap, ...]
    unread: Mapping[str, frozenset[str]]
    refused: tuple[Refusal, ...] = ()


@cache
def shipped_layouts() -> Mapping[str, Layout]:
    """Return the layouts that come with the product, by name."""
    return {path.stem: load_layout(path) for path in sorted(_FOLDER.glob("*.toml"))}


def load_layout(path: Path) -> Layout:
    """Read a map. Raises LayoutError with every mistake in it."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    unread, refused = content.pop("unread", {}), content.pop("refused", {})
    files = {name: kind for name, kind in content.items() if isinstance(kind, dict)}
    problems = [f"{path.name}: {problem}" for problem in _date_problems(content)]
    problems += [
        f"{path.name}: [{name}.{feed}] {problem}"
        for name, kind in files.items()
        for feed, fields in _feeds_of(kind)
        for problem in _problems(feed, fields)
    ]
    if problems:
        raise LayoutError("\n".join(problems))
    return Layout(
        path.stem,
        content.get("title", path.stem),
        tuple(content.get("snapshot", ())),
        tuple(_file_map(name, kind, content) for name, kind in files.items()),
        {name: frozenset(columns) for name, columns in unread.items()},
        tuple(Refusal(tuple(said["headers"]), said["reason"], said["advice"]) for said in refused.values()),
    )


def _problems(feed: str, fields: Mapping[str, Any]) -> list[str]:
    if feed not in FEEDS:
        return [f"is no feed. Known: {', '.join(FEEDS)}."]
    known = FEEDS[feed].schema.columns()
    problems = [
        f'"{name}" is no field of {feed}.' for name in fields if name not in known and name not in _HOW
    ]
    if (shape := fields.get("shape")) not in (None, *SHAPES):
        problems.append(f'"{shape}" is no shape. Known: {", ".join(SHAPES)}.')
    for name, column in fields.items():
        if not isinstance(column, dict) or name not in known:
            continue
        if column.get("as", "text") not in READERS:
            problems.append(f'{name}: "{column["as"]}" reads nothing. Known: {", ".join(READERS)}.')
        problems += [f"{name}: {problem}" for problem in _date_problems(column)]
        terms = getattr(known[name].dtype, "categories", pl.Series(dtype=pl.String)).to_list()
        problems += [
            f'{name}: "{word}" is none of {", ".join(terms)}.'
            for word in column.get("values", {}).values()
            if terms and word not in terms
        ]
    return problems


def _date_problems(said: Mapping[str, Any]) -> Iterator[str]:
    if (order := said.get("date_order")) not in (None, *ORDERS):
        yield f'date_order is "{order}". Known: {", ".join(ORDERS)}.'
    if (system := said.get("date_system")) not in (None, *DATE_SYSTEMS):
        yield f"date_system is {system}. Known: {', '.join(map(str, DATE_SYSTEMS))}."


def _file_map(name: str, kind: Mapping[str, Any], usual: Mapping[str, Any]) -> FileMap:
    return FileMap(
        name,
        tuple(frozenset(names.split("|")) for names in kind["requires"]),
        tuple(_feed_map(feed, fields, usual) for feed, fields in _feeds_of(kind)),
    )


def _feeds_of(kind: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for feed, said in kind.items():
        for fields in said if isinstance(said, list) else [said]:
            if isinstance(fields, dict):
                yield feed, fields


def _feed_map(feed: str, fields: Mapping[str, Any], usual: Mapping[str, Any]) -> FeedMap:
    kinds = FEEDS[feed].schema.columns()
    columns = {
        name: _column(said, kinds[name].dtype, usual) for name, said in fields.items() if name not in _HOW
    }
    return FeedMap(feed, columns, fields.get("shape"), _inner(fields))


def _inner(fields: Mapping[str, Any]) -> Inner | None:
    if "list" not in fields and "each" not in fields:
        return None
    return Inner(fields.get("list"), _names(fields.get("each", ())))


def _column(said: Any, kind: pl.DataType, usual: Mapping[str, Any]) -> Column:
    details = said if isinstance(said, dict) else {"column": said}
    return Column(
        _names(details["column"]),
        details.get("as", reader_for(kind)),
        {word.lower(): term for word, term in details.get("values", {}).items()},
        _names(details.get("else", ())),
        details.get("date_order", usual.get("date_order")),
        details.get("date_system", usual.get("date_system", 1900)),
    )


def _names(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
