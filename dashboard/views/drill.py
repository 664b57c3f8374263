"""From a mark or a cell to what is behind it: a filter by its names, and the applications that it counts.

What a card offers follows from its result: each column that the filter bar knows can be filtered by, and the
query's `[behind]` says who is listed. Clicks and the keyboard's way (the card's corner) end here alike.
"""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from dashboard import charts, engine
from dashboard.catalog.model import Behind, Query
from dashboard.catalog.words import query_in
from dashboard.charts.columns import gives_names
from dashboard.charts.kinds import kind_of
from dashboard.engine import Mark, QueryError, Result, Selection
from dashboard.views import access, details, filters, reading, store
from dashboard.views.naming import slug, unmarked
from dashboard.views.narrowing import buttons, narrower

_NAMES_OF_A_ROW: Final = 3
_NO_NAME: Final = ("verdict", "account", "job_id", "opening_id", "milestone_step")


@dataclass(frozen=True)
class Shown:
    """What a card shows: its rows, and what they were asked with."""

    query: Query
    selection: Selection
    params: Mapping[str, Any]
    result: Result
    said: Result
    """The same rows as people read them: with the sentences that values stand for."""

    def mark(self, number: int, column: str = "") -> Mark:
        """Return one row of the result, or its cell in a column."""
        return Mark(self.query, self.result.frame.row(number, named=True), column)


def key(name: str) -> str:
    """Return where a session keeps what the card of a query shows."""
    return f"shown/{name}"


def table_key(name: str) -> str:
    """Return where a session keeps which cell of a card's table was clicked last."""
    return f"table-{name}"


def pressed_key(name: str) -> str:
    """Return where a session keeps that a cell of a card's table was pressed, not passed by arrow keys."""
    return f"pressed/{name}"


def heed(query: Query) -> None:
    """Note the cell that a click on the card's table has selected, and select nothing again."""
    name = table_key(query.name)
    cells = st.session_state[name].selection.cells
    if cells and st.session_state.pop(pressed_key(query.name), False):
        ask(query, *cells[0])
        st.session_state[name] = {"selection": {"rows": [], "columns": [], "cells": []}}


def may_list() -> bool:
    """Say whether this reader may see lists of individual applications."""
    scope = access.scope()
    return scope is None or scope.individuals


def lists(shown: Shown) -> bool:
    """Say whether the applications behind the card's rows can be listed."""
    return shown.query.behind is not None and may_list()


def offers(shown: Shown) -> bool:
    """Say whether there is anything behind the card's rows."""
    known = {*engine.DIMENSIONS, "dimension"} & set(shown.result.frame.columns)
    return shown.result.frame.height > 0 and (lists(shown) or bool(known))


def ask(query: Query, number: int, column: str) -> None:
    """Note what was clicked on a card, for the run that follows."""
    st.session_state[_asked(query)] = (number, column)


def follow_asked(shown: Shown) -> None:
    """Follow what was clicked on the card before this run."""
    if asked := st.session_state.pop(_asked(shown.query), None):
        follow(shown, *asked)


def _asked(query: Query) -> str:
    return f"asked/{query.name}"


def follow(shown: Shown, number: int, column: str = "") -> None:
    """Do what a click on a mark or cell asks for: the name of a dimension filters, all else lists.

    A record's id asks for nothing here: it is a link.
    """
    if column in shown.result.frame.columns and _format(shown, column) == "record":
        return
    mark = shown.mark(number, column)
    if column == "name":
        column = mark.row.get("dimension", column)
    narrowed = narrower(shown.selection, mark.row)
    if column not in engine.DIMENSIONS and lists(shown):
        open_listing(shown, mark, _namer(shown)(shown.said.frame.row(number, named=True)))
    elif asked := {column: narrowed[column]} if column in narrowed else {} if column else narrowed:
        filters.narrow(asked)


def _format(shown: Shown, column: str) -> str:
    return charts.column_views(shown.result.frame, shown.query.columns)[column].format


def open_listing(shown: Shown, mark: Mark, name: str) -> None:
    """Open the dialog with the applications behind a mark that has a name."""
    title = unmarked(name or shown.query.title)
    st.dialog(title, width="large", icon=":material/group:")(_listing)(shown, mark, title)


def _listing(shown: Shown, mark: Mark, title: str) -> None:
    reader = reading.reader()
    try:
        listing = engine.listing(mark, store.warehouse(), shown.selection, shown.params)
    except QueryError as failure:
        st.error(unmarked(str(failure)), icon=":material/error:")
        return
    counted = f"{_counted(mark.behind, listing.count)} · {shown.query.title}"
    st.html(f'<p class="scope">{html.escape(counted)}</p>')
    if listing.result.truncated:
        limit = reader.integer(listing.result.row_limit)
        st.caption(reader.say("First {number} rows of more.", number=limit))
    options = listing.query.chart.options if listing.query.chart.type == "table" else {}
    hidden = [name for name in options.get("hide", ()) if name in listing.result.frame.columns]
    chart = {"type": "table", **options, "hide": hidden}
    said = query_in(listing.query, reading.language())
    columns = charts.column_views(listing.result.frame, said.columns, reader)
    details.table(chart, listing.result.frame, columns, title=title, key=f"behind-{slug(shown.query.name)}")
    with st.container(horizontal=True):
        behind = f"{shown.query.name}-behind"
        file = details.file_name(behind, listing.result, shown.selection)
        details.downloads(listing.result, file, key=behind)
        only = narrower(shown.selection, mark.row)
        for name, looks in buttons(only).items():
            if st.button(**looks, key=f"only-in-list-{name}"):
                filters.narrow({name: only[name]})


def _counted(behind: Behind, number: int) -> str:
    reader = reading.reader()
    match behind.table:
        case "stage_visits":
            return reader.count("{number} stay in a stage", "{number} stays in a stage", number)
        case "offers":
            return reader.count("{number} offer", "{number} offers", number)
        case _:
            return reader.count("{number} application", "{number} applications", number)


def chooser(shown: Shown) -> None:
    """Draw the way to what is behind a row without pointing at it."""
    number = _row_chooser(shown) if shown.result.frame.height > 1 else 0
    with st.container(horizontal=True):
        for behind in shown.query.behind.every if shown.query.behind and lists(shown) else ():
            _list_button(shown, number, behind)
        for name, looks in buttons(narrower(shown.selection, shown.mark(number).row)).items():
            st.button(
                **looks,
                key=f"only-{slug(shown.query.name)}-{name}",
                on_click=_ask_in_corner,
                args=[shown, number, name],
            )


def _row_chooser(shown: Shown) -> int:
    reader, key = reading.reader(), f"behind-row-{slug(shown.query.name)}"
    names = list(map(_namer(shown), shown.said.frame.iter_rows(named=True)))
    if st.session_state.get(key, 0) >= len(names):  # chosen when the card had more rows
        del st.session_state[key]
    return st.selectbox(
        reader.say("Row"),
        range(len(names)),
        format_func=lambda number: names[number] or reader.integer(number + 1),
        key=key,
    )


def _list_button(shown: Shown, number: int, behind: Behind) -> None:
    """Draw the button of a list behind a row, with its number where the row holds it: "Hires: 12"."""
    reader, count = reading.reader(), shown.mark(number).row.get(behind.count)
    words = reader.say("List them")
    if count is not None:
        label = charts.column_views(shown.result.frame, shown.query.columns, reader)[behind.count].label
        words = f"{unmarked(label)}: {reader.integer(count)}"
    st.button(
        words,
        icon=":material/group:",
        key=f"list-{slug(shown.query.name)}-{behind.key[-1]}",
        on_click=_ask_in_corner,
        args=[shown, number, behind.count],
    )


def _ask_in_corner(shown: Shown, number: int, column: str) -> None:
    """Note what was asked for, and close the corner, which else lies over the dialog."""
    ask(shown.query, number, column)
    st.session_state[details.opener_key(shown.query)] = False


def _namer(shown: Shown) -> Callable[[Mapping[str, Any]], str]:
    """Return what gives the names of a row in the reader's words: "Germany · Cloud"."""
    frame, reader = shown.said.frame, reading.reader()
    views = charts.column_views(frame, shown.query.columns, reader)
    named = [name for name in _shown_columns(shown) if kind_of(frame.schema[name]) in ("text", "time")]

    def name_of(row: Mapping[str, Any]) -> str:
        told = [name for name in named if row[name] is not None or gives_names(name, views[name].format)]
        words = [reader.show(row[name], views[name].format) for name in told[:_NAMES_OF_A_ROW]]
        return " · ".join(word[:1].upper() + word[1:] for word in words)

    return name_of


def _shown_columns(shown: Shown) -> list[str]:
    """Return the columns that the card shows: of a table its own, of a picture those that it draws."""
    frame, options = shown.result.frame, shown.query.chart.options
    if shown.query.chart.type == "table":
        drawn = options.get("columns", frame.columns)
    else:
        drawn = list(dict.fromkeys(str(value) for value in options.values()))
    hidden = (*_NO_NAME, *options.get("hide", ()))
    return [name for name in drawn if name in frame.columns and name not in hidden]
