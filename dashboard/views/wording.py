"""Words that Streamlit writes in English and has no option for: the style sheet sets ours in their place."""

import json

import streamlit as st

from dashboard import settings
from dashboard.views import reading


def tell() -> None:
    """Give the style sheet the words, in the reader's language."""
    say = reading.reader().say
    limit = reading.reader().integer(int(settings.get("upload_limit")))
    words = {
        "more": say("More"),
        "system": say("System"),
        "light": say("Light"),
        "dark": say("Dark"),
        "print": say("Print"),
        "choose-files": say("Choose files"),
        "limit": say("Up to {limit} MB in all", limit=limit),
        "drop": say("Drop the files here"),
    }
    # A string of CSS is written as one of JSON; neither a backslash nor a tag is in these.
    rules = ";".join(f"--say-{name}:{json.dumps(text, ensure_ascii=False)}" for name, text in words.items())
    st.html(f"<style>:root{{{rules}}}</style>")
