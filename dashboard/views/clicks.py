"""Clicks on the marks of a page's figures: one small script for all of them.

Streamlit's own selections know no heatmaps and maps, pale what is not selected, and stay until undone.
"""

from pathlib import Path
from typing import Any, Final

import streamlit as st

from dashboard.views import drill, store
from dashboard.views.naming import slug

_SCRIPT: Final = Path(__file__).parent / "clicks.js"


@st.fragment
def listen() -> None:
    """Follow a click on a mark; nothing else of the page runs again for it."""
    with st.container(key="clicks"):
        component = st.components.v2.component("clicks", html="<i></i>", js=_SCRIPT.read_text("utf-8"))
        heard = component(key="clicked", on_mark_change=lambda: None)
    if mark := heard.get("mark"):
        _follow(mark)


def _follow(mark: Any) -> None:
    """Follow a mark where its card still shows what was clicked."""
    name = next((each for each in store.shelf().queries if slug(each) == mark["card"]), "")
    shown = st.session_state.get(drill.key(name))
    if shown is not None and mark["row"] < shown.result.frame.height:
        drill.follow(shown, mark["row"])
