"""The browser's code for what stands on a page, named with the page itself: it loads while nothing else does.

Without that a browser asks for the code of a filter or a picture when the first of them arrives, while the
server computes the rest, and React then holds all of them back for half a second.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

NEEDED: Final = ("Html", "BidiComponent", "Selectbox", "Multiselect", "Button", "DownloadButton")
"""Elements of the Overview whose code Streamlit loads when they are first drawn."""

_STATIC: Final = Path(st.__file__).parent / "static"


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
    """Return the header's value."""
    return ", ".join(f"<./static/js/{file}>; rel=modulepreload" for file in scripts()).encode()


def scripts() -> list[str]:
    """Return the files of those elements, and those that they import, but for what the page names itself.

    Streamlit's first script has a list of its files, and says by their places in it what an element imports.
    A version that says it otherwise has its elements load as they come.
    """
    page = (_STATIC / "index.html").read_text("utf-8")
    first = re.search(r'src="\./static/js/(index\.[\w-]+\.js)"', page)
    script = (_STATIC / "static/js" / first[1]).read_text("utf-8") if first else ""
    listed = re.search(r"m\.f=\[(.*?)\]", script)
    files = re.findall(r'"([^"]+)"', listed[1]) if listed else []
    needed: list[str] = []
    for element in NEEDED:
        imported = re.search(rf"import\(`\./{element}\.[^`]+`\)[^_]*__vite__mapDeps\(\[([\d,]+)\]\)", script)
        needed += [files[int(place)] for place in imported[1].split(",")] if imported else []
    names = [file.removeprefix("./") for file in dict.fromkeys(needed)]
    return [file for file in names if file.endswith(".js") and file not in page]
