"""The style sheets of the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import views

SHEETS = sorted(Path(views.__file__).parent.glob("*.css"))


def selectors(sheet: str) -> Iterator[str]:
    without_comments = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    yield from (rule.strip() for rule in re.findall(r"([^{}]+)\{", without_comments))


def after_has(selector: str) -> Iterator[str]:
    """Return what follows each `:has(…)` of a selector, up to the comma of the next one."""
    for found in re.finditer(r":has\(", selector):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(selector[end], 0)
            end += 1
        yield re.split(r",\s*(?![^(]*\))", selector[end:])[0].rstrip()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_has_stands_at_the_end_of_a_selector_so_that_a_change_styles_no_more_than_what_has_changed(
    sheet: Path,
) -> None:
    wide = [
        selector
        for selector in selectors(sheet.read_text("utf-8"))
        if any(re.search(r"[\s>+~]", tail) for tail in after_has(selector))
    ]
    assert wide == []


@pytest.mark.parametrize(("selector", "tails"), [
    ("a:has(b) c", [" c"]),
    ("a:not(:has(> b, c)) > d, e", [") > d"]),
    ("a:has(:is(b, c)), d e", [""]),
    ("a:not(b *, :has(c))", [")"]),
])  # fmt: skip
def test_what_follows_has(selector: str, tails: list[str]) -> None:
    assert list(after_has(selector)) == tails
