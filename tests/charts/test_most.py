"""Charts of many names: the largest of them, and how many are left out."""

import polars as pl
from charts.drawing import draw

from dashboard.charts.most import LEFT_OUT

COUNTRIES = [f"Country {number:02}" for number in range(24)]
RATES = pl.DataFrame(
    {
        "name": COUNTRIES,
        "rate": [0.5 - number / 100 for number in range(24)],
        "applications": list(range(1, 25)),
    }
)
CHART = {"type": "dot_interval", "x": "rate", "y": "name", "n": "applications", "most": 15}


def names(figure):
    return figure["layout"]["yaxis"]["ticktext"]


def test_the_names_that_rest_on_most_stay_in_the_order_of_the_rows():
    figure = draw(CHART, RATES)
    assert names(figure) == COUNTRIES[9:]
    assert figure["layout"]["meta"][LEFT_OUT] == 9
    assert figure["layout"]["title"]["text"] == "The largest 15 of 24"


def test_a_mark_knows_its_row_of_the_whole_result():
    assert draw(CHART, RATES)["data"][1]["customdata"] == list(range(9, 24))


def test_a_third_more_names_than_asked_for_are_all_drawn():
    figure = draw(CHART, RATES.head(20))
    assert names(figure) == COUNTRIES[:20]
    assert LEFT_OUT not in figure["layout"]["meta"]


def test_names_without_an_estimate_are_counted_apart():
    rates = RATES.with_columns(rate=pl.when(pl.col("applications") > 6).then("rate"))
    figure = draw(CHART, rates)
    assert names(figure) == COUNTRIES[6:]
    assert figure["layout"]["title"]["text"] == "6 more without a figure"


def test_a_grid_keeps_the_largest_of_its_longer_side():
    grid = pl.DataFrame(
        {
            "country": COUNTRIES * 2,
            "language": ["en"] * 24 + ["de"] * 24,
            "postings": [*range(24), *range(24)],
        }
    )
    chart = {"type": "heatmap", "x": "language", "y": "country", "value": "postings", "most": 15}
    figure = draw(chart, grid)
    assert names(figure) == COUNTRIES[9:]
    assert figure["layout"]["meta"][LEFT_OUT] == 9


def test_the_note_of_a_chart_stays_before_the_count():
    figure = draw(CHART | {"note": "Dot: median"}, RATES)
    assert figure["layout"]["title"]["text"] == "Dot: median. The largest 15 of 24"
