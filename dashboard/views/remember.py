"""What this browser remembers for the next visit: short texts in first-party cookies, nothing on the server.

A cookie comes with the request that opens a session, so a remembered value is there before the first thing is
drawn. It is set by a small script, since a session that is open has no response to set it with.
"""

from typing import Final
from urllib.parse import unquote

import streamlit as st

from dashboard.views.assets import asset

LONGEST: Final = 3_000
"""Characters of a text at most; browsers drop a cookie of more than 4 kB."""


def recall(name: str) -> str:
    """Return what the browser remembers under a name; nothing remembered is ""."""
    at_first = unquote(st.context.cookies.get(_cookie(name), ""))
    return str(st.session_state.get(_kept(name), at_first))


def keep(name: str, text: str) -> None:
    """Let the browser remember a text under a name for a year; an empty one, or one too long, is forgotten.

    Call it at the same place of each run: where nothing changes, nothing is sent.
    """
    text = text if len(text) <= LONGEST else ""
    with st.container(key=f"remember-{name}"):
        if text == recall(name) and _kept(name) not in st.session_state:
            return
        st.session_state[_kept(name)] = text
        component = st.components.v2.component("remember", html="<i></i>", js=asset("remember.js"))
        component(data={"name": _cookie(name), "text": text}, key=f"remembered-{name}")


def _cookie(name: str) -> str:
    return f"hiring-{name}"


def _kept(name: str) -> str:
    return f"remember/{name}"
