"""What the page tells the browser: in which language it speaks, and what to remember for the next visit."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

_SCRIPT: Final = Path(__file__).parent / "browser.js"


def tell(language: str, formats: str, cookies: Mapping[str, str]) -> None:
    """Set the document's language and the locale of its numbers, and keep cookies for a year."""
    component = st.components.v2.component("browser", js=_SCRIPT.read_text("utf-8"))
    component(data={"language": language, "formats": formats, "cookies": dict(cookies)}, key="browser")
