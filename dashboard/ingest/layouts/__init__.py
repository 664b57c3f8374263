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
    status = { column = "s", as = "status" }                words to statuses by the terms, in many languages
    candidate_key = { column = "mail", as = "hash" }        a keyed hash: what is written nowhere
    posting_id = { all = ["job", "language"] }              a key of several columns; none without the first
    job_id = { column = "code", else = "id" }               the other column where the cell is empty
    posting_id = "applications.0.posting" `posting` of the first element of a list
    shape = "occupancy"                   only for a history: a function of dashboard/ingest/shapes.py
    list = "stageChanges"                 the feed's rows are the elements of this list; `stageChanges.to` is
                                          a field of theirs, every other name one of the row around them
    each = ["Stage - *"]                  the feed's rows are the filled cells of these columns: `each.value`
                                          is the cell, `each.name` what stands for the star
    once = "same"                         a list written into every row: rows that say the same are one
    once = "earliest"                     of the rows of an application the one with the earliest applied_at

    [terms.stages]                        what words mean, before any rule (dashboard/ingest/terms/own.py)
    "Blue Room" = "screened"

A file that fills a feed in two ways has it twice, as `[[applications.stage_visits]]`.

The map is the list of what is taken: a column that it does not name is dropped unread.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final

from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.inner import Inner
from dashboard.ingest.layouts.checking import HOW, date_problems, feeds_of, problems_of
from dashboard.ingest.layouts.columns import Cell, Column, column_of, find_cell, names_of
from dashboard.ingest.terms import BadTerms, OwnTerms, own_terms
from dashboard.ingest.written import Order

__all__ = [
    "OTHERS",
    "Cell",
    "Column",
    "FeedMap",
    "FileMap",
    "Layout",
    "LayoutError",
    "Refusal",
    "load_layout",
    "load_own_map",
    "shipped_layouts",
]

_FOLDER: Final = Path(__file__).parent
_AROUND: Final = ("unread", "refused", "terms")
"""Tables of a map that are no kind of file."""
OTHERS: Final = "*"
"""Among the words of a column: all that are not listed."""


class LayoutError(Exception):
    """What is wrong in a map, one sentence a mistake."""


@dataclass(frozen=True)
class FeedMap:
    """How one kind of file fills one feed."""

    feed: str
    columns: Mapping[str, Column]
    shape: str | None = None
    inner: Inner | None = None
    once: str | None = None

    def assuming(self, order: Order | None) -> "FeedMap":
        """Return the map with an order of day and month for columns in which nothing decides it."""
        columns = {name: replace(column, assumed_order=order) for name, column in self.columns.items()}
        return replace(self, columns=columns)


@dataclass(frozen=True)
class FileMap:
    """One kind of file. Each of `requires` is a set of names of which one must be there."""

    name: str
    requires: tuple[frozenset[str], ...]
    feeds: tuple[FeedMap, ...]

    def assuming(self, order: Order | None) -> "FileMap":
        """Return the map with an order of day and month for columns in which nothing decides it."""
        return replace(self, feeds=tuple(feed.assuming(order) for feed in self.feeds))

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
    terms: OwnTerms = field(default_factory=OwnTerms)
    is_own: bool = False

    def assuming(self, order: Order | None) -> "Layout":
        """Return the layout with an order of day and month for columns in which nothing decides it."""
        return replace(self, files=tuple(kind.assuming(order) for kind in self.files))


@cache
def shipped_layouts() -> Mapping[str, Layout]:
    """Return the layouts that come with the product, by name."""
    return {path.stem: load_layout(path) for path in sorted(_FOLDER.glob("*.toml"))}


def load_own_map(path: Path) -> Layout:
    """Read a user's map. Raises LayoutError with every mistake in it."""
    return replace(load_layout(path), is_own=True)


def load_layout(path: Path) -> Layout:
    """Read a map. Raises LayoutError with every mistake in it."""
    content = _content(path)
    unread, refused = content.get("unread", {}), content.get("refused", {})
    files = {name: kind for name, kind in content.items() if isinstance(kind, dict) and name not in _AROUND}
    problems = [f"{path.name}: {problem}" for problem in (*date_problems(content), *problems_of(files))]
    try:
        terms = own_terms(content.get("terms", {}), f"{path.name}: terms")
    except BadTerms as mistakes:
        problems += str(mistakes).splitlines()
    if problems:
        raise LayoutError("\n".join(problems))
    return Layout(
        path.stem,
        content.get("title", path.stem),
        names_of(content.get("snapshot", ())),
        tuple(_file_map(name, kind, content) for name, kind in files.items()),
        {name: frozenset(columns) for name, columns in unread.items()},
        tuple(Refusal(tuple(said["headers"]), said["reason"], said["advice"]) for said in refused.values()),
        terms,
    )


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as failure:
        raise LayoutError(
            f"{path.name}: cannot be opened: {failure.strerror}. Check that you may read it."
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        advice = "Quote names with spaces or accents, and give every table and key once."
        raise LayoutError(f"{path.name}: is not TOML: {failure}. {advice}") from None


def _file_map(name: str, kind: Mapping[str, Any], usual: Mapping[str, Any]) -> FileMap:
    return FileMap(
        name,
        tuple(frozenset(names.split("|")) for names in names_of(kind["requires"])),
        tuple(_feed_map(feed, fields, usual) for feed, fields in feeds_of(kind)),
    )


def _feed_map(feed: str, fields: Mapping[str, Any], usual: Mapping[str, Any]) -> FeedMap:
    kinds = FEEDS[feed].schema.columns()
    columns = {
        name: column_of(said, kinds[name].dtype, usual) for name, said in fields.items() if name not in HOW
    }
    return FeedMap(feed, columns, fields.get("shape"), _inner(fields), fields.get("once"))


def _inner(fields: Mapping[str, Any]) -> Inner | None:
    if "list" not in fields and "each" not in fields:
        return None
    return Inner(fields.get("list"), names_of(fields.get("each", ())))
