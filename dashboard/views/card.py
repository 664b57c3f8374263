"""One query as a card: what it asks, its own parameters, the picture, and what went wrong in words."""

import html
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import charts, engine
from dashboard.catalog.model import Query
from dashboard.charts import ChartError
from dashboard.engine import QueryError, Result, Selection
from dashboard.views import details, params, reading, store
from dashboard.views.drawn import Drawn

PLOTLY_CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"scale": 2},
    "scrollZoom": False,
    "doubleClick": False,
}


@st.fragment
def card(name: str, selection: Selection) -> None:
    """Draw the card of one query; whatever is wrong with it stays inside it."""
    shelf = store.shelf()
    problems = [str(problem) for problem in shelf.problems_of(name)]
    query = shelf.queries.get(name)
    slug = name.replace("/", "-")
    with st.container(border=True, key=f"card-{slug}"):
        if query is None or problems:
            _broken(name, query, problems)
            return
        tile = query.chart.type == "metric"
        if not tile:
            _head(query)
        lacking = engine.lacking(query, store.warehouse())
        if lacking:
            st.html(f'<p class="empty">{html.escape(lacking)}</p>')
            return
        chosen = params.widgets(query, selection)
        try:
            result = store.result(query, selection, chosen)
        except QueryError as failure:
            _broken(name, query, [str(failure)])
            return
        st.session_state[_last_good(name)] = (query, result)
        _picture(query, result)
        details.corner(query, selection, chosen, result)


def _last_good(name: str) -> str:
    return f"last-good/{name}"


def _broken(name: str, query: Query | None, problems: list[str]) -> None:
    st.html(f'<div class="card-head"><h3>{html.escape(query.title if query else name)}</h3></div>')
    for problem in problems or [f'There is no query "{name}". Is the file still under the queries folder?']:
        st.error(problem, icon=":material/error:")
    before = st.session_state.get(_last_good(name))
    if before:
        with st.container(key=f"stale-{name.replace('/', '-')}"):
            st.caption("The last good result:")
            _picture(*before)


def _head(query: Query) -> None:
    question = f"<p>{html.escape(query.question)}</p>" if query.question else ""
    st.html(f'<div class="card-head"><h3>{html.escape(query.title)}</h3>{question}</div>')


def _picture(query: Query, result: Result) -> None:
    """Draw the frame as its chart says: a tile, a table or a Plotly figure."""
    reader, theme = reading.reader(), reading.theme()
    columns = charts.column_views(result.frame, query.columns)
    chart = {"type": query.chart.type, **query.chart.options}
    if result.truncated:
        st.caption(f"First {reader.integer(result.row_limit)} rows of more.")
    try:
        match query.chart.type:
            case "metric":
                st.html(
                    charts.tile(
                        chart, result.frame, columns, theme, reader, title=query.title, help=query.question
                    )
                )
            case "table":
                details.table(chart, result.frame, columns, reader, key=f"table-{query.name}")
            case _:
                _figure(query, chart, result, columns)
    except ChartError as refusal:
        st.warning(str(refusal), icon=":material/bar_chart_off:")


def _figure(query: Query, chart: Mapping[str, Any], result: Result, columns: Mapping[str, Any]) -> None:
    reader, theme = reading.reader(), reading.theme()
    figure = charts.figure(chart, result.frame, columns, theme, reader)
    if figure is None:
        st.html('<p class="empty">Nothing in this selection. Widen the period or take out a filter.</p>')
        return
    st.plotly_chart(
        Drawn(figure),
        theme=None,
        config=PLOTLY_CONFIG,
        key=f"figure-{query.name}",
        alt=charts.alt(chart, result.frame, columns, query.title, reader),
    )
