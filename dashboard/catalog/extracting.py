"""What Babel needs to gather the words of query and page files, as it gathers those of Python."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from dashboard.catalog.header import line_of, read_toml
from dashboard.catalog.loading import as_page
from dashboard.catalog.model import KeyPath
from dashboard.catalog.reading import read_query
from dashboard.catalog.words import Word, is_shown, page_words, query_words

Found = tuple[int, str, Any, list[str]]
"""A line, the function that would say the words, its arguments, comments: what a Babel extractor yields."""

KEYWORDS: Final = {"say": None, "marked": None, "count": (1, 2), "pgettext": ((1, "c"), 2)}
"""The calls whose texts are words, with the places of the texts among their arguments."""


def queries(
    file: IO[bytes], _keywords: Collection[str], _tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Yield the words of a query file."""
    path = Path(file.name)
    name = f"{path.parent.name}/{path.stem}"
    if is_shown(name):
        query = read_query(name, path, file.read().decode("utf-8"))
        yield from _found(query_words(query), query.lines)


def pages(
    file: IO[bytes], _keywords: Collection[str], _tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Yield the words of a page file."""
    toml = read_toml(file.read().decode("utf-8"))
    page = as_page(Path(file.name).parent.name, toml.table, ())
    yield from _found(page_words(page), toml.lines)


def _found(words: Iterable[Word], lines: Mapping[KeyPath, int]) -> Iterator[Found]:
    for word in words:
        line = line_of(lines, word.path)
        if word.context:
            yield line, "pgettext", (word.context, word.text), []
        elif isinstance(word.text, tuple):
            yield line, "count", word.text, []
        else:
            yield line, "say", word.text, []
