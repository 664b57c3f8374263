"""`hiring findings`: every row that was not kept and every doubt, with its place and what to do."""

import csv
import io
from pathlib import Path

import pytest
from cli.conftest import Hiring, Terminal
from ingest.exports import APPLICATION, HARVEST, POST, write_export
from support import ROOT


@pytest.fixture
def imported(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export with one application twice, one without a date and a posting with a date that is none."""
    monkeypatch.setenv("HIRING_QUERIES", str(ROOT / "queries"))
    undated = {**APPLICATION, "id": 1002, "created_at": "31/02/2026"}
    export = write_export(
        tmp_path / "export",
        HARVEST,
        applications=[APPLICATION, APPLICATION, undated],
        job_posts=[{**POST, "first_published_at": "soon"}],
    )
    assert terminal.hiring("import", str(export)).code == 0
    return export


def rows(hiring: Hiring, *options: str) -> list[dict[str, str]]:
    said = hiring("findings", "--format", "csv", *options)
    assert (said.code, said.err) == (0, "")
    return list(csv.DictReader(io.StringIO(said.out)))


@pytest.mark.usefixtures("imported")
def test_each_finding_has_its_file_line_rule_value_and_advice(hiring: Hiring) -> None:
    found = rows(hiring, "--table", "applications")
    assert [(row["file"], row["line"], row["rule"], row["action"]) for row in found] == [
        ("applications.csv", "4", "Required value is not readable", "set aside"),
        ("applications.csv", "2", "Same key twice", "set aside"),
        ("applications.csv", "", "Dates with the day first", "kept"),
    ]
    assert (found[0]["column_name"], found[0]["value"], found[0]["key"]) == (
        "created_at",
        "31/02/2026",
        "1002",
    )
    assert all(row["advice"] for row in found)


@pytest.mark.usefixtures("imported")
def test_a_rule_is_named_in_its_own_words(hiring: Hiring) -> None:
    (found,) = rows(hiring, "--rule", "Value is not readable")
    assert (found["table_name"], found["column_name"], found["value"]) == (
        "postings",
        "first_published_at",
        "xxxx",
    )


@pytest.mark.usefixtures("imported")
def test_a_rule_that_nothing_broke_is_told_with_the_nearest(hiring: Hiring) -> None:
    said = hiring("findings", "--rule", "same keys twice")
    assert said.code == 0
    assert said.err == 'No finding has rule "same keys twice". Did you mean "Same key twice"?\n'


@pytest.mark.usefixtures("imported")
def test_findings_are_never_cut_at_the_row_limit(hiring: Hiring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_ROW_LIMIT", "1")
    assert len(rows(hiring)) == 4


def test_findings_without_data_exit_like_a_query(hiring: Hiring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_QUERIES", str(ROOT / "queries"))
    said = hiring("findings")
    assert (said.code, said.out) == (1, "")
    assert "Import an export first" in said.err


def test_a_folder_of_queries_without_the_list_is_a_usage_error(hiring: Hiring) -> None:
    said = hiring("findings")
    assert said.code == 2
    assert 'There is no query "data/finding_rows".' in said.err
