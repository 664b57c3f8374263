"""The page about defects: a row for each, and every test that it names is one."""

import re

import pytest
from support import ROOT

PAGE = (ROOT / "docs/defects.md").read_text("utf-8")
ROWS = {int(number): row for number, row in re.findall(r"^\| (\d+) (\|.*)$", PAGE, re.MULTILINE)}
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
}


def test_every_defect_has_a_row() -> None:
    assert list(ROWS) == list(range(1, 38))


@pytest.mark.parametrize("number", ROWS)
def test_the_tests_that_prove_a_row_are_there(number: int) -> None:
    named = re.findall(r"`(test_\w+)`", ROWS[number])
    assert named
    assert set(named) - TESTS == set()
