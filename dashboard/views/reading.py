"""Who is looking: the browser's language and theme, as the values that charts take."""

import streamlit as st

from dashboard.charts import Reader, Theme


def reader() -> Reader:
    """Return the formats of the browser's locale."""
    return Reader.of(st.context.locale)


def theme() -> Theme:
    """Return the colours of the theme that the browser shows."""
    return Theme.of(st.context.theme.type)
