"""The product's numbers against the second path, for what the filter bar can say: nothing, one filter, several, a period."""

from dataclasses import replace
from datetime import date

import pytest
from independent import measures, overview, selecting
from independent.export import Company
from independent.product import Ask
from support import differences

from dashboard.engine import NOT_STATED, Selection
from dashboard.warehouse import Warehouse

SELECTIONS = {
    "everything": Selection(role_level=()),
    "architects": Selection(),
    "unsure titles": Selection(role_level=("unsure",)),
    "last 12 months": Selection(since=date(2025, 11, 1), until=date(2026, 11, 1)),
    "French": Selection(language=("fr",)),
    "Germany": Selection(country=("DE",)),
    "French in Switzerland and Belgium": Selection(role_level=(), language=("fr",), country=("CH", "BE")),
    "country not stated, in 2024": Selection(
        role_level=(), country=(NOT_STATED,), since=date(2024, 1, 1), until=date(2025, 1, 1)
    ),
    "security": Selection(role_family=("security",)),
    "referrals": Selection(channel=("referral",)),
    "LinkedIn's inbound in a spring": Selection(
        source=("LinkedIn",), channel=("inbound",), since=date(2025, 2, 10), until=date(2025, 6, 20)
    ),
    "nobody": Selection(language=("uk",), country=("US",)),
}
for_each_selection = pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS.keys())

ROWS = {
    "funnel/by_milestone": measures.funnel,
    "funnel/time_in_stage": measures.time_in_stage,
    "time_to_hire/summary": measures.time_to_hire,
    "time_to_hire/incidence_summary": measures.adjusted,
    "time_to_hire/time_to_fill_summary": measures.time_to_fill,
}
BY_NAME = {"sources/effectiveness": measures.sources, "countries/by_country": measures.countries}

TILES = {
    "applications": "overview/applications",
    "hires": "overview/hires",
    "hire_rate": "overview/hire_rate",
    "median_days": "overview/median_time_to_hire",
    "acceptance_rate": "overview/offer_acceptance",
    "open_roles": "overview/open_roles",
}
PERIODS = {
    "a year": (date(2025, 11, 1), date(2026, 11, 1)),
    "a quarter": (date(2026, 8, 1), date(2026, 11, 1)),
    "from the middle of a month to the middle of another": (date(2025, 2, 10), date(2025, 7, 15)),
}


@for_each_selection
@pytest.mark.parametrize("name", ROWS)
def test_the_rows_are_those_of_the_second_path(
    name: str, selection: Selection, company: Company, ask: Ask
) -> None:
    assert not differences(ROWS[name](company, selection), ask(name, selection))


@for_each_selection
@pytest.mark.parametrize("name", BY_NAME)
def test_each_source_and_country_is_as_in_the_second_path(
    name: str, selection: Selection, company: Company, ask: Ask
) -> None:
    frame, rows = ask(name, selection), BY_NAME[name](company, selection)
    names = frame.to_series(0).to_list()
    assert set(names) == rows.keys()
    assert not differences([rows[each] for each in names], frame)


@pytest.mark.parametrize("period", PERIODS.values(), ids=PERIODS.keys())
@pytest.mark.parametrize("of", ["everything", "architects", "French", "security"])
def test_the_tiles_show_this_period_and_the_one_before(
    of: str, period: tuple[date, date], company: Company, ask: Ask
) -> None:
    (since, until), (before, end) = period, [day.replace(year=day.year - 1) for day in period]
    selection = replace(SELECTIONS[of], since=since, until=until, compare_since=before, compare_until=end)
    now = overview.tiles(company, selection, since, until)
    then = overview.tiles(company, selection, before, end)
    as_old = end - (until - company.as_of)
    then["hire_rate"] = overview.hire_rate_by(company, selection, before, end, as_old)
    expected = {tile: {tile: now[tile], f"{tile}_before": then[tile]} for tile in TILES}
    wrong = {
        tile: differences([expected[tile]], ask(name, selection).head(1)) for tile, name in TILES.items()
    }
    assert not any(wrong.values()), wrong


@for_each_selection
def test_the_steps_between_totals_are_those_of_the_second_path(
    selection: Selection, company: Company, ask: Ask
) -> None:
    told = dict(ask("funnel/reconciliation", selection).select("line", "change").rows())
    expected = measures.reconciliation(company, selection)
    assert {line: told[line] for line in expected} == expected


@for_each_selection
def test_applications_and_distinct_people_stand_beside_each_other(
    selection: Selection, company: Company, ask: Ask
) -> None:
    applications = selecting.cohort(company, selection).height
    expected = {"applications": applications, "people": overview.people(company, selection)}
    assert not differences([expected], ask("_frame/selection", selection))


def test_prospects_are_out_and_counted(company: Company, ask: Ask) -> None:
    assert ask("data/excluded", Selection())["applications"].to_list() == [company.prospects]


def test_the_data_speaks_up_to_its_latest_event(company: Company, warehouse: Warehouse) -> None:
    published = warehouse.published()
    assert published.as_of == company.as_of
    assert published.first_date == company.applications["applied_at"].min().date()
