"""Files are told apart by their columns; what is not read is said in a sentence."""

import pytest
from ingest.exports import FIVETRAN, HARVEST, HIRE, run, write_csv, write_export, write_json

from dashboard.ingest import NothingUsable
from dashboard.ingest.layouts import LayoutError, load_layout, shipped_layouts
from dashboard.sample import LAYOUTS


def kinds(staging):
    return dict(staging["imports"].select("file", "table_name").rows())


def test_files_are_recognised_by_their_columns_whatever_their_names(tmp_path):
    for number, (name, rows) in enumerate(HARVEST.items()):
        write_csv(tmp_path / "in" / f"{name if name in AMBIGUOUS else number}.csv", rows)
    staging = run(tmp_path / "in", into=tmp_path / "out")
    assert staging.ingested.layouts == ("greenhouse_harvest_v3",)
    assert staging["imports"].height == len(HARVEST)
    assert staging.rules() == {}


AMBIGUOUS = {"sources", "rejection_reasons"}
"""Kinds with the same columns: their names decide."""


def test_two_kinds_with_the_same_columns_and_no_telling_name_are_refused(tmp_path):
    write_export(tmp_path / "in", HARVEST, sources=[])
    write_csv(tmp_path / "in" / "list.csv", HARVEST["sources"])
    staging = run(tmp_path / "in", into=tmp_path / "out")
    refused = staging["findings"].filter(action="refused").row(0, named=True)
    assert refused["file"] == "list.csv"
    assert "rejection_reasons" in refused["rule"]
    assert "sources" in refused["rule"]


def test_a_look_up_list_that_both_layouts_know_belongs_to_the_layout_of_its_folder(tmp_path):
    spend = [{"source": "LinkedIn", "month": "2026-01-01", "amount": 10, "currency": "EUR"}]
    write_export(tmp_path / "in" / "v3", HARVEST, source_spend=spend)
    write_export(tmp_path / "in" / "copy", FIVETRAN, source_spend=spend)
    staging = run(tmp_path / "in", into=tmp_path / "out")
    layouts = dict(staging["imports"].filter(table_name="source_spend").select("file", "layout").rows())
    assert layouts == {
        "v3/source_spend.csv": "greenhouse_harvest_v3",
        "copy/source_spend.csv": "greenhouse_fivetran",
    }


def test_json_files_are_read_like_csv_files(tmp_path):
    for name, rows in HARVEST.items():
        typed = [{**row, "type": {"name": "We rejected them"}} if "type" in row else row for row in rows]
        write_json(tmp_path / "in" / f"{name}.json", typed)
    staging = run(tmp_path / "in", into=tmp_path / "out")
    assert staging.only("applications")["application_id"] == "1001"
    assert [stage for stage, *_ in staging.visits()] == ["Application Review", "Recruiter Screen"]


def test_a_table_of_people_is_not_read(tmp_path):
    people = [{"id": 9001, "first_name": "Canary", "last_name": "Yellow"}]
    staging = run(write_export(tmp_path / "in", FIVETRAN, candidate=people), into=tmp_path / "out")
    assert "candidate.csv" not in kinds(staging)
    assert staging.finding("Not read, on purpose.")["action"] == "refused"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "The file is a PDF."),
        (b"colour,shape\nred,round\n", "No layout knows these columns."),
        (b"application_id,entered_at\n1,2026-01-01\n", "Looks like application_stages"),
    ],
)
def test_a_file_that_is_no_export_is_refused_and_the_others_go_on(tmp_path, content, says):
    write_export(tmp_path / "in", HARVEST, application_stages=[])
    (tmp_path / "in" / "application_stages.csv").write_bytes(content)
    staging = run(tmp_path / "in", into=tmp_path / "out")
    refused = staging["findings"].filter(action="refused").row(0, named=True)
    assert refused["rule"].startswith(says)
    assert refused["file"] == "application_stages.csv"
    assert staging["applications"].height == 1


def test_a_missing_key_column_is_named(tmp_path):
    applications = [
        {name: value for name, value in row.items() if name != "candidate_id"}
        for row in HARVEST["applications"]
    ]
    with_postings = write_export(tmp_path / "in", HARVEST, applications=applications)
    staging = run(with_postings, into=tmp_path / "out")
    refused = staging["findings"].filter(action="refused").row(0, named=True)
    assert refused["rule"] == "Looks like applications of Greenhouse Harvest v3, but lacks: candidate_id."
    assert staging["applications"].height == 0


@pytest.mark.parametrize("content", [b"", b"colour,shape\nred,round\n", b"id,name\n"])
def test_files_without_an_application_or_a_posting_are_nothing_usable(tmp_path, content):
    (tmp_path / "file.csv").write_bytes(content)
    with pytest.raises(NothingUsable, match=r"file\.csv: .+\."):
        run(tmp_path / "file.csv", into=tmp_path / "out")


def test_an_empty_folder_and_a_missing_one_are_told_apart(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingUsable, match="There are no data files"):
        run(tmp_path / "empty", into=tmp_path / "out")
    with pytest.raises(NothingUsable, match="no such file or folder"):
        run(tmp_path / "missing", into=tmp_path / "out")


def test_an_unknown_layout_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(NothingUsable, match="greenhouse_fivetran, greenhouse_harvest_v1"):
        run(write_export(tmp_path / "in", HARVEST), into=tmp_path / "out", layout="workday")


def test_a_named_layout_is_the_only_one_that_is_tried(tmp_path):
    with pytest.raises(NothingUsable):
        run(write_export(tmp_path / "in", FIVETRAN), into=tmp_path / "out", layout="greenhouse_harvest_v3")


def test_an_export_whose_keys_do_not_join_is_imported_with_a_finding_for_each_lost_key(tmp_path):
    seeds = {
        "application": [{**HIRE, "id": 25181083003, "source_id": 4000117003}],
        "application_history": [
            {
                "application_id": 22694754003,
                "updated_at": "2021-02-01 14:34:32",
                "new_stage_id": None,
                "new_status": "hired",
            }
        ],
        "job_application": [{"application_id": 21792404003, "job_id": 4198617003}],
        "source": [{"id": 4000084003, "name": "jfeojgri", "source_type_id": 4, "source_type_name": "Other"}],
    }
    staging = run(write_export(tmp_path / "in", FIVETRAN, **seeds), into=tmp_path / "out")
    assert staging.rules() == {
        "Key not found in sources": 1,
        "Key not found in applications": 2,
        "Key not found in jobs": 1,
        "Hired, but nothing says when": 1,
    }


def test_every_shipped_layout_loads():
    assert {name for name, layout in LAYOUTS.items() if not layout.own_map} <= set(shipped_layouts())


def test_every_mistake_of_a_map_is_said_at_once(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[people]
requires = ["id"]
[people.persons]
name = "name"
[people.applications]
application_id = { column = "id", as = "roman" }
applied = "applied_at"
status = { column = "status", values = { open = "opened" } }
shape = "spiral"
""",
        encoding="utf-8",
    )
    with pytest.raises(LayoutError) as caught:
        load_layout(path)
    problems = str(caught.value).splitlines()
    assert len(problems) == 6
    assert all(problem.startswith("mine.toml: [people.") for problem in problems)
