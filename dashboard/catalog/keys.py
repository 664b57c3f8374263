"""Every key that a query's header and a page file take: the one list behind the checks and the docs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, get_args

from dashboard.catalog.model import BUILT_IN_PARAMS, ROW, SELECTED, KeyPath, ParamType
from dashboard.catalog.nearest import did_you_mean, listed
from dashboard.charts.spec import FORMATS
from dashboard.ingest.vocabulary import CAPABILITIES


@dataclass(frozen=True)
class Key:
    """What a key means, the types of value that it takes and, where the set is closed, the words."""

    help: str
    types: tuple[type, ...] = (str,)
    words: tuple[str, ...] = ()
    required: bool = False
    keys: Mapping[str, "Key"] = field(default_factory=dict)


@dataclass(frozen=True)
class KeyFault:
    """A mistake at a key."""

    path: KeyPath
    message: str
    advice: str = ""


LISTED: Final = ("applications", "stage_visits", "offers")
"""Tables whose rows can be listed behind a mark: each row is of one application."""

_ANY: Final = (str, int, float, bool, date, list)

PARAM: Final[Mapping[str, Key]] = {
    "type": Key("what it holds, which decides its widget", words=get_args(ParamType), required=True),
    "label": Key("what stands at the widget; without it, made from the name"),
    "default": Key("the value until the reader chooses; without it none, which is NULL: no filter", _ANY),
    "options": Key(
        "what a choice or multi offers: values, or one SELECT whose first column they are", (list, str)
    ),
    "help": Key("a note at the widget"),
}
COLUMN: Final[Mapping[str, Key]] = {
    "label": Key("the words over the column; without it, made from the name"),
    "format": Key("how its values are written; without it, from the name and the type", words=FORMATS),
    "help": Key("what the column means"),
    "values": Key(
        "words that the query itself writes in the column, for the catalogues of translations", (list,)
    ),
    "texts": Key("by value the sentence that it stands for, or two: for one and for many", (dict,)),
}
BEHIND: Final[Mapping[str, Key]] = {
    "where": Key("a predicate of the table's rows; $row_<column> is the clicked row's value", required=True),
    "table": Key(
        "what they are rows of: applications unless given, stage_visits, offers, "
        "or a query with a column application_id, by its full name"
    ),
    "count": Key("the result's column that says how many there are behind a row"),
    "cells": Key("column = predicate: who is listed for a cell of that column, which counts them", (dict,)),
}
CHECK: Final[Mapping[str, Key]] = {
    "name": Key("what must hold, as a sentence", required=True),
    "assert": Key("a predicate that holds for each row of the result; NULL counts as failed"),
    "sql": Key("a SELECT of the offending rows; the query's rows are called `result`"),
    "unique": Key("the column or columns whose values together never repeat", (str, list)),
    "not_empty": Key("true: the result has rows", (bool,)),
}
ALERT: Final[Mapping[str, Key]] = {
    "name": Key("what it watches"),
    "when": Key("a predicate; the alert fires for the rows where it is true", required=True),
    "message": Key("the sentence to say; {column} stands for a value of the row", required=True),
    "state": Key("a column: fires only when its value has changed since the last run"),
}
_TRANSLATIONS: Final = Key("the file's words in other languages, one table each: [translations.fr]", (dict,))
QUERY_WORDS: Final[Mapping[str, Key]] = {
    **{name: Key(f"the {name} in the language") for name in ("title", "question", "basis", "population")},
    "note": Key("the chart's note in the language"),
    "columns": Key("labels by column, or tables with label, help and texts", (dict,)),
    "params": Key("labels by parameter, or tables with label and help", (dict,)),
}
PAGE_WORDS: Final[Mapping[str, Key]] = {
    name: Key(f"the {name} in the language") for name in ("title", "intro")
}
QUERY: Final[Mapping[str, Key]] = {
    "title": Key("the card's title; without it, made from the file's name"),
    "question": Key("the question that the card answers, as a sentence"),
    "basis": Key("whose period $since and $until bound: the applications', the hires' …"),
    "population": Key("who is counted, where it is not who the filters say"),
    "owner": Key("the team that answers for the number"),
    "source": Key("where the formula comes from"),
    "needs": Key("what the data must be able to say for this card", (list,), words=CAPABILITIES),
    "not_monotone": Key("numbers that a narrower filter may raise, which a count never is", (list,)),
    "leaves_out_below": Key(
        "the parameter, as minimum_n, below which it leaves groups out: an empty card then says so"
    ),
    "read_with": Key("values for parameters of the queries that it reads, by name", (dict,)),
    "params": Key("the query's own parameters, one table each", (dict,)),
    "columns": Key("how result columns are shown, one table each", (dict,)),
    "chart": Key("the picture; without it, a table", (dict,)),
    "people": Key("which columns are about people, and so masked where they are few", (dict,)),
    "behind": Key("who is listed when a mark or a cell is clicked", (dict,)),
    "checks": Key("what must hold on real data", (list,)),
    "alerts": Key("what to tell when it happens", (list,)),
    "translations": _TRANSLATIONS,
}
PAGE: Final[Mapping[str, Key]] = {
    "title": Key("the page's title; without it, made from the folder's name"),
    "icon": Key("name of a Material symbol"),
    "intro": Key("what the page is about, under its title"),
    "order": Key("its place among the pages, low first", (int,)),
    "rows": Key("rows of cards by name; a card of another page as page/card", (list,)),
    "translations": _TRANSLATIONS,
}


_WORDS_OF: Final[Mapping[str, Mapping[str, Key]]] = {
    "params": {name: PARAM[name] for name in ("label", "help")},
    "columns": {name: COLUMN[name] for name in ("label", "help", "texts")},
}

REPORT: Final[Mapping[str, Key]] = {
    "title": Key("the report's title; without it, the product's"),
    "rows": Key("rows of cards as page/card: those of one row stand side by side", (list,)),
    "cards": Key("how a card is printed, one table each", (dict,)),
}
PRINTED: Final[Mapping[str, Key]] = {
    "limit": Key("so many rows at most; how many there are is said", (int,)),
    "height": Key("height of the picture, in pixels of the screen", (int,)),
    "params": Key("values of the query's own parameters", (dict,)),
    "chart": Key("chart options in place of those of the card's own file", (dict,)),
}


def query_faults(table: Mapping[str, Any]) -> Iterator[KeyFault]:
    """Yield every mistake in the keys of a query's header; the chart's own are left to the charts."""
    yield from table_faults(table, QUERY, ())
    yield from translation_faults(table, QUERY_WORDS)
    for group, keys in (("params", PARAM), ("columns", COLUMN)):
        for name, entry in _tables(table.get(group)).items():
            yield from _entry_faults(entry, keys, (group, name))
    for name, entry in _tables(table.get("columns")).items():
        yield from _text_faults(_tables(_tables(entry).get("texts")), ("columns", name, "texts"))
    for group, keys in (("checks", CHECK), ("alerts", ALERT)):
        for number, entry in enumerate(_list(table.get(group))):
            yield from _entry_faults(entry, keys, (group, number))
    if isinstance(table.get("behind"), dict):
        yield from _behind_faults(table["behind"])
    for name in _tables(table.get("params")):
        if name in BUILT_IN_PARAMS or name.startswith((SELECTED, ROW)):
            advice = "It is built in: take this table out, or choose another name."
            yield KeyFault(("params", name), f"${name} cannot be a parameter of its own.", advice)
    for number, check in enumerate(_list(table.get("checks"))):
        kinds = [
            kind
            for kind in ("assert", "sql", "unique", "not_empty")
            if isinstance(check, dict) and kind in check
        ]
        if len(kinds) != 1:
            said = "none" if not kinds else " and ".join(kinds)
            yield KeyFault(
                ("checks", number), f"a check has one of assert, sql, unique, not_empty; this one has {said}."
            )


def _behind_faults(behind: Mapping[str, Any]) -> Iterator[KeyFault]:
    yield from table_faults(behind, BEHIND, ("behind",))
    source = behind.get("table", LISTED[0])
    if isinstance(source, str) and "/" not in source and source not in LISTED:
        advice = did_you_mean(source, LISTED) or f"It takes {listed(LISTED)}, or a query as page/card."
        yield KeyFault(("behind", "table"), f'rows of "{source}" cannot be listed.', advice)
    for name, predicate in _tables(behind.get("cells")).items():
        if not isinstance(predicate, str):
            yield KeyFault(("behind", "cells", name), f'"{name}" takes a predicate, not {predicate!r}.')


def translation_faults(table: Mapping[str, Any], words: Mapping[str, Key]) -> Iterator[KeyFault]:
    """Yield every mistake in the `[translations.…]` tables of a header or page file."""
    for language, told in _tables(table.get("translations")).items():
        path: KeyPath = ("translations", language)
        if not re.fullmatch("[a-z]{2}", language):
            yield KeyFault(path, f'"{language}" is no language.', "Write its ISO 639-1 code, as in fr.")
        yield from _entry_faults(told, words, path)
        for group in ("columns", "params"):
            for name, said in _tables(_tables(told).get(group)).items():
                if name not in _tables(table.get(group)) and group == "params":
                    yield KeyFault((*path, group, name), f'there is no parameter "{name}".')
                if not isinstance(said, str):
                    yield from _entry_faults(said, _WORDS_OF[group], (*path, group, name))


def _text_faults(texts: Mapping[str, Any], path: KeyPath) -> Iterator[KeyFault]:
    for value, text in texts.items():
        match text:
            case str() | [str(), str()]:
                pass
            case _:
                yield KeyFault(
                    (*path, value), f'"{value}" takes a text, or a list of two: for one and for many.'
                )


def _entry_faults(entry: Any, keys: Mapping[str, Key], path: KeyPath) -> Iterator[KeyFault]:
    if isinstance(entry, dict):
        yield from table_faults(entry, keys, path)
    else:
        yield KeyFault(path, f'"{path[-1]}" must be a table of its own.')


def table_faults(table: Mapping[str, Any], keys: Mapping[str, Key], path: KeyPath) -> Iterator[KeyFault]:
    """Yield unknown, missing and wrongly typed keys of one table."""
    for name, value in table.items():
        if name not in keys:
            advice = did_you_mean(name, keys) or f"Known here: {', '.join(keys)}."
            yield KeyFault((*path, name), f'unknown key "{name}".', advice)
        else:
            yield from _value_faults(value, keys[name], (*path, name))
    for name, key in keys.items():
        if key.required and name not in table:
            yield KeyFault(path, f'"{name}" is missing: {key.help}.')


def _value_faults(value: Any, key: Key, path: KeyPath) -> Iterator[KeyFault]:
    if not isinstance(value, key.types) or (isinstance(value, bool) and bool not in key.types):
        yield KeyFault(path, f'"{path[-1]}" takes {_type_words(key.types)}, not {value!r}.')
        return
    if key.words:
        for word in value if isinstance(value, list) else [value]:
            if word not in key.words:
                advice = did_you_mean(str(word), key.words) or f"It takes {listed(key.words)}."
                yield KeyFault(path, f'"{path[-1]}" cannot be {word!r}.', advice)


def _type_words(types: tuple[type, ...]) -> str:
    words = {str: "text", int: "a whole number", float: "a number", bool: "true or false", date: "a date"}
    words |= {list: "a list", dict: "tables"}
    return " or ".join(words[each] for each in types)


def _tables(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
