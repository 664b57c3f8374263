"""The download of a card's chart as PNG, made in the browser: only there is the chart as it is shown."""

from typing import Final

import streamlit as st

from dashboard.catalog.model import Query
from dashboard.views import reading
from dashboard.views.assets import asset
from dashboard.views.naming import slug

WITHOUT: Final = ("metric", "table", "figures", "words")
"""Kinds of card that are text on the page: there is no chart to make a picture of."""

_HTML: Final = (
    '<button type="button"><svg viewBox="0 0 24 24" aria-hidden="true">'
    '<path d="M12 16l-5-5 1.4-1.45 2.6 2.6V4h2v8.15l2.6-2.6L17 11zM6 20q-.8 0-1.4-.6T4 18v-3h2v3h12v-3h2v3q0 '
    '.8-.6 1.4T18 20z"/></svg><span></span></button><p role="status"></p>'
)


def download(query: Query, file: str) -> None:
    """Draw the button that downloads the card's picture, or say why there is none."""
    reader = reading.reader()
    if query.chart.type in WITHOUT:
        st.caption(
            reader.say("There is no picture of it: it has no chart. The files above hold all it shows.")
        )
        return
    component = st.components.v2.component(
        "card_picture",
        html=_HTML,
        css=asset("picture.css"),
        js=asset("picture.js"),
    )
    data = {
        "card": f"card-{slug(query.name)}",
        "title": query.title,
        "question": query.question,
        "file": f"{file}.png",
        "label": "PNG",
        "missing": reader.say("The chart is not drawn yet. Try again in a moment."),
    }
    component(data=data, key=f"picture-{slug(query.name)}")
