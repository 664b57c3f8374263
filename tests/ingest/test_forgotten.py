"""What an import leaves out of those who were forgotten, and what it learns of who else they are."""

from collections.abc import Collection
from pathlib import Path

import polars as pl
import pytest
from ingest.exports import APPLICATION, HARVEST, SECRET, Row, Staging, run, stay, write_export

from dashboard.ingest import KeyedHash, note_removed
from dashboard.ingest.tables import Findings


def candidate(key: str) -> str:
    return str(KeyedHash(SECRET, "main")(pl.Series([key])).item())


def application(key: str) -> str:
    return str(KeyedHash(SECRET, "main", "application")(pl.Series([key])).item())


def said(staging: Staging) -> list[str]:
    """Return every text of every table."""
    return [
        text
        for file in staging.folder.glob("*.parquet")
        for column in pl.read_parquet(file).iter_columns()
        for text in column.cast(pl.String).drop_nulls()
    ]


@pytest.mark.parametrize("broken", [{"created_at": "soon"}, {"created_at": None}])
def test_rows_of_the_forgotten_that_are_set_aside_anyway_name_nobody_in_any_list(
    tmp_path: Path, broken: Row
) -> None:
    theirs, other = {**APPLICATION, "id": 5005, **broken}, {**APPLICATION, "id": 6006, "candidate_id": 7}
    history = [stay(101, "2026-02-01T10:00:00Z", application=number) for number in (5005, 6006)]
    export = write_export(
        tmp_path / "in", HARVEST, applications=[theirs, other], application_stages=history, offers=[]
    )
    staging = run(export, into=tmp_path / "out", forgotten=frozenset([candidate("9001")]))
    assert staging["applications"]["application_id"].to_list() == ["6006"]
    assert staging["stage_visits"]["application_id"].to_list() == ["6006"]
    assert not {"5005", candidate("9001")}.intersection(said(staging))
    assert staging.ingested.forgotten == {candidate("9001"), application("5005")}
    assert staging["findings"].filter(pl.col("rule").str.starts_with("Required value"))["line"].to_list() == [
        2
    ]


def test_who_owns_an_application_of_the_forgotten_by_now_is_forgotten_by_earlier_keys_too(
    tmp_path: Path,
) -> None:
    asked: list[set[str]] = []

    def published(candidates: Collection[str]) -> list[str]:
        asked.append(set(candidates))
        return ["4004"]

    history = [stay(101, "2026-02-01T10:00:00Z", application=4004)]
    staging = run(
        write_export(tmp_path / "in", HARVEST, application_stages=history),
        into=tmp_path / "out",
        forgotten=frozenset([application("1001")]),
        merged={candidate("8008"): candidate("9001"), candidate("1"): candidate("2")},
        published=published,
    )
    theirs = {application("1001"), candidate("9001"), candidate("8008")}
    assert asked == [theirs]
    assert staging.ingested.forgotten == theirs | {application("4004")}
    assert staging["stage_visits"].is_empty()


def test_a_seat_of_the_forgotten_is_filled_where_it_is_closed_as_others_are(tmp_path: Path) -> None:
    day = "2026-02-25T12:00:00Z"
    said = [(True, day), (True, None), (False, None), (None, day), (None, None)]
    seats = [
        {"id": number, "job_id": 1, "opening_id": "A", "open": is_open, "opened_at": day, "closed_at": closed,
         "application_id": 1001}
        for number, (is_open, closed) in enumerate(said)
    ]  # fmt: skip
    export = write_export(tmp_path / "in", HARVEST, openings=seats)
    for name, forgotten, key in (("known", [], "1001"), ("out", [application("1001")], None)):
        openings = run(export, into=tmp_path / name, forgotten=frozenset(forgotten))["openings"]
        assert openings["application_id"].to_list() == [key] * 5
        assert openings["status"].to_list() == ["open", "open", "filled", "filled", "open"]


def test_each_published_application_that_goes_is_a_finding_without_a_key(tmp_path: Path) -> None:
    Findings.create_empty().write_parquet(tmp_path / "findings.parquet")
    note_removed(tmp_path, "other", 3)
    noted = pl.read_parquet(tmp_path / "findings.parquet")
    assert (
        noted.select("account", "table_name", "rule", "action", "key", "value").rows()
        == [("other", "applications", "Forgotten on request", "set aside", None, None)] * 3
    )
