"""The app's own letters, carried within the document: a page without network looks the same everywhere."""

from base64 import b64encode
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_UPRIGHT: Final = "static/static/media/SourceSans*Upright*.woff2"


@cache
def font_face() -> str:
    """Return the style rule that embeds Source Sans, which ships with Streamlit; nothing without it."""
    package = find_spec("streamlit")
    folder = Path(package.origin).parent if package and package.origin else Path()
    file = next(iter(sorted(folder.glob(_UPRIGHT))), None)
    if file is None:
        return ""
    data = b64encode(file.read_bytes()).decode("ascii")
    return (
        '@font-face { font-family: "Source Sans 3"; font-weight: 200 900; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
