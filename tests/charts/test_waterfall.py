"""The waterfall: each step starts where the one before ended, each part on its own scale."""

import polars as pl
import pytest
from charts.drawing import EXAMPLES, LIGHT, draw, hovers, words

from dashboard import charts
from dashboard.charts.layout import PHONE
from dashboard.charts.text import width

CHART, STEPS = EXAMPLES["waterfall"]


def test_a_step_lies_between_its_totals():
    totals, steps = draw(CHART, STEPS)["data"]
    assert totals["base"] == [0, 0, 0, 0]
    assert totals["x"] == pytest.approx([1, 0.9, 0.8, 1])
    assert steps["base"] == pytest.approx([0.9, 0.8])
    assert steps["x"] == pytest.approx([0.1, 0.2])


def test_steps_say_their_sign_and_totals_none():
    figure = draw(CHART, STEPS)
    assert figure["layout"]["yaxis2"]["ticktext"] == [
        "<b></b>", "<b>1,000</b>", "<b>−100</b>", "<b>900</b>", "<b></b>", "<b>20</b>", "<b>+5</b>", "<b>25</b>",
    ]  # fmt: skip
    assert hovers(figure, 1) == [
        "<b>Applied again</b><br>People<br>Change: −100",
        "<b>Hired later</b><br>Hires<br>Change: +5",
    ]


def test_parts_have_a_title_and_a_row_of_their_own():
    figure = draw(CHART, STEPS)
    assert words(figure) == ["<b>People</b>", "<b>Hires</b>"]
    assert figure["layout"]["yaxis"]["ticktext"][:3] == ["", "Applications", "Applied again"]
    assert figure["data"][0]["y"] == [1, 3, 5, 7]


def test_the_title_of_a_part_is_whole_on_a_phone():
    long = "Einstellungen des Zeitraums zu Einstellungen der Kohorte"
    figure = draw(CHART, STEPS.head(3).with_columns(part=pl.lit(long)))
    (title,) = figure["layout"]["annotations"]
    assert title["text"] == "<b>Einstellungen des Zeitraums zu<br>Einstellungen der Kohorte</b>"
    assert width(title["text"], LIGHT.size) < PHONE
    assert title["xshift"] == -int(0.85 * width("Applied again", LIGHT.size)), "from over the names on"


def test_without_parts_there_is_one_waterfall():
    chart = {key: value for key, value in CHART.items() if key != "part"}
    figure = draw(chart, STEPS[:3])
    assert figure["layout"]["yaxis"]["ticktext"] == ["Applications", "Applied again", "People"]
    assert words(figure) == []


def test_thin_lines_lead_from_the_end_of_a_bar_to_the_next():
    links = draw(CHART, STEPS)["layout"]["shapes"]
    assert [link["x0"] for link in links] == pytest.approx([1, 0.9, 0.8, 1])
    assert {link["line"]["color"] for link in links} == {LIGHT.muted}


def test_the_rows_of_a_part_cannot_share_a_name():
    twice = STEPS.with_columns(line=pl.lit("Applications"))
    with pytest.raises(charts.ChartError, match="comes in more than one row"):
        draw(CHART, twice)


def test_a_part_that_is_not_told_is_not_drawn():
    figure = draw(
        CHART, STEPS.with_columns(pl.when(pl.col("part") != "People").then("change").alias("change"))
    )
    assert "Applications" not in figure["layout"]["yaxis"]["ticktext"]
    assert figure["layout"]["yaxis2"]["ticktext"][1:] == ["<b>20</b>", "<b>+5</b>", "<b>25</b>"]
