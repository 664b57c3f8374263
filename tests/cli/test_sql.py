"""`hiring sql`: a typed SELECT from the shell, on the same path as the SQL page."""

import io

import pytest
from cli.conftest import Hiring

pytestmark = pytest.mark.usefixtures("published")
COUNT = "select country, count(*) as hires from applications group by country order by country"


def test_a_typed_select_prints_its_rows_for_the_selection(hiring: Hiring) -> None:
    said = hiring("sql", COUNT, "--format", "csv", "--country", "DE")
    assert (said.code, said.out, said.err) == (0, "country,hires\nDE,2\n", "")


def test_the_select_can_come_from_stdin(hiring: Hiring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("select count(*) as n from all_applications"))
    assert hiring("sql", "-", "--format", "csv").out == "n\n4\n"


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("drop table applications", "Only SELECT runs here."),
        ("select * from read_csv('/etc/passwd')", "read_csv is not allowed here."),
        ("select contry from applications", '"contry" not found'),
    ],
)
def test_what_may_not_or_cannot_run_is_told_and_exits_1(hiring: Hiring, sql: str, told: str) -> None:
    said = hiring("sql", sql)
    assert (said.code, said.out) == (1, "")
    assert told in said.err


def test_the_row_limit_of_the_settings_holds(hiring: Hiring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_ROW_LIMIT", "3")
    said = hiring("sql", "select * from range(10) as r(n)", "--format", "csv")
    assert said.out == "n\n0\n1\n2\n"
    assert "Only the first 3 rows" in said.err
