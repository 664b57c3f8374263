"""The words of queries and pages that readers see, in another language.

A file's own `[translations.…]` table wins over the product's catalogues, whose messages are the English
words as the files have them. What neither has stays in English.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from dashboard.catalog.header import line_of
from dashboard.catalog.model import Catalog, Column, KeyPath, Page, Param, Problem, Query
from dashboard.catalog.statement import result_names
from dashboard.charts.columns import label_of
from dashboard.charts.reader import as_label
from dashboard.translations import SOURCE, TERM, catalogue, knows, name_of

_OF_QUERY: Final = ("title", "question", "basis", "population")
_OF_PAGE: Final = ("title", "intro")


@dataclass(frozen=True)
class Word:
    """Words for readers: where they stand in a file, what they are, the context of those that are data."""

    path: KeyPath
    text: str | tuple[str, str]
    context: str | None = None


def is_shown(name: str) -> bool:
    """Say whether readers see a query's words: of the frame's own, those of the lists behind a mark alone."""
    return not name.startswith("_") or name.startswith("_frame/behind_")


def query_words(query: Query) -> Iterator[Word]:
    """Yield the words of a query, those of its columns without a label made from their names."""
    yield from (Word((key,), getattr(query, key)) for key in _OF_QUERY if getattr(query, key))
    for param in query.params:
        yield Word(("params", param.name, "label"), param.label)
        yield from (Word(("params", param.name, "help"), text) for text in (param.help,) if text)
        yield from _terms(("params", param.name, "options"), param.options)
    for name in dict.fromkeys((*query.columns, *result_names(query.sql))):
        column = query.columns.get(name, Column())
        yield Word(("columns", name, "label"), column.label or label_of(name))
        yield from (Word(("columns", name, "help"), text) for text in (column.help,) if text)
        yield from _terms(("columns", name, "values"), column.values)
        yield from (Word(("columns", name, "texts", value), text) for value, text in column.texts.items())
    if note := query.chart.options.get("note"):
        yield Word(("chart", "note"), note)


def _terms(path: KeyPath, values: Iterable[Any] | str) -> Iterator[Word]:
    if not isinstance(values, str):
        yield from (Word(path, as_label(value), TERM) for value in values if isinstance(value, str))


def page_words(page: Page) -> Iterator[Word]:
    """Yield the words of a page."""
    yield from (Word((key,), getattr(page, key)) for key in _OF_PAGE if getattr(page, key))


@dataclass(frozen=True)
class _Told:
    """What a file's own table and the catalogues say in one language."""

    own: Mapping[str, Any]
    language: str

    def word(self, text: str, *path: str) -> str:
        """Return the words at a path of the file's own table, else those of the catalogue."""
        return self.own_word(*path) or (catalogue(self.language).gettext(text) if text else "")

    def own_word(self, *path: str) -> str:
        """Return what the file's own table says at a path, or nothing."""
        found = self._at(path)
        return found if isinstance(found, str) else ""

    def has(self, *path: str) -> bool:
        """Say whether the file's own table has words at a path."""
        return bool(self._at(path))

    def own_text(self, column: str, value: str) -> str | tuple[str, str]:
        """Return the sentence, or the two, that the file's own table has for a value, or nothing."""
        match self._at(("columns", column, "texts", value)):
            case str(text):
                return text
            case [str(one), str(many)]:
                return one, many
        return ""

    def _at(self, path: Iterable[str]) -> Any:
        """Return what the file's own table has at a path; a label may stand for its table."""
        found: Any = self.own
        for key in path:
            if isinstance(found, str) and key == "label":
                break
            found = found.get(key) if isinstance(found, Mapping) else None
        return found


def _told(translations: Mapping[str, Mapping[str, Any]], language: str) -> _Told:
    return _Told(translations.get(language, {}), language)


def query_in(query: Query, language: str) -> Query:
    """Return a query with its words in a language, as far as there are any."""
    told = _told(query.translations, language)
    options = query.chart.options
    if "note" in options:
        options = {**options, "note": told.word(options["note"], "note")}
    words: dict[str, Any] = {key: told.word(getattr(query, key), key) for key in _OF_QUERY}
    return replace(
        query,
        **words,
        params=tuple(_param_in(param, told) for param in query.params),
        columns=_columns_in(query, told),
        chart=replace(query.chart, options=options),
    )


def page_in(page: Page, language: str) -> Page:
    """Return a page with its words in a language, as far as there are any."""
    told = _told(page.translations, language)
    words: dict[str, Any] = {key: told.word(getattr(page, key), key) for key in _OF_PAGE}
    return replace(page, **words)


def _param_in(param: Param, told: _Told) -> Param:
    label, note = (told.word(getattr(param, key), "params", param.name, key) for key in ("label", "help"))
    return replace(param, label=label, help=note)


def _columns_in(query: Query, told: _Told) -> dict[str, Column]:
    """Return the columns' words; a column without a label keeps none unless the file's own table has one."""
    own = told.own.get("columns", {})
    columns = {name: Column() for name in own} | dict(query.columns)
    return {
        name: replace(
            column,
            label=told.word(column.label or "", "columns", name, "label") or None,
            help=told.word(column.help or "", "columns", name, "help") or None,
            texts={value: told.own_text(name, value) or text for value, text in column.texts.items()},
        )
        for name, column in columns.items()
    }


def untranslated(catalog: Catalog, languages: Iterable[str]) -> tuple[Problem, ...]:
    """Return the words of a folder's pages and queries that have no translation, each at its line."""
    problems = [
        problem
        for language in languages
        if language != SOURCE
        for query in catalog.queries.values()
        if is_shown(query.name)
        for problem in _lacking(query, query_words(query), language)
    ]
    problems += [
        problem
        for language in languages
        if language != SOURCE
        for page in catalog.pages
        for problem in _lacking(page, page_words(page), language)
    ]
    return tuple(sorted(set(problems)))


def _lacking(said: Query | Page, words: Iterable[Word], language: str) -> Iterator[Problem]:
    told = _told(said.translations, language)
    for word in words:
        key = tuple(str(part) for part in word.path if part != "chart")
        if not told.has(*key) and not knows(language, word.text, word.context):
            shown = word.text if isinstance(word.text, str) else word.text[1]
            message = f'not in {name_of(language, SOURCE)}: "{shown}".'
            yield Problem(said.path, line_of(said.lines, word.path), message, _advice(word, key, language))


def _advice(word: Word, key: tuple[str, ...], language: str) -> str:
    if word.context:
        return f"Add it to dashboard/translations/{language}.po."
    return f"Write {'.'.join(key)} under [translations.{language}] in the file."
