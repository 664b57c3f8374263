"""What the wide tables say about canonical rows: the rules of docs/metrics.md, one sentence a test."""

import re
from datetime import date
from typing import Any

import duckdb
import pytest
from warehouse.staged import Published

from dashboard.warehouse import build
from dashboard.warehouse.columns import differences, wide_tables

ENDED = {"status": "rejected", "closed_at": "2026-03-01 10:00"}


def visit(milestone: str | None, entered_at: str | None, seq: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "milestone": milestone,
        "entered_at": entered_at,
        "seq": seq,
        "stage": milestone or "Unknown",
        **more,
    }


def posting(posting_id: str, country: str | None, language: str | None = None, **more: Any) -> dict[str, Any]:
    return {"posting_id": posting_id, "country": country, "language": language, **more}


def test_every_wide_table_has_the_columns_of_columns_toml(published: Published) -> None:
    published.publish(applications=[{}])
    with published.warehouse.cursor() as cursor:
        assert differences(cursor) == ()
        assert cursor.execute("select count(*) from duckdb_tables()").fetchall() == [(len(wide_tables()),)]


def test_tables_that_columns_toml_does_not_describe_are_differences() -> None:
    columns = {column.name: column.kind for column in wide_tables()["published"].columns}
    with duckdb.connect(":memory:") as other:
        other.execute("attach ':memory:' as warehouse; use warehouse").complete()
        other.execute("create table published (version varchar, as_of timestamp, harm int)").complete()
        said = [sentence for sentence in differences(other) if sentence.startswith("published")]
        other.execute("create table more (x int)").complete()
        assert "more is a table that columns.toml lacks." in differences(other)
        reversed_columns = ", ".join(f"{name} {kind}" for name, kind in reversed(columns.items()))
        other.execute(f"create or replace table published ({reversed_columns})").complete()
        assert "published has its columns in another order than columns.toml." in differences(other)
    assert said == [
        "published lacks as_of date, published_at timestamp, timezone varchar.",
        "published has as_of timestamp, harm integer, which columns.toml lacks.",
    ]


def test_tables_and_columns_carry_their_meaning(published: Published) -> None:
    published.publish(applications=[{}])
    with published.warehouse.cursor() as cursor:
        said = cursor.execute(
            "select comment from duckdb_columns() where table_name = 'openings' and column_name = 'filled_at'"
        ).fetchall()
    assert said == [("When it was filled",)]


def test_dimensions_of_different_tables_share_one_type(published: Published) -> None:
    published.publish(
        applications=[{"posting_id": "P"}],
        postings=[posting("P", "FR"), posting("Q", "DE")],
        source_spend=[{"source": "LinkedIn", "country": "PL", "month": date(2026, 1, 1), "amount": 1.0}],
    )
    for table in ("applications", "source_spend"):
        assert published.value(table, "enum_range(country)") == ["DE", "FR", "PL"]


def test_closed_sets_keep_their_order(published: Published) -> None:
    published.publish(applications=[{}])
    assert published.value("applications", "enum_range(milestone)") == [
        "applied",
        "screened",
        "interviewed",
        "offered",
        "hired",
    ]


# Milestones


def test_a_candidate_rejected_after_the_interview_has_reached_interviewed(published: Published) -> None:
    published.publish(
        applications=[ENDED],
        stage_visits=[visit("applied", "2026-01-01 09:00"), visit("interviewed", "2026-02-01 09:00", 2)],
    )
    assert published.row("applications", "milestone", "status") == ("interviewed", "rejected")


def test_an_application_moved_back_keeps_its_furthest_milestone(published: Published) -> None:
    published.publish(
        applications=[{}],
        stage_visits=[visit("interviewed", "2026-02-01 09:00"), visit("screened", "2026-02-03 09:00", 2)],
    )
    assert published.value("applications", "milestone") == "interviewed"


def test_a_milestone_is_timed_by_its_first_entry(published: Published) -> None:
    published.publish(
        applications=[{}],
        stage_visits=[
            visit("screened", "2026-01-05 10:00"),
            visit("interviewed", "2026-01-09 10:00", 2),
            visit("screened", "2026-01-12 10:00", 3),
            visit("interviewed", "2026-01-15 10:00", 4),
        ],
    )
    assert published.value("applications", "screened_at") == "2026-01-05 10:00"
    assert published.value("applications", "interviewed_at") == "2026-01-09 10:00"


def test_a_skipped_milestone_has_no_time(published: Published) -> None:
    published.publish(applications=[{}], stage_visits=[visit("interviewed", "2026-01-09 10:00")])
    assert published.row("applications", "screened_at", "offered_at") == (None, None)


def test_an_application_without_history_has_reached_applied(published: Published) -> None:
    published.publish(applications=[{}], stage_visits=[])
    assert published.value("applications", "milestone") == "applied"


def test_a_stage_that_maps_to_nothing_reaches_nothing(published: Published) -> None:
    published.publish(applications=[{}], stage_visits=[visit(None, "2026-01-09 10:00")])
    assert published.value("applications", "milestone") == "applied"


@pytest.mark.parametrize(
    ("stage_at", "sent_at", "offered_at"),
    [
        ("2026-02-10 10:00", "2026-02-12 10:00", "2026-02-10 10:00"),
        ("2026-02-10 10:00", "2026-02-08 10:00", "2026-02-08 10:00"),
        ("2026-02-10 10:00", None, "2026-02-10 10:00"),
    ],
)
def test_offered_is_the_offer_stage_or_the_offer_sent_whichever_is_first(
    published: Published, stage_at: str, sent_at: str | None, offered_at: str
) -> None:
    published.publish(
        applications=[{}],
        stage_visits=[visit("offered", stage_at)],
        offers=[{"status": "pending", "sent_at": sent_at}],
    )
    assert published.value("applications", "offered_at") == offered_at


def test_an_offer_that_was_sent_has_reached_offered_without_an_offer_stage(published: Published) -> None:
    published.publish(applications=[{}], offers=[{"status": "pending", "sent_at": "2026-02-08 10:00"}])
    assert published.row("applications", "milestone", "status") == ("offered", "active")


def test_a_drafted_offer_has_reached_nothing(published: Published) -> None:
    published.publish(applications=[{}], offers=[{"status": "pending"}])
    assert published.row("applications", "milestone", "offered_at") == ("applied", None)


def test_a_hire_is_dated_by_the_accepted_offer_before_the_hired_stage(published: Published) -> None:
    published.publish(
        applications=[{"status": "hired", "closed_at": "2026-03-20 10:00"}],
        stage_visits=[visit("hired", "2026-03-15 10:00")],
        offers=[{"status": "accepted", "sent_at": "2026-03-01 10:00", "decided_at": "2026-03-03 17:00"}],
    )
    assert published.value("applications", "hired_at") == "2026-03-03 17:00"


def test_without_an_accepted_offer_the_history_dates_the_hire(published: Published) -> None:
    published.publish(
        applications=[{"status": "hired"}],
        stage_visits=[visit("hired", "2026-03-15 10:00"), visit("hired", "2026-03-16 10:00", 2)],
    )
    assert published.value("applications", "hired_at") == "2026-03-15 10:00"
    assert published.value("applications", "closed_at") == "2026-03-15 10:00"


def test_a_hire_that_nothing_dates_counts_without_hired_at(published: Published) -> None:
    published.publish(applications=[{"status": "hired", "closed_at": "2026-03-20 10:00"}])
    assert published.row("applications", "milestone", "hired_at", "days_to_hire") == ("hired", None, None)


def test_a_declined_offer_ends_withdrawn_by_the_candidate(published: Published) -> None:
    published.publish(
        applications=[ENDED | {"close_side": "company"}],
        offers=[{"status": "declined", "sent_at": "2026-02-20 10:00", "decided_at": "2026-02-27 10:00"}],
    )
    assert published.row("applications", "status", "close_side", "milestone", "hired_at") == (
        "withdrawn",
        "candidate",
        "offered",
        None,
    )


def test_a_hired_stage_counts_though_the_offer_is_still_out(published: Published) -> None:
    published.publish(
        applications=[{}],
        stage_visits=[visit("hired", "2026-02-10 09:00")],
        offers=[{"status": "pending", "sent_at": "2026-02-01 09:00"}],
    )
    assert published.row("applications", "status", "milestone") == ("active", "hired")


def test_who_declined_an_offer_and_goes_on_is_active(published: Published) -> None:
    published.publish(applications=[{}], offers=[{"status": "declined", "decided_at": "2026-02-10 09:00"}])
    assert published.row("applications", "status", "close_side", "milestone") == ("active", None, "offered")


def test_an_application_that_reached_an_offer_and_was_rejected_stays_rejected(published: Published) -> None:
    published.publish(applications=[ENDED], offers=[{"status": "expired", "sent_at": "2026-02-20 10:00"}])
    assert published.row("applications", "status", "milestone") == ("rejected", "offered")


@pytest.mark.parametrize(
    ("visits", "able", "has_history"),
    [
        ([visit("applied", "2026-01-01 09:00")], ["has_history"], True),
        ([], ["has_history"], True),
        ([visit("screened", None)], ["has_history"], False),
        ([visit("screened", "2026-01-05 09:00")], ["has_country"], False),
        ([], ["has_country"], False),
    ],
    ids=["recorded", "none recorded", "current stage, no time", "account records none", "nothing"],
)
def test_milestones_of_a_current_stage_are_no_history(
    published: Published, visits: list[dict[str, Any]], able: list[str], has_history: bool
) -> None:
    published.publish(applications=[{}], able=able, stage_visits=visits)
    assert published.value("applications", "has_history") is has_history


def test_a_current_stage_without_a_time_is_reached_and_undated(published: Published) -> None:
    published.publish(applications=[{}], able=[], stage_visits=[visit("interviewed", None, precision=None)])
    assert published.row("applications", "milestone", "interviewed_at") == ("interviewed", None)
    assert published.row("stage_visits", "is_waiting", "days_in_stage", "left_at") == (True, None, None)


@pytest.mark.parametrize(
    ("status", "decided"), [("expired", "2026-03-01 10:00"), ("declined", None), ("accepted", None)]
)
def test_only_an_offer_that_lapsed_undated_was_decided_when_its_application_ended(
    published: Published, status: str, decided: str | None
) -> None:
    published.publish(
        applications=[ENDED],
        offers=[{"status": status, "sent_at": "2026-02-20 10:00", "decided_at": None}],
    )
    assert published.value("offers", "decided_at") == decided


# Days


def test_days_are_calendar_days_and_not_periods_of_24_hours(published: Published) -> None:
    published.publish(
        applications=[{"applied_at": "2026-01-30 23:50", "status": "hired"}],
        offers=[{"status": "accepted", "decided_at": "2026-02-01 00:10"}],
    )
    assert published.value("applications", "days_to_hire") == 2


def test_a_hire_on_the_day_of_application_takes_0_days(published: Published) -> None:
    published.publish(
        applications=[{"applied_at": "2026-01-30 08:00", "status": "hired"}],
        offers=[{"status": "accepted", "decided_at": "2026-01-30 20:00"}],
    )
    assert published.value("applications", "days_to_hire") == 0


def test_a_day_is_a_day_of_the_reporting_time_zone(published: Published) -> None:
    published.publish(
        timezone="Europe/Berlin",
        applications=[{"applied_at": "2026-01-30 23:50", "status": "hired"}],
        offers=[{"status": "accepted", "decided_at": "2026-02-01 00:10"}],
    )
    assert published.value("applications", "applied_at") == "2026-01-31 00:50"
    assert published.value("applications", "days_to_hire") == 1


def test_a_time_zone_follows_daylight_saving(published: Published) -> None:
    published.publish(timezone="Europe/Berlin", applications=[{"applied_at": "2026-07-01 22:30"}])
    assert published.value("applications", "applied_at") == "2026-07-02 00:30"


def test_a_date_without_a_time_of_day_is_never_shifted(published: Published) -> None:
    published.publish(
        timezone="America/New_York",
        applications=[{"applied_at": "2026-01-30", "applied_precision": "day"}],
        stage_visits=[visit("screened", "2026-02-02", precision="day")],
        offers=[{"status": "pending", "sent_at": "2026-02-10", "sent_precision": "day"}],
    )
    assert published.value("applications", "applied_at") == "2026-01-30 00:00"
    assert published.value("applications", "screened_at") == "2026-02-02 00:00"
    assert published.value("offers", "sent_at") == "2026-02-10 00:00"


def test_nor_is_that_of_an_offer(published: Published) -> None:
    offer = {
        "status": "accepted",
        "sent_at": "2026-02-20",
        "sent_precision": "day",
        "decided_at": "2026-02-25 02:00",
    }
    published.publish(timezone="America/New_York", applications=[{}], offers=[offer])
    assert published.value("offers", "sent_at") == "2026-02-20 00:00"
    assert published.value("offers", "decided_at") == "2026-02-24 21:00"


def test_midnight_sharp_is_a_day_where_no_precision_is_recorded(published: Published) -> None:
    published.publish(
        timezone="America/New_York",
        postings=[posting("P", "DE", published_at="2026-02-10", unpublished_at="2026-03-10 02:00")],
    )
    assert published.value("postings", "published_at") == "2026-02-10 00:00"
    assert published.value("postings", "unpublished_at") == "2026-03-09 22:00"


def test_the_as_of_date_is_a_day_of_the_reporting_time_zone(published: Published) -> None:
    published.publish(timezone="Asia/Tokyo", as_of="2026-10-31T22:14:05", applications=[{}])
    assert published.value("published", "as_of") == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("application", "more", "days"),
    [
        ({}, {}, 303),
        (ENDED, {}, 59),
        (
            {"status": "hired", "closed_at": "2026-03-01 10:00"},
            {"offers": [{"status": "accepted", "decided_at": "2026-02-01 10:00"}]},
            31,
        ),
        ({"status": "withdrawn"}, {"stage_visits": [visit("screened", "2026-01-20 10:00")]}, 19),
        (
            {"status": "withdrawn"},
            {"stage_visits": [visit("screened", "2026-01-20 10:00", left_at="2026-01-25 10:00")]},
            24,
        ),
        ({"status": "withdrawn"}, {}, 0),
    ],
    ids=[
        "active: to the as-of date",
        "ended",
        "hired",
        "ended on no date: last entry",
        "last exit",
        "nothing known",
    ],
)
def test_an_application_is_observed_until_it_ends(
    published: Published, application: dict[str, Any], more: dict[str, Any], days: int
) -> None:
    published.publish(applications=[application], **more)
    assert published.value("applications", "days_observed") == days


def test_an_end_that_nothing_dates_is_a_finding(published: Published) -> None:
    ends = ("rejected", "withdrawn", "active")
    published.publish(applications=[{"application_id": end, "status": end} for end in ends])
    rule = "Ended, but no date says when"
    assert published.rows("findings", "rule", "key") == [(rule, "rejected"), (rule, "withdrawn")]


def test_an_active_application_has_no_end(published: Published) -> None:
    published.publish(applications=[{"status": "active", "closed_at": "2026-03-01 10:00"}])
    assert published.value("applications", "closed_at") is None


def test_times_that_run_backwards_stay(published: Published) -> None:
    published.publish(
        applications=[{"applied_at": "2026-02-10 09:00", "status": "hired"}],
        stage_visits=[visit("interviewed", "2026-02-03 09:00", left_at="2026-02-01 09:00")],
        offers=[{"status": "accepted", "decided_at": "2026-02-05 09:00"}],
    )
    assert published.value("applications", "days_to_hire") == -5
    assert published.value("stage_visits", "days_in_stage") == -2


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ({"sent_at": "2026-02-05 09:00"}, [("sent_at", "2026-02-05 before 2026-02-20")]),
        ({"decided_at": "2026-02-19 09:00"}, [("decided_at", "2026-02-19 before 2026-02-20")]),
        ({"sent_at": "2026-02-20 08:00", "decided_at": "2026-02-21 09:00"}, []),
        ({"status": "declined", "decided_at": "2026-02-19 09:00"}, []),
    ],
    ids=[
        "sent before the interview",
        "accepted before the interview",
        "on the same day",
        "declined before it",
    ],
)
def test_an_offer_dated_before_what_it_follows_is_a_finding(
    published: Published, offer: dict[str, Any], said: list[tuple[str, str]]
) -> None:
    published.publish(
        applications=[{"applied_at": "2026-02-10 09:00", "status": "hired"}],
        stage_visits=[visit("interviewed", "2026-02-20 09:00")],
        offers=[{"status": "accepted", **offer}],
    )
    assert published.rows("findings", "column_name", "value") == said


# Places


def test_an_application_has_the_place_of_its_own_posting(published: Published) -> None:
    published.publish(
        applications=[{"posting_id": "P"}],
        postings=[
            posting("P", "FR", "fr", city="Paris", work_model="hybrid", relocation=True),
            posting("Q", "DE", "de", city="Berlin", work_model="remote", relocation=False),
        ],
    )
    assert published.row("applications", "country", "language", "city", "work_model", "relocation") == (
        "FR",
        "fr",
        "Paris",
        "hybrid",
        True,
    )


@pytest.mark.parametrize("posting_id", [None, "unknown"])
def test_an_application_without_posting_takes_what_all_postings_of_its_job_agree_on(
    published: Published, posting_id: str | None
) -> None:
    published.publish(
        applications=[{"posting_id": posting_id}],
        postings=[
            posting("P", "FR", "fr"),
            posting("Q", "FR", "en"),
            posting("R", "DE", "de", job_id="other"),
        ],
    )
    assert published.row("applications", "country", "language") == ("FR", None)


OFFERED_AS = {"country": "FR", "language": "fr", "city": "Paris", "work_model": "hybrid", "relocation": True}
OTHERWISE = {"country": "DE", "language": "en", "city": "Lyon", "work_model": "remote", "relocation": False}


@pytest.mark.parametrize("column", OFFERED_AS)
def test_of_what_postings_disagree_on_only_that_is_not_stated(published: Published, column: str) -> None:
    both = [{"posting_id": "P", **OFFERED_AS}, {"posting_id": "Q", **OFFERED_AS, column: OTHERWISE[column]}]
    published.publish(applications=[{}], postings=both)
    said = dict(zip(OFFERED_AS, published.row("applications", *OFFERED_AS), strict=True))
    assert said == {**OFFERED_AS, column: None}


def test_a_posting_that_does_not_say_agrees_with_no_other(published: Published) -> None:
    published.publish(applications=[{}], postings=[posting("P", "FR"), posting("Q", None)])
    assert published.value("applications", "country") is None


def test_a_posting_of_its_own_that_does_not_say_is_not_filled_from_others(published: Published) -> None:
    silent = {"posting_id": "P", "job_id": "other"}
    published.publish(
        applications=[{"posting_id": "P"}], postings=[silent, {"posting_id": "Q", **OFFERED_AS}]
    )
    assert published.row("applications", *OFFERED_AS) == (None,) * len(OFFERED_AS)


def test_an_application_of_an_unknown_job_counts_with_its_role_not_stated(published: Published) -> None:
    published.publish(applications=[{"job_id": "gone"}])
    assert published.row("applications", "job_id", "title", "role_level") == ("gone", None, None)


# Who counts


def test_prospects_and_migrated_applications_are_excluded_with_their_reason(published: Published) -> None:
    published.publish(
        applications=[
            {"application_id": "counted"},
            {"application_id": "prospect", "is_prospect": True, "is_migrated": True, "job_id": None},
            {"application_id": "migrated", "is_migrated": True},
        ]
    )
    assert published.rows("applications", "application_id") == [("counted",)]
    assert published.rows("excluded_applications", "application_id", "reason") == [
        ("migrated", "migrated"),
        ("prospect", "prospect"),
    ]


def test_visits_and_offers_are_those_of_counted_applications(published: Published) -> None:
    ids = ("counted", "migrated", "gone")
    published.publish(
        applications=[{"application_id": "counted"}, {"application_id": "migrated", "is_migrated": True}],
        stage_visits=[visit("screened", "2026-01-02 09:00", application_id=key) for key in ids],
        offers=[{"status": "pending", "application_id": key} for key in ids],
    )
    assert published.rows("stage_visits", "application_id") == [("counted",)]
    assert published.rows("offers", "application_id") == [("counted",)]


def test_internal_applicants_count(published: Published) -> None:
    published.publish(applications=[{"is_internal": True, "channel": "internal"}])
    assert published.row("applications", "is_internal", "channel") == (True, "internal")


# Visits


def test_days_in_stage_run_to_the_exit_or_to_the_as_of_date(published: Published) -> None:
    published.publish(
        applications=[{}],
        stage_visits=[
            visit("screened", "2026-10-01 09:00", left_at="2026-10-11 08:00"),
            visit("interviewed", "2026-10-11 08:00", 2),
        ],
    )
    assert published.rows("stage_visits", "seq", "days_in_stage", "is_waiting") == [
        (1, 10, False),
        (2, 20, True),
    ]


def test_a_visit_without_an_exit_ends_with_its_application(published: Published) -> None:
    published.publish(applications=[ENDED], stage_visits=[visit("screened", "2026-02-01 09:00")])
    assert published.value("stage_visits", "left_at") == "2026-03-01 10:00"
    assert published.row("stage_visits", "days_in_stage", "is_waiting") == (28, False)


@pytest.mark.parametrize(
    ("entered", "left", "said", "days"),
    [
        ("2026-02-01 09:00", "2026-02-03 09:00", "2026-02-03 09:00", 2),
        ("2026-02-01 09:00", "2026-03-05 09:00", "2026-03-05 09:00", 32),
        ("2026-03-02 09:00", None, None, None),
    ],
    ids=["left before the end", "left after it", "entered after it"],
)
def test_a_visit_has_its_own_exit_and_none_before_its_entry(
    published: Published, entered: str, left: str | None, said: str | None, days: int | None
) -> None:
    published.publish(applications=[ENDED], stage_visits=[visit("screened", entered, left_at=left)])
    assert published.value("stage_visits", "left_at") == said
    assert published.row("stage_visits", "days_in_stage", "is_waiting") == (days, False)


def test_nobody_waits_in_a_stage_of_an_application_that_ended_on_no_date(published: Published) -> None:
    published.publish(
        applications=[{"status": "rejected"}], stage_visits=[visit("screened", "2026-02-01 09:00")]
    )
    assert published.row("stage_visits", "left_at", "days_in_stage", "is_waiting") == (None, None, False)


def test_days_in_a_milestone_are_summed_on_its_last_visit(published: Published) -> None:
    published.publish(
        applications=[{}],
        stage_visits=[
            visit("screened", "2026-01-01 09:00", 1, left_at="2026-01-04 09:00"),
            visit("interviewed", "2026-01-04 09:00", 2, left_at="2026-01-09 09:00"),
            visit("screened", "2026-01-09 09:00", 3, left_at="2026-01-11 09:00"),
            visit(None, "2026-01-11 09:00", 4, left_at="2026-01-12 09:00"),
        ],
    )
    assert published.rows("stage_visits", "seq", "days_in_stage", "days_in_milestone") == [
        (1, 3, None),
        (2, 5, 5),
        (3, 2, 5),
        (4, 1, None),
    ]


def test_days_in_a_milestone_are_unknown_where_those_of_one_of_its_visits_are(published: Published) -> None:
    published.publish(
        applications=[{"status": "rejected"}],
        stage_visits=[
            visit("screened", "2026-01-01 09:00", 1, left_at="2026-01-04 09:00"),
            visit("screened", "2026-01-09 09:00", 2),
        ],
    )
    days = published.rows("stage_visits", "seq", "days_in_stage", "days_in_milestone")
    assert days == [(1, 3, None), (2, None, None)]


# Openings and the rest


def test_an_opening_is_filled_when_it_was_closed_as_filled(published: Published) -> None:
    times = {"opened_at": "2026-10-01 09:00", "closed_at": "2026-10-21 09:00"}
    published.publish(
        openings=[
            {"opening_id": "filled", "status": "filled", **times},
            {"opening_id": "cancelled", "status": "cancelled", **times},
            {"opening_id": "open", "status": "open", "opened_at": "2026-10-01 09:00"},
            {"opening_id": "open again", "status": "open", **times},
        ]
    )
    assert [(key, bool(filled), days) for key, filled, days in published.rows(
        "openings", "opening_id", "filled_at", "days_open"
    )] == [("cancelled", False, 20), ("filled", True, 20), ("open", False, 30), ("open again", False, 30)]  # fmt: skip


def test_an_opening_is_where_all_postings_of_its_job_are(published: Published) -> None:
    published.publish(
        openings=[{"opening_id": "O"}],
        postings=[
            posting("P", "FR", "fr", work_model="hybrid"),
            posting("Q", "BE", "fr", work_model="hybrid"),
        ],
    )
    assert published.row("openings", "country", "language", "work_model") == (None, "fr", "hybrid")


def test_spend_keeps_its_money_where_nothing_is_posted_too(published: Published) -> None:
    published.publish(
        source_spend=[
            {
                "source": "LinkedIn",
                "channel": "inbound",
                "country": "ES",
                "month": date(2026, 1, 1),
                "amount": 12.5,
                "currency": "EUR",
            }
        ]
    )
    assert published.row("source_spend", "source", "channel", "country", "amount", "currency") == (
        "LinkedIn",
        "inbound",
        "ES",
        12.5,
        "EUR",
    )


def test_an_export_of_jobs_alone_is_published_with_empty_tables(published: Published) -> None:
    published.publish()
    assert published.rows("applications", "country") == []
    assert published.warehouse.published().first_date == date(2026, 10, 31)


def test_applications_lie_by_role_level_country_and_day_so_that_filters_skip_blocks(
    published: Published,
) -> None:
    levels = [{"job_id": level, "role_level": level} for level in ("other", "architect")]
    places = [posting(f"{level}-{country}", country, job_id=level) for level in ("other", "architect")
              for country in ("PL", "DE")]  # fmt: skip
    published.publish(
        jobs=levels,
        postings=places,
        applications=[
            {
                "application_id": f"{place['posting_id']}-{day}",
                "job_id": place["job_id"],
                "posting_id": place["posting_id"],
                "applied_at": f"2026-01-{day} 09:00",
            }
            for day in (20, 10)
            for place in places
        ],
    )
    with published.warehouse.cursor() as cursor:
        keys = [key for (key,) in cursor.execute("select application_id from applications").fetchall()]
    assert keys == [
        "architect-DE-10",
        "architect-DE-20",
        "architect-PL-10",
        "architect-PL-20",
        "other-DE-10",
        "other-DE-20",
        "other-PL-10",
        "other-PL-20",
    ]


@pytest.mark.parametrize(
    ("holds", "days"),
    [
        ([("2026-01-11", "2026-01-21"), ("2026-01-16", "2026-01-26")], 15),  # one runs into the next
        ([("2026-01-11", "2026-01-31"), ("2026-01-16", "2026-01-21")], 20),  # one within the other
        ([("2026-01-11", "2026-02-10"), ("2026-01-12", "2026-01-13"), ("2026-01-20", "2026-02-15")], 35),
        ([("2026-01-11", "2026-01-21"), ("2026-01-21", "2026-01-26")], 15),  # one after the other
        ([("2025-12-01", "2026-01-11"), ("2026-02-20", None)], 20),  # before it opened, beyond its end
        ([("2025-11-01", "2025-12-01"), ("2026-03-02", "2026-04-01")], 0),
    ],
)
def test_days_on_hold_count_once_and_only_while_the_seat_was_open(
    published: Published, holds: list[tuple[str, str | None]], days: int
) -> None:
    published.publish(
        openings=[
            {"opening_id": "O", "status": "filled", "opened_at": "2026-01-01", "closed_at": "2026-03-02"}
        ],
        job_holds=[{"job_id": "J", "held_from": start, "held_until": end} for start, end in holds],
    )
    assert published.row("openings", "days_open", "held_days") == (60, days)


def test_each_seat_of_a_requisition_on_hold_counts_the_days_that_it_was_open_itself(
    published: Published,
) -> None:
    seats = {"O1": "2026-10-01", "O2": "2026-10-21"}
    again = {"opening_id": "open again", "opened_at": "2026-10-01", "closed_at": "2026-10-12"}
    published.publish(
        openings=[again, *({"opening_id": seat, "opened_at": opened} for seat, opened in seats.items())],
        job_holds=[
            {"job_id": "J", "held_from": "2026-10-11", "held_until": "2026-10-16"},
            {"job_id": "J", "held_from": "2026-10-26"},
            {"job_id": "J", "held_from": "2026-10-29", "held_until": "2026-10-30"},
        ],
    )
    assert published.rows("openings", "opening_id", "held_days") == [
        ("O1", 10),
        ("O2", 5),
        ("open again", 10),
    ]


def test_working_tables_are_committed_at_once_since_duckdb_keeps_uncommitted_ones_in_memory(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Heard:
        """A connection that notes what it is told."""

        def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> Any:
            if name in {"begin", "commit"}:
                said.append(name)
            return getattr(self._connection, name)

        def execute(self, sql: str, *given: Any) -> duckdb.DuckDBPyConnection:
            said.extend(re.findall("create temp table|create table", sql))
            return self._connection.execute(sql, *given)

    opened = build.open_database
    monkeypatch.setattr(build, "open_database", lambda version: Heard(opened(version)))
    published.publish(applications=[{}])
    made = "\n".join(said)
    assert "create temp table" in made.partition("commit")[2].partition("begin")[0]
    assert "create temp table" not in made.rpartition("begin")[2]
    assert "create table" in made.rpartition("begin")[2]
    assert said.count("begin") == said.count("commit") == 2
