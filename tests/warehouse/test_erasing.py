"""What a version holds once applications are erased, and what stays: other accounts, other people, counts."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from warehouse.staged import stage

from dashboard.warehouse.erasing import Erasure, erase, known_applications, published_of, rows_of
from dashboard.warehouse.folder import Version
from dashboard.warehouse.merge import Canonical

ROWS: dict[str, list[dict[str, Any]]] = {
    "applications": [
        {"account": account, "application_id": key, "candidate_key": candidate}
        for account, key, candidate in (
            ("one", "A", "c"), ("one", "B", "d"), ("two", "A", "c"), ("two", "C", "c")
        )
    ],
    "stage_visits": [{"account": "one", "application_id": key} for key in ("A", "V")],
    "offers": [{"account": "one", "application_id": key} for key in ("A", "O")],
    "openings": [
        {"account": account, "opening_id": seat, "application_id": key, "status": "filled"}
        for account, seat, key in (("one", "1", "A"), ("one", "2", None), ("two", "1", "A"))
    ],
    "findings": [
        {"account": account, "table_name": table, "column_name": column, "key": key, "value": value, "line": line}
        for line, (account, table, column, key, value) in enumerate([
            ("one", "applications", "status", "A", "said"),
            ("one", "offers", "application_id", None, "A"),
            ("one", "openings", "status", "A", "a seat that is called as the application"),
            ("one", "jobs", "title", None, "A"),
            ("two", "applications", "application_id", "A", "A"),
            ("one", "applications", None, None, "of a row without a key"),
        ])
    ],
}  # fmt: skip
ERASED = Erasure("one", ["A", "F"], ["c"])


@pytest.fixture
def before(tmp_path: Path) -> Version:
    stage(tmp_path / "before/canonical", ROWS)
    return Version(tmp_path / "before")


def test_findings_lose_key_and_value_where_they_name_an_application_of_the_account(
    before: Version, tmp_path: Path
) -> None:
    left = erase(before, ERASED, tmp_path / "after").scan("findings").sort("line").collect()
    assert left.select("key", "value").rows() == [
        (None, None),
        (None, None),
        ("A", "a seat that is called as the application"),
        (None, "A"),
        ("A", "A"),
        (None, "of a row without a key"),
    ]


def test_rows_of_the_account_alone_go_and_are_counted_beforehand(before: Version, tmp_path: Path) -> None:
    counted = rows_of(Canonical(before.canonical), ERASED)
    assert counted == {"applications": 1, "stage_visits": 1, "offers": 1, "openings": 1, "findings": 2}
    left = erase(before, ERASED, tmp_path / "after")
    assert left.accounts() == Canonical(before.canonical).accounts()
    keys = {
        name: left.scan(name).select("account", "application_id").sort(pl.all()).collect().rows()
        for name in ("applications", "stage_visits", "offers", "openings")
    }
    assert keys == {
        "applications": [("one", "B"), ("two", "A"), ("two", "C")],
        "stage_visits": [("one", "V")],
        "offers": [("one", "O")],
        "openings": [("one", None), ("one", None), ("two", "A")],
    }


def test_an_account_knows_its_own_applications_also_those_of_a_history_or_an_offer_alone(
    before: Version,
) -> None:
    canonical = Canonical(before.canonical)
    known = known_applications(canonical, "one").sort("application_id").rows()
    assert known == [("A", "c"), ("B", "d"), ("O", None), ("V", None)]
    assert published_of(canonical, "one", ["c"]) == {"A"}
    assert published_of(canonical, "two", ["c", "d"]) == {"A", "C"}


@pytest.mark.parametrize("named", [["old"], ["new"]])
def test_merges_of_the_account_that_name_somebody_erased_go(
    before: Version, tmp_path: Path, named: list[str]
) -> None:
    merges = [("one", "old", "new"), ("one", "x", "y"), ("two", "old", "new")]
    columns = ["account", "candidate_key", "new_candidate_key"]
    pl.DataFrame(merges, schema=columns, orient="row").write_parquet(
        before.canonical / "merged_candidates.parquet"
    )
    left = erase(before, Erasure("one", [], named), tmp_path / "after")
    assert left.merged("one") == {"x": "y"}
    assert left.merged("two") == {"old": "new"}
