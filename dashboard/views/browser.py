"""What the page tells the browser: in which language it speaks, and how that writes numbers."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.views.assets import asset

_SCRIPTS: Final = ("browser.js", "labels.js")


def tell(language: str, formats: str, labels: Sequence[tuple[str, str]]) -> None:
    """Set the document's language, the locale of its tables' numbers and days, and Streamlit's own labels."""
    script = "\n".join(asset(name) for name in _SCRIPTS)
    component = st.components.v2.component("browser", js=script)
    component(data={"language": language, "formats": formats, "labels": labels}, key="browser")
