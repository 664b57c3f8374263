"""Each chart type drawn small: what its figure shows, in reduced form."""

import json

import polars as pl
import pytest
from charts.drawing import (
    BY_MONTH,
    CELLS,
    EXAMPLES,
    FUNNEL,
    LIGHT,
    MONTHS,
    SOURCES,
    draw,
    hovers,
    seen,
    texts,
    words,
)

from dashboard import charts
from dashboard.charts.draw import DRAW
from dashboard.charts.sheet import Sheet
from dashboard.charts.text import room_for, width


def test_every_figure_type_has_an_example_here():
    assert EXAMPLES.keys() == DRAW.keys()


def test_every_chart_type_is_a_figure_a_tile_or_a_table():
    assert charts.CHARTS.keys() == DRAW.keys() | {"metric", "figures", "table", "words"}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "de", "fr", "ja"])
def test_a_figure_is_plain_json_and_light(name, theme, locale):
    chart, frame = EXAMPLES[name]
    figure = draw(chart, frame, theme=theme, locale=locale)
    assert figure == json.loads(json.dumps(figure))
    assert len(figure["data"]) <= 3
    assert len(json.dumps(figure)) < 6_000
    assert "template" not in figure["layout"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_rows_without_a_value_draw_nothing(name):
    chart, frame = EXAMPLES[name]
    views = charts.column_views(frame, {})
    no_values = frame.select(
        pl.lit(None, dtype).alias(column) if dtype.is_numeric() else column
        for column, dtype in frame.schema.items()
    )
    for nothing in (frame.clear(), no_values):
        assert charts.figure(chart, nothing, views, LIGHT, charts.Reader.of("en")) is None


def _told_by_clicks(figure):
    """Yield the row that a click on each mark tells, with what the mark says on hover."""
    for trace in figure["data"]:
        told = zip(trace.get("customdata", ()), trace.get("hovertext", ()), strict=False)
        for row, text in told:
            pairs = zip(row, text, strict=True) if isinstance(row, list) else [(row, text)]
            yield from ((row, text) for row, text in pairs if row is not None)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_click_on_a_mark_tells_its_own_row_of_the_result(name):
    chart, frame = EXAMPLES[name]
    views, reader = charts.column_views(frame, {}), charts.Reader.of("en")
    sheet = Sheet(chart, frame, views, LIGHT, reader).measured()
    told = list(_told_by_clicks(draw(chart, frame)))
    shown = dict(enumerate(sheet.names(sheet.measure)))
    assert {row for row, _ in told} <= shown.keys() and len(told) >= min(3, frame.height)
    assert [text for row, text in told if shown[row] not in text.replace("None", "–").replace("−", "-")] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_zooms_and_no_text_of_plotlys_own_shows_on_hover(name):
    figure = draw(*EXAMPLES[name])
    axes = [axis for key, axis in figure["layout"].items() if key.startswith(("xaxis", "yaxis"))]
    assert all(axis["fixedrange"] for axis in axes)
    for trace in figure["data"]:
        assert trace.get("hoverinfo") == "skip" or trace["hovertemplate"] == "%{hovertext}<extra></extra>"


def test_a_funnel_writes_the_count_and_the_share_beside_each_bar():
    figure = draw(*EXAMPLES["funnel"])
    assert seen(figure) == [
        {
            "type": "bar",
            "x": [55272, 23944, 1200],
            "y": [0, 1, 2],
            "text": ["<b>55,272</b>", "<b>23,944</b>   43% of applied", "<b>1,200</b>   5.0% of screened"],
        }
    ]
    assert figure["layout"]["yaxis"]["ticktext"] == ["Applied", "Screened", "Hired"]


def test_a_funnel_tells_the_interval_of_a_share_on_hover():
    assert hovers(draw(*EXAMPLES["funnel"])) == [
        "<b>Applied</b><br>Reached: 55,272",
        "<b>Screened</b><br>Reached: 23,944<br>43% of applied<br>95% interval 42.9% to 43.7%",
        "<b>Hired</b><br>Reached: 1,200<br>5.0% of screened<br>95% interval 4.7% to 5.3%",
    ]


def test_the_longest_bar_of_a_funnel_leaves_room_for_its_figures():
    figure = draw(*EXAMPLES["funnel"])
    assert figure["layout"]["xaxis"]["range"][1] > 55272 * 1.15


def test_a_funnel_with_long_stages_writes_shares_alone_where_a_phone_lacks_room_for_their_names():
    chart, frame = EXAMPLES["funnel"]
    long = "Gespräch mit der Abteilungsleitung und dem Betriebsrat"
    figure = draw(chart, frame.with_columns(milestone=pl.Series(["applied", long, "hired"])))
    assert figure["data"][0]["text"][1:] == ["\u00a0<b>23,944</b>   43%", "\u00a0<b>1,200</b>   5.0%"]
    assert "43% of applied<br>" in hovers(figure)[1] and f"5.0% of g{long[1:]}" in hovers(figure)[2]
    beside = 300 - room_for(figure["layout"]["yaxis"]["ticktext"], 13) - 12
    ends = zip(figure["data"][0]["x"], figure["data"][0]["text"], strict=True)
    reach = figure["layout"]["xaxis"]["range"][1]
    assert all(value / reach * beside + width(text, 13) <= beside for value, text in ends)


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (["Beworben", "Vorausgewählt", "Eingestellt"], "5,0\u00a0% von „Vorausgewählt“"),
        (["応募", "書類・電話選考", "採用"], "5.0%"),
    ],
)
def test_a_funnel_of_the_shipped_stages_names_the_stage_before(stages: list[str], said: str):
    chart, frame = EXAMPLES["funnel"]
    locale = "de" if stages[0].isascii() else "ja"
    figure = draw(chart, frame.with_columns(milestone=pl.Series(stages)), locale=locale)
    text = figure["data"][0]["text"][2]
    assert said in text and len(text) > len("\u00a0<b>1,200</b>   5.0%")


def test_two_funnels_stand_side_by_side_in_the_colours_of_their_periods():
    frame = pl.concat([FUNNEL.with_columns(period=pl.lit(period)) for period in ("now", "before")])
    figure = draw({"type": "funnel", "stage": "milestone", "value": "reached", "color": "period"}, frame)
    assert [trace["name"] for trace in figure["data"]] == ["Now", "Before"]
    assert figure["layout"]["showlegend"] is True


def test_dots_are_coloured_by_verdict_and_hollow_where_they_may_be_the_same():
    intervals, dots = draw(*EXAMPLES["dot_interval"])["data"]
    assert intervals["base"] == [0.1, 0.043, 0.019]
    assert intervals["x"] == pytest.approx([0.024, 0.021, 0.008])
    assert dots["marker"]["line"]["color"] == [LIGHT.positive, LIGHT.neutral, LIGHT.negative]
    assert dots["marker"]["color"] == [LIGHT.positive, LIGHT.background, LIGHT.negative]


def test_below_the_reference_is_good_news_for_a_duration():
    chart, frame = EXAMPLES["dot_interval"]
    dots = draw(chart | {"good": "down"}, frame)["data"][1]
    assert dots["marker"]["line"]["color"] == [LIGHT.negative, LIGHT.neutral, LIGHT.positive]


def test_estimates_stand_at_the_right_and_the_reference_is_named():
    figure = draw(*EXAMPLES["dot_interval"])
    assert figure["layout"]["yaxis2"]["ticktext"] == ["<b>11.2%</b>", "<b>5.3%</b>", "<b>2.3%</b>"]
    assert words(figure) == ["Average 4.6%"]
    assert hovers(figure, 1)[0] == (
        "<b>Referral</b><br>Hire rate: 11.2%<br>Low 10.0%, High 12.4%<br>Applications: 1,200"
        "<br>above the reference, beyond chance"
    )


def test_many_names_without_an_estimate_are_counted_instead_of_shown():
    frame = pl.DataFrame({"country": ["DE", "FR", "ES", "IT", "PL"], "days": [32.0, None, None, None, None]})
    figure = draw({"type": "dot_interval", "x": "days", "y": "country", "note": "Medians"}, frame)
    assert figure["layout"]["yaxis"]["ticktext"] == ["Germany"]
    assert figure["layout"]["title"]["text"] == "Medians. 4 more without a figure"
    figure = draw({"type": "dot_interval", "x": "days", "y": "country"}, frame[:3])
    assert figure["layout"]["yaxis2"]["ticktext"] == ["<b>32\u00a0d</b>", "<b>–</b>", "<b>–</b>"]


def test_many_names_without_an_estimate_say_why_where_all_lack_it_for_the_same_reason():
    few = [f"Too few hires to say ({number})" for number in (4, 0, 2, 1)]
    frame = pl.DataFrame({"country": ["DE", "FR", "ES", "IT", "PL"], "days": [32.0, *4 * [None]]})
    chart = {"type": "dot_interval", "x": "days", "y": "country", "blank": "why"}
    figure = draw(chart, frame.with_columns(why=pl.Series([None, *few])))
    assert figure["layout"]["title"]["text"] == "Too few hires to say: 4 more"
    figure = draw(chart, frame.with_columns(why=pl.Series([None, *few[1:], "Followed for 3 days only"])))
    assert figure["layout"]["title"]["text"] == "4 more without a figure"


def test_a_box_without_quantiles_says_why():
    chart, frame = EXAMPLES["box"]
    blank = frame.head(1).select(
        pl.lit(None, dtype).alias(name) if dtype.is_numeric() else pl.lit("Offer").alias(name)
        for name, dtype in frame.schema.items()
    )
    both = pl.concat([frame.head(1), blank], how="vertical_relaxed")
    figure = draw(
        chart | {"blank": "why"}, both.with_columns(why=pl.Series([None, "Too few hires to say (2)"]))
    )
    assert words(figure) == ["Too few hires to say (2)"]
    assert figure["layout"]["annotations"][0]["y"] == 1


def test_a_name_without_an_estimate_says_why():
    frame = pl.DataFrame(
        {"country": ["DE", "FR"], "days": [32.0, None], "why": [None, "Too few hires to say (2)"]}
    )
    figure = draw({"type": "dot_interval", "x": "days", "y": "country", "blank": "why"}, frame)
    assert words(figure) == ["Too few hires to say (2)"]
    assert figure["layout"]["annotations"][0]["y"] == 1


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_the_hover_says_how_many_a_figure_rests_on(kind):
    frame = BY_MONTH.with_columns(hires=pl.lit(7))
    figure = draw({"type": kind, "x": "month", "y": "median_days", "n": "hires"}, frame)
    assert hovers(figure)[0] == "<b>Jan 2026</b><br>Median days: 30\u00a0d<br>Hires: 7"


def test_a_cell_says_how_many_it_rests_on():
    figure = draw(EXAMPLES["heatmap"][0] | {"n": "entered"}, CELLS.with_columns(entered=pl.lit(40)))
    assert any("Entered: 40" in str(trace.get("hovertext")) for trace in figure["data"])


def test_series_that_share_no_name_have_the_whole_width():
    steps = pl.DataFrame(
        {"step": ["All applications", "Still open"], "n": [90, -20], "kind": ["total", "step"]}
    )
    figure = draw({"type": "bar", "x": "n", "y": "step", "color": "kind"}, steps)
    assert figure["layout"]["barmode"] == "stack"
    both = pl.concat([steps, steps.with_columns(kind=pl.col("kind").reverse())])
    assert draw({"type": "bar", "x": "n", "y": "step", "color": "kind"}, both)["layout"]["barmode"] == "group"


def test_a_reference_near_the_right_end_is_named_to_its_left():
    figure = draw(EXAMPLES["dot_interval"][0], SOURCES.with_columns(average=pl.lit(0.13)))
    assert figure["layout"]["annotations"][0]["xanchor"] == "right"
    assert draw(*EXAMPLES["dot_interval"])["layout"]["annotations"][0]["xanchor"] == "left"


def test_terms_have_a_capital_and_names_stay_as_they_are():
    frame = pl.DataFrame(
        {"source": ["on_site", "ai", "iOS forum", "jobs.example", "Referral"], "n": [5, 4, 3, 2, 1]}
    )
    figure = draw({"type": "bar", "x": "n", "y": "source"}, frame)
    assert figure["layout"]["yaxis"]["ticktext"] == ["On site", "AI", "iOS forum", "jobs.example", "Referral"]


def test_names_that_need_room_lay_the_bars_down():
    figure = draw(
        {"type": "bar", "x": "name", "y": "hires"}, pl.DataFrame({"name": ["Research"] * 1, "hires": [3]})
    )
    assert "orientation" not in figure["data"][0]
    long = pl.DataFrame(
        {"name": ["Research and development", "Human resources", "Marketing"], "hires": [3, 2, 1]}
    )
    figure = draw({"type": "bar", "x": "name", "y": "hires"}, long)
    assert figure["data"][0]["orientation"] == "h"
    assert figure["data"][0]["x"] == [3, 2, 1]


def test_bars_are_sorted_when_the_header_says_so():
    figure = draw({"type": "bar", "x": "applications", "y": "source", "sort": "descending"}, SOURCES)
    assert figure["layout"]["yaxis"]["ticktext"] == ["Job board", "Referral", "University"]
    assert texts(figure["data"][0]) == ["9,000", "1,200", "300"]


def test_bars_that_can_still_change_are_hatched_and_say_so():
    frame = BY_MONTH.with_columns(open=pl.col("month") == pl.date(2026, 6, 1))
    figure = draw({"type": "bar", "x": "month", "y": "median_days", "provisional": "open"}, frame)
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["", "", "", "", "", "/"]
    assert words(figure) == ["still open"]
    assert hovers(figure)[-1] == "<b>Jun 2026</b><br>Median days: 20\u00a0d<br>still open"


def test_a_bars_interval_is_drawn_as_a_whisker_and_replaces_the_label():
    chart = {"type": "bar", "x": "hire_rate", "y": "source", "low": "low", "high": "high"}
    bars = draw(chart, SOURCES)["data"][0]
    assert bars["error_x"]["array"] == pytest.approx([0.012, 0.011, 0.004])
    assert bars["error_x"]["arrayminus"] == pytest.approx([0.012, 0.01, 0.004])
    assert "text" not in bars


def test_a_stack_reaches_the_sum_of_its_series():
    frame = pl.DataFrame({"quarter": ["Q1", "Q1"], "channel": ["agency", "referral"], "hires": [30, 45]})
    figure = draw({"type": "bar", "x": "quarter", "y": "hires", "color": "channel", "stack": True}, frame)
    assert figure["layout"]["barmode"] == "stack"
    assert figure["layout"]["yaxis"]["range"][1] >= 75


def test_the_part_of_a_line_that_can_still_change_is_dotted_and_shaded():
    band, settled, rest = draw(*EXAMPLES["line"])["data"]
    assert band["fill"] == "toself"
    assert settled["y"] == [30.0, 32.5, 31.0, 34.0]
    assert rest["y"] == [34.0, 33.0, 20.0]
    assert rest["line"]["dash"] == "dot"
    figure = draw(*EXAMPLES["line"])
    assert figure["layout"]["shapes"][0]["x0"] == "2026-04-01"
    assert words(figure) == ["still open", "<b>34\u00a0d</b>"]


def test_a_line_breaks_where_a_value_is_missing_and_a_lone_value_is_a_dot():
    values = [30.0, 31.0, None, 33.0, None, 35.0]
    frame = pl.DataFrame({"month": MONTHS, "days": values, "low": values, "high": values})
    band, line = draw({"type": "line", "x": "month", "y": "days", "low": "low", "high": "high"}, frame)[
        "data"
    ]
    assert line["y"] == values
    assert line["marker"]["size"] == [0, 0, 0, 7, 0, 7]
    assert band["x"].count(None) == 2


def test_lines_are_named_at_their_ends_apart_from_each_other():
    frame = pl.DataFrame(
        {
            "day": [0, 10, 0, 10, 0, 10],
            "country": ["DE", "DE", "FR", "FR", "PL", "PL"],
            "share": [0.0, 0.5, 0.0, 0.5, 0.0, 0.51],
        }
    )
    figure = draw({"type": "line", "x": "day", "y": "share", "color": "country"}, frame)
    assert [text.split("</span> ")[1] for text in words(figure)] == ["Germany", "France", "Poland"]
    heights = sorted(mark["y"] for mark in figure["layout"]["annotations"])
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1])
    assert heights[1] - heights[0] > 0.03


def test_more_lines_than_can_be_named_get_a_legend():
    frame = pl.DataFrame({"day": [0, 9] * 7, "team": [f"team {n // 2}" for n in range(14)], "n": [5] * 14})
    figure = draw({"type": "line", "x": "day", "y": "n", "color": "team"}, frame)
    assert figure["layout"]["legend"]["orientation"] == "h"
    assert words(figure) == []


def test_lines_that_end_on_different_days_get_a_legend_since_a_name_would_lie_on_the_others():
    frame = pl.DataFrame({"day": [0, 9, 0, 5], "team": ["a", "a", "b", "b"], "n": [5, 6, 1, 2]})
    chart = {"type": "line", "x": "day", "y": "n", "color": "team"}
    assert words(draw(chart, frame)) == [] and draw(chart, frame)["layout"]["showlegend"] is True
    together = draw(chart, frame.with_columns(day=pl.Series([0, 9, 0, 9])))
    assert len(words(together)) == 2 and together["layout"]["showlegend"] is False


def test_a_stacked_area_counts_each_series_once():
    frame = pl.DataFrame({"day": [0, 1, 0, 1], "channel": ["a", "a", "b", "b"], "n": [60, 60, 60, 60]})
    figure = draw({"type": "area", "x": "day", "y": "n", "color": "channel"}, frame)
    assert {trace["stackgroup"] for trace in figure["data"]} == {"all"}
    assert figure["layout"]["yaxis"]["range"][1] >= 120


def test_a_goal_is_a_line_with_its_name():
    figure = draw({"type": "line", "x": "month", "y": "median_days", "goal": 30}, BY_MONTH)
    assert "Goal 30\u00a0d" in words(figure)
    assert figure["layout"]["shapes"][0]["y0"] == 30


def test_the_figure_of_a_bar_stands_in_it_where_the_stroke_of_its_goal_would_cross_it():
    frame = BY_MONTH.with_columns(target=pl.Series([31, 45, 30, 35, 36, None]))
    bars, _ = draw({"type": "bar", "x": "month", "y": "median_days", "goal": "target"}, frame)["data"]
    assert bars["textposition"] == ["inside", "outside", "outside", "inside", "inside", "outside"]
    assert bars["insidetextfont"]["color"] == "#ffffff" and bars["insidetextanchor"] == "end"
    apart = frame.with_columns(target=pl.Series([50, 51, 52, 53, 54, 55]))
    bars, _ = draw({"type": "bar", "x": "month", "y": "median_days", "goal": "target"}, apart)["data"]
    assert bars["textposition"] == "outside"


def test_goals_that_differ_are_a_stroke_across_each_bar():
    frame = BY_MONTH.with_columns(target=pl.Series([30, 30, 40, 40, 40, None]))
    chart = {"type": "bar", "x": "month", "y": "median_days", "goal": "target"}
    figure = draw(chart, frame)
    _, goals = figure["data"]
    assert goals["y"] == [30, 30, 40, 40, 40, None]
    assert goals["marker"]["symbol"] == "line-ew"
    assert hovers(figure, 1)[2] == "Goal 40\u00a0d"
    assert words(figure) == ["━\u00a0 Goal"]
    assert not figure["layout"].get("shapes")


def test_goals_that_differ_stand_across_bars_that_lie():
    frame = pl.DataFrame({"country": ["DE", "FR"], "hires": [3, 9], "target": [5, 4]})
    _, goals = draw({"type": "bar", "x": "hires", "y": "country", "goal": "target"}, frame)["data"]
    assert (goals["x"], goals["marker"]["symbol"]) == ([5, 4], "line-ns")


def test_a_goal_that_every_bar_shares_is_one_line():
    frame = BY_MONTH.with_columns(target=pl.lit(30))
    figure = draw({"type": "bar", "x": "month", "y": "median_days", "goal": "target"}, frame)
    assert len(figure["data"]) == 1
    assert figure["layout"]["shapes"][0]["y0"] == 30


def test_a_histogram_places_each_bar_on_its_bin_and_marks_the_median():
    figure = draw(*EXAMPLES["histogram"])
    bars = figure["data"][0]
    assert (bars["x"], bars["width"], bars["offset"]) == ([0, 5, 10], 5.0, 0)
    assert hovers(figure)[1] == "<b>5\u00a0d to 10\u00a0d</b><br>Hires: 9"
    assert words(figure) == ["Median 7\u00a0d"]


def test_a_heatmap_tells_none_from_zero():
    shades, ground, labels = draw(*EXAMPLES["heatmap"])["data"]
    assert shades["z"] == [[0.5, 0.0], [0.25, None]]
    assert labels["text"] == ["50.0%", "25.0%", "0.0%", "–"]
    assert labels["textfont"]["color"][-1] == LIGHT.muted
    assert ground["hovertext"][1][1] == "<b>France, Hired</b><br>None"


def test_a_heatmap_with_many_names_along_the_top_turns_them_to_the_side():
    countries = ["AT", "BE", "CH", "DE", "ES", "FR", "GB", "IE", "IT", "NL", "PL", "SE"]
    frame = pl.DataFrame({"country": countries, "language": ["en"] * 12, "postings": list(range(12))})
    figure = draw({"type": "heatmap", "x": "country", "y": "language", "value": "postings"}, frame)
    assert figure["layout"]["yaxis"]["ticktext"][:2] == ["Austria", "Belgium"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["English"]


def heads(names: list[str], column: str) -> dict:
    pairs = [(name, country) for name in names for country in ("Austria", "Norway") * 4]
    rows = [{column: name, "team": f"{team} {place % 8}", "n": 1} for place, (name, team) in enumerate(pairs)]
    return draw({"type": "heatmap", "x": column, "y": "team", "value": "n"}, pl.DataFrame(rows))["layout"][
        "xaxis"
    ]


def test_codes_along_the_top_of_a_heatmap_have_a_note_for_the_column_that_is_not_stated():
    def note(codes: list[str | None]) -> str | None:
        frame = pl.DataFrame([{"language": code, "team": "a rather long team", "n": 1} for code in codes])
        chart = {"type": "heatmap", "x": "language", "y": "team", "value": "n"}
        layout = draw(chart | {"note": "Of all"}, frame)["layout"]
        return layout["title"]["text"]

    codes = ["en", "de", "es", "fr", "nl", "pl", "pt", "it"]
    assert note([*codes, None]) == "Of all. – = Not stated"
    assert note(codes) == "Of all" and note(["en", None]) == "Of all"


def test_names_along_the_top_of_a_heatmap_are_smaller_before_they_stand_in_two_heights():
    codes = ["Ces", "Deu", "Eng", "Spa", "Fra", "Ita", "Jpn", "Nld", "Pol", "Por"]
    roomy, narrow = heads(codes[:3], "word"), heads(codes, "word")
    assert roomy["tickfont"]["size"] == LIGHT.size > narrow["tickfont"]["size"] >= 9
    assert narrow["ticktext"] == codes
    long = heads([f"Interviewed{place}0" for place in range(5)], "word")
    assert long["ticktext"][:2] == ["Interviewed00<br> ", "Interviewed10"]
    assert long["tickfont"]["size"] == LIGHT.size


def test_the_words_at_the_line_of_a_histogram_stand_above_its_bars():
    chart, frame = EXAMPLES["histogram"]
    (words,) = draw(chart, frame)["layout"]["annotations"]
    assert (words["y"], words["yref"], words["yanchor"]) == (1, "paper", "bottom")


def test_a_box_takes_the_quantiles_as_they_are():
    boxes, medians = draw(*EXAMPLES["box"])["data"]
    assert [boxes[key] for key in ("lowerfence", "q1", "median", "q3", "upperfence")] == [
        [1],
        [3],
        [6],
        [11],
        [30],
    ]
    assert "Median days: 6\u00a0d" in medians["hovertext"][0]


def test_a_curve_steps_and_leaves_out_the_rows_that_draw_nothing():
    band, curve = draw(*EXAMPLES["survival"])["data"]
    assert (curve["x"], curve["line"]["shape"]) == ([0, 10, 30, 40], "hv")
    assert band["x"][:3] == [0, 10, 10]
    assert band["y"][:3] == [0.0, 0.0, 0.03]


def test_a_curve_goes_on_past_days_that_are_not_told():
    chart, frame = EXAMPLES["survival"]
    shares = [chart["y"], chart["low"], chart["high"]]
    told = frame.with_columns(pl.when(pl.col(chart["x"]) != 10).then(pl.col(shares)))
    band, curve = draw(chart, told)["data"]
    assert curve["x"] == [0, 20, 30, 40]
    assert None not in [*curve["y"], *band["y"]]


def test_a_curve_that_ends_on_its_first_day_is_nothing_to_draw():
    chart, frame = EXAMPLES["survival"]
    views = charts.column_views(frame, {})
    assert charts.figure(chart, frame.head(1), views, LIGHT, charts.Reader.of("en")) is None


@pytest.mark.parametrize(("kind", "counted"), [("funnel", "value"), ("waterfall", "x")])
def test_a_chart_that_follows_a_number_of_rows_is_nothing_to_draw_where_that_is_0(
    kind: str, counted: str
) -> None:
    chart, frame = EXAMPLES[kind]
    views = charts.column_views(frame, {})
    none = frame.with_columns(pl.col(chart[counted]) * 0)
    one = none.with_columns(pl.Series(chart[counted], [1, *[0] * (frame.height - 1)]))
    drawn = [charts.figure(chart, each, views, LIGHT, charts.Reader.of("en")) for each in (none, one)]
    assert [each is None for each in drawn] == [True, False]


def test_a_curve_names_its_median_day_and_who_is_left():
    figure = draw(*EXAMPLES["survival"])
    assert words(figure) == ["Half by 30\u00a0d"]
    assert figure["layout"]["shapes"][0]["y1"] == 0.05
    assert hovers(figure, 1)[2] == "<b>Day 30</b><br>Hired share: 5.0%<br>Low 4.0%, High 6.0%<br>At risk: 30"


def test_a_dots_area_is_in_proportion_to_its_size():
    sizes = draw(*EXAMPLES["scatter"])["data"][0]["marker"]["size"]
    assert sizes[2] == 34
    assert (sizes[0] / sizes[2]) ** 2 == pytest.approx(1200 / 9000, abs=0.01)


def test_names_of_dots_that_would_touch_are_left_out():
    crowd = pl.DataFrame(
        {"n": [5.0] * 12 + [9.0], "rate": [0.5] * 12 + [0.9], "name": [f"name {i}" for i in range(13)]}
    )
    figure = draw({"type": "scatter", "x": "n", "y": "rate", "label": "name"}, crowd)
    assert len(words(figure)) < 8
    assert "name 12" in words(figure)


def test_thousands_of_dots_are_drawn_without_naming_them_all():
    n = 5000
    frame = pl.DataFrame(
        {"n": range(n), "rate": [i % 97 / 97 for i in range(n)], "name": [f"n{i}" for i in range(n)]}
    )
    figure = draw({"type": "scatter", "x": "n", "y": "rate", "label": "name"}, frame)
    assert len(figure["data"][0]["x"]) == n
    assert len(words(figure)) <= 41


def test_a_map_says_what_has_no_tile_and_pales_what_has_no_value():
    figure = draw(*EXAMPLES["map"])
    assert words(figure) == ["Not on the map:<br>Not stated 3"]
    shades, ground, labels = figure["data"]
    assert sorted(value for row in shades["z"] for value in row if value is not None) == [0, 12]
    assert "<b>DE</b><br>12" in labels["text"]
    assert "SG" in labels["text"]
    assert "<b>Singapore</b><br>None" in [text for row in ground["hovertext"] for text in row]


def test_a_note_stands_under_the_chart_in_room_of_its_own():
    plain = draw({"type": "line", "x": "month", "y": "median_days"}, BY_MONTH)
    noted = draw({"type": "line", "x": "month", "y": "median_days", "note": "Hires <so far>"}, BY_MONTH)
    assert noted["layout"]["title"]["text"] == "Hires &lt;so far&gt;"
    assert noted["layout"]["height"] > plain["layout"]["height"]


def test_text_from_the_data_is_never_read_as_markup():
    frame = pl.DataFrame({"source": ["<b>bold</b> & <a href='x'>more</a>"], "hires": [1]})
    figure = draw({"type": "bar", "x": "hires", "y": "source"}, frame)
    assert figure["layout"].pop("meta")["description"].startswith("Bar chart of Hires: <b>bold</b>")
    drawn = json.dumps(figure)
    assert "<a " not in drawn
    assert "&lt;b&gt;bold" in drawn


def test_the_charts_own_format_replaces_its_measures():
    figure = draw(
        {"type": "bar", "x": "score", "y": "team", "format": "percent"},
        pl.DataFrame({"team": ["A"], "score": [0.5]}),
    )
    assert texts(figure["data"][0]) == ["50.0%"]


def test_a_country_that_is_not_stated_is_named_so():
    figure = draw(
        {"type": "bar", "x": "hires", "y": "country"},
        pl.DataFrame({"country": ["DE", None], "hires": [2, 1]}),
    )
    assert figure["layout"]["yaxis"]["ticktext"] == ["Germany", "Not stated"]


def test_not_a_number_and_infinity_are_missing_values():
    frame = pl.DataFrame({"team": ["A", "B", "C"], "rate": [float("nan"), float("inf"), 0.5]})
    assert draw({"type": "bar", "x": "rate", "y": "team"}, frame)["data"][0]["x"] == [None, None, 0.5]


def test_every_figure_says_in_words_what_it_shows():
    assert draw(*EXAMPLES["dot_interval"])["layout"]["meta"]["description"] == (
        "Dots with intervals of Hire rate, 3 values from Referral to Job board. "
        "Highest: Referral, 11.2%. Lowest: Job board, 2.3%."
    )


def test_a_heatmaps_words_name_both_sides_of_a_cell():
    assert (
        "Highest: Germany, Screened, 50.0%"
        in draw({"type": "heatmap", "x": "milestone", "y": "country", "value": "rate"}, CELLS)["layout"][
            "meta"
        ]["description"]
    )


def test_the_whisker_of_a_month_that_is_still_open_does_not_flatten_all_others():
    months = pl.DataFrame(
        {
            "month": MONTHS.head(2),
            "rate": [0.02, 0.01],
            "low": [0.01, 0.0],
            "high": [0.04, 0.9],
            "open": [False, True],
        }
    )
    chart = {"type": "bar", "x": "month", "y": "rate", "low": "low", "high": "high"}
    figure = draw({**chart, "provisional": "open"}, months)
    assert figure["layout"]["yaxis"]["range"] == [0, 0.06]
    assert figure["data"][0]["error_y"]["array"] == pytest.approx([0.02, 0.89])  # the drawing ends it
    assert draw(chart, months)["layout"]["yaxis"]["range"] == [0, 1]


def test_many_bands_over_each_other_are_fainter_than_few():
    def bands(number: int) -> set[str]:
        chart, frame = EXAMPLES["survival"]
        groups = pl.concat([frame.with_columns(group=pl.lit(str(each))) for each in range(number)])
        traces = draw({**chart, "color": "group"}, groups)["data"]
        return {trace["fillcolor"].rpartition(",")[2].strip(" )") for trace in traces if trace.get("fill")}

    assert (bands(3), bands(4)) == ({"0.16"}, {"0.08"})
