"""A stage history becomes visits, whichever way it is written."""

import sys
from datetime import datetime

import polars as pl
import pytest
from ingest.exports import APPLICATION, HARVEST, HIRE, OFFER, change, run, stay, write_export
from polars.testing import assert_frame_equal


def test_a_visit_ends_at_its_own_exit_before_the_next_entry(harvest):
    staging = harvest(
        application_stages=[
            stay(101, "2026-02-01T10:00:00Z", "2026-02-02T10:00:00Z"),
            stay(102, "2026-02-05T10:00:00Z"),
        ]
    )
    assert staging.visits() == [
        ("Application Review", "02-01 10:00", "02-02 10:00"),
        ("Recruiter Screen", "02-05 10:00", None),
    ]


def test_a_visit_without_exit_ends_at_the_next_entry(harvest):
    staging = harvest(
        application_stages=[stay(101, "2026-02-01T10:00:00Z"), stay(102, "2026-02-05T10:00:00Z")],
    )
    assert staging.visits()[0] == ("Application Review", "02-01 10:00", "02-05 10:00")


def test_the_last_visit_ends_with_the_application(harvest):
    rejected = {**APPLICATION, "status": "rejected", "rejected_at": "2026-02-09T08:00:00Z"}
    staging = harvest(applications=[rejected], application_stages=[stay(101, "2026-02-01T10:00:00Z")])
    assert staging.visits() == [("Application Review", "02-01 10:00", "02-09 08:00")]


def test_the_last_visit_of_a_hire_ends_with_the_accepted_offer(harvest):
    staging = harvest(
        applications=[{**APPLICATION, "status": "hired"}],
        offers=[OFFER],
        application_stages=[stay(104, "2026-02-18T10:00:00Z")],
    )
    assert staging.visits() == [("Offer", "02-18 10:00", "02-25 12:00")]


def test_the_last_visit_of_an_active_application_stays_open(harvest):
    staging = harvest(application_stages=[stay(101, "2026-02-01T10:00:00Z")])
    assert staging.visits() == [("Application Review", "02-01 10:00", None)]


def test_a_stage_that_was_never_entered_is_counted_and_makes_no_visit(harvest):
    staging = harvest(
        application_stages=[stay(101, "2026-02-01T10:00:00Z"), stay(102, None), stay(103, None)]
    )
    assert [stage for stage, *_ in staging.visits()] == ["Application Review"]
    assert staging.finding("Stages never entered")["advice"].startswith(
        "Rows that name a stage never entered: 2."
    )


def test_stages_never_entered_are_counted_through_all_parts_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr("dashboard.ingest.files.parquet._ROWS", 1)
    export = write_export(tmp_path / "in", HARVEST, application_stages=[])
    stays = [stay(stage, None) for stage in (102, 103, 104)]
    pl.DataFrame(stays, schema_overrides={"entered_at": pl.String}).write_parquet(
        export / "application_stages.parquet"
    )
    staging = run(export, into=tmp_path / "out")
    assert staging.finding("Stages never entered")["advice"].startswith(
        "Rows that name a stage never entered: 3."
    )


def test_visits_are_numbered_from_one_by_time_for_each_application(harvest):
    staging = harvest(
        applications=[APPLICATION, {**APPLICATION, "id": 1002}],
        application_stages=[
            stay(102, "2026-02-05T10:00:00Z"),
            stay(101, "2026-02-03T10:00:00Z", application=1002),
            stay(101, "2026-02-01T10:00:00Z"),
        ],
    )
    numbered = (
        staging["stage_visits"].sort("application_id", "seq").select("application_id", "seq", "stage").rows()
    )
    assert numbered == [
        ("1001", 1, "Application Review"),
        ("1001", 2, "Recruiter Screen"),
        ("1002", 1, "Application Review"),
    ]


def test_moves_at_one_instant_follow_the_pipeline_and_then_the_file(harvest):
    instant = "2026-02-05T10:00:00Z"
    staging = harvest(application_stages=[stay(103, instant), stay(102, instant), stay(101, instant)])
    assert [stage for stage, *_ in staging.visits()] == [
        "Application Review",
        "Recruiter Screen",
        "Technical Interview",
    ]


def test_moves_at_one_instant_follow_the_file_where_stages_have_no_order(harvest):
    instant = "2026-02-05T10:00:00Z"
    unordered = [{**stage, "sort_order": None} for stage in HARVEST["job_interview_stages"]]
    staging = harvest(
        job_interview_stages=unordered,
        application_stages=[stay(103, instant), stay(101, instant), stay(102, instant)],
    )
    assert [stage for stage, *_ in staging.visits()] == [
        "Technical Interview",
        "Application Review",
        "Recruiter Screen",
    ]


def test_the_same_entry_twice_is_one_visit_and_a_finding(harvest):
    staging = harvest(
        application_stages=[stay(101, "2026-02-01T10:00:00Z"), stay(101, "2026-02-01T10:00:00Z")]
    )
    assert len(staging.visits()) == 1
    assert staging.finding("Same entry twice")["key"] == "1001"


def test_a_stage_entered_again_is_two_visits(harvest):
    staging = harvest(
        application_stages=[
            stay(101, "2026-02-01T10:00:00Z"),
            stay(102, "2026-02-02T10:00:00Z"),
            stay(101, "2026-02-03T10:00:00Z"),
        ]
    )
    assert [stage for stage, *_ in staging.visits()] == [
        "Application Review",
        "Recruiter Screen",
        "Application Review",
    ]


def test_a_hired_status_is_a_visit_that_stays_open_and_ends_the_one_before(fivetran):
    staging = fivetran()
    assert staging.visits() == [
        ("Application Review", "02-01 10:00", "02-03 10:00"),
        ("Recruiter Screen", "02-03 10:00", "03-01 12:00"),
        ("Hired", "03-01 12:00", None),
    ]
    assert staging["stage_visits"]["milestone"].to_list() == ["applied", "screened", "hired"]


def test_a_rejection_that_was_taken_back_ends_a_visit_and_is_none(fivetran):
    staging = fivetran(
        application=[{**HIRE, "status": "active"}],
        application_history=[
            change("2026-02-01 10:00:00", 101),
            change("2026-02-03 10:00:00", None, "rejected"),
            change("2026-02-07 10:00:00", 102),
        ],
    )
    assert staging.visits() == [
        ("Application Review", "02-01 10:00", "02-03 10:00"),
        ("Recruiter Screen", "02-07 10:00", None),
    ]
    assert staging.only("applications")["closed_at"] is None


def test_a_rejection_closes_the_application_where_it_has_no_time_of_its_own(fivetran):
    staging = fivetran(
        application=[{**HIRE, "status": "rejected"}],
        application_history=[
            change("2026-02-01 10:00:00", 101),
            change("2026-02-03 10:00:00", None, "rejected"),
        ],
    )
    assert staging.only("applications")["closed_at"] == datetime(2026, 2, 3, 10)


def test_a_deleted_stage_keeps_its_time_and_is_a_finding(harvest):
    staging = harvest(
        application_stages=[stay(101, "2026-02-01T10:00:00Z"), stay(999, "2026-02-02T10:00:00Z")]
    )
    assert staging.visits()[1] == (None, "02-02 10:00", None)
    lost = staging.finding("Key not found in stages")
    assert (lost["value"], lost["line"], lost["file"]) == ("999", 3, "application_stages.csv")


def test_the_history_of_an_unknown_application_stays_and_is_a_finding(harvest):
    staging = harvest(application_stages=[stay(101, "2026-02-01T10:00:00Z", application=5)])
    assert staging["stage_visits"]["application_id"].to_list() == ["5"]
    stranger = staging.finding("Key not found in applications")
    assert stranger["value"] == "5"
    assert stranger["advice"].startswith("Rows: 1. They stay")


def test_a_stage_name_without_a_milestone_is_one_finding_with_its_count(harvest):
    odd = [*HARVEST["job_interview_stages"], {"id": 109, "job_id": 1, "name": "Blue Room", "sort_order": 9}]
    staging = harvest(
        job_interview_stages=odd,
        application_stages=[stay(109, "2026-02-01T10:00:00Z"), stay(109, "2026-02-03T10:00:00Z")],
    )
    unclear = staging.finding("Stage name maps to no milestone")
    assert (unclear["value"], unclear["action"]) == ("Blue Room", "kept")
    assert unclear["advice"].startswith("Rows of the history: 2.")
    assert staging["stage_visits"]["milestone"].to_list() == [None, None]


def test_a_side_stage_has_no_milestone_and_is_no_finding(harvest):
    side = [*HARVEST["job_interview_stages"], {"id": 109, "job_id": 1, "name": "Rejected", "sort_order": 9}]
    staging = harvest(job_interview_stages=side, application_stages=[stay(109, "2026-02-01T10:00:00Z")])
    assert staging["stage_visits"]["milestone"].to_list() == [None]
    assert staging.rules() == {}


def test_times_that_run_backwards_stay_and_are_findings(harvest):
    staging = harvest(
        application_stages=[
            stay(102, "2026-01-20T10:00:00Z", "2026-01-18T10:00:00Z"),
            stay(101, "2026-02-05T10:00:00Z"),
        ]
    )
    assert staging.visits()[0] == ("Recruiter Screen", "01-20 10:00", "01-18 10:00")
    assert staging.rules() == {
        "Left a stage before entering it": 1,
        "Entered a stage before applying": 1,
        "Milestones out of order": 1,
    }


def test_a_history_of_dates_is_precise_to_the_day(harvest):
    staging = harvest(application_stages=[stay(101, "2026-02-01")])
    assert staging.only("stage_visits")["precision"] == "day"


@pytest.mark.parametrize(
    ("stays", "is_reopened"),
    [
        ([("01", "03"), ("03", None)], False),
        ([("01", "03"), ("05", None)], True),
        ([("01", "20"), ("02", "03"), ("10", None)], False),  # the first stay goes on meanwhile
        ([("01", "20"), ("02", "03"), ("25", None)], True),
        ([("01", None), ("10", None)], False),
    ],
)
def test_an_application_is_reopened_by_a_day_in_none_of_its_stages(harvest, stays, is_reopened):
    rows = [
        stay(stage, f"2026-02-{entered}T10:00:00Z", left and f"2026-02-{left}T10:00:00Z")
        for stage, (entered, left) in enumerate(stays, start=101)
    ]
    other = stay(101, "2026-01-01T10:00:00Z", "2026-01-02T10:00:00Z", application=1002)
    staging = harvest(
        applications=[APPLICATION, {**APPLICATION, "id": 1002}], application_stages=[other, *rows]
    )
    assert staging["applications"].sort("application_id")["is_reopened"].to_list() == [is_reopened, False]


def test_the_stays_of_applications_that_the_export_lacks_are_kept_each_with_its_own(harvest):
    staging = harvest(
        application_stages=[
            stay(101, "2026-02-01T10:00:00Z", application=8),
            stay(101, "2026-02-02T10:00:00Z"),
            stay(102, "2026-02-03T10:00:00Z", application=9),
            stay(103, "2026-02-04T10:00:00Z", application=8),
        ]
    )
    visits = staging["stage_visits"].sort("application_id", "seq")
    assert visits.select("application_id", "seq", "stage").rows() == [
        ("1001", 1, "Application Review"),
        ("8", 1, "Application Review"),
        ("8", 2, "Technical Interview"),
        ("9", 1, "Recruiter Screen"),
    ]


def test_a_history_that_is_put_together_in_parts_is_what_it_is_whole(tmp_path, monkeypatch):
    numbers = range(1001, 1008)
    export = write_export(
        tmp_path / "in",
        HARVEST,
        applications=[{**APPLICATION, "id": number} for number in numbers if number != 1003],
        application_stages=[
            stay(stage, f"2026-02-0{day}T10:00:00Z", application=number)
            for number in numbers
            for stage, day in ((103, 1), (102, 3), (102, 3), (101, 2))
        ],
    )
    whole = run(export, into=tmp_path / "whole")
    monkeypatch.setattr(sys.modules["dashboard.ingest.assembly.visits"], "_PART", 6)
    monkeypatch.setattr("dashboard.ingest.findings._BUFFERED_ROWS", 0)
    parts = run(export, into=tmp_path / "parts")
    assert whole["stage_visits"].height == 3 * len(numbers)
    assert_frame_equal(parts["stage_visits"], whole["stage_visits"])
    assert_frame_equal(parts["findings"], whole["findings"], check_row_order=False)
