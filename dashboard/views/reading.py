"""Who is looking: their language and theme, as the values that charts take."""

import streamlit as st

from dashboard import translations
from dashboard.charts import Reader, Theme
from dashboard.views import remember

CHOSEN = "language"
_READER = "reading/reader"
PARAMETER = "lang"


def settle() -> Reader:
    """Find who is looking in this run: their language is the one that a link asks for, that was chosen, or
    the browser's. A region of the browser's is kept: someone in Austria reads German as it is written there.

    What else the link asks for is left to the filters.
    """
    choose(st.query_params.pop(PARAMETER, None))
    browser, chosen = st.context.locale or translations.SOURCE, chosen_language()
    found = Reader.of(browser if chosen in ("", _language_of(browser)) else chosen)
    st.session_state[_READER] = found
    return found


def reader() -> Reader:
    """Return the words and formats of the one who looks."""
    return st.session_state.get(_READER) or settle()


def chosen_language() -> str:
    """Return the language that was chosen: in this session, else in an earlier one."""
    chosen = st.session_state.get(CHOSEN) or remember.recall(CHOSEN)
    return chosen if chosen in translations.LANGUAGES else ""


def choose(language: str | None) -> None:
    """Speak a language from the next run on, where it is one of the interface's."""
    if language in translations.LANGUAGES:
        st.session_state[CHOSEN] = language


def keep() -> None:
    """Let the browser remember the language that was chosen."""
    remember.keep(CHOSEN, chosen_language())


def language() -> str:
    """Return the language in which the interface speaks: of those that it knows, the reader's or English."""
    own = reader().locale.language
    return own if own in translations.LANGUAGES else translations.SOURCE


def theme() -> Theme:
    """Return the colours of the theme that the browser shows."""
    return Theme.of(st.context.theme.type)


def _language_of(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()
