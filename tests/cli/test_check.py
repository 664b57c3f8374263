"""`hiring check`: every mistake with its place, and an exit code for CI."""

import pytest
from cli.conftest import Hiring, Terminal

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
