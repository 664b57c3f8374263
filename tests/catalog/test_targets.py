"""The targets file: what it aims at, and every mistake in it at once, each with its line."""

import re
from datetime import date
from pathlib import Path

import pytest
from support import ROOT, GivenWarehouse

from dashboard import settings
from dashboard.catalog import check, load
from dashboard.catalog.targets import Target, read_targets, targets_in_force


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "targets.toml"
    path.write_text(text, "utf-8")
    return [str(problem).removeprefix(f"{path}:") for problem in read_targets(path).problems]


def test_the_example_of_the_docs_is_read(tmp_path: Path) -> None:
    section = (ROOT / "docs/statistics.md").read_text("utf-8").partition("## Targets")[2]
    example = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert example
    path = tmp_path / "targets.toml"
    path.write_text(example[1], "utf-8")
    assert read_targets(path).problems == ()
    assert read_targets(path).rows == (
        Target("time_to_fill", 75),
        Target("time_to_fill", 90, role_family="security"),
        Target("hires", 40, quarter_start=date(2026, 10, 1)),
        Target("hires", 12, country="DE", quarter_start=date(2026, 10, 1)),
    )


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """[time_to_fill]
every = 0
secruity = 90
[[hires]]
quarter = "2026-10"
hires = 12
[[hires]]
quarter = "2026-Q4"
country = "Germany"
hires = 1.5
[[hires]]
quarter = "2026-Q4"
[[hire]]
"""
    assert problems(tmp_path, text) == [
        '2: "every" is no number of days. Write a whole number above 0.',
        '3: unknown key "secruity". Did you mean "security"?',
        '5: no quarter is named. Write it as quarter = "2026-Q4".',
        "9: 'Germany' is no country. Write its ISO 3166-1 code, as in country = \"DE\"; "
        "leave it out for all countries together.",
        "10: no number of hires is given. Write a whole number above 0.",
        "11: no number of hires is given. Write a whole number above 0.",
        '13: unknown key "hire". Did you mean "hires"?',
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("time_to_fill = 75", '1: "time_to_fill" is no table. Write [time_to_fill].'),
        ("[hires]\nquarter = 4", '1: "hires" is no list of tables. Write [[hires]] before each target.'),
        ("hires = [1]", '1: "hires" is no list of tables. Write [[hires]] before each target.'),
        (
            '[[hires]]\nquarter = "2026-Q4"\nhires = 2\n[[hires]]\nquarter = "2026-Q4"\nhires = 3',
            "4: a second target for this quarter and country. Keep one.",
        ),
        ("[time_to_fill\nevery = 75", "1: not valid TOML: Expected ']' at the end of a table declaration."),
    ],
)
def test_a_file_of_the_wrong_form_is_told(tmp_path: Path, text: str, expected: str) -> None:
    assert problems(tmp_path, text) == [expected]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = read_targets(tmp_path / "none.toml").problems
    assert problem.message == "the targets cannot be read: No such file or directory."
    assert problem.advice == "Correct the setting HIRING_TARGETS, or the file."


def test_a_file_with_a_mistake_aims_at_nothing(tmp_path: Path) -> None:
    path = tmp_path / "targets.toml"
    path.write_text("[time_to_fill]\nevery = 75\nsecurity = -1", "utf-8")
    assert read_targets(path).rows == ()


def test_no_file_is_named_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.SETTINGS["targets"].variable, raising=False)
    assert targets_in_force().rows == targets_in_force().problems == ()


def test_the_invented_company_is_measured_by_its_own_targets(tmp_path: Path, monkeypatch) -> None:
    own, invented = tmp_path / "own.toml", tmp_path / "warehouse/invented"
    own.write_text("[time_to_fill]\nevery = 60", "utf-8")
    invented.mkdir(parents=True)
    (invented / "targets.toml").write_text("[time_to_fill]\nevery = 75", "utf-8")
    monkeypatch.setenv("HIRING_TARGETS", str(own))
    monkeypatch.setenv("HIRING_WAREHOUSE", str(tmp_path / "warehouse"))
    assert [target.value for target in targets_in_force().rows] == [75]
    (tmp_path / "warehouse/versions/000001").mkdir(parents=True)
    (tmp_path / "warehouse/CURRENT").write_text("000001\n", "utf-8")
    assert [target.value for target in targets_in_force().rows] == [60]


def test_a_query_file_is_checked_against_the_columns_of_targets(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page/card.sql").write_text("select valeu\nfrom targets", "utf-8")
    (tmp_path / "page/good.sql").write_text("select measure, value\nfrom targets", "utf-8")
    with GivenWarehouse().cursor() as cursor:
        (problem,) = check(load(tmp_path), cursor)
    assert str(problem).endswith('card.sql:1: column "valeu" does not exist. Did you mean "value"?')
