"""A file of nobody's layout comes in through the user's own map."""

from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from ingest.exports import Staging, run, write_csv, write_json
from polars.testing import assert_frame_equal

from dashboard.ingest import NothingUsable
from dashboard.ingest.inner import Inner
from dashboard.ingest.tables import CANONICAL
from dashboard.warehouse import Warehouse, publish

ROW = {
    "Bewerbungs-Nr.": "B1",
    "Stelle": "Cloud-Architekt",
    "Eingang": "2026-02-01",
    "Status": "eingestellt",
    "Schritt: Telefonat": "2026-02-05",
    "Schritt: Fachinterview": "2026-02-12",
    "Schritt: Angebot": " ",
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


def test_the_star_of_a_pattern_stands_between_what_is_around_it() -> None:
    columns = ["Step Offer (date)", "Step Offer (who)", "Offer (date)", "Step (date)"]
    found = Inner(each=("Step * (date)",)).headers(columns)
    assert found == {"Step Offer (date)": "Offer"}


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


def test_a_list_that_is_written_into_every_row_is_read_once(tmp_path: Path) -> None:
    text = MAP.replace("[[applications.jobs]]", '[[applications.jobs]]\nonce = "same"')
    rows = [{**ROW, "Bewerbungs-Nr.": f"B{number}"} for number in range(5)]
    staging = run(write_csv(tmp_path / "in.csv", rows), into=tmp_path / "out", layout=own(tmp_path, text))
    counts = staging["imports"].filter(table_name="jobs").row(0, named=True)
    assert (counts["rows_read"], counts["rows_kept"], counts["rows_set_aside"]) == (1, 1, 0)
    assert "Same key twice" not in staging.rules()


def test_a_job_that_two_rows_describe_differently_is_still_a_finding(tmp_path: Path) -> None:
    text = MAP.replace(
        '[[applications.jobs]]\njob_id = "Stelle"', '[[applications.jobs]]\nonce = "same"\njob_id = "Job"'
    )
    rows = [
        {**ROW, "Job": "7"},
        {**ROW, "Bewerbungs-Nr.": "B2", "Job": "7", "Stelle": "Architekt"},
        {**ROW, "Job": ""},
    ]
    staging = run(write_csv(tmp_path / "in.csv", rows), into=tmp_path / "out", layout=own(tmp_path, text))
    assert staging.only("jobs")["title"] == "Architekt"
    assert staging["findings"].filter(rule="Same key twice", table_name="jobs")["key"].to_list() == ["7"]


def test_rows_that_name_no_job_make_none_and_are_no_finding(tmp_path: Path) -> None:
    text = MAP.replace("[[applications.jobs]]", '[[applications.jobs]]\nonce = "same"')
    rows = [ROW, {**ROW, "Bewerbungs-Nr.": "B2", "Stelle": " "}]
    staging = run(write_csv(tmp_path / "in.csv", rows), into=tmp_path / "out", layout=own(tmp_path, text))
    assert staging.only("jobs")["job_id"] == "Cloud-Architekt"
    assert staging["applications"].sort("application_id")["is_prospect"].to_list() == [False, True]
    assert staging["findings"].filter(action="set aside").is_empty()


def test_a_file_that_comes_in_parts_says_what_it_says_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = MAP.replace("[[applications.jobs]]", '[[applications.jobs]]\nonce = "same"')
    rows = [
        {**ROW, "Bewerbungs-Nr.": key, "Status": status, "Schritt: Angebot": offer}
        for key, status, offer in (("B1", "abgesagt", ""), ("B2", "x", "2026-02-20"), ("B1", "x", "bald"))
    ]
    pl.DataFrame(rows).write_parquet(tmp_path / "in.parquet")
    layout = own(tmp_path, text)
    whole = run(tmp_path / "in.parquet", into=tmp_path / "whole", layout=layout)
    monkeypatch.setattr("dashboard.ingest.files.parquet._ROWS", 1)
    parts = run(tmp_path / "in.parquet", into=tmp_path / "parts", layout=layout)
    assert whole["stage_visits"].height > whole["applications"].height == 2
    for table in (*CANONICAL, "findings", "imports"):
        assert_frame_equal(
            parts[table].drop("imported_at", strict=False), whole[table].drop("imported_at", strict=False)
        )


def test_a_key_of_several_columns_needs_the_first_and_keeps_its_parts_apart(tmp_path: Path) -> None:
    text = MAP.replace('job_id = "Stelle"\napplied', 'job_id = { all = ["Job", "Land"] }\napplied', 1)
    rows = [
        {**ROW, "Bewerbungs-Nr.": f"B{number}", "Job": job, "Land": land}
        for number, (job, land) in enumerate([("1", "1DE"), ("11", "DE"), ("1", ""), ("", "DE")])
    ]
    staging = run(write_csv(tmp_path / "in.csv", rows), into=tmp_path / "out", layout=own(tmp_path, text))
    assert staging["applications"]["job_id"].to_list() == ["1 | 1DE", "11 | DE", "1 | ", None]


GROUPED = MAP.replace(
    'vendor_group = { column = "each.name", values = { Fachinterview = "interview" } }',
    'vendor_group = { column = "each.name", values = { "*" = "interview" } }',
)


def milestones(staging: Staging) -> dict[str, str]:
    return dict(staging["stage_visits"].select("stage", "milestone").rows())


def test_the_vendors_group_beats_the_name_of_a_stage(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "in.csv", [{**ROW, "Schritt: Angebot": "2026-02-20"}])
    staging = run(file, into=tmp_path / "out", layout=own(tmp_path, GROUPED))
    assert milestones(staging)["Angebot"] == "interviewed"


def test_what_the_user_says_of_a_stage_beats_the_vendors_group_and_the_name(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "in.csv", [{**ROW, "Schritt: Angebot": "2026-02-20"}])
    answers = '[terms.stages]\n"angebot" = "offered"\nTelefonat = "side"\n'
    staging = run(file, into=tmp_path / "out", layout=own(tmp_path, GROUPED + answers))
    assert milestones(staging) == {
        "Telefonat": None,
        "Fachinterview": "interviewed",
        "Angebot": "offered",
        "Hired": "hired",
    }
    assert "Stage name maps to no milestone" not in staging.rules()


def test_the_users_terms_hold_for_every_import_and_the_maps_go_before_them(tmp_path: Path) -> None:
    mine = tmp_path / "terms.toml"
    mine.write_text(
        '[stages]\nTelefonat = "applied"\nFachinterview = "screened"\n[statuses]\nStatus = "active"\n'
    )
    file = write_csv(tmp_path / "in.csv", [ROW])
    layout = own(tmp_path, MAP + '[terms.stages]\nTelefonat = "side"\n')
    found = milestones(run(file, into=tmp_path / "out", layout=layout, terms=mine))
    assert (found["Telefonat"], found["Fachinterview"]) == (None, "screened")
    assert milestones(run(file, into=tmp_path / "next", layout=own(tmp_path, MAP)))["Telefonat"] == "screened"


def test_an_answer_left_empty_leaves_the_rules_as_they_are(tmp_path: Path) -> None:
    layout = own(tmp_path, MAP + '[terms.stages]\nTelefonat = ""\n')
    found = milestones(run(write_csv(tmp_path / "in.csv", [ROW]), into=tmp_path / "out", layout=layout))
    assert found["Telefonat"] == "screened"


def test_a_source_may_be_given_the_name_that_it_goes_by(tmp_path: Path) -> None:
    text = MAP.replace('applied_at = "Eingang"', 'applied_at = "Eingang"\nsource = "Quelle"')
    answers = (
        '[terms.sources]\n"LI Kampagne" = { name = "LinkedIn", channel = "sourced" }\nStammtisch = "event"\n'
    )
    rows = [{**ROW, "Quelle": "LI Kampagne"}, {**ROW, "Bewerbungs-Nr.": "B2", "Quelle": "Stammtisch"}]
    staging = run(
        write_csv(tmp_path / "in.csv", rows), into=tmp_path / "out", layout=own(tmp_path, text + answers)
    )
    assert staging["applications"].select("source", "channel").rows() == [
        ("LinkedIn", "sourced"),
        ("Stammtisch", "event"),
    ]


@pytest.mark.parametrize(
    ("last", "touched"),
    [("Indeed", True), ("linkedin.com", False), ("", False)],
    ids=["another", "one", "none"],
)
def test_the_data_can_tell_touches_where_first_and_last_source_differ(
    tmp_path: Path, last: str, touched: bool
) -> None:
    touches = 'applied_at = "Eingang"\nfirst_source = "Erste"\nlast_source = "Letzte"'
    file = write_csv(tmp_path / "in.csv", [{**ROW, "Erste": "LinkedIn", "Letzte": last}])
    layout = own(tmp_path, MAP.replace('applied_at = "Eingang"', touches))
    staging = run(file, into=tmp_path / "out", layout=layout)
    assert staging["capabilities"].filter(capability="has_touches")["available"].to_list() == [touched]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[terms.stages]\nTelefonat = "screend"', '[stages] "Telefonat" = "screend": give one of applied, screened'),
        ('[terms.sources]\nX = { nam = "Y" }', '[sources] "X": "nam" is not known. Known: name, channel.'),
        ("[terms.stagez]\nx = \"hired\"", '[stagez] "stagez" is not known. Did you mean "stages"?'),
        ("[more]\nx = 1", "[more] lacks `requires`"),
        ('[more]\nrequires = ["x"]\n[more.applications]\napplication_id = ""\napplied_at = "x"', "application_id: is empty"),
        ('[more]\nrequires = ["x"]\n[more.applications]\napplication_id = "x"', "lacks applied_at: say which column it is."),
        ('[more]\nrequires = ["x"]\n[more.jobs]\njob_id = { colum = "x" }', '"colum" is not known. Did you mean "column"?'),
        ('[more]\nrequires = ["x"]\n[more.jobs]\njob_id = "x"\nonce = "often"', 'once: "often" is not known.'),
        ("title = ", "is not TOML: "),
    ],
)  # fmt: skip
def test_a_mistake_in_a_map_is_said_in_a_sentence(tmp_path: Path, wrong: str, said: str) -> None:
    file = write_csv(tmp_path / "in.csv", [ROW])
    with pytest.raises(NothingUsable) as refused:
        run(file, into=tmp_path / "out", layout=own(tmp_path, MAP + wrong))
    assert said in str(refused.value)
    assert str(refused.value).startswith("mymap.toml: ")


def test_a_file_that_lacks_a_column_of_the_map_is_refused_with_its_name(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "in.csv", [{key: value for key, value in ROW.items() if key != "Eingang"}])
    with pytest.raises(NothingUsable) as refused:
        run(file, into=tmp_path / "out", layout=own(tmp_path, MAP))
    assert "Looks like applications of Our spreadsheet, but lacks: Eingang." in str(refused.value)
    assert "or change `requires` in mymap.toml" in str(refused.value)


def test_the_country_that_a_posting_states_beats_that_of_its_place(tmp_path: Path) -> None:
    text = (
        '[ads]\nrequires = ["Ad"]\n[ads.postings]\nposting_id = "Ad"\nlocation = "Where"\ncountry = "Land"\n'
    )
    rows = [
        {"Ad": "1", "Where": "Munich, Germany", "Land": "FR"},
        {"Ad": "2", "Where": "Munich, Germany", "Land": ""},
    ]
    staging = run(write_csv(tmp_path / "in.csv", rows), into=tmp_path / "out", layout=own(tmp_path, text))
    assert staging["postings"]["country"].to_list() == ["FR", "DE"]


JOINING = """
[applications]
requires = ["Key", "Ad", "Applied"]
[applications.applications]
application_id = "Key"
posting_id = "Ad"
job_id = "Job"
applied_at = "Applied"
"""
BOARD = {"id": 501, "internal_job_id": 7, "title": "Cloud Architect", "absolute_url": "https://example.com/501",
         "language": "pt", "location": {"name": "Lisbon, Portugal"}}  # fmt: skip
PAGE = {"@type": "JobPosting", "title": "Cloud Architect", "identifier": {"value": 501}, "url": "https://example.com/501",
        "inLanguage": "pt", "datePosted": "2026-01-05", "hiringOrganization": {"name": "Fenmarrow"},
        "jobLocation": {"address": {"addressCountry": "PT"}}}  # fmt: skip


@pytest.mark.parametrize(("posting", "job"), [(BOARD, "7"), (PAGE, "501")], ids=["job board", "schema.org"])
@pytest.mark.parametrize("together", [True, False], ids=["in one import", "one after the other"])
def test_postings_of_one_system_join_the_applications_of_another_by_the_maps_keys(
    tmp_path: Path, posting: dict[str, object], job: str, together: bool
) -> None:
    board = write_json(tmp_path / "in" / "board" / "jobs.json", [posting])
    sheet = write_csv(
        tmp_path / "in" / "sheet" / "a.csv", [{"Key": "A", "Ad": 501, "Job": job, "Applied": "2026-02-01"}]
    )
    for number, paths in enumerate([[board, sheet]] if together else [[board], [sheet]]):
        staging = tmp_path / f"staging{number}"
        run(*paths, into=staging, layout=own(tmp_path, JOINING))
        publish(staging, tmp_path / "warehouse")
    with closing(Warehouse(tmp_path / "warehouse")) as published, published.cursor() as cursor:
        found = cursor.execute("select language, country, posting_id, job_id from applications").fetchall()
    assert found == [("pt", "PT", "501", job)]
