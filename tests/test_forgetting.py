"""`hiring forget`: a person is in no table, no version, no finding, and no import brings the person back."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from forgetful import Company
from ingest.exports import APPLICATION, FIVETRAN, HARVEST, HIRE, Row, stay, write_export

from dashboard import cli, forgetting, ingest, warehouse
from dashboard.forgetting import ForgetFailed, Unclear
from dashboard.importing import ImportFailed
from dashboard.warehouse import PublishFailed, Warehouse

GONE_CANDIDATE, GONE = "9001", ("1001", "1002")


def application(number: int, candidate: int | None, **more: Any) -> Row:
    return {**APPLICATION, "id": number, "candidate_id": candidate, **more}


EXPORT: dict[str, list[Row]] = {
    **HARVEST,
    "applications": [
        application(1001, 9001),
        application(1002, 9001, status="hired", rejected_at="soon-1002"),
        application(1003, 9003),
        application(1004, None),
    ],
    "application_stages": [
        stay(stage, f"2026-02-0{day}T10:00:00Z", application=number)
        for number in (1001, 1002, 1003, 1004)
        for stage, day in ((101, 1), (102, 3))
    ],
    "offers": [
        {"id": number, "application_id": number, "version": 1, "status": "accepted", "sent_on": "2026-02-20",
         "resolved_at": "2026-02-25T12:00:00Z", "starts_on": None, "updated_at": None}
        for number in (1002, 1003)
    ],
    "openings": [
        {"id": number, "job_id": 1, "opening_id": "A", "open": is_open, "opened_at": "2026-01-05T09:00:00Z",
         "closed_at": "2026-02-25T12:00:00Z", "application_id": key}
        for number, is_open, key in ((81, False, 1002), (82, False, None), (83, None, 1001))
    ],
}  # fmt: skip


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path, EXPORT)


def candidate_key(company: Company, application_id: str) -> str:
    ((key,),) = company.rows(
        f"select candidate_key from applications where application_id = '{application_id}'"
    )
    return str(key)


@pytest.mark.parametrize("named", ["candidate id", "application id", "candidate key"])
def test_a_person_goes_with_all_applications_however_it_is_named(company: Company, named: str) -> None:
    keys = {
        "candidate id": GONE_CANDIDATE,
        "application id": "1002",
        "candidate key": candidate_key(company, "1001"),
    }
    report = company.forget(keys[named])
    assert company.applications() == ["1003", "1004"]
    assert [line.split()[:2] for line in report.splitlines()[2:8]] == [
        ["1", "people"],
        ["2", "applications"],
        ["4", "stage_visits"],
        ["1", "offers"],
        ["2", "openings,"],
        ["1", "findings,"],
    ]


def test_nothing_of_the_person_is_in_any_file_of_any_version(company: Company) -> None:
    company.bring()  # so that two versions are kept
    key = candidate_key(company, "1001")
    before = set(company.texts())
    assert {*GONE, key} <= before
    company.forget(GONE_CANDIDATE)
    after = list(company.texts())
    assert len(company.versions()) == 1
    assert not {*GONE, GONE_CANDIDATE}.intersection(after)
    assert [text for text in after if key in text] == [(company.folder / "forgotten.keys").read_text()]
    assert {"1003", "1004"} <= set(after)


def test_the_seat_that_the_person_filled_stays_filled_by_nobody(company: Company) -> None:
    seats = "select opening_id, status, application_id from openings order by opening_id"
    left = [("81", "filled", None), ("82", "cancelled", None), ("83", "filled", None)]
    company.forget(GONE_CANDIDATE)
    assert company.rows(seats) == left
    company.bring()
    assert company.rows(seats) == left


def test_an_import_of_the_old_file_does_not_bring_the_person_back(company: Company) -> None:
    company.forget(GONE_CANDIDATE)
    company.bring()
    company.bring()  # so that no version of before is kept
    assert company.applications() == ["1003", "1004"]
    texts = list(company.texts())
    assert not {*GONE, GONE_CANDIDATE}.intersection(texts)
    found = company.rows(
        "select table_name, count(*), count(key), count(value) from findings "
        "where rule = 'Forgotten on request' group by all order by all"
    )
    assert found == [("applications", 2, 0, 0), ("offers", 1, 0, 0), ("stage_visits", 4, 0, 0)]
    sums = company.rows("select table_name, rows_read, rows_kept, rows_set_aside from imports order by all")
    assert ("applications", 4, 2, 2) in sums
    assert ("stage_visits", 8, 4, 4) in sums


def test_neither_does_an_export_without_candidates(company: Company, tmp_path: Path) -> None:
    company.forget(GONE_CANDIDATE)
    blind = [application(number, None) for number in (1001, 1002, 1003)]
    company.bring(write_export(tmp_path / "blind", EXPORT, applications=blind))
    assert company.applications() == ["1003", "1004"]


def test_files_with_the_forgotten_alone_are_refused_with_what_to_do(company: Company, tmp_path: Path) -> None:
    company.forget(GONE_CANDIDATE)
    theirs = {**EXPORT, "applications": EXPORT["applications"][:2], "job_posts": []}
    with pytest.raises(ImportFailed) as refused:
        company.bring(write_export(tmp_path / "theirs", theirs))
    assert str(refused.value).startswith("All people in these files were forgotten on request")
    assert "Give files with other applications" in str(refused.value)
    assert company.applications() == ["1003", "1004"]


def test_nor_a_history_alone(company: Company, tmp_path: Path) -> None:
    company.forget(GONE_CANDIDATE)
    history = write_export(tmp_path / "history", EXPORT, applications=[application(1003, 9003)])
    company.bring(history)
    visits = company.rows("select distinct application_id from stage_visits order by 1")
    assert visits == [("1003",), ("1004",)]
    assert not set(GONE).intersection(company.texts())


@pytest.mark.parametrize("named", ["9001", "9002"])
def test_a_merged_candidate_is_one_person_and_is_forgotten_by_either_key(
    company: Company, tmp_path: Path, named: str
) -> None:
    numbers = (1001, 1002, 1003)
    export = {
        **FIVETRAN,
        "application": [{**HIRE, "id": number, "candidate_id": number + 8000} for number in numbers],
        "job_application": [{"application_id": number, "job_id": 1} for number in numbers],
    }
    merged = [{"id": 9001, "first_name": "Jane", "new_candidate_id": 9002}]
    earlier = [row for row in export["application"] if str(row["candidate_id"]) in (named, "9003")]
    before = write_export(tmp_path / "before", export, application=earlier)
    after = write_export(tmp_path / "after", export, candidate=merged)
    company.bring(after, account="merged")
    counted = "select count(*), count(distinct person) from applications where account = 'merged'"
    assert company.rows(counted) == [(3, 2)]
    company.bring(before, account="apart")
    company.forget(named, account="apart")
    company.bring(after, account="apart")
    left = company.rows("select application_id from applications where account = 'apart'")
    assert left == [("1003",)]


def test_the_same_keys_in_another_account_stay(company: Company) -> None:
    company.bring(account="other")
    company.forget(GONE_CANDIDATE)
    kept = company.rows("select account, count(*) from applications group by all order by all")
    assert kept == [("main", 2), ("other", 4)]
    company.bring(account="other")
    assert company.rows("select count(*) from applications where account = 'other'") == [(4,)]


def test_an_application_without_a_candidate_goes_alone(company: Company) -> None:
    company.forget("1004")
    assert company.applications() == ["1001", "1002", "1003"]
    company.bring()
    assert company.applications() == ["1001", "1002", "1003"]


def test_a_key_of_two_people_is_asked_about(tmp_path: Path, company: Company) -> None:
    company.bring(write_export(tmp_path / "two", EXPORT, applications=[application(9001, 7777)]))
    with pytest.raises(Unclear, match="9001 is a candidate and an application of somebody else"):
        company.forget("9001")
    company.forget("9001", kind="application")
    assert company.applications() == ["1001", "1002", "1003", "1004"]


def test_every_unclear_key_is_said_and_nothing_changed(company: Company) -> None:
    before = company.versions()
    with pytest.raises(Unclear) as unclear:
        company.forget("1001", "77", "78")
    assert [line.partition(" is nobody")[0] for line in str(unclear.value).splitlines()] == [
        "77",
        "78",
        "Nothing was changed.",
    ]
    assert company.versions() == before
    assert not (company.folder / "forgotten.keys").exists()


@pytest.mark.parametrize(("key", "kind"), [("9005", "candidate"), ("1005", "application")])
def test_somebody_who_is_not_there_yet_can_be_kept_out(
    company: Company, tmp_path: Path, key: str, kind: forgetting.Kind
) -> None:
    company.forget(key, kind=kind)
    company.bring(write_export(tmp_path / "late", EXPORT, applications=[application(1005, 9005)]))
    assert company.applications() == ["1001", "1002", "1003", "1004"]


def test_an_application_that_only_a_finding_names_can_be_forgotten_by_its_id(
    company: Company, tmp_path: Path
) -> None:
    broken = [application(1003, 9003), application(1005, 9005, created_at="soon")]
    company.bring(write_export(tmp_path / "broken", EXPORT, applications=broken))
    assert "1005" in company.texts()
    company.forget("1005", kind="application")
    assert "1005" not in company.texts()


def test_a_dry_run_says_what_would_go_and_changes_nothing(company: Company) -> None:
    before = company.versions()
    report = company.forget(GONE_CANDIDATE, dry_run=True)
    assert report.startswith("Nothing was changed. This would go:")
    assert "             2  applications" in report
    assert company.versions() == before
    assert not (company.folder / "forgotten.keys").exists()


def test_the_list_holds_hashes_alone_and_only_its_owner_may_read_it(company: Company) -> None:
    company.forget(GONE_CANDIDATE)
    listed = company.folder / "forgotten.keys"
    assert listed.stat().st_mode & 0o777 == 0o600
    assert [len(line) for line in listed.read_text().split()] == [16, 16, 16]
    assert len(ingest.load_forgotten(company.folder)) == 3


def test_a_version_that_somebody_reads_is_removed_too_and_its_reader_reads_on(company: Company) -> None:
    source = Warehouse(company.folder)
    with source.cursor() as cursor:
        company.forget(GONE_CANDIDATE)
        assert len(company.versions()) == 1
        assert cursor.execute("select count(*) from applications").fetchall() == [(4,)]
    with source.cursor() as cursor:
        assert cursor.execute("select count(*) from applications").fetchall() == [(2,)]
    source.close()


def test_what_a_crash_left_of_an_erasure_goes_with_the_next_import(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(warehouse.folder.WarehouseFolder, "remove_erased", lambda folder: 1 / 0)
        crash.setattr(warehouse.folder.WarehouseFolder, "remove_left_overs", lambda folder: None)
        with pytest.raises(ZeroDivisionError):
            company.forget(GONE_CANDIDATE)
    assert len(company.versions()) == 2
    assert company.applications() == ["1003", "1004"]
    company.bring()
    assert not set(GONE).intersection(company.texts())


def test_files_of_scopes_forget_the_person_too(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scopes = tmp_path / "scopes.toml"
    scopes.write_text('[scopes.dach]\ntitle = "DACH"\ncountry = ["DE"]\n')
    monkeypatch.setenv("HIRING_SCOPES", str(scopes))
    company.bring()
    assert len(list(company.folder.glob("versions/*/scopes/*/warehouse.duckdb"))) == 1
    company.forget(GONE_CANDIDATE)
    (scoped,) = company.folder.glob("versions/*/scopes/*/warehouse.duckdb")
    with duckdb.connect(str(scoped), read_only=True) as database:
        kept = database.execute("select application_id from applications order by 1").fetchall()
    assert kept == [("1003",), ("1004",)]
    assert not set(GONE).intersection(company.texts())


def test_when_publishing_fails_the_old_version_stays_and_imports_leave_the_person_out(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PublishFailed("No room.")

    with monkeypatch.context() as crash:
        crash.setattr(warehouse.publishing, "build", fails)
        with pytest.raises(ForgetFailed, match="No room"):
            company.forget(GONE_CANDIDATE)
    assert company.applications() == ["1001", "1002", "1003", "1004"]
    assert company.forget(GONE_CANDIDATE)
    assert company.applications() == ["1003", "1004"]


def test_an_empty_folder_has_nobody(tmp_path: Path) -> None:
    with pytest.raises(ForgetFailed, match="Nothing is published"):
        forgetting.forget(["1"], tmp_path, account="main")


def many(count: int, **more: Any) -> list[Row]:
    return [application(number, number, **more) for number in range(1, count + 1)]


def forgotten_totals(folder: Path, people: list[Row], *counts: int) -> list[tuple[Any, ...]]:
    company = Company(folder, EXPORT)
    company.bring(write_export(folder / "many", EXPORT, applications=people, application_stages=[stay(102, "2026-04-02T10:00:00Z", application=1)]))  # fmt: skip
    first = 1
    for count in counts:
        company.forget(*map(str, range(first, first + count)), kind="candidate")
        first += count
    company.bring()
    return company.rows(
        "select month, country, source, role_level, milestone, applications from forgotten_totals order by all"
    )


def test_totals_of_the_forgotten_are_not_kept_unless_asked_for(tmp_path: Path) -> None:
    assert forgotten_totals(tmp_path, many(6), 6) == []


def test_five_alike_are_counted_by_all_that_they_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_KEEP_CLOSED_TOTALS", "on")
    kept = forgotten_totals(tmp_path, many(11), 6, 5)
    february = date(2026, 2, 1)
    assert kept == [
        (february, "DE", "LinkedIn", "architect", "applied", 5),
        (february, "DE", "LinkedIn", "architect", "applied", 5),  # of the second request
        (february, None, None, None, None, 1),  # the only one who was screened
    ]


def test_five_of_several_sources_or_none_are_counted_once_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_KEEP_CLOSED_TOTALS", "on")
    people = [*many(4), *(application(n, n, source_id=None) for n in range(5, 12))]
    february = date(2026, 2, 1)
    assert forgotten_totals(tmp_path, people, 6, 5) == [
        (february, "DE", None, "architect", "applied", 5),  # three of LinkedIn and two of none
        (february, "DE", None, "architect", "applied", 5),
        (february, None, None, None, None, 1),
    ]


def test_few_are_a_count_of_their_month_and_the_open_month_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_KEEP_CLOSED_TOTALS", "on")
    people = [*many(4), *(application(n, n, created_at="2026-04-02T09:00:00Z") for n in range(5, 11))]
    assert forgotten_totals(tmp_path, people, 10) == [(date(2026, 2, 1), None, None, None, None, 4)]


def test_one_person_with_many_applications_is_no_crowd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_KEEP_CLOSED_TOTALS", "on")
    people = [application(number, 1) for number in range(1, 8)]
    assert forgotten_totals(tmp_path, people, 1) == [(date(2026, 2, 1), None, None, None, None, 7)]


def test_keys_may_come_from_stdin(
    company: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1001\n1003\n"))
    assert cli.main(["forget", "-", "--warehouse", str(company.folder)]) == 0
    said = capsys.readouterr()
    assert "             3  applications" in said.out
    assert company.applications() == ["1004"]
    assert cli.main(["forget", "77", "--warehouse", str(company.folder)]) == 2
    assert "77 is nobody" in capsys.readouterr().err
    assert cli.main(["forget", "77", "--warehouse", str(company.folder / "none")]) == 1
