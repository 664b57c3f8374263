"""The button that downloads the one-page report of what is selected; it is made when it is pressed."""

import streamlit as st

from dashboard import report
from dashboard.engine import Selection
from dashboard.views import reading, store


def button(selection: Selection) -> None:
    """Draw the button."""
    reader, shelf, source = reading.reader(), store.shelf(), store.warehouse()

    def made() -> str:
        """Return the report; this runs apart from the page, so it knows the reader from before."""
        return report.report(shelf, source, selection, reader).html

    st.download_button(
        reader.say("Report"),
        made,
        f"hiring-{selection.as_of or source.published().as_of}.html",
        "text/html",
        icon=":material/description:",
        type="tertiary",
        on_click="ignore",
        key="report",
        help=reader.say("One page to print or to send, of what is selected here. It needs no network."),
    )
