"""One small company exported in both Greenhouse layouts: what both can say, the dashboard says alike."""

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from independent.product import Ask, asking

from dashboard.engine import Selection
from dashboard.importing import import_exports
from dashboard.sample import generate
from dashboard.warehouse import Warehouse

EVERYTHING = Selection(role_level=())
SELECTIONS = {
    "everything": EVERYTHING,
    "architects": Selection(),
    "United Kingdom": Selection(role_level=(), country=("GB",)),
    "last 12 months": Selection(role_level=(), since=date(2025, 11, 1), until=date(2026, 11, 1)),
    "referrals": Selection(channel=("referral",)),
}
for_each_selection = pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS.keys())

SAME_ROWS = [
    "funnel/by_milestone",
    "funnel/time_in_stage",
    "funnel/conversion",
    "overview/applications",
    "overview/offer_acceptance",
    "overview/open_roles",
    "data/excluded",
]
UNDATED = "Hired, but the export does not say when"


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ask, Ask]]:
    warehouses = []
    for layout in ("greenhouse_harvest_v3", "greenhouse_fivetran"):
        export, published = (tmp_path_factory.mktemp(f"{layout}_{what}") for what in ("export", "published"))
        generate(export, applications=3_000, layout=layout)
        import_exports([export], published, account="main")
        warehouses.append(Warehouse(published))
    harvest, fivetran = map(asking, warehouses)
    yield harvest, fivetran
    for warehouse in warehouses:
        warehouse.close()


@for_each_selection
@pytest.mark.parametrize("name", SAME_ROWS)
def test_both_layouts_give_the_same_rows(name: str, selection: Selection, layouts: tuple[Ask, Ask]) -> None:
    harvest, fivetran = (ask(name, selection) for ask in layouts)
    assert harvest.height
    assert harvest.equals(fivetran)


@for_each_selection
def test_both_layouts_count_the_same_seats_though_only_one_says_when_jobs_were_on_hold(
    selection: Selection, layouts: tuple[Ask, Ask]
) -> None:
    harvest, fivetran = (ask("time_to_hire/time_to_fill_summary", selection) for ask in layouts)
    counts = ["filled", "still_open"]
    assert harvest.select(counts).equals(fivetran.select(counts))


@for_each_selection
def test_both_layouts_say_the_same_of_sources_but_for_hires_that_only_one_can_date(
    selection: Selection, layouts: tuple[Ask, Ask]
) -> None:
    harvest, fivetran = (
        ask("sources/effectiveness", selection).drop("median_days_to_hire") for ask in layouts
    )
    assert harvest["hires"].sum() > 0
    assert harvest.equals(fivetran)


@pytest.mark.parametrize("of", ["everything", "architects"])
def test_fivetran_dates_the_hires_without_an_offer_that_harvest_cannot(
    of: str, layouts: tuple[Ask, Ask]
) -> None:
    (harvest, undated), (fivetran, none) = (_hires(ask, SELECTIONS[of]) for ask in layouts)
    assert undated > 0
    assert (harvest + undated, 0) == (fivetran, none)


@pytest.mark.parametrize("of", ["United Kingdom", "last 12 months", "referrals"])
def test_where_every_hire_has_a_date_the_days_are_the_same(of: str, layouts: tuple[Ask, Ask]) -> None:
    harvest, fivetran = (ask("time_to_hire/summary", SELECTIONS[of]) for ask in layouts)
    assert harvest["hires"].item() > 0
    assert harvest.equals(fivetran)


def test_fivetran_has_no_language_of_the_posting(layouts: tuple[Ask, Ask]) -> None:
    harvest, fivetran = (ask("countries/languages", EVERYTHING) for ask in layouts)
    assert harvest["language"].drop_nulls().len() > 1
    assert fivetran["language"].to_list() == [None]


def _hires(ask: Ask, selection: Selection) -> tuple[int, int]:
    """Return the hires with a date and those without one."""
    left_out = ask("time_to_hire/left_out", selection)
    undated = left_out.filter(pl.col("why") == UNDATED)["hires"].item()
    return ask("time_to_hire/summary", selection)["hires"].item(), undated
