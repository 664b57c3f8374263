"""Clicks on the marks and cells of a page: one small script for all of them.

Streamlit's own selections know no heatmaps and maps, pale what is not selected, and stay until undone. Of a
grid they know the cell, but not whether it was clicked or only passed with the arrow keys.
"""

from typing import Any

import streamlit as st

from dashboard.views import drill, store
from dashboard.views.assets import asset
from dashboard.views.naming import slug


@st.fragment
def listen() -> None:
    """Follow a click on a mark; nothing else of the page runs again for it."""
    with st.container(key="clicks"):
        component = st.components.v2.component("clicks", html="<i></i>", js=asset("clicks.js"))
        heard = component(key="clicked", on_mark_change=lambda: None)
    if mark := heard.get("mark"):
        _follow(mark)


def _follow(mark: Any) -> None:
    """Follow a mark where its card still shows what was clicked."""
    name = next((each for each in store.shelf().queries if slug(each) == mark["card"]), "")
    if "pressed" in mark:
        st.session_state[drill.pressed_key(name)] = True
        return
    row, column = (mark["row"], mark.get("column", "")) if "row" in mark else _cell(name)
    shown = st.session_state.get(drill.key(name))
    if shown is not None and row is not None and row < shown.result.frame.height:
        drill.follow(shown, row, column)


def _cell(name: str) -> tuple[int | None, str]:
    """Return the cell that was clicked where it was selected before, so that Streamlit told of no change."""
    table = st.session_state.get(drill.table_key(name))
    pressed = st.session_state.pop(drill.pressed_key(name), False)
    return next(iter(table.selection.cells), (None, "")) if table and pressed else (None, "")
