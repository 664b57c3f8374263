"""Data in places that take Markdown is words."""

import pytest
from support import as_read

from dashboard.views.naming import unmarked

WORDS = [
    "1. Screening · Germany",
    "2) Screening",
    "- first\n+ second\n=== third",
    "*a* `b` _c_ [d](https://e.example) ![f](g) :red[h] $i$ ~~j~~ # k | l <m> n\\o",
    "R&amp;D &lt;i&gt;",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_are_read_as_they_are(words: str) -> None:
    assert as_read(unmarked(words)) == words


def test_every_mark_is_escaped_and_nothing_else_is() -> None:
    assert unmarked("1. a") == "1\\. a"
    assert unmarked("- a\n + b\n--- 3.5") == "\\- a\n \\+ b\n\\--- 3.5"
    assert unmarked("&*_`[]<>:$~#|!\\") == "".join(f"\\{mark}" for mark in "&*_`[]<>:$~#|!\\")
    assert unmarked("Köln, 3.5 - (a) + b.") == "Köln, 3.5 - (a) + b."
