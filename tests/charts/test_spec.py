"""What a `[chart]` table may say, and every mistake in it as a sentence."""

import polars as pl
import pytest
from charts.drawing import EXAMPLES, LIGHT, draw

from dashboard import charts
from dashboard.charts import ChartError, problems
from dashboard.charts.kinds import kind_of
from dashboard.charts.spec import CHARTS, options

TYPES = {"country": "VARCHAR", "hires": "BIGINT", "month": "DATE", "rate": "DOUBLE", "open": "BOOLEAN"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_free_of_problems(name):
    chart, frame = EXAMPLES[name]
    assert problems(chart, frame.schema) == []


def test_every_chart_and_option_says_what_it_is_for():
    for name, spec in CHARTS.items():
        assert spec.about.endswith(".")
        assert set(spec.required) <= options(name).keys()
        assert all(option.help for option in options(name).values())


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        ({"type": "bra"}, ['there is no chart type "bra". Did you mean "bar"?']),
        ({}, ["there is no chart type None."]),
        ({"type": "line", "x": "month"}, ['a line needs "y".']),
        (
            {"type": "line", "x": "month", "y": "hires", "colour": "country"},
            ['a line has no "colour". Did you mean "color"?'],
        ),
        (
            {"type": "line", "x": "moth", "y": "hires"},
            ['"x" names the column "moth", which the result lacks. Did you mean "month"?'],
        ),
        (
            {"type": "line", "x": "month", "y": "country"},
            ['"y" needs a column of numbers, and "country" holds text.'],
        ),
        (
            {"type": "bar", "x": "country", "y": "month"},
            ['a bar needs numbers in "x" or in "y"; neither "country" nor "month" holds any.'],
        ),
        (
            {"type": "bar", "x": "hires", "y": "country", "sort": "up"},
            ['"sort" takes "ascending", "descending" or "name", not "up".'],
        ),
        (
            {"type": "bar", "x": "hires", "y": "country", "stack": "yes"},
            ['"stack" takes true or false, not "yes".'],
        ),
        (
            {"type": "line", "x": "month", "y": "hires", "height": True},
            ['"height" takes a number, not True.'],
        ),
        (
            {"type": "line", "x": "month", "y": "hires", "goal": ["a"]},
            ["\"goal\" takes a number or the name of a column, not ['a']."],
        ),
        ({"type": "line", "x": "month", "y": "hires", "provisional": "open", "goal": 3.5}, []),
        (
            {"type": "table", "columns": "country"},
            ['"columns" takes a list of column names, as in ["country", "hires"].'],
        ),
        (
            {"type": "table", "bars": ["country"]},
            ['"bars" needs a column of numbers, and "country" holds text.'],
        ),
        ({"type": "table", "note": "x"}, ['a table has no "note".']),
    ],
)
def test_a_mistake_is_a_sentence_with_the_nearest_right_name(chart, expected):
    assert problems(chart, TYPES) == expected


def test_all_mistakes_come_at_once():
    assert len(problems({"type": "bar", "x": "nope", "colour": "x", "sort": "up"}, TYPES)) == 4


def test_without_a_result_only_the_header_is_checked():
    assert problems({"type": "line", "x": "anything", "y": "whatever"}) == []


@pytest.mark.parametrize(
    ("dtype", "name", "kind"),
    [
        (pl.Int64(), "BIGINT", "number"),
        (pl.UInt8(), "UTINYINT", "number"),
        (pl.Decimal(18, 3), "DECIMAL(18,3)", "number"),
        (pl.String(), "VARCHAR", "text"),
        (pl.Enum(["a"]), "ENUM('a', 'b')", "text"),
        (pl.Date(), "DATE", "time"),
        (pl.Datetime(), "TIMESTAMP", "time"),
        (pl.Boolean(), "BOOLEAN", "bool"),
        (pl.List(pl.Int64()), "BIGINT[]", "list"),
        (pl.Null(), '"NULL"', "null"),
        (pl.Duration(), "INTERVAL", "other"),
        (pl.Struct({"a": pl.Int64()}), "STRUCT(a INTEGER)", "other"),
    ],
)
def test_a_columns_kind_is_the_same_by_polars_type_and_by_duckdb_name(dtype, name, kind):
    assert kind_of(dtype) == kind_of(name) == kind


def test_a_figure_is_refused_with_every_reason():
    frame = pl.DataFrame({"country": ["DE"], "hires": [1]})
    with pytest.raises(ChartError, match=r'a line needs "y"\. a line has no "sise"\.'):
        draw({"type": "line", "x": "country", "sise": "hires"}, frame)


def test_a_metric_is_not_drawn_as_a_figure():
    frame = pl.DataFrame({"hires": [1]})
    with pytest.raises(ChartError, match="a metric is not drawn as a figure"):
        charts.figure({"type": "metric", "value": "hires"}, frame, {}, LIGHT, charts.Reader.of("en"))


def test_more_series_than_colours_are_refused_with_what_to_do():
    frame = pl.DataFrame({"day": [1] * 9, "team": [f"t{n}" for n in range(9)], "n": [1] * 9})
    with pytest.raises(ChartError, match='"team" has 9 values, and 8 colours'):
        draw({"type": "line", "x": "day", "y": "n", "color": "team"}, frame)


def test_more_names_than_can_be_read_are_refused():
    frame = pl.DataFrame({"source": [f"source {n}" for n in range(61)], "n": [1] * 61})
    with pytest.raises(ChartError, match="61 names are too many to read in a chart; 60 are the most"):
        draw({"type": "bar", "x": "n", "y": "source"}, frame)


@pytest.mark.parametrize(
    ("chart", "place"),
    [
        ({"type": "heatmap", "x": "stage", "y": "country", "value": "n"}, "Hired, Germany"),
        ({"type": "map", "country": "country", "value": "n"}, "Germany"),
        ({"type": "bar", "x": "n", "y": "stage"}, "Hired"),
        ({"type": "line", "x": "day", "y": "n"}, "7\u00a0d"),
        ({"type": "funnel", "stage": "stage", "value": "n", "facet": "country"}, "Hired, Germany"),
    ],
)
def test_two_rows_for_one_place_are_refused(chart, place):
    frame = pl.DataFrame({"country": ["DE", "DE"], "stage": ["hired", "hired"], "day": [7, 7], "n": [1, 2]})
    with pytest.raises(
        ChartError, match=f'"{place}" comes in more than one row, and one would hide the other'
    ):
        draw(chart, frame)


def test_rows_of_different_series_may_share_a_place():
    frame = pl.DataFrame({"stage": ["hired", "hired"], "period": ["now", "before"], "n": [1, 2]})
    draw({"type": "bar", "x": "n", "y": "stage", "color": "period"}, frame)
