"""`hiring query`: the rows of one file, in each format, for what the options say."""

import io
import json
from pathlib import Path
from typing import cast

import polars as pl
import pytest
from cli.conftest import Hiring, Terminal
from warehouse.staged import Published

from dashboard import cli

pytestmark = pytest.mark.usefixtures("published")


def rows(hiring: Hiring, *options: str) -> list[dict[str, object]]:
    said = hiring("query", "hires/by_country", "--format", "json", *options)
    assert (said.code, said.err) == (0, "")
    parsed: list[dict[str, object]] = json.loads(said.out)
    return parsed


def test_a_query_counts_architects_over_all_time_unless_told_otherwise(hiring: Hiring) -> None:
    assert rows(hiring) == [{"country": "DE", "hires": 2}, {"country": "FR", "hires": 1}]


def test_every_level_is_asked_for_by_name(hiring: Hiring) -> None:
    assert rows(hiring, "--role-level", "every")[0] == {"country": "DE", "hires": 3}
    assert rows(hiring, "--role-level", "other") == [{"country": "DE", "hires": 1}]


def test_filters_can_be_repeated_and_combined(hiring: Hiring) -> None:
    assert rows(hiring, "--country", "FR") == [{"country": "FR", "hires": 1}]
    assert len(rows(hiring, "--country", "FR", "--country", "DE")) == 2
    assert rows(hiring, "--country", "DE", "--country", "FR", "--language", "fr") == [
        {"country": "FR", "hires": 1}
    ]


def test_the_period_holds_its_first_day_and_not_its_last(hiring: Hiring) -> None:
    assert len(rows(hiring, "--since", "2026-03-01", "--until", "2026-03-02")) == 2
    assert rows(hiring, "--until", "2026-03-01") == []


def test_a_parameter_takes_a_value(hiring: Hiring) -> None:
    assert len(rows(hiring, "--param", "min_days=59")) == 2
    assert rows(hiring, "--param", "min_days=60") == []


def test_csv_and_table_and_parquet_hold_the_same_rows(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {}
    for form in ("csv", "table", "parquet"):
        stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        monkeypatch.setattr("sys.stdout", stdout)
        assert cli.main(["query", "hires/by_country", "--format", form]) == 0
        answers[form] = cast(io.BytesIO, stdout.buffer).getvalue()
    assert answers["csv"] == b"country,hires\nDE,2\nFR,1\n"
    assert pl.read_parquet(io.BytesIO(answers["parquet"])).rows() == [("DE", 2), ("FR", 1)]
    assert [line.split() for line in answers["table"].decode().splitlines()[3:5]] == [
        ["│", "DE", "┆", "2", "│"],
        ["│", "FR", "┆", "1", "│"],
    ]


def test_csv_holds_no_formula(hiring: Hiring, terminal: Terminal) -> None:
    terminal.write("hires/odd.sql", "select '=cmd()' as title, -1 as change, [1, 2] as course")
    assert (
        hiring("query", "hires/odd", "--format", "csv").out == 'title,change,course\n\'=cmd(),-1,"[1, 2]"\n'
    )


def test_an_unknown_name_gets_the_nearest_right_one(hiring: Hiring) -> None:
    said = hiring("query", "hires/by_contry")
    assert (said.code, said.out) == (2, "")
    assert said.err == 'There is no query "hires/by_contry". Did you mean "hires/by_country"?\n'


def test_a_value_that_the_data_lacks_is_told_and_selects_nothing(hiring: Hiring) -> None:
    said = hiring("query", "hires/by_country", "--language", "dee", "--format", "csv")
    assert (said.code, said.out) == (0, "country,hires\n")
    assert said.err == 'No language in this data is "dee". Did you mean "de"?\n'


def test_an_unknown_parameter_is_an_error_with_the_nearest_right_name(hiring: Hiring) -> None:
    said = hiring("query", "hires/by_country", "--param", "min_day=3")
    assert (said.code, said.out) == (1, "")
    assert 'no parameter "min_day". Did you mean "min_days"?' in said.err


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--since", "soon", '"soon" is no day; write it as 2026-10-31'),
        ("--param", "min_days", '"min_days" is not of the form name=value'),
        ("--format", "xml", "invalid choice: 'xml'"),
    ],
)
def test_an_option_that_makes_no_sense_ends_in_a_sentence(
    hiring: Hiring, option: str, value: str, told: str
) -> None:
    said = hiring("query", "hires/by_country", option, value)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_a_query_that_fails_says_where(hiring: Hiring, terminal: Terminal) -> None:
    path = terminal.write("hires/broken.sql", "select contry from applications")
    said = hiring("query", "hires/broken")
    assert (said.code, said.out) == (1, "")
    assert said.err == f'{path}:1: column "contry" does not exist. Did you mean "country"?\n'


def test_what_the_data_lacks_is_said_in_words_instead_of_zero(
    hiring: Hiring, terminal: Terminal, tmp_path: Path
) -> None:
    Published(tmp_path).publish(applications=[{}], able=[])
    terminal.write("hires/spend.sql", '-- /// query\n-- needs = ["has_spend"]\n-- ///\nselect 0 as spend')
    said = hiring("query", "hires/spend", "--warehouse", str(tmp_path / "warehouse"))
    assert (said.code, said.out, said.err) == (1, "", "Said by the test.\n")


def test_a_cut_result_says_so(hiring: Hiring, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_ROW_LIMIT", "1")
    said = hiring("query", "hires/by_country", "--format", "csv")
    assert said.out == "country,hires\nDE,2\n"
    assert said.err == "Only the first 1 rows; there are more (setting HIRING_ROW_LIMIT).\n"


def test_a_folder_that_is_not_there_is_named(hiring: Hiring, terminal: Terminal) -> None:
    said = hiring("query", "hires/by_country", "--queries", str(terminal.queries / "none"))
    assert said.code == 2
    assert f"There is no folder {terminal.queries / 'none'}." in said.err
