"""A file of nobody's layout comes in through the user's own map."""

from pathlib import Path

import pytest
from ingest.exports import run, write_csv

from dashboard.ingest import NothingUsable

ROW = {
    "Bewerbungs-Nr.": "B1",
    "Stelle": "Cloud-Architekt",
    "Eingang": "2026-02-01",
    "Status": "eingestellt",
    "Schritt: Telefonat": "2026-02-05",
    "Schritt: Fachinterview": "2026-02-12",
    "Schritt: Angebot": "",
    "Zusage am": "2026-03-01",
}
MAP = """
title = "Our spreadsheet"

[applications]
requires = ["Bewerbungs-Nr.", "Stelle", "Eingang"]
[applications.applications]
application_id = "Bewerbungs-Nr."
job_id = "Stelle"
applied_at = "Eingang"
hired_at = "Zusage am"
status = { column = "Status", values = { eingestellt = "hired", abgesagt = "rejected", "*" = "active" } }
[applications.stage_visits]
shape = "events"
each = ["Schritt: *"]
application_id = "Bewerbungs-Nr."
stage = "each.name"
vendor_group = { column = "each.name", values = { Fachinterview = "interview" } }
entered_at = "each.value"
[[applications.jobs]]
job_id = "Stelle"
title = "Stelle"
"""


def own(folder: Path, text: str) -> str:
    path = folder / "mymap.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_wide_file_comes_in_with_a_date_column_a_stage(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "in" / "bewerbungen.csv", [ROW])
    staging = run(file, into=tmp_path / "out", layout=own(tmp_path, MAP))
    visits = staging["stage_visits"].sort("seq")
    assert visits["milestone"].to_list() == ["screened", "interviewed", "hired"]
    assert visits["entered_at"].dt.date().cast(str).to_list() == ["2026-02-05", "2026-02-12", "2026-03-01"]
    assert visits["precision"].to_list() == ["day"] * 3
    assert staging.only("applications")["status"] == "hired"
    assert staging.only("jobs")["role_family"] == "cloud"
    counts = dict(staging["imports"].select("table_name", "rows_read").rows())
    assert counts == {"applications": 1, "stage_visits": 2, "jobs": 1}


def test_every_mistake_of_an_own_map_is_said(tmp_path: Path) -> None:
    wrong = MAP.replace("hired_at", "hired_on").replace('shape = "events"', 'shape = "circle"')
    file = write_csv(tmp_path / "in.csv", [ROW])
    with pytest.raises(NothingUsable) as refused:
        run(file, into=tmp_path / "out", layout=own(tmp_path, wrong))
    assert '"hired_on" is no field of applications' in str(refused.value)
    assert '"circle" is no shape' in str(refused.value)


def test_an_own_map_that_is_not_there_is_refused_with_the_known_layouts(tmp_path: Path) -> None:
    with pytest.raises(NothingUsable, match="or give the file of a map"):
        run(write_csv(tmp_path / "in.csv", [ROW]), into=tmp_path / "out", layout="absent.toml")
