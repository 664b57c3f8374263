"""Reports that count are refused with the reason: no application can be read from a count."""

from pathlib import Path

import pytest
from ingest.exports import run, write_csv

from dashboard.ingest import NothingUsable


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Sourcer -> Job -> Stage": "Total", "Count": 12}, "subtotals stand among the rows"),
        ({"Job's Job": "Cloud Architect", "2026-10-01": 3, "2026-10-08": 4}, "a column for each date"),
        (
            {"Job Consideration's Job": "Cloud Architect", "Week of": "2026-10-05", "Count": 7},
            "report of counts",
        ),
    ],
)
def test_a_report_of_counts_is_refused_with_the_reason(
    tmp_path: Path, row: dict[str, object], reason: str
) -> None:
    report = write_csv(tmp_path / "report.csv", [row])
    with pytest.raises(NothingUsable, match=reason):
        run(report, into=tmp_path / "out")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Land,Anzahl Bewerbungen\nDE,5\nFR,7\n", "A report of counts: it holds no applications."),
        ("Poste,01/2026,2026-02,2026-03\nArchitecte,5,6,7\n", "A pivot with a column for each date"),
        ("求人,応募,電話面談,内定\nアーキテクト,50,20,1\n", "A report with a number for each stage"),
    ],
)
def test_counts_in_a_file_of_nobodys_layout_are_refused_with_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "report.csv").write_text(text, encoding="utf-8")
    with pytest.raises(NothingUsable) as refused:
        run(tmp_path / "report.csv", into=tmp_path / "out")
    assert reason in str(refused.value)
    assert "Export one row for each application" in str(refused.value)


def test_a_list_with_a_number_in_it_is_no_report_of_counts(tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(
        "Job ID,Title,Headcount,Opened\n1,Architect,2,2026-01-01\n", encoding="utf-8"
    )
    with pytest.raises(NothingUsable, match=r"start a map of your own: hiring map jobs\.csv"):
        run(tmp_path / "jobs.csv", into=tmp_path / "out")
