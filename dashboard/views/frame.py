"""The frame: title and style of the browser tab, the pages from the queries folder, the words at the foot."""

import html
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import settings, translations
from dashboard.catalog.model import Page
from dashboard.catalog.words import page_in
from dashboard.views import access, browser, first_run, links, page, reading, sql_page, store, wording
from dashboard.views.assets import asset
from dashboard.views.naming import unmarked
from dashboard.warehouse import NoScope, NoWarehouse


def dress() -> None:
    """Set the tab's title, the product's style and the language."""
    title = reading.settle().say("Architect hiring")
    st.set_page_config(page_title=title, page_icon=asset("logo.svg"), layout="wide")
    st.logo(asset("logo.svg"), size="large")
    theme = reading.theme()
    colors = f":root {{ --paper: {theme.background}; --ink: {theme.text}; }}"
    st.html(f"<style>{colors}\n{asset('style.css')}</style>")
    wording.tell()
    locale = str(reading.reader().locale).replace("_", "-")
    browser.tell(reading.language(), locale, wording.labels())


def is_admitted() -> bool:
    """Say why the one who looks may see nothing, and return whether they may see something."""
    try:
        access.forget_other_scopes()
    except access.Refused as refusal:
        st.title(reading.reader().say("Nothing to see here"), anchor=False)
        st.markdown(unmarked(str(refusal)))
        return False
    return True


def pages() -> list[StreamlitPage]:
    """Return a page for each folder of queries, the first in order being the start page, and the SQL page."""
    of_queries = _pages_of_queries()
    held = access.scope()
    if settings.get("sql_page") == "off" or (held and not held.individuals):
        return of_queries
    title = reading.reader().say("SQL")
    return [*of_queries, st.Page(sql_page.show, title=title, icon=":material/code:", url_path="sql-page")]


def _pages_of_queries() -> list[StreamlitPage]:
    """Return the pages, and one under the name of the start page, which people type: it lives at /."""
    folders = store.shelf().pages
    shown = [_page(each, url_path=each.name if position else "") for position, each in enumerate(folders)]
    named = [
        st.Page(partial(_go_to, shown[0]), title=each.name, url_path=each.name, visibility="hidden")
        for each in folders[:1]
    ]
    return [*shown, *named]


def _page(each: Page, *, url_path: str) -> StreamlitPage:
    return st.Page(
        partial(page.show, each),
        title=page_in(each, reading.language()).title,
        icon=f":material/{each.icon}:" if each.icon else None,
        url_path=url_path,
        default=not url_path,
    )


def _go_to(start: StreamlitPage) -> None:
    """Open a page with the selection that the address holds."""
    st.switch_page(start, query_params=links.parameters())


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
    source, reader = store.warehouse(), reading.reader()
    published = source.published()
    words = reader.say(
        "Data up to {day} · version {version} · days in {timezone}",
        day=reader.date(published.as_of),
        version=published.version,
        timezone=published.timezone,
    )
    if source.scope and not source.scope.is_everything:
        words += " · " + reader.say("you see {scope}", scope=html.escape(str(source.scope)))
    st.html(f'<p class="foot">{words}</p>')


def language_choice() -> None:
    """Draw the choice of the language, each under its own name, and remember what was chosen."""
    reading.keep()
    with st.container(key="language"):
        chosen = st.selectbox(
            reading.reader().say("Language"),
            translations.LANGUAGES,
            index=translations.LANGUAGES.index(reading.language()),
            format_func=translations.name_of,
            label_visibility="collapsed",
            key=f"language-choice-{reading.language()}",
        )
    if chosen != reading.language():
        reading.choose(chosen)
        st.rerun()
