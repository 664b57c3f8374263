"""Words that Streamlit writes in English and has no option for: ours go in their place.

What is seen the style sheet sets; what is only heard, and the words of lists, a script (labels.js).
"""

import json

import streamlit as st

from dashboard import settings, translations
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


def labels() -> list[tuple[str, str]]:
    """Return what Streamlit calls its own controls, each with our words; none in English."""
    if reading.language() == translations.SOURCE:
        return []
    say = reading.reader().say
    nowhere = say("There is no page at this address. This is the first one.")
    return [
        ("App pages", say("Pages")),
        ("Main menu", say("Menu")),
        ("Navigate to home page", say("To the first page")),
        ("Open", say("Open")),
        ("Dismiss", say("Close")),
        ("Close", say("Close")),
        ("Clear all", say("Take all out")),
        ("Clear value", say("Take it out")),
        ("Selected values", say("What is chosen")),
        ("Choose an option", say("Choose one")),
        ("Choose date range", say("Choose days")),
        ("Select all", say("Choose all")),
        ("Select {name} matches", say("Choose all {name} found")),
        ("No results", say("Nothing found")),
        ("Theme", say("Colours")),
        ("Fullscreen", say("Full screen")),
        ("Close fullscreen", say("Leave full screen")),
        ("Copy to clipboard", say("Copy")),
        ("Copy version to clipboard", say("Copy the version")),
        ("Download plot as a PNG", say("Download as PNG")),
        ("Add files", say("Choose files")),
        ("File must be {name} or smaller.", say("The file may have {name} at most.")),
        ("Remove {name}", say("Take out {name}")),
        ("Help for {name}", say("About {name}")),
        ("year, {name}", say("Year, {name}")),
        ("month, {name}", say("Month, {name}")),
        ("day, {name}", say("Day, {name}")),
        ("Page not found", say("Page not found")),
        ("You have requested page /{name}, but .* Running the app's main page.", nowhere),
        ("The page that you have requested does not .* Running the app's main page.", nowhere),
        ("{name} start date", say("{name}: first day")),
        ("{name} end date", say("{name}: last day")),
    ]
