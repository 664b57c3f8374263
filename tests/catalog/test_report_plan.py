"""`_report.toml`: what it plans, and every mistake in it with its line."""

from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.catalog.report import Printed, ReportPlan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two cards on one page."""
    (tmp_path / "hires").mkdir()
    for name in ("by_country", "total"):
        (tmp_path / f"hires/{name}.sql").write_text("select count(*) as hires from applications\n")
    return tmp_path


def plan(folder: Path, text: str | None = None) -> ReportPlan:
    if text is not None:
        (folder / "_report.toml").write_text(text)
    return catalog.report_plan(catalog.load(folder))


def test_without_the_file_it_is_the_first_page(folder: Path) -> None:
    assert plan(folder) == ReportPlan(rows=(("hires/by_country",), ("hires/total",)))


def test_rows_name_cards_and_a_table_says_how_one_is_printed(folder: Path) -> None:
    read = plan(
        folder,
        'title = "Hiring"\nrows = [["hires/total", "hires/by_country"]]\n'
        '[cards."hires/total"]\nlimit = 3\nheight = 200\nparams = { target = 4 }\nchart = { bars = ["hires"] }\n',
    )
    assert (read.title, read.rows, read.problems) == ("Hiring", (("hires/total", "hires/by_country"),), ())
    assert read.printed("hires/total") == Printed(3, 200, {"target": 4}, {"bars": ["hires"]})
    assert read.printed("hires/by_country") == Printed()


def test_every_mistake_is_told_at_its_line_and_the_rest_still_prints(folder: Path) -> None:
    read = plan(
        folder,
        'rows = [["hires/totl"], ["hires/by_country"]]\ntitel = "x"\n'
        '[cards."hires/total"]\nlimit = "3"\n[cards."hires/by_country"]\nchart = { barz = ["hires"] }\n',
    )
    assert [(problem.line, problem.message) for problem in read.problems] == [
        (1, 'there is no card "hires/totl".'),
        (2, 'unknown key "titel".'),
        (4, "\"limit\" takes a whole number, not '3'."),
        (6, 'a table has no "barz". Did you mean "bars"?'),
    ]
    assert read.problems[0].advice == 'Did you mean "hires/total"?'
    assert read.rows == (("hires/by_country",),)
    assert read.printed("hires/total") == Printed()


def test_what_is_no_toml_is_told(folder: Path) -> None:
    assert plan(folder, "rows = [[\n").problems[0].message.startswith("not valid TOML")
