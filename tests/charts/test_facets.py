"""Small multiples: common scales, common colours, one legend."""

import polars as pl
import pytest
from charts.drawing import BY_MONTH, CELLS, MONTHS, SOURCES, draw, words

from dashboard import charts


def _by_country(high: float) -> pl.DataFrame:
    return pl.concat(
        [
            BY_MONTH.with_columns(country=pl.lit("DE")),
            BY_MONTH.with_columns(country=pl.lit("FR"), median_days=pl.lit(high)),
        ]
    )


def test_panels_share_the_widest_scale_and_name_themselves():
    figure = draw({"type": "line", "x": "month", "y": "median_days", "facet": "country"}, _by_country(90.0))
    layout = figure["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis3"]["range"]
    assert layout["yaxis"]["range"][1] >= 90
    assert layout["yaxis3"]["showticklabels"] is False
    assert layout["xaxis2"]["matches"] == "x"
    assert words(figure) == ["<b>Germany</b>", "<b>France</b>"]


def test_each_panels_traces_and_marks_refer_to_its_own_axes():
    frame = pl.concat([SOURCES.with_columns(country=pl.lit(code)) for code in ("DE", "FR")])
    chart = {
        "type": "dot_interval",
        "x": "hire_rate",
        "y": "source",
        "reference": "average",
        "facet": "country",
    }
    figure = draw(chart, frame)
    assert [(trace["xaxis"], trace["yaxis"]) for trace in figure["data"]] == [
        ("x", "y"),
        ("x", "y2"),
        ("x2", "y3"),
        ("x2", "y4"),
    ]
    assert [shape["yref"] for shape in figure["layout"]["shapes"]] == ["y domain", "y3 domain"]
    assert figure["layout"]["yaxis4"]["overlaying"] == "y3"


def test_panels_with_names_down_the_side_stand_below_each_other_without_touching():
    frame = pl.concat([SOURCES.with_columns(country=pl.lit(code)) for code in ("DE", "FR")])
    layout = draw({"type": "bar", "x": "applications", "y": "source", "facet": "country"}, frame)["layout"]
    upper, lower = layout["yaxis"]["domain"], layout["yaxis3"]["domain"]
    assert layout["xaxis"]["domain"] == layout["xaxis2"]["domain"] == [0.0, 1.0]
    assert upper[0] > lower[1]
    assert lower[0] == 0.0


def test_a_series_has_one_colour_in_all_panels_and_one_line_in_the_legend():
    rows = [("DE", "agency"), ("DE", "referral"), ("FR", "referral"), ("FR", "inbound")]
    frame = pl.DataFrame(
        [{"country": c, "channel": ch, "month": m, "hires": 3} for c, ch in rows for m in MONTHS.to_list()]
    )
    figure = draw({"type": "line", "x": "month", "y": "hires", "color": "channel", "facet": "country"}, frame)
    colors = {(trace["name"], trace["line"]["color"]) for trace in figure["data"]}
    assert len(colors) == 3
    listed = [trace["name"] for trace in figure["data"] if trace.get("showlegend", True)]
    assert listed == ["Agency", "Referral", "Inbound"]


def test_heatmaps_in_panels_share_one_scale_of_shades():
    frame = pl.concat(
        [
            CELLS.with_columns(language=pl.lit("en")),
            CELLS.with_columns(pl.col("rate") / 2, language=pl.lit("de")),
        ]
    )
    chart = {"type": "heatmap", "x": "milestone", "y": "country", "value": "rate", "facet": "language"}
    assert [trace["zmax"] for trace in draw(chart, frame)["data"] if "zmax" in trace] == [0.5, 0.5]


def test_more_panels_than_can_be_compared_are_refused():
    frame = pl.DataFrame({"team": [f"team {n}" for n in range(20)], "x": ["a"] * 20, "n": [1] * 20})
    with pytest.raises(charts.ChartError, match='"team" has 20 values, and 16 small charts are the most'):
        draw({"type": "bar", "x": "n", "y": "x", "facet": "team"}, frame)


@pytest.mark.parametrize(
    "chart",
    [
        {"type": "bar", "x": "n", "y": "stage"},
        {"type": "heatmap", "x": "stage", "y": "side", "value": "n"},
        {"type": "dot_interval", "x": "n", "y": "stage"},
        {"type": "line", "x": "stage", "y": "n"},
        {"type": "funnel", "stage": "stage", "value": "n"},
    ],
)
def test_a_panel_without_values_stays_empty(chart):
    frame = pl.DataFrame(
        {"country": ["DE", "FR"], "stage": ["hired", "hired"], "side": ["a", "a"], "n": [None, 5]}
    )
    assert "<b>Germany</b>" in words(draw(chart | {"facet": "country"}, frame))
