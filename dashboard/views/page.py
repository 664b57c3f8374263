"""A page: its title, the filter bar, what it is about in words, and its cards in rows."""

import streamlit as st

from dashboard.catalog.model import Catalog, Page
from dashboard.catalog.words import page_in
from dashboard.engine import Selection
from dashboard.views import clicks, filters, importing, reading, reporting, store
from dashboard.views.card import card


def show(page: Page) -> None:
    """Draw one page for the selection of the filter bar."""
    shelf, page = store.shelf(), page_in(page, reading.language())
    title, reset = st.columns([4, 2], vertical_alignment="bottom")
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
    for row in page.rows:
        _row(shelf, row, selection)
    clicks.listen()
    if page.name == importing.PAGE:
        importing.section()


def _row(shelf: Catalog, names: tuple[str, ...], selection: Selection) -> None:
    tiles = all(shelf.queries[name].chart.type == "metric" for name in names if name in shelf.queries)
    with st.container(key=f"{'tiles' if tiles else 'row'}-{'-'.join(names)}".replace("/", "-")):
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                card(name, selection)
