"""What a further import does to what was there."""

from typing import Any

from warehouse.staged import Published

from dashboard.warehouse.status import status


def application(key: str, **more: Any) -> dict[str, Any]:
    return {"application_id": key, **more}


def visits(key: str, *stages: str) -> list[dict[str, Any]]:
    return [
        {"application_id": key, "seq": number, "stage": stage, "entered_at": f"2026-01-0{number} 09:00"}
        for number, stage in enumerate(stages, start=1)
    ]


def test_a_newer_import_replaces_by_key_and_keeps_what_it_no_longer_shows(published: Published) -> None:
    published.publish(applications=[application("old"), application("both", source="Before")])
    published.publish(applications=[application("both", source="After"), application("new")])
    assert published.rows("applications", "application_id", "source") == [
        ("both", "After"),
        ("new", None),
        ("old", None),
    ]


def test_accounts_with_the_same_keys_stay_apart(published: Published) -> None:
    published.publish(
        account="one", applications=[application("A", source="One")], stage_visits=visits("A", "x")
    )
    published.publish(
        account="two", applications=[application("A", source="Two")], stage_visits=visits("A", "y")
    )
    assert published.rows("applications", "account", "source") == [("one", "One"), ("two", "Two")]
    assert published.rows("stage_visits", "account", "stage") == [("one", "x"), ("two", "y")]


def test_a_history_is_replaced_whole(published: Published) -> None:
    published.publish(applications=[application("A")], stage_visits=visits("A", "one", "two", "three"))
    published.publish(applications=[application("A")], stage_visits=visits("A", "uno"))
    assert published.rows("stage_visits", "seq", "stage") == [(1, "uno")]


def test_a_history_that_the_newer_import_lacks_is_kept(published: Published) -> None:
    published.publish(applications=[application("A")], stage_visits=visits("A", "one", "two"))
    published.publish(applications=[application("A", source="After")])
    assert published.rows("stage_visits", "seq", "stage", "source") == [
        (1, "one", "After"),
        (2, "two", "After"),
    ]


def test_current_stages_replace_no_recorded_history(published: Published) -> None:
    published.publish(applications=[application("A")], stage_visits=visits("A", "one", "two"))
    published.publish(
        able=[],
        applications=[application("A"), application("B")],
        stage_visits=visits("A", "three") + visits("B", "uno"),
    )
    published.publish(able=[], applications=[application("B")], stage_visits=visits("B", "due"))
    assert published.rows("stage_visits", "application_id", "stage") == [
        ("A", "one"),
        ("A", "two"),
        ("B", "due"),
    ]


def test_a_history_that_begins_later_goes_on_from_where_the_one_before_stood(published: Published) -> None:
    first, second, third = (f"2026-01-0{day} 09:00" for day in (1, 2, 5))
    earlier = [
        {"seq": 1, "stage": "one", "entered_at": first, "left_at": second},
        {"seq": 2, "stage": "two", "entered_at": second},
    ]
    published.publish(applications=[application("A")], stage_visits=earlier)
    published.publish(
        applications=[application("A")], stage_visits=[{"seq": 1, "stage": "three", "entered_at": third}]
    )
    rows = published.rows("stage_visits", "seq", "stage", "left_at::varchar")
    assert rows == [(1, "one", f"{second}:00"), (2, "two", f"{third}:00"), (3, "three", None)]


def test_importing_the_same_twice_changes_nothing(published: Published) -> None:
    export: dict[str, Any] = {
        "applications": [application("A", posting_id="P"), application("B", status="rejected")],
        "stage_visits": visits("A", "one", "two"),
        "offers": [application("A", status="accepted", decided_at="2026-02-01 09:00")],
        "postings": [{"posting_id": "P", "country": "FR"}],
        "openings": [{"opening_id": "O"}],
        "findings": [{"file": "a.csv", "line": 3}, {"file": None, "rule": "Of the whole import."}],
        "imports": [{"file": "a.csv", "table_name": "applications"}],
    }
    tables = (
        "applications",
        "stage_visits",
        "offers",
        "postings",
        "openings",
        "findings",
        "imports",
        "capabilities",
    )
    published.publish(**export)
    once = {table: published.rows(table, "*") for table in tables}
    published.publish(**export)
    assert {table: published.rows(table, "*") for table in tables} == once
    assert len(once["findings"]) == 3


def test_findings_of_a_file_read_again_are_replaced(published: Published) -> None:
    published.publish(
        findings=[{"file": "a.csv", "rule": "Old."}, {"file": "b.csv", "rule": "Of another file."}],
        imports=[{"file": "a.csv", "table_name": "jobs", "sha256": "1"}],
    )
    published.publish(imports=[{"file": "a.csv", "table_name": "jobs", "sha256": "2", "rows_kept": 7}])
    assert published.rows("findings", "rule") == [("Of another file.",)]
    assert published.rows("imports", "file", "rows_kept") == [("a.csv", 7)]


def test_a_file_that_was_renamed_counts_once(published: Published) -> None:
    for name in ("a.csv", "copy of a.csv"):
        published.publish(
            findings=[{"file": name}], imports=[{"file": name, "table_name": "jobs", "sha256": "same"}]
        )
    assert published.rows("imports", "file") == [("copy of a.csv",)]
    assert published.rows("findings", "file") == [("copy of a.csv",)]


def test_a_file_that_is_refused_again_is_one_finding_and_so_is_one_that_was_renamed(
    published: Published,
) -> None:
    refused = {"rule": "No layout knows these columns.", "action": "refused"}
    for name, digest in (("a.csv", None), ("a.csv", None), ("b.csv", "same"), ("copy of b.csv", "same")):
        published.publish(findings=[{**refused, "file": name, "key": digest}])
    assert published.rows("findings", "file") == [("a.csv",), ("copy of b.csv",)]


def test_files_of_one_name_in_two_accounts_are_two_files(published: Published) -> None:
    for account in ("one", "two"):
        published.publish(account=account, imports=[{"file": "a.csv", "table_name": "jobs"}])
    assert published.rows("imports", "account", "file") == [("one", "a.csv"), ("two", "a.csv")]


def test_an_account_can_say_what_one_of_its_imports_can(published: Published) -> None:
    published.publish(able=["has_country"])
    published.publish(able=["has_history"])
    said = dict(published.rows("capabilities", "capability", "available"))
    assert {name for name, available in said.items() if available} == {"has_country", "has_history"}
    assert said["has_language"] is False


def test_the_data_speaks_up_to_the_latest_import(published: Published) -> None:
    published.publish(account="one", as_of="2026-10-20T12:00:00")
    published.publish(account="two", as_of="2026-10-15T12:00:00")
    published.publish(account="one", as_of="2026-08-01T12:00:00")
    assert str(published.value("published", "as_of")) == "2026-10-20"


def test_postings_of_one_import_place_applications_of_another(published: Published) -> None:
    published.publish(jobs=[], applications=[application("A", posting_id="P")])
    published.publish(postings=[{"posting_id": "P", "country": "FR"}])
    assert published.row("applications", "country", "title") == ("FR", "Backend Services Architect")


def test_the_status_of_a_file_counts_its_rows_in_all_tables(published: Published) -> None:
    kept = {"applications": 5, "jobs": 3}
    published.publish(
        imports=[{"file": "a.csv", "table_name": table, "rows_kept": rows} for table, rows in kept.items()]
    )
    assert [(each.file, each.rows_kept) for each in status(published.folder).files] == [("a.csv", 8)]
