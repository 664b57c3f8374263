"""Completion in the SQL page's editor: its own small script, since Streamlit's text area has none."""

from collections.abc import Iterator, Mapping

import streamlit as st

from dashboard.catalog.model import BUILT_IN_PARAMS
from dashboard.views import reading, store
from dashboard.views.assets import asset
from dashboard.warehouse.macros import macros


def complete() -> None:
    """Draw the list of names under the editor, empty until something is typed there."""
    # Registered on each run: a component of a name is registered once, and again when its text changes.
    component = st.components.v2.component(
        "sql_completion",
        html="<ul hidden></ul>",
        css=asset("completion.css"),
        js=asset("completion.js"),
    )
    component(data={"names": list(_names())}, key="sql-completion")


def _names() -> Iterator[Mapping[str, str]]:
    """Yield what can be named, each name once: tables, then columns, formulas and built-in values."""
    told: set[str] = set()
    tables, say = store.tables(), reading.reader().say
    described = [(table.name, table.about) for table in tables]
    described += [
        (table.unfiltered, say("{table} without the filters", table=table.name))
        for table in tables
        if table.unfiltered
    ]
    described += [(column.name, column.about) for table in tables for column in table.columns]
    described += [(macro.name, macro.about) for macro in macros()]
    described += [(f"${name}", _meaning(kind)) for name, kind in BUILT_IN_PARAMS.items()]
    for name, about in described:
        if name not in told:
            told.add(name)
            yield {"name": name, "about": about}


def _meaning(kind: str) -> str:
    return "A day of the filter bar" if kind == "DATE" else "How many a figure must rest on to be told"
