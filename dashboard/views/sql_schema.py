"""The tables that typed SQL can ask: rows, meaning, and each column with examples of its values."""

import polars as pl
import streamlit as st

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
                st.caption(f"`{table.unfiltered}`: the same without the filters.")
            _columns(table)
    st.caption("Days of the filter bar: `$since`, `$until`, `$as_of`, `$compare_since`, `$compare_until`.")
    st.caption("Formulas: " + ", ".join(f"`{macro.call}`" for macro in macros()) + ".")


def _columns(table: BrowsedTable) -> None:
    st.dataframe(
        pl.DataFrame(
            {
                "column": [column.name for column in table.columns],
                "type": [column.kind for column in table.columns],
                "examples": [", ".join(column.samples) for column in table.columns],
                "meaning": [column.about for column in table.columns],
            }
        ),
        hide_index=True,
        key=f"schema-{table.name}",
    )
