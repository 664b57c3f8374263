"""A query's own parameters: one widget each on the card, one place each in the URL."""

from typing import Any

import streamlit as st

from dashboard import engine
from dashboard.catalog.model import Param, Query
from dashboard.engine import Selection
from dashboard.views import reading, store
from dashboard.views.naming import slug, unmarked


def chooser(query: Query, selection: Selection) -> dict[str, Any]:
    """Draw the query's parameters behind a button and return their values; an empty choice is None."""
    values: dict[str, Any] = {}
    if query.params:
        labels = ", ".join(unmarked(param.label) for param in query.params)
        with st.popover(labels, icon=":material/tune:", type="tertiary", key=f"tune-{slug(query.name)}"):
            for param in query.params:
                values[param.name] = _widget(query, param, selection, values)
    return values


def _widget(query: Query, param: Param, selection: Selection, above: dict[str, Any]) -> Any:
    key = f"{query.name}.{param.name}"
    shared: dict[str, Any] = {"key": key, "help": param.help or None, "bind": "query-params"}
    match param.type:
        case "choice" | "multi":
            options = engine.options(query, param, store.warehouse(), selection, above)
            if param.type == "choice":
                return _choice(param, options, shared)
            chosen = [value for value in param.default or () if value in options]
            return st.multiselect(param.label, options, default=chosen, **shared) or None
        case "number":
            return st.number_input(param.label, value=param.default, **shared)
        case "bool":
            return st.toggle(param.label, value=bool(param.default), **shared)
        case "date":
            return st.date_input(param.label, value=param.default, **shared)
        case "text":
            return st.text_input(param.label, value=param.default or "", **shared) or None


def _choice(param: Param, options: list[Any], shared: dict[str, Any]) -> Any:
    """Draw a choice in the reader's words; the URL holds the value itself, so that others can follow it."""
    index = options.index(param.default) if param.default in options else None
    words = {
        value: reading.reader().term(value) if isinstance(value, str) else str(value) for value in options
    }
    if all(word == str(value) for value, word in words.items()):
        return st.selectbox(param.label, options, index=index, **shared)
    key, asked = shared["key"], st.query_params.get(shared["key"])
    if key not in st.session_state and asked in options:
        st.session_state[key] = asked
    index = None if key in st.session_state else index
    own = {name: value for name, value in shared.items() if name != "bind"}  # it would write the words
    chosen = st.selectbox(param.label, options, index=index, format_func=words.__getitem__, **own)
    if chosen in (None, param.default):
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = chosen
    return chosen
