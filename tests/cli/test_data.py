"""`hiring import`, `status`, `sample` and `serve`: what they print, where, and how they exit."""

from pathlib import Path

import pytest
from cli.conftest import Hiring, Terminal
from ingest.exports import HARVEST, write_export


def test_an_import_reports_to_stdout_and_narrates_to_stderr(
    hiring: Hiring, terminal: Terminal, tmp_path: Path
) -> None:
    said = hiring("import", str(write_export(tmp_path / "export", HARVEST)))
    assert said.code == 0
    assert said.out.startswith("Recognised greenhouse_harvest_v3.\n")
    assert "Published as version" in said.out
    assert "Reading applications.csv" in said.err
    assert hiring("status").code == 0


def test_an_import_of_nothing_usable_exits_1_and_publishes_nothing(hiring: Hiring, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    said = hiring("import", str(tmp_path / "notes.csv"))
    assert (said.code, said.out) == (1, "")
    assert "notes.csv" in said.err
    assert hiring("status").code == 1


def test_an_import_of_a_path_that_is_not_there_names_it(hiring: Hiring, tmp_path: Path) -> None:
    said = hiring("import", str(tmp_path / "none"))
    assert (said.code, said.out) == (1, "")
    assert str(tmp_path / "none") in said.err


def test_the_order_of_day_and_month_is_said_for_a_shipped_layout_too(hiring: Hiring, tmp_path: Path) -> None:
    jobs = [row | {"opened_at": "04/05/2025"} for row in HARVEST["jobs"]]
    export = str(write_export(tmp_path / "export", HARVEST, jobs=jobs))
    refused = hiring("import", export)
    assert refused.code == 0 and "may have the day or the month first: 04/05/2025" in refused.out
    assert "hiring import --date-order day_first" in refused.out
    wrong = hiring("import", export, "--date-order", "american")
    assert (wrong.code, wrong.out) == (1, "")
    assert 'HIRING_DATE_ORDER is "american". It takes day_first or month_first.' in wrong.err
    assert "may have the day" not in hiring("import", export, "--date-order", "month_first").out
    opened = hiring("sql", "select distinct cast(job_opened_at as date) as day from applications").out
    assert "2025-04-05" in opened


def test_an_import_without_a_path_is_a_usage_error(hiring: Hiring) -> None:
    assert hiring("import").code == 2


@pytest.mark.usefixtures("published")
def test_status_counts_rows(hiring: Hiring) -> None:
    said = hiring("status")
    assert (said.code, said.err) == (0, "")
    assert "             4  applications" in said.out.splitlines()
    assert "Data as of 2026-10-31" in said.out


def test_status_without_data_says_what_to_do(hiring: Hiring, terminal: Terminal) -> None:
    said = hiring("status")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"Nothing is published in {terminal.warehouse}. Import an export first")


def test_a_sample_is_written_and_says_how_to_import_it(hiring: Hiring, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    said = hiring("sample", str(folder), "--applications", "2000")
    assert (said.code, said.out) == (0, "")
    assert f"hiring import {folder}" in said.err
    assert (folder / "applications.csv").exists()


def test_a_sample_of_an_unknown_layout_is_refused_in_words(hiring: Hiring, tmp_path: Path) -> None:
    said = hiring("sample", str(tmp_path / "sample"), "--layout", "paper")
    assert said.code == 2
    assert "paper" in said.err


def test_a_setting_that_is_no_number_is_a_usage_error(
    hiring: Hiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_PORT", "http")
    assert hiring("serve").code == 2
    assert hiring("status").code == 1
