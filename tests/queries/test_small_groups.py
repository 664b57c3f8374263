"""Every query file for who may not see individuals: it says what is about people, and of few it shows nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl
import polars.selectors as cs
import pytest
from support import ROOT

from dashboard import charts, engine, settings
from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.charts import Reader, Theme
from dashboard.charts.sentences import places
from dashboard.engine import Period, Result, Selection
from dashboard.engine.masking import WITHHELD
from dashboard.engine.running import unmasked
from dashboard.importing import import_exports
from dashboard.warehouse import Scope, Warehouse, publish_scopes

SMALLEST = 5
QUERIES = load(ROOT / "queries").queries
DECLARED = {name: query for name, query in QUERIES.items() if query.people}
EVERYONE = Scope("all-few", "Everyone, few", individuals=False)
NAMELESS = Scope("nameless", "Nameless", {"country": ("DE", "AT")}, individuals=False)
ABOUT_NOBODY = {
    "postings", "posting_days", "jobs", "countries", "groups", "group_count", "place", "months",  # what is offered, and how many groups
    "month", "quarter", "day", "step", "days_from", "bar_days",  # the calendar and the axis
    "spend", "target", "line", "bytes", "imported_at", "rows_read", "rows_kept", "rows_set_aside", "rows_skipped",
    "open_roles", "monthly_open_roles", "open_roles_before", "slow_roles",
}  # fmt: skip
OF_SEATS = {
    "time_to_hire/fill_forecast", "time_to_hire/fill_plan", "time_to_hire/filled_by_target", "time_to_hire/forecast_record",
    "time_to_hire/open_against_curve", "time_to_hire/time_to_fill", "time_to_hire/time_to_fill_half", "time_to_hire/time_to_fill_summary",
}  # fmt: skip
"""Cards about openings alone: a seat is nobody."""

FIGURES = {"first_group", "last_group", "low", "high", "difference", "size", "n", "n_before", "fewest", "longest", "first_line"}  # fmt: skip
"""Whole numbers that count nobody by themselves: places, days, and in overview/changes what `people` stands for."""

Sources = Mapping[str, Warehouse]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    path = tmp_path_factory.mktemp("few") / "warehouse"
    import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], path, account="main")
    publish_scopes(path, [EVERYONE, NAMELESS])
    opened = {scope.name: Warehouse(path, scope) for scope in (EVERYONE, NAMELESS)}
    yield opened
    for warehouse in opened.values():
        warehouse.close()


def selections(source: Warehouse) -> Iterator[Selection]:
    said = source.published()
    every_role = Selection(role_level=())
    year = engine.selected(
        every_role, Period("last-12-months", "previous"), said.as_of, said.first_date or said.as_of
    )
    yield year
    yield replace(year, role_level=("architect",), channel=("agency", "referral"))


_ASKED: dict[tuple[str, str], list[tuple[Result, Result]]] = {}


def asked(query: Query, source: Warehouse) -> Sequence[tuple[Result, Result]]:
    """Return what a scope gets of a query, and the rows as they are, for several selections."""
    key = (query.name, source.scope_key)
    if key not in _ASKED:
        _ASKED[key] = [
            (engine.run(query, source, selection), unmasked(query, source, selection))
            for selection in selections(source)
        ]
    return _ASKED[key]


def rests_on(query: Query, name: str, kind: pl.DataType) -> Sequence[str]:
    """Return the counts that a column rests on, as docs/queries.md says it."""
    people = query.people
    assert people
    told_apart = {
        *people.nobody,
        *people.overall,
        *(each for names in people.running.values() for each in names),
    }
    named = [count for count, figures in people.counts.items() if name in figures]
    if name in told_apart or name in people.counts or named:
        return [] if name in told_apart else named
    texts = query.columns[name].texts if name in query.columns else {}
    stays = kind in (pl.String, pl.Boolean) and not any(list(places(text)) for text in texts.values())
    return [] if stays else list(people.counts)


def people_in(value: float | list[int] | None) -> list[float]:
    return [] if value is None else [abs(each) for each in (value if isinstance(value, list) else [value])]


def nulls(frame: pl.DataFrame) -> int:
    return sum(frame[name].null_count() for name in frame.columns)


def test_every_query_says_what_is_about_people_or_lists_individuals() -> None:
    silent = {name for name, query in QUERIES.items() if query.people is None}
    assert silent == {
        "_frame/behind_applications",
        "_frame/behind_offers",
        "_frame/behind_stage_visits",
        "pipeline/waiting_longest",
        "pipeline/offers_out",
    }


def test_a_query_that_says_nothing_of_people_lists_individuals(sources: Sources) -> None:
    source = sources[EVERYONE.name]
    for name in QUERIES.keys() - DECLARED.keys():
        with pytest.raises(engine.NotForScopeError, match="lists single applications"):
            engine.run(QUERIES[name], source, Selection())


def test_only_seats_postings_money_and_days_are_about_nobody() -> None:
    said = {
        name
        for query in DECLARED.values()
        if query.people and query.name not in OF_SEATS
        for name in query.people.nobody
    }
    assert said == ABOUT_NOBODY
    for name in OF_SEATS:
        people = QUERIES[name].people
        assert people and not people.counts
        assert QUERIES[name].tables & {"applications", "offers", "stage_visits"} == set()


@pytest.mark.parametrize("name", DECLARED)
def test_every_whole_number_is_declared_or_is_no_count(name: str, sources: Sources) -> None:
    people = DECLARED[name].people
    assert people
    (told, _), *_ = asked(DECLARED[name], sources[EVERYONE.name])
    declared = {*people.counts, *people.nobody, *people.overall}
    others = set(told.frame.select(cs.integer()).columns) - declared - FIGURES
    assert {column for column in others if "day" not in column} == set()


@pytest.mark.parametrize("scope", [EVERYONE.name, NAMELESS.name])
@pytest.mark.parametrize("name", DECLARED)
def test_no_count_of_few_is_shown(name: str, scope: str, sources: Sources) -> None:
    query = DECLARED[name]
    assert query.people
    for told, true in asked(query, sources[scope]):
        for column in query.people.counts:
            shown = [each for value in told.frame[column].to_list() for each in people_in(value)]
            assert [each for each in shown if 0 < each < SMALLEST] == []
            few = [
                any(0 < each < SMALLEST for each in people_in(value))
                for value in true.frame[column].to_list()
            ]
            assert told.frame[column].filter(pl.Series(few, dtype=pl.Boolean)).null_count() == sum(few)


@pytest.mark.parametrize("scope", [EVERYONE.name, NAMELESS.name])
@pytest.mark.parametrize("name", DECLARED)
def test_no_figure_stands_beside_a_masked_count_that_it_rests_on(
    name: str, scope: str, sources: Sources
) -> None:
    query = DECLARED[name]
    for told, true in asked(query, sources[scope]):
        for column, kind in told.frame.schema.items():
            for count in rests_on(query, column, kind):
                hidden = told.frame[count].is_null() & true.frame[count].is_not_null()
                beside = set(told.frame[column].filter(hidden).drop_nulls())
                assert beside <= {WITHHELD}, (column, count)


@pytest.mark.parametrize("scope", [EVERYONE.name, NAMELESS.name])
@pytest.mark.parametrize("name", DECLARED)
def test_no_total_tells_a_masked_count(name: str, scope: str, sources: Sources) -> None:
    query = DECLARED[name]
    people = query.people
    assert people
    for told, true in asked(query, sources[scope]):
        dimensions = [
            each
            for each in true.frame.select(cs.string()).columns
            if each not in (query.columns.keys() & {"sentence", "note", "verdict", "standing"})
            and not any(each in figures for figures in people.counts.values())
        ]
        for column in people.counts.keys() - set(people.not_added):
            if true.frame[column].dtype == pl.List:
                continue  # its places are proved on drawn rows, in tests/engine/test_masking.py
            cells = pl.DataFrame(
                {
                    "counted": true.frame[column].abs(),
                    "hidden": told.frame[column].is_null() & (true.frame[column].abs() > 0),
                }
            ).with_columns(pl.lit(0).alias("all rows"), *true.frame.select(dimensions))
            for dimension in ("all rows", *(each for each in dimensions if each not in people.apart)):
                for _, rows in cells.group_by(dimension, *people.apart):
                    hidden = rows.filter("hidden")["counted"]
                    others = rows.filter(pl.col("counted") > 0).height > hidden.len()
                    if hidden.len() and others:
                        assert hidden.len() > 1 and hidden.sum() >= SMALLEST, (column, dimension)


@pytest.mark.parametrize("scope", [EVERYONE.name, NAMELESS.name])
def test_each_scope_has_something_masked_and_most_of_it_shown(scope: str, sources: Sources) -> None:
    cells = masked = 0
    for query in DECLARED.values():
        for told, true in asked(query, sources[scope]):
            hidden = nulls(told.frame) - nulls(true.frame)
            assert told.masked == (hidden > 0)
            cells += true.frame.height * true.frame.width
            masked += hidden
    assert 0.05 * cells < masked < 0.4 * cells


@pytest.mark.parametrize("scope", [EVERYONE.name, NAMELESS.name])
@pytest.mark.parametrize("name", DECLARED)
def test_what_is_left_is_drawn(name: str, scope: str, sources: Sources) -> None:
    query, reader, theme = DECLARED[name], Reader.of("en"), Theme.of("light")
    chart = {"type": query.chart.type, **query.chart.options}
    for told, _ in asked(query, sources[scope]):
        frame = charts.with_texts(told.frame, query.columns, reader)
        columns = charts.column_views(frame, query.columns, reader)
        match query.chart.type:
            case "metric":
                assert charts.tile(chart, frame, columns, theme, reader, title=query.title)
            case "figures":
                assert charts.figures(chart, frame, columns, theme, reader)
            case "words":
                assert "None" not in charts.words(chart, frame, columns, reader, str)
            case "table":
                assert charts.table(chart, frame, columns, reader).frame.height == frame.height
                assert "None" not in charts.written_table(chart, frame, columns, theme, reader)
            case _:
                charts.figure(chart, frame, columns, theme, reader)
                assert "None" not in charts.alt(chart, frame, columns, query.title, reader)


def test_who_may_see_individuals_sees_every_figure(sources: Sources) -> None:
    source = sources[EVERYONE.name]
    whole = Warehouse(source.database(source.version()).parents[4])
    selection = next(selections(whole))
    for name in ("countries/by_country", "funnel/by_milestone"):
        shown = engine.run(QUERIES[name], whole, selection)
        few = [
            each
            for count in DECLARED[name].people.counts  # type: ignore[union-attr]
            for value in shown.frame[count].to_list()
            for each in people_in(value)
            if 0 < each < SMALLEST
        ]
        assert few and not shown.masked
    whole.close()
