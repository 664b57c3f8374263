"""`hiring check`: every mistake with its place, and an exit code for CI."""

import json
from pathlib import Path

import pytest
from cli.conftest import Hiring, Terminal
from ingest.exports import HARVEST, write_export

from dashboard.cli import files

BROKEN = """-- /// query
-- tilte = "Hires"
-- ///
select contry from applications
"""


@pytest.mark.usefixtures("published")
def test_files_without_a_mistake_exit_0(hiring: Hiring) -> None:
    said = hiring("check")
    assert (said.code, said.out, said.err) == (0, "", "1 file, no errors.\n")


@pytest.mark.usefixtures("published")
def test_all_mistakes_of_all_files_come_at_once(hiring: Hiring, terminal: Terminal) -> None:
    broken = terminal.write("hires/broken.sql", BROKEN)
    page = terminal.write("hires/_page.toml", 'rows = [["by_contry"]]')
    said = hiring("check")
    assert said.code == 1
    assert said.out.splitlines() == [
        f'{page}:1: there is no card "by_contry". Did you mean "by_country"?',
        f'{broken}:2: unknown key "tilte". Did you mean "title"?',
        f'{broken}:4: column "contry" does not exist. Did you mean "country"?',
    ]
    assert said.err == "3 errors in 2 of 3 files.\n"


@pytest.mark.usefixtures("published")
def test_mistakes_in_the_targets_file_are_told_too(
    hiring: Hiring, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = terminal.write("targets.toml", "[time_to_fill]\nevery = 0")
    monkeypatch.setenv("HIRING_TARGETS", str(targets))
    said = hiring("check")
    assert said.code == 1
    assert said.out == f'{targets}:2: "every" is no number of days. Write a whole number above 0.\n'


@pytest.mark.usefixtures("published")
def test_a_path_narrows_what_is_told(hiring: Hiring, terminal: Terminal) -> None:
    broken = terminal.write("hires/broken.sql", BROKEN)
    assert hiring("check", str(terminal.queries / "hires/by_country.sql")).code == 0
    said = hiring("check", str(broken))
    assert (said.code, said.err) == (1, "2 errors in 1 of 1 file.\n")


def test_without_data_nothing_is_said_about_tables(hiring: Hiring, terminal: Terminal) -> None:
    terminal.write("hires/broken.sql", BROKEN)
    said = hiring("check")
    assert said.code == 1
    assert [line.partition(":2: ")[2] for line in said.out.splitlines()] == [
        'unknown key "tilte". Did you mean "title"?'
    ]
    assert said.err.startswith("Nothing is published: the files were not checked against data.\n")


def test_a_path_that_is_not_there_is_no_clean_bill(hiring: Hiring) -> None:
    said = hiring("check", "queries/no_such_file.sql")
    assert (said.code, said.out) == (2, "")
    assert "There is no queries/no_such_file.sql." in said.err


def test_a_queries_folder_that_is_not_there_is_no_clean_bill(hiring: Hiring, terminal: Terminal) -> None:
    assert hiring("check", "--queries", str(terminal.queries / "none")).code == 2


@pytest.mark.usefixtures("published")
def test_an_editor_reads_the_mistakes_as_json(hiring: Hiring, terminal: Terminal) -> None:
    broken = terminal.write("hires/broken.sql", BROKEN)
    said = hiring("check", "--json")
    assert said.code == 1
    assert json.loads(said.out)[1] == {
        "path": str(broken),
        "line": 4,
        "message": 'column "contry" does not exist.',
        "advice": 'Did you mean "country"?',
    }


@pytest.mark.usefixtures("published")
def test_no_mistakes_are_an_empty_list_in_json(hiring: Hiring) -> None:
    assert json.loads(hiring("check", "--json", "--data").out) == []


CHECKED = """-- /// query
-- [[checks]]
-- name = "few hires"
-- assert = "hires < 3"
-- [[checks]]
-- name = "no hire is lost"
-- sql = "select * from result where hires = 0"
-- ///
select country, count(*) as hires from applications group by country
"""


@pytest.mark.usefixtures("published")
def test_a_check_that_does_not_hold_on_the_data_exits_3(hiring: Hiring, terminal: Terminal) -> None:
    path = terminal.write("hires/checked.sql", CHECKED)
    assert hiring("check").code == 0
    said = hiring("check", "--data")
    assert said.code == 3
    assert said.out == f'{path}:2: "few hires" does not hold for 1 row.\n'
    assert said.err.endswith("2 checks on the data, 1 failed.\n")


def test_checks_on_data_without_data_exit_1(hiring: Hiring, terminal: Terminal) -> None:
    terminal.write("hires/checked.sql", CHECKED)
    said = hiring("check", "--data")
    assert said.code == 1
    assert "Import an export first" in said.err


def test_an_import_publishes_and_tells_the_checks_that_fail(
    hiring: Hiring, terminal: Terminal, tmp_path: Path
) -> None:
    path = terminal.write("hires/checked.sql", CHECKED.replace("hires < 3", "country is null"))
    said = hiring("import", str(write_export(tmp_path / "export", HARVEST)))
    assert said.code == 3
    assert "Published as version" in said.out
    assert said.out.endswith(f'{path}:2: "few hires" does not hold for 1 row.\n')
    assert hiring("status").code == 0


def test_watching_looks_again_when_a_file_is_saved_made_or_deleted(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = iter(
        [
            lambda: None,
            lambda: terminal.write("hires/new.sql", "select 1 as a"),
            lambda: None,
            lambda: terminal.write("hires/new.sql", "select 22 as a"),
            (terminal.queries / "hires/new.sql").unlink,
        ]
    )
    looks: list[object] = []
    monkeypatch.setattr(files.time, "sleep", lambda seconds: looks.append(next(events)()))
    changes = files.changes(terminal.queries)
    assert [(next(changes), len(looks))[1] for _ in range(4)] == [0, 2, 4, 5]


@pytest.mark.usefixtures("published")
def test_what_a_language_lacks_is_listed_on_request_and_exits_1(hiring: Hiring, terminal: Terminal) -> None:
    ours = terminal.write(
        "hires/ours.sql", '-- /// query\n-- title = "Ours"\n-- ///\nselect 1 as hires order by 1\n'
    )
    assert hiring("check", str(ours)).code == 0
    said = hiring("check", "--translations", str(ours))
    assert said.code == 1
    assert said.out.splitlines() == [
        f'{ours}:2: not in {language}: "Ours". Write title under [translations.{code}] in the file.'
        for code, language in (
            ("fr", "French"),
            ("de", "German"),
            ("ja", "Japanese"),
            ("pl", "Polish"),
            ("es", "Spanish"),
        )
    ]
    assert said.err == "1 file, no errors.\n5 texts not translated.\n"
