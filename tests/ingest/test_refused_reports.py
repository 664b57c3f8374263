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
