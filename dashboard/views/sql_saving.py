"""From an answer to a card: choose its chart, give it a title, write or download the query file."""

from pathlib import Path
from typing import Final

import polars as pl
import streamlit as st

from dashboard import settings
from dashboard.catalog.starting import as_query_file, query_path, write_new
from dashboard.charts.kinds import kind_of
from dashboard.translations import marked
from dashboard.views import reading, store
from dashboard.views.naming import unmarked

QUICK: Final = {
    "bar": ("x", "y", "color"),
    "line": ("x", "y", "color"),
    "area": ("x", "y", "color"),
    "scatter": ("x", "y", "color"),
    "heatmap": ("x", "y", "value"),
    "map": ("country", "value"),
}
"""Charts that can be drawn of any rows, with the columns that they take."""

CHART_NAMES: Final = {
    "bar": marked("Bars"),
    "line": marked("Line"),
    "area": marked("Area"),
    "scatter": marked("Scatter plot"),
    "heatmap": marked("Heatmap"),
    "map": marked("Map"),
}


def chart_chooser(frame: pl.DataFrame) -> dict[str, str]:
    """Draw the choice of a chart and of its columns, filled in by their kinds; return the `[chart]` table."""
    with st.container(horizontal=True):
        kind = st.selectbox(
            reading.reader().say("Chart"), list(QUICK), format_func=_chart_name, key="sql-chart"
        )
        guess = _guess(kind, frame)
        chosen = {
            option: st.selectbox(option, frame.columns, index=guess[option], key=f"sql-chart-{kind}-{option}")
            for option in QUICK[kind]
        }
    return {"type": kind} | {option: column for option, column in chosen.items() if column}


def _chart_name(kind: str) -> str:
    return reading.reader().say(CHART_NAMES[kind])


def _guess(kind: str, frame: pl.DataFrame) -> dict[str, int | None]:
    """Return for each option the position of the first column of a fitting kind, each column used once."""
    wanted = {"y": "name" if kind == "heatmap" else "number", "value": "number", "color": "none"}
    wanted |= {"x": "number"} if kind == "scatter" else {}
    left: dict[int | None, str] = dict(enumerate(kind_of(dtype) for dtype in frame.dtypes))
    guess: dict[str, int | None] = {}
    for option in QUICK[kind]:
        need = wanted.get(option, "name")
        fits = [at for at, is_kind in left.items() if (is_kind == "number") == (need == "number")]
        guess[option] = fits[0] if fits and need != "none" else None
        left.pop(guess[option], None)
    return guess


def saver(sql: str, chart: dict[str, str]) -> None:
    """Draw what a query file needs, and write it where the settings allow it, else offer it as a download."""
    queries, say = Path(settings.get("queries")), reading.reader().say
    title = st.text_input(say("Title"), key="sql-title", placeholder=say("Applications by country")) or ""
    question = st.text_input(say("Question that it answers"), key="sql-question") or ""
    page = st.selectbox(
        say("Page"), [page.name for page in store.shelf().pages], key="sql-page", accept_new_options=True
    )
    drawn = st.toggle(say("With the chart"), value=True, key="sql-with-chart")
    if not title or not page:
        st.caption(say("A title and a page make it a card."))
        return
    try:
        path = query_path(title, page, queries)
    except ValueError as refusal:
        st.warning(unmarked(str(refusal)))
        return
    text = as_query_file(sql, title, question, chart if drawn else {"type": "table"})
    st.code(text, language="sql")
    if settings.get("sql_save") == "on":
        _write(path, text)
    else:
        st.download_button(
            say("Download"), text, path.name, "application/sql", icon=":material/download:", on_click="ignore"
        )
        st.caption(
            say("Put it under `{page}/` in the queries folder, and it is a card of that page.", page=page)
        )


def _write(path: Path, text: str) -> None:
    say = reading.reader().say
    if st.button(say("Save"), icon=":material/save:"):
        try:
            write_new(path, text)
        except OSError as refusal:
            reason = refusal.strerror or str(refusal)
            words = say("{path} cannot be written: {reason}.", path=str(path), reason=reason)
            st.error(unmarked(words))
        else:
            file = f"{path.parent.name}/{path.name}"
            st.success(say("Saved. It is a card of its page now: {file}", file=unmarked(file)))
