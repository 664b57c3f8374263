"""The frame: title and style of the browser tab, the pages from the queries folder, the words at the foot."""

import html
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import settings
from dashboard.catalog.model import Page
from dashboard.views import access, first_run, page, reading, sql_page, store
from dashboard.warehouse import NoScope, NoWarehouse

STYLE = Path(__file__).parent / "style.css"
LOGO = Path(__file__).parent / "logo.svg"


def dress() -> None:
    """Set the tab's title and the product's style."""
    st.set_page_config(page_title="Architect hiring", page_icon=str(LOGO), layout="wide")
    st.logo(str(LOGO), size="large")
    st.html(STYLE)


def is_admitted() -> bool:
    """Say why the one who looks may see nothing, and return whether they may see something."""
    try:
        access.forget_other_scopes()
    except access.Refused as refusal:
        st.title(reading.reader().say("Nothing to see here"), anchor=False)
        st.markdown(str(refusal))
        return False
    return True


def pages() -> list[StreamlitPage]:
    """Return a page for each folder of queries, the first in order being the start page, and the SQL page."""
    of_queries = [_page(each, default=position == 0) for position, each in enumerate(store.shelf().pages)]
    held = access.scope()
    if settings.get("sql_page") == "off" or (held and not held.individuals):
        return of_queries
    return [*of_queries, st.Page(sql_page.show, title="SQL", icon=":material/code:", url_path="sql-page")]


def _page(each: Page, *, default: bool) -> StreamlitPage:
    return st.Page(
        partial(page.show, each),
        title=each.title,
        icon=f":material/{each.icon}:" if each.icon else None,
        url_path=each.name,
        default=default,
    )


def data_is_published() -> bool:
    """Show the first-run page while there is no data or its import is looked at; return if there is."""
    try:
        store.warehouse().published()
    except NoScope as missing:
        st.title(reading.reader().say("Not published yet"), anchor=False)
        st.markdown(str(missing))
        return False
    except NoWarehouse:
        first_run.show()
        return False
    if first_run.is_looked_at():
        first_run.show()
        return False
    if store.is_invented():
        first_run.reminder()
    return True


def footer() -> None:
    """Say up to when the data speaks, which version it is, and whose rows these are where not everyone's."""
    source = store.warehouse()
    published = source.published()
    day = reading.reader().date(published.as_of)
    words = [f"Data up to {day}", f"version {published.version}", f"days in {published.timezone}"]
    if source.scope and not source.scope.is_everything:
        words.append(reading.reader().say("you see {scope}", scope=html.escape(str(source.scope))))
    st.html(f'<p class="foot">{" · ".join(words)}</p>')
