"""Who is merged with somebody forgotten is forgotten too, also where the merge comes to light later."""

import re
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest
from forgetful import Company
from ingest.exports import FIVETRAN, HIRE, Row, change, write_export

from dashboard import ingest
from dashboard.importing import ImportFailed

GONE: Final = "9001"
OTHER: Final = "9002"
"""The other key of the same person, with an application of its own."""
NUMBERS: Final = (1001, 1002, 1003, 1004)
"""Applications of 9001 to 9004."""


def rows(*numbers: int, **more: Any) -> list[Row]:
    return [{**HIRE, "id": number, "candidate_id": number + 8000, **more} for number in numbers]


def changes(*numbers: int) -> list[Row]:
    stages = (("2026-02-01 10:00:00", 101), ("2026-02-03 10:00:00", 102))
    return [change(at, stage, application=number) for number in numbers for at, stage in stages]


def of_others() -> dict[str, list[Row]]:
    """Return lists without the person under either key."""
    jobs: list[Row] = [{"application_id": number, "job_id": 1} for number in (1003, 1004)]
    history = changes(1003, 1004)
    return {"application": rows(1003, 1004), "application_history": history, "job_application": jobs}


def merge(old: str, new: str) -> Row:
    return {"id": int(old), "first_name": "Jane", "new_candidate_id": int(new)}


EXPORT: Final[dict[str, list[Row]]] = {
    **FIVETRAN,
    "application": rows(*NUMBERS),
    "job_application": [{"application_id": number, "job_id": 1} for number in NUMBERS],
    "application_history": changes(*NUMBERS),
}
MERGES: Final = [[merge(GONE, OTHER)], [merge(OTHER, GONE)], [merge(GONE, "9009"), merge(OTHER, "9009")]]


class Merging(Company):
    """A company whose exports change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, EXPORT)

    def changed(self, name: str, **changed: list[Row]) -> str:
        """Import the export with some lists changed, and return the report."""
        return str(self.bring(write_export(self.folder.parent / name, EXPORT, **changed)))

    def people(self) -> list[tuple[Any, ...]]:
        return self.rows("select application_id, person from applications order by all")

    def said_of(self, *candidates: str) -> list[str]:
        """Return what all files but the list of the forgotten say of candidates and their applications."""
        hashed = ingest.KeyedHash(ingest.load_or_make_secret(self.folder), "main")
        keys = {*candidates, *hashed(pl.Series(candidates)), *(str(int(key) - 8000) for key in candidates)}
        listed = (self.folder / "forgotten.keys").read_text("ascii")
        said = re.compile(
            rf"(?<![0-9a-zA-Z])({'|'.join(map(re.escape, keys))})(?![0-9a-zA-Z])"
        )  # no part of a time
        return [text for text in self.texts() if text != listed and said.search(text)]

    def kept_out(self, *applications: str) -> list[str]:
        """Return which applications are on the list of the forgotten."""
        hashed = ingest.KeyedHash(ingest.load_or_make_secret(self.folder), "main", "application")
        listed = ingest.load_forgotten(self.folder)
        return [each for each in applications if hashed(pl.Series([each])).item() in listed]


@pytest.fixture
def company(tmp_path: Path) -> Merging:
    return Merging(tmp_path)


@pytest.mark.parametrize(
    ("merges", "shown"), [(MERGES[0], NUMBERS), (MERGES[1], NUMBERS), (MERGES[2], NUMBERS[2:])]
)
def test_a_merge_learnt_after_the_request_removes_what_is_published_under_the_other_key(
    company: Merging, merges: list[Row], shown: tuple[int, ...]
) -> None:
    company.forget(GONE)
    assert company.applications() == ["1002", "1003", "1004"]
    company.changed("later", candidate=merges, application=rows(*shown), application_history=changes(*shown))
    assert company.applications() == ["1003", "1004"]
    assert company.said_of(GONE, OTHER, "9009") == []
    assert len(company.versions()) == 1
    assert list(company.folder.glob("versions/*/scratch")) == []
    counted = (
        "select count(*), count(distinct person), sum(cast(status = 'hired' as integer)) from applications"
    )
    assert company.rows(counted) == [(2, 2, 2)]
    visits = "select application_id, count(*) from stage_visits group by all order by all"
    assert company.rows(visits) == [("1003", 2), ("1004", 2)]


def test_what_goes_is_told_without_a_key(company: Merging) -> None:
    company.forget(GONE)
    report = company.changed("later", candidate=MERGES[0], **of_others())
    assert "1  Forgotten on request (set aside)" in report
    found = "select table_name, file, key, value from findings where rule = 'Forgotten on request'"
    assert company.rows(found) == [("applications", None, None, None)]


def test_the_other_key_stays_out_when_a_later_export_says_nothing_of_the_merge(company: Merging) -> None:
    company.forget(GONE)
    company.changed("later", candidate=MERGES[0])
    company.bring()
    company.changed("more", application=[*rows(1003), *rows(1005, candidate_id=9002)])
    assert company.applications() == ["1003", "1004"]
    company.changed("history", application=rows(1003), application_history=changes(1002, 1003, 1005))
    visits = company.rows("select distinct application_id from stage_visits order by 1")
    assert visits == [("1003",), ("1004",)]


@pytest.mark.parametrize("shown", [{"application": rows(1002)}, {"application": []}])
def test_files_that_are_refused_remove_the_other_key_all_the_same(
    company: Merging, shown: dict[str, list[Row]]
) -> None:
    company.forget(GONE)
    nothing: dict[str, list[Row]] = {name: [] for name in EXPORT}
    with pytest.raises(ImportFailed):
        company.changed("later", **nothing | {"candidate": MERGES[0]} | shown)
    assert company.applications() == ["1003", "1004"]
    assert company.said_of(GONE, OTHER) == []


def test_who_now_owns_an_application_of_the_forgotten_is_the_same_person(company: Merging) -> None:
    company.forget(GONE)
    moved = [*rows(1001, candidate_id=9002), *rows(1003, 1004)]  # the system merged the two without a word
    company.changed("later", application=moved, application_history=changes(1001, 1003, 1004))
    assert company.applications() == ["1003", "1004"]
    assert company.said_of(GONE, OTHER) == []


def test_a_chain_of_merges_from_several_imports_is_one_person(company: Merging) -> None:
    company.changed("first", candidate=[merge(OTHER, "9003")])
    company.forget(GONE)
    company.changed("second", candidate=[merge(GONE, OTHER)], application=rows(1004))
    assert company.applications() == ["1004"]
    assert company.said_of(GONE, OTHER, "9003") == []


def test_published_applications_go_on_as_the_candidate_they_are_merged_with(company: Merging) -> None:
    company.changed("later", candidate=MERGES[0], application=rows(1002, 1003, 1004))
    assert company.applications() == ["1001", "1002", "1003", "1004"]
    assert company.rows("select count(distinct person) from applications") == [(3,)]
    company.bring()  # an older file, without the list of merges
    assert company.rows("select count(distinct person) from applications") == [(3,)]


@pytest.mark.parametrize("named", [GONE, OTHER])
def test_a_merge_that_is_known_is_forgotten_by_either_key_and_nothing_says_it(
    company: Merging, named: str
) -> None:
    company.changed("later", candidate=MERGES[0], application=rows(1002, 1003, 1004))
    company.forget(named)
    assert company.applications() == ["1003", "1004"]
    assert company.said_of(GONE, OTHER) == []
    company.changed("more", application=[*rows(1003), *rows(1005, candidate_id=9001)])
    assert company.applications() == ["1003", "1004"]


def test_a_merge_of_others_and_of_another_account_stays(company: Merging) -> None:
    both = [merge(GONE, OTHER), merge("9003", "9004")]
    company.bring(write_export(company.folder.parent / "other", EXPORT, candidate=both), account="other")
    company.changed("later", candidate=both)
    company.forget(GONE)
    counted = "select account, count(*), count(distinct person) from applications group by all order by all"
    assert company.rows(counted) == [("main", 2, 1), ("other", 4, 2)]
    company.bring()
    company.bring(account="other")
    assert company.rows(counted) == [("main", 2, 1), ("other", 4, 2)]


def test_closed_months_keep_a_count_of_who_goes_with_a_merge(
    company: Merging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_KEEP_CLOSED_TOTALS", "on")
    company.forget(GONE)
    company.changed("later", candidate=MERGES[0])
    totals = "select month, sum(applications) from forgotten_totals group by all"
    assert [(month.isoformat(), count) for month, count in company.rows(totals)] == [("2026-02-01", 2)]


def test_a_crash_between_listing_and_publishing_is_mended_by_the_next_import(
    company: Merging, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.forget(GONE)
    with monkeypatch.context() as crash:
        crash.setattr("dashboard.warehouse.publish", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            company.changed("later", candidate=MERGES[0])
    assert company.applications() == ["1002", "1003", "1004"]
    company.changed("others", application=rows(1003))
    assert company.applications() == ["1003", "1004"]
    assert company.said_of(GONE, OTHER) == []
