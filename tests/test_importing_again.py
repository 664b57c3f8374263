"""A second import: the same file changes nothing; a newer one replaces, extends, deletes, and keeps the rest."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from ingest.exports import APPLICATION, FIVETRAN, HARVEST, HIRE, OFFER, Row, change, stay, write_export
from support import ROOT, published_rows

from dashboard.importing import import_exports
from dashboard.warehouse.columns import wide_tables

SAMPLES = (
    "greenhouse_fivetran", "greenhouse_bi_connector", "greenhouse_harvest_v1", "lever_api", "lever_csv", "ashby_api",
    "personio", "smartrecruiters", "teamtailor", "merge_ats", "schema_org",
)  # fmt: skip
TOLD_ANEW = {"imports": "imported_at", "published": "version, published_at"}
"""What says when it was imported, which the second time is later."""


class Again:
    """A warehouse that is imported into again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._exports = folder / "warehouse", folder / "exports"
        self._number = 0

    def bring(self, export: Path) -> None:
        import_exports([export], self.folder, account="main")

    def bring_rows(self, tables: dict[str, list[Row]], **changed: list[Row]) -> None:
        self._number += 1
        self.bring(write_export(self._exports / str(self._number), tables, **changed))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return published_rows(self.folder, sql)

    def published(self, *, names: bool = True) -> dict[str, list[tuple[Any, ...]]]:
        """Return every table, without when it was imported; and without names of files, where they changed."""
        told = dict(TOLD_ANEW) if names else {**TOLD_ANEW, "imports": "imported_at, file", "findings": "file"}
        return {
            table: self.rows(
                f"select *{f' exclude ({told[table]})' if table in told else ''} from {table} order by all"
            )
            for table in wide_tables()
        }


@pytest.fixture
def again(tmp_path: Path) -> Again:
    return Again(tmp_path)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_same_export_twice_changes_no_row_of_any_table(again: Again, sample: str) -> None:
    again.bring(ROOT / "sample_data" / sample)
    once = again.published()
    again.bring(ROOT / "sample_data" / sample)
    assert again.published() == once
    assert sum(map(len, once.values())) > 10


@pytest.mark.parametrize("sample", ["greenhouse_fivetran", "lever_api", "lever_csv"])
def test_nor_do_the_same_files_under_other_names(again: Again, sample: str, tmp_path: Path) -> None:
    again.bring(ROOT / "sample_data" / sample)
    once = again.published(names=False)
    renamed = tmp_path / "renamed"
    renamed.mkdir()
    for path in (ROOT / "sample_data" / sample).iterdir():
        shutil.copy2(path, renamed / f"copy of {path.name}")
    again.bring(renamed)
    assert again.published(names=False) == once
    assert {file[:8] for (file,) in again.rows("select file from imports")} == {"copy of "}


def people(*numbers: int, **more: Any) -> list[Row]:
    return [{**APPLICATION, "id": number, "candidate_id": number, **more} for number in numbers]


def visits(again: Again, application: int) -> list[tuple[Any, ...]]:
    """Return seq, stage, day of entry and of exit of each visit."""
    return again.rows(
        "select seq, cast(stage as varchar), strftime(entered_at, '%m-%d'), strftime(left_at, '%m-%d') "
        f"from stage_visits where application_id = '{application}' order by seq"
    )


FIRST = {
    "applications": people(1, 2),
    "application_stages": [
        stay(stage, f"2026-02-0{day}T10:00:00Z", left, application=number)
        for number in (1, 2)
        for stage, day, left in ((101, 1, "2026-02-03T10:00:00Z"), (102, 3, None))
    ],
}


def test_an_incremental_export_adds_what_is_new_and_keeps_what_it_does_not_show(again: Again) -> None:
    again.bring_rows(HARVEST, **FIRST)
    newer = [
        stay(102, "2026-02-03T10:00:00Z", "2026-02-09T10:00:00Z", application=2),
        stay(103, "2026-02-09T10:00:00Z", application=2),
        stay(101, "2026-02-10T10:00:00Z", application=3),
    ]
    again.bring_rows(HARVEST, applications=people(2, 3, status="active"), application_stages=newer)
    assert again.rows("select application_id from applications order by 1") == [("1",), ("2",), ("3",)]
    assert visits(again, 1) == [
        (1, "Application Review", "02-01", "02-03"),
        (2, "Recruiter Screen", "02-03", None),
    ]
    assert visits(again, 2) == [
        (1, "Application Review", "02-01", "02-03"),
        (2, "Recruiter Screen", "02-03", "02-09"),
        (3, "Technical Interview", "02-09", None),
    ]
    assert [visit[1] for visit in visits(again, 3)] == ["Application Review"]


def test_an_event_that_continues_a_history_ends_the_stay_before_it(again: Again) -> None:
    again.bring_rows(FIVETRAN, application=[{**HIRE, "status": "active"}], application_history=[change("2026-02-01 10:00:00", 101)])  # fmt: skip
    again.bring_rows(FIVETRAN, application=[{**HIRE, "status": "active"}], application_history=[change("2026-02-07 10:00:00", 102)])  # fmt: skip
    assert visits(again, 1001) == [
        (1, "Application Review", "02-01", "02-07"),
        (2, "Recruiter Screen", "02-07", None),
    ]


def test_a_history_from_its_beginning_replaces_the_one_before(again: Again) -> None:
    again.bring_rows(HARVEST, **FIRST)
    corrected = [stay(101, "2026-02-01T10:00:00Z", "2026-02-02T10:00:00Z", application=1)]
    again.bring_rows(HARVEST, applications=people(1), application_stages=corrected)
    assert visits(again, 1) == [(1, "Application Review", "02-01", "02-02")]


def test_a_snapshot_after_a_history_updates_the_application_and_keeps_its_history(again: Again) -> None:
    again.bring_rows(HARVEST, **FIRST)
    rejected = people(1, status="rejected", rejected_at="2026-02-20T10:00:00Z")
    again.bring_rows(HARVEST, applications=rejected, application_stages=[])
    assert again.rows("select cast(status as varchar) from applications order by application_id") == [
        ("rejected",),
        ("active",),
    ]
    assert [visit[1:] for visit in visits(again, 1)] == [
        ("Application Review", "02-01", "02-03"),
        ("Recruiter Screen", "02-03", "02-20"),
    ]
    ((available,),) = again.rows("select available from capabilities where capability = 'has_history'")
    assert available


def test_an_older_export_after_a_newer_one_removes_nothing(again: Again) -> None:
    both = [*FIRST["application_stages"], stay(101, "2026-03-01T10:00:00Z", application=3)]
    again.bring_rows(
        HARVEST,
        applications=people(1, 2, 3),
        application_stages=both,
        offers=[{**OFFER, "application_id": 3}],
    )
    again.bring_rows(HARVEST, **FIRST)
    assert again.rows("select application_id from applications order by 1") == [("1",), ("2",), ("3",)]
    assert again.rows("select application_id from offers") == [("3",)]


def test_a_row_that_the_newer_export_marks_as_deleted_goes(again: Again) -> None:
    def application(number: int, *, deleted: bool = False) -> Row:
        return {
            **HIRE,
            "id": number,
            "candidate_id": number,
            "status": "active",
            "_fivetran_deleted": deleted,
        }

    tables: dict[str, list[Row]] = {
        **FIVETRAN,
        "job_application": [{"application_id": number, "job_id": 1} for number in (1, 2)],
        "application_history": [change("2026-02-01 10:00:00", 101, application=number) for number in (1, 2)],
    }
    again.bring_rows(tables, application=[application(1), application(2)])
    again.bring_rows(tables, application=[application(1), application(2, deleted=True)])
    assert again.rows("select application_id from applications") == [("1",)]
    assert again.rows("select application_id from stage_visits") == [("1",)]
    assert again.rows("select key from findings where rule = 'Deleted in the source system'") == [("2",)]


def test_one_that_it_lacks_stays(again: Again) -> None:
    again.bring_rows(HARVEST, **FIRST)
    again.bring_rows(HARVEST, applications=people(1), application_stages=[])
    assert again.rows("select application_id from applications order by 1") == [("1",), ("2",)]
