"""The names that a chart of many leaves out: the button under it that draws them all, and back."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.catalog.model import Query
from dashboard.charts.axes import MOST_NAMES
from dashboard.charts.most import LEFT_OUT
from dashboard.charts.sheet import Figure
from dashboard.views import reading
from dashboard.views.naming import slug


def as_asked(query: Query, chart: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the chart with all the names that can be read, where this session asked for them."""
    return {**chart, "most": MOST_NAMES} if st.session_state.get(_key(query)) else chart


def button(query: Query, figure: Figure) -> None:
    """Draw the button where names are left out, or were before it was pressed."""
    reader = reading.reader()
    if left_out := figure["layout"]["meta"].get(LEFT_OUT, 0):
        most = int(query.chart.options["most"])
        words = reader.say("Show all {number}", number=reader.integer(most + left_out))
    elif st.session_state.get(_key(query)):
        words = reader.say("Show fewer")
    else:
        return
    st.button(words, type="tertiary", key=f"rest-{slug(query.name)}", on_click=_turn, args=[_key(query)])


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key)


def _key(query: Query) -> str:
    return f"whole/{query.name}"
