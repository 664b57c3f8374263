"""Requisitions, their seats, and what is published of them."""

from datetime import datetime

import pytest
from ingest.exports import HARVEST, JOB, POST


def test_a_job_is_classified_by_its_title_and_department(harvest):
    row = harvest().only("jobs")
    assert (row["role_level"], row["role_family"], row["department"]) == (
        "architect",
        "backend",
        "Engineering",
    )


def test_the_first_linked_department_is_that_of_a_job(fivetran):
    staging = fivetran(
        department=[
            {"id": key, "name": f"Department {key}", "parent_id": None, "external_id": None} for key in (7, 8)
        ],
        job_department=[{"job_id": 1, "department_id": key} for key in (8, 7)],
    )
    assert staging.only("jobs")["department"] == "Department 8"


def test_a_template_is_no_requisition(harvest):
    staging = harvest(jobs=[{**JOB, "is_template": "true", "id": 2}, {**JOB, "is_template": "false"}])
    assert staging["jobs"]["job_id"].to_list() == ["1"]
    assert staging.finding("A template, not a requisition")["key"] == "2"


def test_a_job_closed_before_it_was_opened_stays_and_is_a_finding(harvest):
    staging = harvest(jobs=[{**JOB, "status": "closed", "closed_at": "2025-06-07T11:00:00Z"}])
    assert staging.only("jobs")["closed_at"] == datetime(2025, 6, 7, 11)
    assert staging.finding("Closed before it was opened")["value"] == "2025-06-07 before 2026-01-05"


@pytest.mark.parametrize(
    ("is_open", "closed_at", "application", "status"),
    [
        ("true", None, None, "open"),
        ("false", "2026-03-01T00:00:00Z", 1001, "filled"),
        ("false", "2026-03-01T00:00:00Z", None, "cancelled"),
        (None, "2026-03-01T00:00:00Z", 1001, "filled"),
        (None, None, None, "open"),
    ],
)
def test_a_closed_opening_was_filled_when_it_names_an_application(
    harvest, is_open, closed_at, application, status
):
    opening = {
        "id": 61,
        "job_id": 1,
        "opening_id": "5-2",
        "open": is_open,
        "opened_at": "2026-01-05T09:00:00Z",
        "closed_at": closed_at,
        "application_id": application,
    }
    row = harvest(openings=[opening]).only("openings")
    assert (row["opening_id"], row["status"]) == ("61", status)


def test_a_posting_is_where_its_location_says(harvest):
    row = harvest().only("postings")
    assert (row["country"], row["city"], row["location"]) == ("DE", "Munich", "Munich, Germany")


def test_a_posting_at_an_office_without_an_address_is_where_the_offices_above_it_are(harvest):
    places = [{"id": 1, "job_post_id": 11, "plain_text_location": None, "office_id": 50}]
    row = harvest(job_post_locations=places, jobs=HARVEST["jobs"]).only("postings")
    assert row["country"] == "DE"


def test_a_posting_without_a_place_has_no_country_wherever_its_job_is(harvest):
    row = harvest(job_post_locations=[], jobs=[{**JOB, "office_ids": "[50]"}]).only("postings")
    assert row["country"] is None


def test_a_posting_in_several_countries_states_none_and_is_a_finding(harvest):
    places = [
        {"id": 1, "job_post_id": 11, "plain_text_location": "Munich, Germany", "office_id": None},
        {"id": 2, "job_post_id": 11, "plain_text_location": "Paris, France", "office_id": None},
    ]
    staging = harvest(job_post_locations=places)
    assert staging.only("postings")["country"] is None
    assert staging.finding("Posting in several countries")["value"] == "Munich, Germany; Paris, France"


def test_a_language_is_standard_its_word_is_kept_and_how_it_is_known_is_said(harvest):
    row = harvest(job_posts=[{**POST, "language": "fr-CA"}]).only("postings")
    assert (row["language"], row["language_raw"], row["language_source"]) == ("fr", "fr-CA", "field")


def test_a_language_that_is_none_counts_as_not_stated_and_is_a_finding(harvest):
    staging = harvest(job_posts=[{**POST, "language": "xx-nothing"}])
    assert staging.only("postings")["language"] is None
    assert staging.finding("No such language")["value"] == "xx-nothing"


def test_the_work_model_is_read_from_the_place_the_title_or_the_job(harvest):
    remote = [{"id": 1, "job_post_id": 11, "plain_text_location": "Remote - Germany", "office_id": None}]
    fields = [{**JOB, "custom_fields": '{"work_model": "Hybrid", "relocation": true}'}]
    assert harvest(job_post_locations=remote, jobs=fields).only("postings")["work_model"] == "remote"
    row = harvest(job_post_locations=HARVEST["job_post_locations"], jobs=fields).only("postings")
    assert (row["work_model"], row["relocation"]) == ("hybrid", True)
    titled = [{**POST, "title": "Backend Services Architect (Remote)"}]
    assert harvest(job_posts=titled, jobs=fields).only("postings")["work_model"] == "remote"
    on_site = [
        {"id": 1, "job_post_id": 11, "plain_text_location": "On-site, Munich, Germany", "office_id": None}
    ]
    row = harvest(job_posts=titled, job_post_locations=on_site, jobs=fields).only("postings")
    assert row["work_model"] == "onsite"


def test_a_posting_that_is_no_longer_live_went_with_its_job(harvest):
    closed = [{**JOB, "status": "closed", "closed_at": "2026-04-01T00:00:00Z"}]
    row = harvest(jobs=closed, job_posts=[{**POST, "live": False}]).only("postings")
    assert row["unpublished_at"] == datetime(2026, 4, 1)
    assert harvest(jobs=closed, job_posts=[POST]).only("postings")["unpublished_at"] is None


def test_a_hold_may_end_on_its_first_day_but_not_before_it(harvest):
    days = (("2026-02-01", "2026-02-01"), ("2026-03-02", "2026-03-01"), ("2026-04-01", None))
    staging = harvest(job_holds=[{"job_id": 1, "held_from": start, "held_until": end} for start, end in days])
    kept = [
        (str(start), str(end)) for start, end in staging["job_holds"].select("held_from", "held_until").rows()
    ]
    assert kept == [("2026-02-01", "2026-02-01"), ("2026-04-01", "None")]
    noted = staging.finding("Ends before it begins")
    assert (noted["action"], noted["line"], noted["key"]) == ("set aside", 3, "1")
