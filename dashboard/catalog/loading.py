"""A folder of queries as a `Catalog`. Only changed files are read again, so each card may load."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.catalog.header import Toml, read_toml
from dashboard.catalog.keys import PAGE, PAGE_WORDS, table_faults, translation_faults
from dashboard.catalog.model import Catalog, Page, Problem, Query
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.reading import read_query, title_from
from dashboard.catalog.reuse import with_reads

PAGE_FILE = "_page.toml"

Stamp = tuple[int, int]
_queries: dict[Path, tuple[Stamp, Query]] = {}
_page_files: dict[Path, tuple[Stamp, Toml]] = {}
_catalogs: dict[Path, tuple[Mapping[str, Stamp], Catalog]] = {}


def load(folder: Path) -> Catalog:
    """Return every page and query under a folder, and every mistake that shows without data.

    A query `page/card` is the file `page/card.sql`. Folders and files that begin with a dot are left out; a
    folder that begins with "_" holds queries but is no page.
    """
    stamps = dict(_stamps(str(folder)))
    known = _catalogs.get(folder)
    if known is None or known[0] != stamps:
        known = _catalogs[folder] = (stamps, _read(folder))
    return known[1]


def _stamps(folder: str) -> Iterator[tuple[str, Stamp]]:
    """Yield every file and folder under a folder with its stamp."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                status = entry.stat()
                yield entry.path, (status.st_mtime_ns, status.st_size)
                if entry.is_dir():
                    yield from _stamps(entry.path)
    except OSError:
        return  # it went away meanwhile: the next call sees another folder


def _read(folder: Path) -> Catalog:
    queries = with_reads({name: _query(name, path) for name, path in _query_files(folder)})
    problems = [problem for query in queries.values() for problem in query.problems]
    problems += _misplaced(folder)
    pages = []
    for page in sorted({name.rpartition("/")[0] for name in queries} | set(_page_folders(folder))):
        if page and not page.startswith("_"):
            read, wrong = _page(folder / page, page, queries)
            pages.append(read)
            problems += wrong
    placed = {card for page in pages for row in page.rows for card in row}
    shown = [_completed(page, [name for name in queries if name not in placed]) for page in pages]
    shown.sort(key=lambda page: (page.order, page.title))
    return Catalog(folder, tuple(shown), queries, tuple(sorted(problems)))


def _completed(page: Page, unplaced: Iterable[str]) -> Page:
    """Return the page with its own cards that no page places below the others, one to a row."""
    own = [(name,) for name in unplaced if name.rpartition("/")[0] == page.name]
    return replace(page, rows=(*page.rows, *own))


def unknown_query(name: str, catalog: Catalog) -> str:
    """Return the sentence for a query that is not there, with the nearest that is."""
    advice = (
        did_you_mean(name, catalog.queries) or f"There are {len(catalog.queries)} under {catalog.folder}."
    )
    return f'There is no query "{name}". {advice}'


def _query_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob("*/*.sql")):
        if not path.name.startswith(".") and not path.parent.name.startswith("."):
            yield f"{path.parent.name}/{path.stem}", path


def _misplaced(folder: Path) -> Iterator[Problem]:
    for path in (*folder.glob("*.sql"), *folder.glob("*/*/*.sql")):
        yield Problem(path, 1, "the file stands on no page.", f"Move it into a folder of {folder}.")


def _page_folders(folder: Path) -> Iterator[str]:
    for path in folder.glob(f"*/{PAGE_FILE}"):
        yield path.parent.name


def _stamp(path: Path) -> Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _query(name: str, path: Path) -> Query:
    try:
        stamp = _stamp(path)
        known = _queries.get(path)
        if known is None or known[0] != stamp:
            known = _queries[path] = (stamp, read_query(name, path, path.read_text("utf-8-sig")))
        return known[1]
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            "is not UTF-8 text."
            if isinstance(error, UnicodeDecodeError)
            else f"cannot be read: {error.strerror}."
        )
        problem = Problem(path, 1, f"the file {reason}", "Save it again.")
        return Query(name, path, "", title_from(name), problems=(problem,))


def _page(folder: Path, name: str, queries: Mapping[str, Query]) -> tuple[Page, list[Problem]]:
    own = [query for query in queries if query.rpartition("/")[0] == name]
    path = folder / PAGE_FILE
    toml = _page_toml(path)
    problems = [Problem(path, fault.line, fault.message, fault.advice) for fault in toml.faults]
    problems += [
        Problem(path, toml.line_of(wrong.path), wrong.message, wrong.advice)
        for wrong in (*table_faults(toml.table, PAGE, ()), *translation_faults(toml.table, PAGE_WORDS))
    ]
    rows, missing, again = _rows(toml.table.get("rows"), name, queries)
    for card in again:
        line = _line_naming(path, card, toml)
        problems.append(Problem(path, line, f'the card "{card}" stands twice on the page.', "Keep one."))
    for card in missing:
        advice = did_you_mean(card, [*(each.rpartition("/")[2] for each in own), *queries])
        problems.append(Problem(path, _line_naming(path, card, toml), f'there is no card "{card}".', advice))
    page = as_page(name, toml.table, tuple(rows))
    return replace(page, path=path, lines=toml.lines), problems


def as_page(name: str, table: Mapping[str, Any], rows: tuple[tuple[str, ...], ...]) -> Page:
    """Return a page from the table of its file; wrong types count as not given."""

    def told(key: str, default: Any) -> Any:
        value = table.get(key, default)
        return value if isinstance(value, type(default)) else default

    return Page(
        name,
        told("title", title_from(name)),
        told("icon", ""),
        told("intro", ""),
        told("order", 1000),
        rows,
        translations={
            language: words for language, words in told("translations", {}).items() if isinstance(words, dict)
        },
    )


def _page_toml(path: Path) -> Toml:
    try:
        stamp = _stamp(path)
        known = _page_files.get(path)
        if known is None or known[0] != stamp:
            known = _page_files[path] = (stamp, read_toml(path.read_text("utf-8-sig")))
        return known[1]
    except (OSError, UnicodeDecodeError):
        return Toml()


def _rows(
    rows: Any, page: str, queries: Mapping[str, Query]
) -> tuple[list[tuple[str, ...]], list[str], list[str]]:
    """Return the rows of full card names, the cards that are not there, and those that stand there again."""
    shown: list[tuple[str, ...]] = []
    missing: list[str] = []
    again: list[str] = []
    for row in rows if isinstance(rows, list) else []:
        known = []
        for card in map(str, row if isinstance(row, list) else [row]):
            name = card if "/" in card else f"{page}/{card}"
            if name not in queries:
                missing.append(card)
            elif name in known or any(name in above for above in shown):
                again.append(card)
            else:
                known.append(name)
        if known:
            shown.append(tuple(known))
    return shown, missing, again


def _line_naming(path: Path, card: str, toml: Toml) -> int:
    lines = enumerate(path.read_text("utf-8-sig").splitlines(), 1)
    return next((number for number, line in lines if f'"{card}"' in line), toml.line_of(("rows",)))
