"""The SQL page: a question without a file. What is typed here is not trusted; the engine runs it apart."""

import html
from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard import charts
from dashboard.charts import Reader
from dashboard.engine import Result, Selection
from dashboard.engine.adhoc import AdHocError
from dashboard.translations import marked
from dashboard.views import completion, details, drawn, filters, page, reading, sql_saving, sql_schema, store
from dashboard.views.naming import unmarked

EDITOR: Final = "sql-editor"
ANSWER: Final = "sql/answer"
HISTORY: Final = "sql/history"
HISTORY_KEPT: Final = 30
EXAMPLE: Final = """select country, count(*) as applications
from applications
where applied_at >= $since and applied_at < $until
group by country
order by applications desc"""


def show() -> None:
    """Draw the editor, the answer, the tables that can be asked and what was asked before."""
    say = reading.reader().say
    page.head(say("SQL"))
    selection = filters.bar()
    if selection is None:
        return
    store.warm()
    left, right = st.columns([3, 1.3], gap="large")
    with left:
        _ask(selection)
        _answer(selection)
    with right:
        asked, tables = st.tabs([say("Tables"), say("History")])
        with asked:
            sql_schema.browser()
        with tables:
            _history()


def _ask(selection: Selection) -> None:
    say = reading.reader().say
    st.session_state.setdefault(EDITOR, EXAMPLE)
    with st.form("sql-form", border=False):
        sql = st.text_area(say("One SELECT"), key=EDITOR, height=220, placeholder=EXAMPLE)
        with st.container(horizontal=True, vertical_alignment="center"):
            asked = st.form_submit_button(say("Run"), icon=":material/play_arrow:", type="primary")
            filtered = st.toggle(
                say("Apply the filters"),
                value=True,
                help=say("Off: every application. The period stays, as $since and $until."),
            )
    completion.complete()
    if asked and sql and sql.strip():
        _run(sql, selection if filtered else _everything(selection))


def _everything(selection: Selection) -> Selection:
    """Return the selection's days without its filters."""
    days = ("since", "until", "as_of", "compare_since", "compare_until")
    return replace(Selection(role_level=()), **{name: getattr(selection, name) for name in days})


def _run(sql: str, selection: Selection) -> None:
    try:
        with st.spinner(reading.reader().say("Running …"), show_time=True):
            answer: Result | str = store.typed(sql, selection)
    except AdHocError as refusal:
        answer = str(refusal)
    st.session_state[ANSWER] = (sql, answer)
    st.session_state[HISTORY] = [(sql, answer), *st.session_state.get(HISTORY, ())][:HISTORY_KEPT]


def _answer(selection: Selection) -> None:
    if ANSWER not in st.session_state:
        return
    sql, answer = st.session_state[ANSWER]
    if isinstance(answer, str):
        st.error(unmarked(answer), icon=":material/error:")
        return
    reader = reading.reader()
    st.caption(_rows_in_seconds(answer, reader))
    table, chart, save = st.tabs([reader.say("Table"), reader.say("Chart"), reader.say("Save")])
    columns = charts.column_views(answer.frame, {}, reader)
    with table:
        details.grid({"type": "table"}, answer.frame, columns, key="sql-table")
        details.downloads(answer, details.file_name("sql", answer, selection), key="sql")
    with chart:
        chosen = sql_saving.chart_chooser(answer.frame)
        _draw(chosen, answer)
    with save:
        sql_saving.saver(sql, chosen)


def _rows_in_seconds(answer: Result, reader: Reader) -> str:
    seconds = reader.decimal(answer.seconds, 2)
    if answer.truncated:
        words = marked("First {number} rows of more in {seconds} s")
        return reader.say(words, number=reader.integer(answer.row_limit), seconds=seconds)
    return reader.count(
        "{number} row in {seconds} s", "{number} rows in {seconds} s", answer.frame.height, seconds=seconds
    )


def _draw(chart: dict[str, str], answer: Result) -> None:
    """Draw the quick chart, or say what it needs."""
    kinds = dict(answer.frame.schema)
    faults = charts.problems(chart, kinds)
    if faults:
        st.info("\n\n".join(map(unmarked, faults)), icon=":material/bar_chart_off:")
        return
    columns = charts.column_views(answer.frame, {}, reading.reader())
    try:
        figure = charts.figure(chart, answer.frame, columns, reading.theme(), reading.reader())
    except charts.ChartError as refusal:
        st.warning(unmarked(str(refusal)), icon=":material/bar_chart_off:")
        return
    if figure is None:
        words = reading.reader().say("Nothing to draw.")
        st.html(f'<p class="empty">{html.escape(words)}</p>')
    else:
        drawn.draw(figure, "sql-figure", charts.alt(chart, answer.frame, columns, reader=reading.reader()))


def _history() -> None:
    asked, reader = st.session_state.get(HISTORY, ()), reading.reader()
    if not asked:
        st.caption(reader.say("What you run in this session is listed here."))
    for number, (sql, answer) in enumerate(asked):
        said = (
            unmarked(answer.split(".")[0])
            if isinstance(answer, str)
            else reader.count("{number} row", "{number} rows", answer.frame.height)
        )
        with st.container(border=True):
            st.code(sql, language="sql", height=110 if sql.count("\n") > 2 else "content")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    reader.say("Edit"), key=f"sql-again-{number}", type="tertiary", icon=":material/edit:",
                    on_click=_edit, args=(sql,),
                )  # fmt: skip
                st.caption(said)


def _edit(sql: str) -> None:
    st.session_state[EDITOR] = sql
