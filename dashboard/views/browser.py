"""What the page tells the browser: in which language it speaks, and how that writes numbers."""

from pathlib import Path
from typing import Final

import streamlit as st

_SCRIPT: Final = Path(__file__).parent / "browser.js"


def tell(language: str, formats: str) -> None:
    """Set the document's language and the locale of its tables' numbers and days."""
    component = st.components.v2.component("browser", js=_SCRIPT.read_text("utf-8"))
    component(data={"language": language, "formats": formats}, key="browser")
