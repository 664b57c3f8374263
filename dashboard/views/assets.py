"""Scripts, styles and pictures that the page sends to the browser."""

from functools import cache
from pathlib import Path


@cache
def asset(name: str) -> str:
    """Return the text of a file beside this module.

    It is read once: each reading of a file beside the app's modules is an event to Streamlit's watcher, and
    those of every run cost a fifth of what the runs do.
    """
    return Path(__file__).with_name(name).read_text("utf-8")
