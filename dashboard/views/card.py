"""One query as a card: what it asks, its own parameters, the picture, and what went wrong in words."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard import charts, engine
from dashboard.catalog.model import Query
from dashboard.catalog.words import query_in
from dashboard.charts import ChartError
from dashboard.engine import NotForScopeError, QueryError, Result, Selection, UndeclaredError
from dashboard.engine.checks import Failed
from dashboard.views import access, details, drawn, drill, faults, links, params, reading, rest, store
from dashboard.views.drill import Shown
from dashboard.views.naming import slug, unmarked
from dashboard.warehouse import NoWarehouse

HEADLESS = ("metric", "words")
"""Charts that say themselves what they are about."""


def frame(name: str, query: Query | None) -> Any:
    """Draw the frame of a card, which has its place before it has its content."""
    bare = query is not None and query.chart.type == "words"
    return st.container(border=not bare, key=f"{'words' if bare else 'card'}-{slug(name)}")


@st.fragment
def card(name: str, selection: Selection) -> None:
    """Draw the card of one query into its frame; whatever is wrong with it stays inside it."""
    query, reader = store.shelf().queries.get(name), reading.reader()
    if query is None:
        st.error(
            reader.say('There is no query "{name}". Is its file still under the queries folder?', name=name)
        )
        return
    query = query_in(query, reading.language())
    if query.chart.type not in HEADLESS:
        _head(query)
    try:
        _answer(query, selection)
    except NotForScopeError as refusal:
        st.html(f'<p class="empty">{html.escape(_not_for_scope(refusal))}</p>')
    except QueryError as failure:
        _fault(query, failure)
    except (access.Refused, NoWarehouse) as refusal:
        st.warning(str(refusal), icon=":material/lock:")


def _not_for_scope(refusal: NotForScopeError) -> str:
    say = reading.reader().say
    if isinstance(refusal, UndeclaredError):
        return say(
            "This card does not say which of its figures are about people, so it is not shown in your scope. "
            "Whoever keeps its file can add a table [people]."
        )
    return say("Your scope does not hold lists of single applications.")


def _answer(query: Query, selection: Selection) -> None:
    source = store.warehouse()
    lacking = store.lacking(query, source, reading.reader())
    if lacking:
        if query.chart.type == "metric":  # a tile has no room for the question beside the reason
            _head(replace(query, question=""))
        st.html(f'<p class="empty">{html.escape(lacking)}</p>')
        return
    own = params.chooser(query, selection)
    answer = store.answer(query, source, selection, own)
    result = answer.result
    said = replace(result, frame=charts.with_texts(result.frame, query.columns, reading.reader()))
    behind = None if _is_silent(query, said) else details.opener(query)
    shown = st.session_state[drill.key(query.name)] = Shown(query, selection, own, result, said)
    _badge(answer.failed)
    _picture(shown)
    if behind and behind.open:
        with behind:
            deeper = partial(drill.chooser, shown) if drill.offers(shown) else None
            details.show(query, selection, own, said, deeper)
    drill.follow_asked(shown)


def _is_silent(query: Query, said: Result) -> bool:
    """Say whether a card of words has none, so that nothing is drawn that a corner could belong to."""
    sentences = str(query.chart.options.get("sentence")) if query.chart.type == "words" else ""
    return sentences in said.frame.columns and said.frame[sentences].null_count() == said.frame.height


def _badge(failed: Sequence[Failed]) -> None:
    """Say in red that a check of the query does not hold."""
    if failed:
        reader = reading.reader()
        st.badge(
            reader.count("{number} check failed", "{number} checks failed", len(failed)),
            icon=":material/error:",
            color="red",
            help="  \n".join(unmarked(each.said(reader)) for each in failed),
        )


def _fault(query: Query, failure: QueryError) -> None:
    """Say what is wrong, and show the last good result of this session, greyed."""
    if query.chart.type in HEADLESS:
        _head(query)
    for problem in failure.problems:
        faults.tell(problem)
    before = st.session_state.get(drill.key(query.name))
    if before:
        with st.container(key=f"stale-{slug(query.name)}"):
            st.caption(reading.reader().say("The last good result:"))
            _picture(before)


def _head(query: Query) -> None:
    question = f"<p>{html.escape(query.question)}</p>" if query.question else ""
    looks = "card-head tuned" if query.params else "card-head"
    st.html(
        f'<div class="{looks}" id="{slug(query.name)}"><h3>{html.escape(query.title)}</h3>{question}</div>'
    )


def _picture(shown: Shown) -> None:
    """Draw the frame as its chart says: a tile, a table or a figure."""
    query, result = shown.query, shown.said
    reader, theme = reading.reader(), reading.theme()
    withheld = engine.withheld(query, result, reader)
    columns = charts.column_views(result.frame, query.columns, reader)
    chart = {"type": query.chart.type, **query.chart.options}
    if result.truncated:
        st.caption(details.first_rows(result))
    try:
        match query.chart.type:
            case "metric":
                words = {"title": query.title, "help": query.question, "note": withheld}
                st.html(charts.tile(chart, result.frame, columns, theme, reader, **words))
            case "figures":
                st.html(charts.figures(chart, result.frame, columns, theme, reader))
            case "words":
                st.html(charts.words(chart, result.frame, columns, reader, links.to_card) or "<p></p>")
            case "table" if result.frame.is_empty():
                _nothing(shown)
            case "table":
                on_cell = partial(drill.heed, query) if drill.offers(shown) else None
                details.table(
                    chart,
                    result.frame,
                    columns,
                    title=query.title,
                    key=drill.table_key(query.name),
                    on_cell=on_cell,
                )
            case _:
                _figure(shown, chart, columns, withheld)
    except ChartError as refusal:
        st.warning(unmarked(str(refusal)), icon=":material/bar_chart_off:")
        return
    if withheld and query.chart.type in ("figures", "words", "table"):
        st.caption(withheld)


def _figure(shown: Shown, chart: Mapping[str, Any], columns: Mapping[str, Any], withheld: str) -> None:
    query, result = shown.query, shown.said
    reader, theme = reading.reader(), reading.theme()
    figure = charts.figure(rest.as_asked(query, chart), result.frame, columns, theme, reader)
    if figure is None:
        _nothing(shown)
        return
    alt = charts.alt(chart, result.frame, columns, query.title, reader)
    drawn.draw(figure, query.name, alt, clickable=drill.offers(shown))
    if withheld:
        st.caption(withheld)
    rest.button(query, figure)


def _nothing(shown: Shown) -> None:
    """Say why a card is empty, and what to do."""
    words = engine.emptiness(shown.query, shown.result, shown.selection, shown.params, reading.reader())
    st.html(f'<p class="empty">{html.escape(words)}</p>')
