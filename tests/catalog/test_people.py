"""What a header says of people in its `[people]`, and every mistake in it with its line and advice."""

from pathlib import Path

import pytest
from catalog.test_checking import CARD, problems

from dashboard.catalog.model import People
from dashboard.catalog.reading import read_query

WRONG = [
    ('counts = { hire = [] }', ['3: the result has no column "hire". Did you mean "hires"?']),
    ('[people.counts]\nhires = ["cuntry"]', ['4: the result has no column "cuntry". Did you mean "country"?']),
    ('[people.counts]\nhires = []\ncountry = []', ['5: "country" holds no numbers, so it counts nobody. Name a column of numbers.']),
    ('[people.counts]\nhires = ["country", "country"]', ['4: "country" is listed twice. Keep one.']),
    ('[people.counts]\nhires = "country"', ["4: \"hires\" takes a list of columns, not 'country'."]),
    ('nobody = ["hires"]\n[people.counts]\nhires = []',
     ['3: "hires" is about nobody and about people. Take it out here, or there.']),
    ('nobody = ["hirse"]\ncounts = { hires = [] }', ['3: the result has no column "hirse". Did you mean "hires"?']),
    ('not_added = ["hirse"]\ncounts = { hires = [] }',
     ['3: "hirse" is none of the counts. Did you mean "hires"?', '3: the result has no column "hirse". Did you mean "hires"?']),
    ('counts = { hires = [] }\n[people.sums]\nhires = ["country"]',
     ['5: "country" is none of the counts. Name it there, with a list of its figures.']),
    ('counts = { hires = [] }\n[people.running]\ncountry = ["hires"]',
     ['4: "country" is none of the counts. Name it there, with a list of its figures.']),
    ('conts = { hires = [] }\nnobody = ["hires"]', ['3: unknown key "conts". Did you mean "counts"?']),
    ('counts = ["hires"]\nnobody = ["hires"]', ["3: \"counts\" takes tables, not ['hires']."]),
    ('nobody = []', ['2: no column says how many people "hires" rest on. Name the column that does under counts, or list these under nobody.']),
]  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), WRONG)
def test_a_mistake_about_people_is_told_with_its_line(
    tmp_path: Path, header: str, expected: list[str]
) -> None:
    assert problems(tmp_path, CARD, f"[people]\n{header}") == expected


@pytest.mark.parametrize(
    "header", ["counts = { hires = [] }", 'nobody = ["hires"]', "[people.counts]\nhires = []"]
)
def test_what_is_right_about_people_is_no_mistake(tmp_path: Path, header: str) -> None:
    assert problems(tmp_path, CARD, f"[people]\n{header}") == []


def test_a_file_that_says_nothing_of_people_is_told_from_one_that_says_nobody() -> None:
    silent = read_query("page/card", Path("card.sql"), CARD)
    said = read_query("page/card", Path("card.sql"), f"-- /// query\n-- [people]\n-- ///\n{CARD}")
    assert silent.people is None
    assert said.people == People()
