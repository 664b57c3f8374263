"""Names of elements on a page: the keys by which the style sheet and the tests find them."""

import re
from typing import Final

_MARKDOWN: Final = re.compile(r"^(\s*\d*)([-+=.)])|([\\`*_\[\]<>:$~#|!&])", re.MULTILINE)
"""What begins a list or underlines a heading, where a line begins, and what marks anywhere."""


def unmarked(text: str) -> str:
    """Return data for a place that takes Markdown, so that it stands there as it is."""
    return _MARKDOWN.sub(r"\1\\\2\3", text)


def slug(name: str) -> str:
    """Return a query's name as part of an element's key."""
    return name.replace("/", "-")
