"""A page: its title, the filter bar, what it is about in words, and its cards in rows."""

from contextlib import nullcontext
from typing import Any

import streamlit as st

from dashboard.catalog.model import Catalog, Page
from dashboard.catalog.words import page_in
from dashboard.views import card, clicks, filters, importing, reading, reporting, store


@store.one_run()
def show(page: Page) -> None:
    """Draw one page for the selection of the filter bar."""
    shelf, page = store.shelf(), page_in(page, reading.language())
    with st.container(key="page-head"):
        title, reset = st.columns([3, 2], vertical_alignment="bottom")
    title.title(page.title, anchor=False)
    with reset.container(horizontal=True, horizontal_alignment="right"):
        beside = st.container(width="content")
        filters.reset_button()
    if page.intro:
        st.caption(page.intro)
    selection = filters.bar()
    if selection is None:
        return
    with beside:
        reporting.button(selection)
    cards = [name for row in page.rows for name in row]
    shown = [shelf.queries[name] for name in cards if name in shelf.queries]
    store.compute_ahead(shown, store.warehouse(), selection)
    frames = [each for row in page.rows for each in _frames(shelf, row)]
    for name, frame in zip(cards, frames, strict=True):
        with frame:
            card.card(name, selection)
    clicks.listen()
    if page.name == importing.PAGE:
        importing.section()


def _frames(shelf: Catalog, names: tuple[str, ...]) -> list[Any]:
    """Draw the frames of a row of cards: all of a page stand before the first has its content."""
    tiles = all(shelf.queries[name].chart.type == "metric" for name in names if name in shelf.queries)
    frames = []
    with st.container(key=f"{'tiles' if tiles else 'row'}-{'-'.join(names)}".replace("/", "-")):
        columns: list[Any] = st.columns(len(names)) if len(names) > 1 else [nullcontext()]
        for column, name in zip(columns, names, strict=True):
            with column:
                frames.append(card.frame(name, shelf.queries.get(name)))
    return frames
