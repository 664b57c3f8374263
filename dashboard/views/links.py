"""Addresses within the dashboard that keep the selection."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.views import store
from dashboard.views.naming import slug


def to_card(name: str) -> str:
    """Return the address of a card on the first page that shows it, with the selection of this page."""
    pages = store.shelf().pages
    page = next(
        (page.name for page in pages if any(name in row for row in page.rows)), name.partition("/")[0]
    )
    query = urlencode(parameters(), doseq=True)
    is_start = bool(pages) and page == pages[0].name
    return f"{'./' if is_start else page}{'?' if query else ''}{query}#{slug(name)}"


def parameters() -> dict[str, list[str]]:
    """Return what the address of this page holds after its question mark."""
    return {key: st.query_params.get_all(key) for key in st.query_params}
