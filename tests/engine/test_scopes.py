"""A scope through the whole engine: everything within it is right, and nothing of others comes out."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from support import ROOT

from dashboard import engine, settings
from dashboard.catalog import load
from dashboard.catalog.reading import read_query
from dashboard.catalog.targets import Target
from dashboard.charts import Reader
from dashboard.engine import Limits, NotForScopeError, Period, QueryError, Selection
from dashboard.engine.adhoc import AdHoc, AdHocError
from dashboard.engine.adhoc import Limits as AdHocLimits
from dashboard.engine.browsing import browse
from dashboard.engine.limits import deadline
from dashboard.engine.scoping import targets_within
from dashboard.importing import import_exports
from dashboard.warehouse import Scope, Warehouse, publish_scopes
from tests.adhoc import attacks

INSIDE, OUTSIDE = ("DE", "AT"), "FR"
DACH = Scope("dach", "DACH", {"country": INSIDE})
NAMELESS = Scope("nameless", "Nameless", {"country": INSIDE}, individuals=False)
QUERIES = load(ROOT / "queries").queries
COUNTS_EVERYONE = frozenset({"findings", "imports", "capabilities"})
EVERY_LEVEL = Selection(role_level=())
LIMITS = Limits(rows=100_000, seconds=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scoped") / "warehouse"
    import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], path, account="main")
    publish_scopes(path, [DACH, NAMELESS])
    return path


@pytest.fixture(scope="module")
def whole(folder: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(folder)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def scoped(folder: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(folder, DACH)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def adhoc() -> Iterator[AdHoc]:
    started = AdHoc(AdHocLimits(seconds=20), warm=1)
    yield started
    started.close()


def typed(adhoc: AdHoc, warehouse: Warehouse, sql: str) -> pl.DataFrame:
    published = warehouse.published()
    database = warehouse.database(published.version)
    return adhoc.run(sql, database, published, EVERY_LEVEL, scope=warehouse.scope).frame


@pytest.mark.parametrize("name", [name for name in QUERIES if not name.startswith("_")])
def test_a_card_gives_in_a_scope_what_it_gives_of_everything_with_the_scope_as_filter(
    name: str, whole: Warehouse, scoped: Warehouse
) -> None:
    query = QUERIES[name]
    if query.tables & COUNTS_EVERYONE or any(table.startswith("all_") for table in query.tables):
        pytest.skip("it reads more than the filters leave")
    of_all = whole.published()
    days = {"since": of_all.first_date, "as_of": of_all.as_of}
    filtered = Selection(role_level=(), country=INSIDE, **days)
    expected = engine.run(query, whole, filtered, limits=LIMITS).frame
    found = engine.run(query, scoped, replace(filtered, country=()), limits=LIMITS).frame
    assert_frame_equal(found, expected, rel_tol=1e-9)  # sums of the same rows in other blocks


@pytest.mark.parametrize("name", QUERIES)
def test_no_card_names_another_country_whatever_a_link_asks_for(name: str, scoped: Warehouse) -> None:
    for selection in (EVERY_LEVEL, Selection(role_level=(), country=(OUTSIDE, "not-stated"))):
        frame = engine.run(QUERIES[name], scoped, selection, limits=LIMITS).frame
        if "country" in frame.columns:
            assert set(frame["country"].drop_nulls()) <= set(INSIDE)


def test_the_filters_offer_and_count_what_is_in_the_scope(whole: Warehouse, scoped: Warehouse) -> None:
    published = scoped.published()
    everything = engine.selected(EVERY_LEVEL, Period("everything"), published.as_of, published.first_date)
    offered = engine.choices(scoped, everything)
    assert set(offered["country"]) == set(INSIDE)
    inside = engine.described(scoped, everything)
    assert inside == engine.described(whole, replace(everything, country=INSIDE))
    of_others = replace(everything, country=(OUTSIDE,))
    assert engine.described(scoped, of_others).applications == 0
    said = engine.impossible(scoped, replace(of_others, language=("fr",)), Reader.of("en"))
    assert said == "No posting in French in France; none in any language."


def test_a_querys_options_are_of_the_scope(scoped: Warehouse) -> None:
    text = """-- /// query
-- [params.place]
-- type = "choice"
-- options = "select distinct country from all_applications order by country"
-- ///
select count(*) as n from applications where $place is null or country = $place
"""
    query = read_query("page/card", Path("card.sql"), text)
    assert engine.options(query, query.params[0], scoped, EVERY_LEVEL, {}) == ["AT", "DE"]
    assert engine.run(query, scoped, EVERY_LEVEL, {"place": OUTSIDE}).frame.rows() == [(0,)]


def test_an_error_names_no_value_of_others(scoped: Warehouse) -> None:
    query = read_query(
        "page/card", Path("card.sql"), "select cast(city as integer) as n from all_applications"
    )
    with pytest.raises(QueryError) as failure:
        engine.run(query, scoped, EVERY_LEVEL)
    with scoped.cursor() as cursor:
        inside = {city for (city,) in cursor.execute("select distinct city from applications").fetchall()}
    assert any(f"'{city}'" in str(failure.value) for city in inside)


def test_the_same_question_in_two_scopes_has_two_cache_keys(whole: Warehouse, scoped: Warehouse) -> None:
    query = QUERIES["funnel/by_milestone"]
    keys = {
        engine.cache_key(query, EVERY_LEVEL, {}, each.version(), each.scope_key) for each in (whole, scoped)
    }
    assert len(keys) == 2


def test_the_schema_browser_counts_and_shows_the_scopes_rows(scoped: Warehouse) -> None:
    applications = browse(scoped)[0]
    (rows,) = engine.run(
        read_query("a/b", Path("b.sql"), "select count(*) as n from all_applications"), scoped, EVERY_LEVEL
    ).frame["n"]
    assert (applications.name, applications.rows) == ("applications", rows)
    (country,) = [column for column in applications.columns if column.name == "country"]
    assert set(country.samples) <= set(INSIDE)


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from all_applications where country not in ('DE', 'AT')",
        "select count(*) from all_postings where country not in ('DE', 'AT') or country is null",
        "select count(*) from source_spend where country = 'FR' or country is null",
        "select len(list_filter(enum_range(any_value(country)), lambda c: c not in ('DE', 'AT'))) from applications",
        "select count(*) from all_stage_visits where country = 'FR'",
        "select count(*) from findings where key not in (select application_id from all_applications)"
        " and table_name = 'applications' and key not in (select application_id from all_excluded_applications)",
        "select count(*) from imports",
        "select coalesce(sum(length(regexp_replace(reason, '[^0-9]', '', 'g'))), 0) from capabilities",
        "select count(*) from all_openings as o where application_id is not null"
        " and application_id not in (select application_id from all_applications)",
    ],
)
def test_typed_sql_finds_none_of_others_rows(adhoc: AdHoc, scoped: Warehouse, sql: str) -> None:
    try:
        assert typed(adhoc, scoped, sql).item() == 0
    except AdHocError as refusal:
        assert "not allowed" in str(refusal)


def test_statistics_speak_of_the_scope_alone(folder: Path, scoped: Warehouse) -> None:
    with scoped.cursor() as cursor:
        told = cursor.execute("select stats(country) from applications limit 1").fetchall()[0][0]
        cursor.execute("select * from duckdb_tables()").complete()
        (size,) = cursor.execute(
            "select estimated_size from duckdb_tables() where table_name = 'applications'"
        ).fetchall()[0]
        (rows,) = cursor.execute("select count(*) from applications").fetchall()[0]
    assert OUTSIDE not in str(told)
    assert size == rows


@pytest.mark.parametrize("kind", ["FILES", "STATEMENTS", "OTHER_ROWS", "METADATA", "SIDE_EFFECTS"])
def test_even_past_the_allow_list_no_attack_meets_a_row_of_others(
    kind: str, whole: Warehouse, scoped: Warehouse
) -> None:
    """The file is the wall behind the wall: the reviewed queries' own connection, nothing refused beforehand."""
    places = "select distinct city from postings"
    with whole.cursor() as all_rows, scoped.cursor() as inside:
        others = {row[0] for row in all_rows.execute(places).fetchall() if row[0]}
        others -= {row[0] for row in inside.execute(places).fetchall()}
    assert len(others) > 10
    answered = 0
    for sql in getattr(attacks, kind):
        with scoped.cursor() as cursor, deadline(cursor, 5), suppress(duckdb.Error, ValueError):
            told = str(cursor.execute(sql).fetchmany(50_000))
            answered += 1
            assert [place for place in others if f"'{place}'" in told] == []
    assert answered or kind == "FILES"


def test_without_individuals_a_list_of_single_applications_is_not_given(folder: Path, adhoc: AdHoc) -> None:
    nameless = Warehouse(folder, NAMELESS)
    with pytest.raises(NotForScopeError, match="lists single applications, which Nameless may not see"):
        engine.run(QUERIES["pipeline/waiting_longest"], nameless, EVERY_LEVEL)
    assert engine.run(QUERIES["funnel/by_milestone"], nameless, EVERY_LEVEL).frame.height == 5
    persons = replace(QUERIES["_frame/selection"], sql="select candidate_key from applications order by 1")
    with pytest.raises(NotForScopeError):
        engine.run(persons, nameless, EVERY_LEVEL)
    everyone = engine.Mark(QUERIES["funnel/by_milestone"], {"milestone": "applied"})
    with pytest.raises(NotForScopeError, match="which Nameless may not see"):
        engine.listing(everyone, nameless, EVERY_LEVEL)
    with pytest.raises(AdHocError, match="Nameless may not see single applications"):
        typed(adhoc, nameless, "select 1")
    nameless.close()


def test_targets_are_those_set_for_the_scope_alone() -> None:
    fill, fill_data = Target("time_to_fill", 70.0), Target("time_to_fill", 60.0, role_family="data")
    all_hires, german, french = (Target("hires", 9.0, country=code) for code in (None, "DE", "FR"))
    rows = (fill, fill_data, all_hires, german, french)
    assert targets_within(rows, None) == rows
    assert targets_within(rows, DACH) == (fill, fill_data, german)
    assert targets_within(rows, Scope("cloud", rows={"role_family": ("cloud",)})) == (fill,)
