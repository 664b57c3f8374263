"""`hiring map`: from a file that no layout knows to a correct dashboard."""

from pathlib import Path

import pytest
from cli.conftest import Hiring
from support import ROOT

from dashboard import sample

ANSWERS = {"Runde Blau": "side", "Architect": "unsure", "ruht": "active"}
"""What the company's people would fill in."""
SHIPPED = ("--queries", str(ROOT / "queries"), "--role-level", "every", "--format", "csv")
FUNNEL = ("query", "funnel/by_milestone", *SHIPPED)
DAYS = ("query", "time_to_hire/summary", *SHIPPED)
COUNTRIES = ("query", "funnel/conversion", "--param", "by=Country", *SHIPPED)


def content(text: str) -> list[str]:
    """Return the lines of a map without comments."""
    return [line.partition("  #")[0].rstrip() for line in text.splitlines() if line and line[0] != "#"]


def filled_in(proposed: str) -> str:
    for word, answer in ANSWERS.items():
        assert f'"{word}" = ""' in proposed
        proposed = proposed.replace(f'"{word}" = ""', f'"{word}" = "{answer}"')
    return proposed


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    sample.generate(tmp_path / "own", applications=2_000, seed=8, layout="own_map_wide")
    return tmp_path / "own" / "bewerbungen.csv"


def test_an_unknown_wide_file_in_five_languages_becomes_the_same_dashboard_with_one_short_map(
    hiring: Hiring, spreadsheet: Path, tmp_path: Path
) -> None:
    mapped, truth = tmp_path / "mymap.toml", tmp_path / "harvest"
    said = hiring("map", str(spreadsheet), "--out", str(mapped))
    assert (said.code, said.out) == (0, "")
    assert "one row an application, a date column a stage" in said.err
    assert "3 to fill in" in said.err
    mapped.write_text(filled_in(mapped.read_text("utf-8")), "utf-8")
    assert len(content(mapped.read_text("utf-8"))) < 40

    assert hiring("import", str(spreadsheet), "--layout", str(mapped), "--account", "own").code in (0, 3)
    own = [hiring(*question).out for question in (FUNNEL, DAYS, COUNTRIES)]
    sample.generate(truth, applications=2_000, seed=8)
    elsewhere = ("--warehouse", str(tmp_path / "truth"))
    assert hiring("import", str(truth), *elsewhere).code in (0, 3)
    assert [hiring(*question, *elsewhere).out for question in (FUNNEL, DAYS, COUNTRIES)] == own
    assert [row.split(",")[0] for row in own[0].splitlines()[1:]] == [
        "applied", "screened", "interviewed", "offered", "hired",
    ]  # fmt: skip


def test_the_map_in_the_sample_is_the_proposal_filled_in(hiring: Hiring, spreadsheet: Path) -> None:
    proposed = hiring("map", str(spreadsheet)).out
    shipped = (spreadsheet.parent / "mymap.toml").read_text("utf-8")
    assert content(filled_in(proposed)) == content(shipped)


def test_the_map_goes_to_stdout_and_the_narration_to_stderr(hiring: Hiring, spreadsheet: Path) -> None:
    said = hiring("map", str(spreadsheet))
    assert said.out.startswith("# Proposed by: hiring map bewerbungen.csv\n")
    assert said.err == "bewerbungen.csv: one row an application, a date column a stage.\n"


def test_a_map_that_is_there_already_keeps_its_answers(
    hiring: Hiring, spreadsheet: Path, tmp_path: Path
) -> None:
    (tmp_path / "mymap.toml").write_text("mine")
    said = hiring("map", str(spreadsheet), "--out", str(tmp_path / "mymap.toml"))
    assert said.code == 2
    assert "may hold your answers" in said.err
    assert (tmp_path / "mymap.toml").read_text() == "mine"


def test_a_file_that_a_layout_knows_needs_no_map_and_is_said_to(hiring: Hiring, tmp_path: Path) -> None:
    sample.generate(tmp_path, applications=200, layout="lever_csv")
    said = hiring("map", str(tmp_path / "candidates.csv"))
    assert said.code == 0
    assert (
        "candidates.csv is candidates of Lever, CSV export: hiring import reads it without a map." in said.err
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Land,Anzahl\nDE,5\nFR,7\n", "A report of counts: it holds no applications."),
        ("Poste,2026-01,2026-02\nArchitecte,5,6\n", "A pivot with a column for each date"),
        ("Job,Applied,Phone Screen,Hired\nArchitect,50,20,1\n", "A report with a number for each stage"),
        ("a,b\nx,y\n", "Neither applications nor postings could be made out"),
        ("", "The file is empty."),
    ],
)
def test_a_file_without_rows_to_import_is_refused_with_the_reason(
    hiring: Hiring, tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "report.csv").write_text(text)
    said = hiring("map", str(tmp_path / "report.csv"))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("report.csv: ")
    assert reason in said.err


def test_the_sample_of_a_spreadsheet_says_how_to_import_it_and_does(hiring: Hiring, tmp_path: Path) -> None:
    folder = tmp_path / "sheet"
    said = hiring("sample", str(folder), "--applications", "200", "--layout", "own_map_wide")
    assert f"hiring import {folder} --layout {folder / 'mymap.toml'}" in said.err
    assert hiring("import", str(folder), "--layout", str(folder / "mymap.toml")).code == 0


def unknown_stages(tmp_path: Path, number: int) -> Path:
    path = tmp_path / "stages.csv"
    rows = [f"A{at},2026-02-01,Room {at}" for at in range(number)]
    path.write_text("\n".join(["Application ID,Applied,Stage", *rows]) + "\n")
    return path


def test_only_the_questions_that_stand_open_are_counted(hiring: Hiring, tmp_path: Path) -> None:
    mapped = tmp_path / "my map.toml"
    said = hiring("map", str(unknown_stages(tmp_path, 15)), "--out", str(mapped))
    assert f"Written to {mapped}: 12 to fill in." in said.err
    assert f"--layout '{mapped}'" in said.err
    assert mapped.read_text("utf-8").count('= ""') == 15


def test_words_that_the_users_own_terms_know_are_not_asked_for(
    hiring: Hiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "terms.toml"
    own.write_text('stages."Room 0" = "interviewed"\n')
    monkeypatch.setenv("HIRING_TERMS", str(own))
    said = hiring("map", str(unknown_stages(tmp_path, 2)))
    assert '"Room 1" = ""' in said.out and '"Room 0" = ""' not in said.out
