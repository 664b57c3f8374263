"""A page: its title, the filter bar, what it is about in words, and its cards in rows."""

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import takewhile
from typing import Any

import streamlit as st

from dashboard.catalog.model import Catalog, Page
from dashboard.catalog.words import page_in
from dashboard.views import card, clicks, filters, importing, reading, reporting, store
from dashboard.views.turns import in_turn

Row = tuple[str, ...]
"""Names of the cards beside each other."""


@in_turn()
@store.one_run()
def show(page: Page) -> None:
    """Draw one page for the selection of the filter bar."""
    shelf, page = store.shelf(), page_in(page, reading.language())
    beside = head(page.title, page.intro)
    selection = filters.bar()
    if selection is None:
        return
    with beside:
        reporting.button(selection)
    cards = [name for row in page.rows for name in row]
    shown = [shelf.queries[name] for name in cards if name in shelf.queries]
    store.compute_ahead(shown, store.warehouse(), selection)
    for rows in _first_and_rest(shelf, page):
        names = [name for row in rows for name in row]
        frames = [each for row in rows for each in _frames(shelf, row)]
        for name, frame in zip(names, frames, strict=True):
            with frame:
                card.card(name, selection)
    clicks.listen()
    if page.name == importing.PAGE:
        importing.section()


def head(title: str, intro: str = "") -> Any:
    """Draw a page's title, what it is about, and the reset of its filters; return the place beside it."""
    key = "page-head-of-intro" if intro else "page-head"
    with st.container(key=key, horizontal=True, vertical_alignment="bottom"):
        st.title(title, anchor=False)
        beside = st.container(width="content")
        filters.reset_button()
    if intro:
        st.caption(intro)
    return beside


def _first_and_rest(shelf: Catalog, page: Page) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the rows of sentences and tiles that a page begins with, to be there first, and the others."""

    def is_first(row: Row) -> bool:
        return all(shelf.queries[name].chart.type in card.HEADLESS for name in row if name in shelf.queries)

    first = list(takewhile(is_first, page.rows))
    return first, page.rows[len(first) :]


def _frames(shelf: Catalog, names: Row) -> list[Any]:
    """Draw the frames of a row of cards: they stand before the first of them has its content."""
    tiles = all(shelf.queries[name].chart.type == "metric" for name in names if name in shelf.queries)
    key = f"{'tiles' if tiles else 'row'}-{'-'.join(names)}".replace("/", "-")
    with st.container(horizontal=True, key=key) if len(names) > 1 else nullcontext():
        return [card.frame(name, shelf.queries.get(name)) for name in names]
