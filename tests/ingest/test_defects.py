"""Defects that real exports have, each by its name, and what the import makes of it."""

import pytest
from ingest.exports import (
    APPLICATION,
    FIVETRAN,
    HARVEST,
    HIRE,
    JOB,
    OFFER,
    POST,
    Staging,
    change,
    run,
    stay,
    write_csv,
    write_export,
)

from dashboard.ingest.terms import milestone_of
from dashboard.ingest.vocabulary import MILESTONES
from dashboard.sample.world import said

REVIEW, SCREEN, TECHNICAL, OFFERED = 101, 102, 103, 104


def furthest(staging: Staging, application: str = "1001") -> str:
    reached = staging["stage_visits"].filter(application_id=application)["milestone"].drop_nulls()
    return MILESTONES[reached.to_physical().max()]


STAGE_NAMES = [
    (kind, name)
    for kind, row in said("pipelines")["kinds"].items()
    for names in row["names"].values()
    for name in names
]
OF_KIND = {
    "review": {"applied"},
    "screen": {"screened"},
    "manager": {"screened", "interviewed"},
    "take_home": {"screened"},
    "technical": {"interviewed"},
    "design": {"interviewed"},
    "team": {"interviewed"},
    "final": {"interviewed"},
    "reference": {"interviewed"},
    "offer": {"offered"},
    "hired": {"hired"},
    "odd": {None},
}


@pytest.mark.parametrize(("kind", "name"), STAGE_NAMES)
def test_a_stage_name_in_a_language_of_the_sample_means_its_milestone(kind: str, name: str) -> None:
    assert milestone_of(name).milestone in OF_KIND[kind]


def test_moves_at_one_instant_follow_the_vendors_order_before_the_pipelines(tmp_path) -> None:
    moves = [("Interview", 1), ("Applied", 2), ("Offer", 3)]
    rows = [
        {"application_id": "A", "at": "2026-02-01T10:00:00Z", "stage": stage, "nth": nth, "position": -nth}
        for stage, nth in reversed(moves)
    ]
    own = tmp_path / "map.toml"
    own.write_text(
        '[moves]\nrequires = ["application_id", "nth"]\n[moves.applications]\nonce = "earliest"\n'
        'application_id = "application_id"\napplied_at = "at"\n[moves.stage_visits]\nshape = "events"\n'
        'application_id = "application_id"\nstage = "stage"\nentered_at = "at"\nvendor_order = "nth"\n'
    )
    staging = run(write_csv(tmp_path / "moves.csv", rows), into=tmp_path / "out", layout=str(own))
    assert [stage for stage, *_ in staging.visits()] == ["Interview", "Applied", "Offer"]


def test_who_was_rejected_and_then_hired_is_hired_and_keeps_every_step(fivetran) -> None:
    staging = fivetran(
        application_history=[
            change("2026-02-01 10:00:00", REVIEW),
            change("2026-02-05 10:00:00", None, "rejected"),
            change("2026-02-09 10:00:00", SCREEN),
            change("2026-03-01 12:00:00", None, "hired"),
        ],
    )
    hired = staging.only("applications")
    assert (hired["status"], str(hired["closed_at"])) == ("hired", "2026-03-01 12:00:00")
    assert hired["close_side"] is None
    assert staging.visits() == [
        ("Application Review", "02-01 10:00", "02-05 10:00"),
        ("Recruiter Screen", "02-09 10:00", "03-01 12:00"),
        ("Hired", "03-01 12:00", None),
    ]


def test_who_was_hired_and_then_not_is_active_and_has_reached_the_hire(fivetran) -> None:
    staging = fivetran(
        application=[{**HIRE, "status": "active"}],
        application_history=[
            change("2026-02-01 10:00:00", REVIEW),
            change("2026-02-05 10:00:00", None, "hired"),
            change("2026-02-06 10:00:00", SCREEN),
        ],
    )
    application = staging.only("applications")
    assert (application["status"], application["closed_at"]) == ("active", None)
    assert staging.visits() == [
        ("Application Review", "02-01 10:00", "02-05 10:00"),
        ("Hired", "02-05 10:00", "02-06 10:00"),
        ("Recruiter Screen", "02-06 10:00", None),
    ]


def test_a_backdated_move_keeps_its_time_and_is_a_finding(harvest) -> None:
    staging = harvest(application_stages=[stay(SCREEN, "2026-01-20T10:00:00Z")])
    assert staging.visits() == [("Recruiter Screen", "01-20 10:00", None)]
    assert staging.finding("Entered a stage before applying")["value"] == "2026-01-20 before 2026-02-01"


def test_moves_out_of_order_stay_as_recorded_and_are_one_finding(harvest) -> None:
    staging = harvest(
        application_stages=[
            stay(REVIEW, "2026-02-01T10:00:00Z"),
            stay(OFFERED, "2026-02-03T10:00:00Z"),
            stay(TECHNICAL, "2026-02-05T10:00:00Z"),
        ]
    )
    assert [stage for stage, *_ in staging.visits()] == ["Application Review", "Offer", "Technical Interview"]
    assert furthest(staging) == "offered"
    assert staging.finding("Milestones out of order")["key"] == "1001"


@pytest.mark.parametrize(
    "merges",
    [{9001: 9002, 9002: 9003.0, 9003: None}, {9001: 9003, 9002: None, 9003: 9001}],
    ids=["one after the other, as decimals", "in a circle"],
)
def test_a_merged_candidate_goes_on_under_the_one_key(fivetran, merges: dict[int, float | None]) -> None:
    staging = fivetran(
        candidate=[
            {"id": old, "first_name": "Jane", "last_name": "Canary", "new_candidate_id": new}
            for old, new in merges.items()
        ],
        application=[
            {**HIRE, "id": number, "candidate_id": candidate}
            for number, candidate in ((1001, 9001), (1002, 9003), (1003, 9004), (1004, None))
        ],
    )
    first, second, other, nobody = staging["applications"]["candidate_key"]
    assert first == second
    assert other not in (None, first)
    assert nobody is None


OPENING = {
    "id": 81, "job_id": 1, "opening_id": "A", "open": True, "opened_at": "2026-01-05T09:00:00Z",
    "closed_at": None, "application_id": None,
}  # fmt: skip
REJECTION = {
    "id": 1,
    "application_id": 1001,
    "rejection_reason_id": 41,
    "rejected_at": "2026-03-01T10:00:00Z",
}


@pytest.mark.parametrize(
    ("file", "rows", "field", "target"),
    [
        ("applications", [{**APPLICATION, "job_post_id": 99}], "posting_id", "postings"),
        ("rejection_details", [{**REJECTION, "rejection_reason_id": 99}], "reason_id", "reasons"),
        ("offers", [{**OFFER, "application_id": 99}], "application_id", "applications"),
        ("openings", [{**OPENING, "application_id": 99}], "application_id", "applications"),
        ("openings", [{**OPENING, "job_id": 99}], "job_id", "jobs"),
        ("job_posts", [{**POST, "job_id": 99}], "job_id", "jobs"),
        ("job_post_locations", [{"id": 1, "job_post_id": 99, "plain_text_location": "Munich", "office_id": None}],
         "posting_id", "postings"),
        ("job_post_locations", [{"id": 1, "job_post_id": 11, "plain_text_location": None, "office_id": 99}],
         "office_id", "offices"),
        ("jobs", [{**JOB, "department_id": 99}], "department_id", "departments"),
    ],
)  # fmt: skip
def test_every_key_that_leads_nowhere_is_a_finding(
    harvest, file: str, rows: list[dict[str, object]], field: str, target: str
) -> None:
    lost = harvest(**{file: rows}).finding(f"Key not found in {target}")
    assert (lost["file"], lost["line"], lost["column_name"], lost["value"]) == (f"{file}.csv", 2, field, "99")


def test_a_link_to_a_job_that_was_deleted_is_a_finding(fivetran) -> None:
    staging = fivetran(job_application=[{"application_id": 1001, "job_id": 99}])
    assert staging["findings"].filter(rule="Key not found in jobs")["table_name"].to_list() == [
        "application_jobs"
    ]


def test_a_deleted_source_leaves_the_application_and_one_finding(harvest) -> None:
    lost = [{**APPLICATION, "source_id": 99}, {**APPLICATION, "id": 1002, "source_id": 99}]
    staging = harvest(applications=lost)
    assert staging["applications"]["source"].to_list() == [None, None]
    finding = staging.finding("Key not found in sources")
    assert finding["value"] == "99"
    assert "Rows: 2." in finding["advice"]


def test_a_job_with_offices_in_several_countries_gives_its_applications_no_country(harvest) -> None:
    places = [
        {"id": number, "job_post_id": 11, "plain_text_location": place, "office_id": None}
        for number, place in enumerate(["Munich, Germany", "Lyon, France", "Warsaw, Poland"])
    ]
    staging = harvest(job_post_locations=places)
    assert staging.only("postings")["country"] is None
    assert staging["applications"].height == 1
    assert staging.rules()["Posting in several countries"] == 1


def test_a_rejected_application_that_stands_in_the_hired_stage_is_rejected(tmp_path) -> None:
    text = (
        '[a]\nrequires = ["key", "stage"]\n[a.applications]\napplication_id = "key"\napplied_at = "applied"\n'
        'status = { column = "status", as = "status" }\n[a.current_stages]\napplication_id = "key"\nstage = "stage"\n'
    )
    (tmp_path / "map.toml").write_text(text)
    rows = [
        {"key": "A", "applied": "2026-02-01", "status": "Rejected", "stage": "Hired"},
        {"key": "B", "applied": "2026-02-01", "status": "Hired", "stage": "Rejected"},
    ]
    staging = run(
        write_csv(tmp_path / "a.csv", rows), into=tmp_path / "out", layout=str(tmp_path / "map.toml")
    )
    assert staging["applications"]["status"].to_list() == ["rejected", "hired"]
    assert "hired" not in staging["stage_visits"].filter(application_id="A")["milestone"].to_list()


def test_the_start_date_of_an_offer_is_not_when_somebody_was_hired(harvest) -> None:
    staging = harvest(applications=[{**APPLICATION, "status": "hired"}], offers=[OFFER])
    assert str(staging.only("offers")["starts_on"]) == "2026-05-01"
    assert str(staging.only("applications")["closed_at"]) == "2026-02-25 12:00:00"


def dated(hour: int, *, minute: int = 0, number: int = 25) -> list[dict]:
    return [
        {**APPLICATION, "id": key, "created_at": f"2026-02-{key % 28 + 1:02}T{hour:02}:{minute:02}:00Z"}
        for key in range(number)
    ]


@pytest.mark.parametrize("hour", [0, 9, 12])
def test_dates_dressed_as_times_count_as_days_and_are_one_finding(harvest, hour: int) -> None:
    staging = harvest(applications=dated(hour))
    assert set(staging["applications"]["applied_precision"]) == {"day"}
    assert set(staging["applications"]["applied_at"].dt.hour()) == {0}
    assert staging.rules()["Times that are days"] == 1
    assert staging.finding("Times that are days")["column_name"] == "created_at"


def test_times_of_which_one_is_off_the_hour_are_times(harvest) -> None:
    rows = [*dated(9), *dated(9, minute=1, number=1)]
    staging = harvest(applications=[{**row, "id": key} for key, row in enumerate(rows)])
    assert set(staging["applications"]["applied_precision"]) == {"second"}


def test_a_few_times_on_the_hour_prove_nothing(harvest) -> None:
    staging = harvest(applications=dated(9, number=5))
    assert set(staging["applications"]["applied_precision"]) == {"second"}


def test_a_candidate_who_applied_for_two_jobs_is_two_applications_of_one_key(harvest) -> None:
    staging = harvest(
        jobs=[JOB, {**JOB, "id": 2}], applications=[APPLICATION, {**APPLICATION, "id": 1002, "job_id": 2}]
    )
    assert staging["applications"]["candidate_key"].n_unique() == 1
    assert staging["applications"]["job_id"].to_list() == ["1", "2"]


def test_an_application_nested_in_its_candidate_and_listed_beside_it_counts_once(harvest) -> None:
    staging = harvest(applications=[APPLICATION, APPLICATION])
    assert staging.only("applications")["application_id"] == "1001"
    assert staging.rules()["Same key twice"] == 1


def test_one_stage_name_with_several_ids_is_one_stage_each_with_its_milestone(harvest) -> None:
    stages = [
        *HARVEST["job_interview_stages"],
        {"id": 201, "job_id": 2, "name": "recruiter screen ", "sort_order": 7},
    ]
    staging = harvest(
        job_interview_stages=stages,
        application_stages=[stay(SCREEN, "2026-02-03T10:00:00Z"), stay(201, "2026-02-04T10:00:00Z")],
    )
    assert staging["stage_visits"]["milestone"].to_list() == ["screened", "screened"]


def test_a_rejected_visit_does_not_age_to_the_day_of_the_import(fivetran) -> None:
    staging = fivetran(
        application=[{**HIRE, "status": "rejected", "rejected_at": "2026-02-05 10:00:00"}],
        application_history=[
            change("2026-02-01 10:00:00", REVIEW),
            change("2026-02-05 10:00:00", None, "rejected"),
        ],
    )
    assert staging.visits() == [("Application Review", "02-01 10:00", "02-05 10:00")]


@pytest.mark.parametrize("source", ["linkedin ", "LinkedIn", "LINKEDIN", "LinkedIn (Ad)", "linkedin.com"])
def test_spellings_of_a_source_are_one_source(harvest, source: str) -> None:
    assert (
        harvest(sources=[{"id": 31, "name": source, "type": None}]).only("applications")["source"]
        == "LinkedIn"
    )


def test_a_language_column_with_countries_in_it_is_not_taken_for_languages(harvest) -> None:
    posts = [
        {**POST, "id": number, "language": said_} for number, said_ in enumerate(["de", "GB", "DE", "SE"])
    ]
    staging = harvest(job_posts=posts)
    assert staging["postings"]["language"].to_list() == ["de", None, "de", None]
    assert staging.rules()["No such language"] == 2


def test_a_file_in_which_nobody_was_rejected_is_noted(tmp_path) -> None:
    rows = [{**HIRE, "id": number, "status": "active"} for number in range(120)]
    links = [{"application_id": number, "job_id": 1} for number in range(120)]
    history = [change("2026-02-01 10:00:00", REVIEW, application=number) for number in range(120)]
    export = write_export(
        tmp_path / "in", FIVETRAN, application=rows, job_application=links, application_history=history
    )
    finding = run(export, into=tmp_path / "out").finding("No application was rejected or withdrawn")
    assert finding["value"] == "120 applications"
    assert "filter" in finding["advice"]
