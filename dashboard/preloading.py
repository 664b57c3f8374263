"""The browser's code for what stands on a page, named with the page itself: it loads while nothing else does.

Without that a browser asks for the code of a table or a picture when the first of them arrives, while the
server computes the rest, and React then holds all of them back for half a second.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

NEEDED: Final = (
    "Html",
    "purify.es",
    "BidiComponent",
    "serialization",
    "recordbatch",
    "Selectbox",
    "Multiselect",
    "Button",
    "DownloadButton",
)
"""Elements of the Overview whose code Streamlit loads when they are first drawn, and the large parts of it.

All of it would make headers that a proxy may refuse.
"""

_CODE: Final = Path(st.__file__).parent / "static" / "static" / "js"


class Preloading:
    """Adds the names of that code to the headers of each page, as ASGI middleware."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request as the app does."""

        async def add(message: Any) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                message = {**message, "headers": [*message["headers"], (b"link", _link())]}
            await send(message)

        await self._app(scope, receive, add if scope["type"] == "http" else send)


def _is_page(headers: Sequence[tuple[bytes, bytes]]) -> bool:
    named = {name.lower(): value for name, value in headers}
    return named.get(b"content-type", b"").startswith(b"text/html")


@cache
def _link() -> bytes:
    """Return the header's value; Streamlit's names of its files hold a digest of what is in them."""
    files = [path.name for name in NEEDED for path in _CODE.glob(f"{name}.*.js")]
    return ", ".join(f"<./static/js/{file}>; rel=modulepreload" for file in files).encode()
