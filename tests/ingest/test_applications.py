"""Who applied for what, from where, and how it ended."""

from datetime import datetime

import polars as pl
import pytest
from ingest.exports import APPLICATION, HARVEST, HIRE, OFFER, change, stay

REJECTED = {**APPLICATION, "status": "rejected", "rejected_at": "2026-02-09T08:00:00Z"}


def rejection(reason: int) -> dict[str, object]:
    return {"application_id": 1001, "rejection_reason_id": reason, "rejected_at": "2026-02-09T08:00:00Z"}


def test_an_application_carries_its_source_in_words_and_as_a_standard_term(harvest):
    row = harvest().only("applications")
    assert (row["source_raw"], row["source"], row["channel"]) == ("LinkedIn (Ad)", "LinkedIn", "inbound")


def test_an_application_in_process_is_active_and_open(harvest):
    row = harvest().only("applications")
    assert (row["status"], row["status_raw"], row["closed_at"]) == ("active", "in_process", None)


def test_who_the_company_rejected_is_rejected(harvest):
    row = harvest(applications=[REJECTED], rejection_details=[rejection(41)]).only("applications")
    assert (row["status"], row["close_side"], row["close_reason"]) == (
        "rejected",
        "company",
        "Lacking skills",
    )
    assert row["closed_at"] == datetime(2026, 2, 9, 8)


def test_who_took_another_job_has_withdrawn(harvest):
    row = harvest(applications=[REJECTED], rejection_details=[rejection(42)]).only("applications")
    assert (row["status"], row["close_side"], row["close_reason"]) == (
        "withdrawn",
        "candidate",
        "Took another job",
    )


def test_who_declined_the_offer_has_withdrawn_whatever_the_reason_says(harvest):
    declined = {**OFFER, "status": "Rejected"}
    row = harvest(applications=[REJECTED], rejection_details=[rejection(41)], offers=[declined]).only(
        "applications"
    )
    assert (row["status"], row["close_side"]) == ("withdrawn", "candidate")


def test_a_declined_offer_leaves_an_application_active_that_is_still_in_process(harvest):
    assert harvest(offers=[{**OFFER, "status": "rejected"}]).only("applications")["status"] == "active"


def test_a_hire_is_closed_when_the_offer_was_accepted(harvest):
    row = harvest(applications=[{**APPLICATION, "status": "hired"}], offers=[OFFER]).only("applications")
    assert (row["status"], row["closed_at"]) == ("hired", datetime(2026, 2, 25, 12))


def test_a_hire_without_an_offer_is_closed_when_the_history_says_hired(fivetran):
    assert fivetran().only("applications")["closed_at"] == datetime(2026, 3, 1, 12)


def test_a_hire_that_nothing_dates_is_kept_and_is_a_finding(harvest):
    staging = harvest(applications=[{**APPLICATION, "status": "hired"}])
    assert staging.only("applications")["closed_at"] is None
    assert staging.finding("Hired, but nothing says when")["key"] == "1001"


def test_a_rejection_that_was_taken_back_does_not_close_an_active_application(harvest):
    reopened = {**APPLICATION, "rejected_at": "2026-02-09T08:00:00Z"}
    row = harvest(applications=[reopened], rejection_details=[rejection(41)]).only("applications")
    assert (row["closed_at"], row["close_reason"], row["close_side"]) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "rejections", "is_reopened"),
    [
        ("in_process", [], False),
        ("in_process", [rejection(41)], True),
        ("hired", [rejection(41)], True),
        ("rejected", [rejection(41)], False),
    ],
)
def test_who_goes_on_after_a_listed_rejection_was_reopened(harvest, status, rejections, is_reopened):
    staging = harvest(applications=[{**APPLICATION, "status": status}], rejection_details=rejections)
    assert staging.only("applications")["is_reopened"] is is_reopened


@pytest.mark.parametrize(
    ("steps", "is_reopened"),
    [
        ([change("2026-02-05 10:00:00", None, "rejected")], False),
        ([change("2026-02-05 10:00:00", None, "rejected"), change("2026-02-09 10:00:00", 102)], True),
        # Rejected a second time, so that its last status says nothing of it.
        (
            [
                change("2026-02-05 10:00:00", None, "rejected"),
                change("2026-02-09 10:00:00", 102),
                change("2026-02-20 10:00:00", None, "rejected"),
            ],
            True,
        ),
    ],
)
def test_a_history_that_goes_on_after_an_end_shows_that_it_was_reopened(fivetran, steps, is_reopened):
    started = change("2026-02-01 10:00:00", 101)
    rejected = {**HIRE, "status": "rejected", "rejected_at": "2026-02-05 10:00:00"}
    staging = fivetran(application=[rejected], application_history=[started, *steps])
    assert staging.only("applications")["is_reopened"] is is_reopened


@pytest.mark.parametrize(
    ("entered_again", "is_reopened"), [("2026-02-04T09:59:00Z", False), ("2026-02-04T10:00:00Z", True)]
)
def test_a_day_in_no_stage_at_all_shows_that_it_was_reopened(harvest, entered_again, is_reopened):
    stays = [stay(101, "2026-02-01T10:00:00Z", "2026-02-03T10:00:00Z"), stay(102, entered_again)]
    assert harvest(application_stages=stays).only("applications")["is_reopened"] is is_reopened


@pytest.mark.parametrize(
    ("reason", "is_transferred"),
    [("Moved to another job", True), ("In anderem Verfahren", True), ("Lacking skills", False)],
)
def test_who_was_rejected_to_go_on_with_another_job_was_transferred(harvest, reason, is_transferred):
    reasons = [{"id": 43, "name": reason, "type": '{"id": 1, "name": "We rejected them"}'}]
    told = {"applications": [REJECTED], "rejection_details": [rejection(43)], "rejection_reasons": reasons}
    assert harvest(**told).only("applications")["is_transferred"] is is_transferred


def test_a_reason_does_not_make_a_transfer_of_who_is_still_in_process(harvest):
    reasons = [{"id": 43, "name": "Moved to another job", "type": None}]
    staging = harvest(rejection_details=[rejection(43)], rejection_reasons=reasons)
    assert staging.only("applications")["is_transferred"] is False


def test_an_unknown_status_is_read_from_the_time_of_rejection_and_is_a_finding(harvest):
    staging = harvest(
        applications=[
            {**REJECTED, "status": "archived"},
            {**APPLICATION, "id": 2, "status": "parked"},
            {**APPLICATION, "id": 3, "status": "parked"},
        ]
    )
    assert staging["applications"]["status"].to_list() == ["rejected", "active", "active"]
    assert staging["applications"]["status_raw"].to_list() == ["archived", "parked", "parked"]
    unknown = staging["findings"].sort("value").select("value", pl.col("advice").str.head(20)).rows()
    assert unknown == [("archived", "Rows left empty: 1. "), ("parked", "Rows left empty: 2. ")]


@pytest.mark.parametrize(
    ("changed", "prospect"),
    [
        ({}, False),
        ({"prospect": True}, True),
        ({"job_id": None}, True),
        ({"status": "converted"}, True),
    ],
)
def test_a_prospect_is_one_by_its_flag_by_having_no_job_or_by_having_been_converted(
    harvest, changed, prospect
):
    assert harvest(applications=[{**APPLICATION, **changed}]).only("applications")["is_prospect"] is prospect


def test_a_converted_prospect_is_noted(harvest):
    staging = harvest(applications=[{**APPLICATION, "status": "converted"}])
    assert staging.finding("Converted prospect")["action"] == "kept"


def test_a_prospect_linked_to_several_jobs_is_one_application_without_a_job(fivetran):
    staging = fivetran(
        application=[{**HIRE, "prospect": True, "status": "active"}],
        job_application=[{"application_id": 1001, "job_id": 1}, {"application_id": 1001, "job_id": 2}],
    )
    row = staging.only("applications")
    assert (row["job_id"], row["is_prospect"]) == (None, True)


def test_an_internal_applicant_is_told_by_the_source(harvest):
    internal = [{"id": 31, "name": "Internal Applicant", "type": None}]
    row = harvest(sources=internal).only("applications")
    assert (row["channel"], row["is_internal"]) == ("internal", True)


def test_of_an_application_that_stands_twice_the_last_row_counts(harvest):
    staging = harvest(applications=[APPLICATION, REJECTED])
    assert staging.only("applications")["status"] == "rejected"
    twice = staging.finding("Same key twice")
    assert (twice["action"], twice["line"], twice["key"]) == ("set aside", 2, "1001")


def test_an_application_deleted_in_the_system_is_set_aside(fivetran):
    staging = fivetran(application=[HIRE, {**HIRE, "id": 1002, "_fivetran_deleted": "TRUE"}])
    assert staging["applications"]["application_id"].to_list() == ["1001"]
    assert staging.finding("Deleted in the source system")["key"] == "1002"


def test_a_date_alone_is_precise_to_the_day_and_a_time_to_the_second(harvest):
    staging = harvest(applications=[APPLICATION, {**APPLICATION, "id": 2, "created_at": "2026-02-01"}])
    assert staging["applications"]["applied_precision"].to_list() == ["second", "day"]


def test_a_list_that_the_export_lacks_is_one_finding_however_many_rows_name_it(harvest):
    staging = harvest(sources=[], applications=[APPLICATION, {**APPLICATION, "id": 2}])
    lacking = staging.finding("No list of sources")
    assert lacking["value"] == "source_id in 2 rows"
    assert staging["applications"]["channel"].to_list() == [None, None]


def test_a_deleted_job_is_one_finding_and_its_applications_stay(harvest):
    gone = {**APPLICATION, "job_id": 8}
    staging = harvest(applications=[{**gone, "id": 2}, {**gone, "id": 3}, APPLICATION])
    assert staging["applications"].height == 3
    lost = staging.finding("Key not found in jobs")
    assert (lost["value"], lost["line"]) == ("8", 2)
    assert lost["advice"].startswith("Rows: 2. They stay")


@pytest.mark.parametrize(
    ("versions", "status", "starts"),
    [
        ([("deprecated", 1), ("accepted", 2)], "accepted", "2026-05-02"),
        ([("accepted", 2), ("deprecated", 1)], "accepted", "2026-05-02"),
        ([("accepted", 1), ("deprecated", 2)], "accepted", "2026-05-01"),
        ([("created", 1)], "pending", "2026-05-01"),
        ([("deprecated", 1)], "expired", "2026-05-01"),
    ],
)
def test_of_a_renegotiated_offer_the_last_version_counts(harvest, versions, status, starts):
    offers = [{**OFFER, "status": said, "version": n, "starts_on": f"2026-05-0{n}"} for said, n in versions]
    row = harvest(offers=offers).only("offers")
    assert (row["status"], str(row["starts_on"])) == (status, starts)


def test_the_stages_of_the_vendor_and_the_money_come_under_standard_names(harvest):
    spend = [
        {
            "source": "linkedin.com",
            "month": "2026-02-14",
            "amount": "1200.50",
            "currency": "EUR",
            "country": "Deutschland",
        },
        {"source": "LinkedIn", "month": "2026-03-01", "amount": "-5", "currency": "EUR", "country": None},
    ]
    staging = harvest(source_spend=spend, jobs=HARVEST["jobs"])
    row = staging.only("source_spend")
    assert (row["source"], str(row["month"]), row["amount"], row["country"]) == (
        "LinkedIn",
        "2026-02-01",
        1200.5,
        "DE",
    )
    assert staging.finding("Number too small")["value"] == "-5"


def test_the_version_of_an_offer_beats_when_it_was_written(fivetran):
    rows = [
        {"offer_id": 7, "application_id": 1001, "version": version, "status": status, "updated_at": at}
        for version, status, at in (
            (1, "accepted", "2026-03-09 10:00:00"),
            (2, "rejected", "2026-03-01 10:00:00"),
        )
    ]
    assert fivetran(offer_history=rows).only("offers")["status"] == "declined"


def test_a_cell_of_json_says_what_lies_in_it_and_another_one_itself(harvest):
    types = {31: '{"id": 1, "name": "Agencies"}', 32: "Agencies", 33: None}
    staging = harvest(
        sources=[{"id": key, "name": f"Board {key}", "type": said} for key, said in types.items()],
        applications=[{**APPLICATION, "id": key, "source_id": key} for key in types],
    )
    assert staging["applications"]["channel"].to_list() == ["agency", "agency", "other"]


def test_of_money_for_one_source_and_month_the_last_sum_in_a_country_and_currency_counts(harvest):
    money = {"source": "LinkedIn", "month": "2026-02-01", "amount": "10", "currency": "EUR", "country": "DE"}
    others = [{"amount": "30"}, {"country": "FR"}, {"currency": "USD"}, {"month": "2026-03-01"}]
    staging = harvest(source_spend=[money, *({**money, **other} for other in others)])
    sums = staging["source_spend"].select("country", "currency", pl.col("month").dt.month(), "amount").rows()
    assert sums == [("DE", "EUR", 2, 30), ("FR", "EUR", 2, 10), ("DE", "USD", 2, 10), ("DE", "EUR", 3, 10)]
    assert staging.finding("Same key twice")["line"] == 2


def test_a_time_that_nobody_gave_has_no_precision(harvest):
    row = harvest(offers=[{**OFFER, "status": "unresolved", "resolved_at": None}]).only("offers")
    assert (row["sent_precision"], row["decided_at"], row["decided_precision"]) == ("day", None, None)
