"""Two accounts in one warehouse whose systems count from 1 both: the same keys, and nothing in common."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest
from ingest.exports import SECRET
from support import ROOT

from dashboard import sample
from dashboard.catalog import load
from dashboard.engine import Selection, run
from dashboard.ingest import ingest
from dashboard.warehouse import Warehouse, publish
from dashboard.warehouse.columns import WideTable, wide_tables

QUERIES = load(ROOT / "queries").queries
KEYS = ("application_id", "job_id", "posting_id", "opening_id", "candidate_key")
OWN = "z"
"""What stands before the second account's keys where they are told apart."""


def _staged(folder: Path, account: str, seed: int) -> Path:
    sample.generate(folder / account, applications=300, seed=seed)
    ingest([folder / account], folder / f"{account}-staging", account=account, secret=SECRET)
    return folder / f"{account}-staging"


def _renamed(staging: Path, into: Path) -> Path:
    """Copy a staging folder with other keys."""
    into.mkdir()
    for path in staging.iterdir():
        if path.suffix == ".parquet":
            frame = pl.read_parquet(path)
            keys = [name for name in KEYS if name in frame.columns]
            frame.with_columns((OWN + pl.col(name)).alias(name) for name in keys).write_parquet(
                into / path.name
            )
        else:
            (into / path.name).write_bytes(path.read_bytes())
    return into


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Warehouse]]:
    """Return the first account alone, with a second one of the same keys, and of other keys."""
    folder = tmp_path_factory.mktemp("accounts")
    first, second = _staged(folder, "north", 1), _staged(folder, "south", 2)
    other = _renamed(second, folder / "renamed")
    for name, stagings in {"alone": [first], "same": [first, second], "other": [first, other]}.items():
        for staging in stagings:
            publish(staging, folder / name)
    opened = {name: Warehouse(folder / name) for name in ("alone", "same", "other")}
    yield opened
    for warehouse in opened.values():
        warehouse.close()


SELDOM_FILLED = ("job_holds", "forgotten_totals")
"""Tables of which this export says nothing."""

AGES = ("days_observed", "days_open", "days_in_stage")
"""Columns that run up to the as-of date of the whole warehouse."""


def rows(warehouse: Warehouse, table: str, columns: Sequence[str]) -> list[tuple[object, ...]]:
    with warehouse.cursor() as cursor:
        found = cursor.execute(f"select {', '.join(columns)} from {table} where account = 'north'").fetchall()
    return sorted(found, key=str)


@pytest.mark.parametrize(
    "table", [table for table in wide_tables().values() if any(c.name == "account" for c in table.columns)],
    ids=lambda table: table.name,
)  # fmt: skip
def test_the_rows_of_an_account_are_what_they_are_without_the_other_one(
    table: WideTable, warehouses: dict[str, Warehouse]
) -> None:
    columns = [column.name for column in table.columns if column.name not in AGES]
    alone = rows(warehouses["alone"], table.name, columns)
    assert alone or table.name in SELDOM_FILLED
    assert rows(warehouses["same"], table.name, columns) == alone


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_the_same_of_two_accounts_whether_they_share_keys_or_not(
    name: str, warehouses: dict[str, Warehouse]
) -> None:
    same, other = (
        run(QUERIES[name], warehouses[kind], Selection(role_level=())).frame.with_columns(
            pl.col(pl.String).str.strip_prefix(OWN)
        )
        for kind in ("same", "other")
    )
    assert same.height == other.height
    in_order = (frame.with_columns(cs.float().round(9)).rows() for frame in (same, other))
    first, second = (sorted(each, key=str) for each in in_order)
    assert first == second
