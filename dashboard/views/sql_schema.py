"""The tables that typed SQL can ask: rows, meaning, and each column with examples of its values."""

import polars as pl
import streamlit as st

from dashboard.catalog.model import BUILT_IN_PARAMS
from dashboard.engine.browsing import BrowsedTable
from dashboard.views import reading, store
from dashboard.warehouse.macros import macros


def browser() -> None:
    """Draw one folded list of columns for each table."""
    reader = reading.reader()
    for table in store.tables():
        with st.expander(f"**{table.name}**  :gray[{reader.integer(table.rows)}]"):
            st.caption(table.about)
            if table.unfiltered:
                st.caption(reader.say("`{table}`: the same without the filters.", table=table.unfiltered))
            _columns(table)
    days = ", ".join(f"`${name}`" for name in BUILT_IN_PARAMS)
    st.caption(reader.say("Values of the filter bar and the settings: {names}.", names=days))
    formulas = ", ".join(f"`{macro.call}`" for macro in macros())
    st.caption(reader.say("Formulas: {names}.", names=formulas))


def _columns(table: BrowsedTable) -> None:
    say = reading.reader().say
    st.dataframe(
        pl.DataFrame(
            {
                say("column"): [column.name for column in table.columns],
                say("type"): [column.kind for column in table.columns],
                say("examples"): [", ".join(column.samples) for column in table.columns],
                say("meaning"): [column.about for column in table.columns],
            }
        ),
        hide_index=True,
        key=f"schema-{table.name}",
    )
