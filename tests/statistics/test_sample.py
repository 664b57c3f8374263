"""The same proofs on the shipped sample, imported and published as a user would."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from lifelines import KaplanMeierFitter
from scratch import ROOT
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import proportion_confint

from dashboard.catalog import load
from dashboard.engine import Selection, run
from dashboard.importing import import_exports
from dashboard.warehouse import Warehouse

QUERIES = load(ROOT / "queries").queries


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("warehouse")
    import_exports([ROOT / "sample_data" / "greenhouse_harvest_v3"], folder, account="main")
    return Warehouse(folder)


@pytest.fixture(scope="module")
def since(warehouse: Warehouse) -> date:
    return warehouse.published().as_of - timedelta(days=364)


def rows(warehouse: Warehouse, name: str, since: date, **params: Any) -> pl.DataFrame:
    until = warehouse.published().as_of + timedelta(days=1)
    return run(QUERIES[name], warehouse, Selection(since=since, until=until), params).frame


def architects(warehouse: Warehouse, table: str, condition: str) -> pl.DataFrame:
    with warehouse.cursor() as cursor:
        return cursor.sql(f"select * from {table} where role_level = 'architect' and {condition}").pl()


def test_the_curve_of_hires(warehouse, since):
    people = architects(warehouse, "applications", f"applied_at >= date '{since}'")
    people = people.filter((pl.col("status") != "hired") | pl.col("hired_at").is_not_null())
    people = people.with_columns(
        day=pl.coalesce("days_to_hire", "days_observed"),
        kind=pl.when(pl.col("days_to_hire").is_not_null())
        .then(1)
        .when(pl.col("status") != "active")
        .then(2)
        .otherwise(0),
    ).filter(pl.col("day") >= 0)
    with np.errstate(all="ignore"):
        theirs = CumIncidenceRight(people["day"].to_numpy(), people["kind"].to_numpy())
    ours = rows(warehouse, "time_to_hire/incidence", since)
    assert ours["hires"].sum() > 50
    np.testing.assert_allclose(ours["hired_share"], theirs.cinc[0], atol=1e-9)


def test_days_at_a_milestone(warehouse, since):
    stays = architects(
        warehouse, "stage_visits", f"applied_at >= date '{since}' and days_in_milestone >= 0"
    ).filter(pl.col("milestone").cast(pl.String) == "interviewed")
    theirs = KaplanMeierFitter().fit(stays["days_in_milestone"].to_numpy(), ~stays["is_waiting"].to_numpy())
    ours = rows(warehouse, "funnel/time_in_stage_km", since).row(2, named=True)
    assert ours["stays"] == stays.height > 100
    assert ours["median_days"] == theirs.median_survival_time_


def test_the_intervals_of_sources(warehouse, since):
    ours = rows(warehouse, "sources/comparison", since)
    low, high = proportion_confint(ours["hires"].to_numpy(), ours["applications"].to_numpy(), method="wilson")
    np.testing.assert_allclose(ours["hire_rate_low"], low, atol=1e-9)
    np.testing.assert_allclose(ours["hire_rate_high"], high, atol=1e-9)
    effectiveness = rows(warehouse, "sources/effectiveness", since)
    assert dict(ours.select("source", pl.col("hire_rate_shrunk").round(9)).rows()) == dict(
        effectiveness.select("source", pl.col("hire_rate_shrunk").round(9)).rows()
    )


@pytest.mark.parametrize("name", sorted(name for name in QUERIES if name.endswith("in_words")))
def test_every_page_finds_words(warehouse, since, name):
    said = rows(warehouse, name, since)
    assert 1 <= said.height <= 4 or name == "overview/in_words"
    assert said["card"].is_in(QUERIES.keys()).all()
