"""Figures as still drawings: lengths and places in proportion to the frame's numbers."""

import re
from html import unescape
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from charts.drawing import BY_MONTH, CURVE, EXAMPLES, FUNNEL, QUARTILES, SOURCES, draw

from dashboard.charts import svg
from dashboard.charts.svg.plane import Plane, number

WIDTH, HEIGHT = 460, 300
TAG = "{http://www.w3.org/2000/svg}"
BAR = {"type": "bar", "x": "applications", "y": "source"}
FUNNEL_CHART = {
    "type": "funnel",
    "stage": "milestone",
    "value": "reached",
    "rate": "rate",
    "low": "low",
    "high": "high",
}
DOTS = {
    "type": "dot_interval",
    "x": "hire_rate",
    "y": "source",
    "low": "low",
    "high": "high",
    "reference": "average",
    "verdict": "verdict",
}


def parsed(image: str) -> ET.Element:
    return ET.fromstring(image)  # noqa: S314 - the product's own drawing


def drawn(chart: dict[str, Any], frame: pl.DataFrame, **how: str) -> ET.Element:
    return parsed(svg.printed(draw(chart, frame, **how), WIDTH, HEIGHT, "card"))


def numbers(image: ET.Element, tag: str, attribute: str, **wanted: str) -> list[float]:
    found = image.iter(f"{TAG}{tag}")
    return [
        float(element.attrib[attribute].rstrip("%"))
        for element in found
        if all(element.get(name) == value for name, value in wanted.items())
    ]


def texts(image: ET.Element) -> list[str]:
    return ["".join(text.itertext()).replace("\u00a0", " ").strip() for text in image.iter(f"{TAG}text")]


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = numbers(drawn(BAR, SOURCES), "rect", "width", **{"class": "bar"})
    assert [width / widths[0] for width in widths] == pytest.approx([1, 300 / 1200, 9000 / 1200], abs=1e-3)


def test_standing_bars_grow_upwards_from_one_line_and_the_open_one_is_hatched() -> None:
    chart = {"type": "bar", "x": "month", "y": "median_days", "provisional": "immature"}
    image = drawn(chart, QUARTILES)
    heights = numbers(image, "rect", "height", **{"class": "bar"})
    tops = numbers(image, "rect", "y", **{"class": "bar"})
    days = QUARTILES["median_days"].to_list()
    assert [height / heights[0] for height in heights] == pytest.approx(
        [day / days[0] for day in days], abs=1e-3
    )
    assert {round(top + height, 1) for top, height in zip(tops, heights, strict=True)} == {
        round(tops[0] + heights[0], 1)
    }
    fills = [bar.get("fill") for bar in image.iter(f"{TAG}rect") if bar.get("class") == "bar"]
    assert fills[-2:] == ["url(#card-0)"] * 2 and "url" not in str(fills[0])
    assert [pattern.get("id") for pattern in image.iter(f"{TAG}pattern")] == ["card-0"]


def test_stacked_bars_stand_on_each_other_and_grouped_ones_beside() -> None:
    frame = pl.DataFrame({"name": ["a", "a"], "kind": ["one", "two"], "n": [3, 6]})
    chart = {"type": "bar", "x": "name", "y": "n", "color": "kind"}
    stacked = drawn({**chart, "stack": True}, frame)
    (low, high), (foot, length) = (
        numbers(stacked, "rect", attribute, **{"class": "bar"}) for attribute in ("y", "height")
    )
    assert high + length == pytest.approx(low, abs=0.02)
    assert length / foot == pytest.approx(2, abs=0.01)
    beside = drawn(chart, frame)
    (left, right), (width, _) = (
        numbers(beside, "rect", attribute, **{"class": "bar"}) for attribute in ("x", "width")
    )
    assert left + width == pytest.approx(right, abs=0.02)


def test_a_dot_lies_within_its_interval_in_proportion() -> None:
    image = drawn(DOTS, SOURCES)
    starts = numbers(image, "rect", "x", **{"class": "bar"})
    widths = numbers(image, "rect", "width", **{"class": "bar"})
    dots = numbers(image, "circle", "cx")
    shares = [(dot - start) / width for dot, start, width in zip(dots, starts, widths, strict=True)]
    wanted = [
        (rate - low) / (high - low) for rate, low, high in SOURCES.select("hire_rate", "low", "high").rows()
    ]
    assert shares == pytest.approx(wanted, abs=2e-3)
    assert {"11.2%", "5.3%", "2.3%", "Average 4.6%"} <= set(texts(image))


def test_the_funnel_can_write_the_interval_beside_the_share() -> None:
    written = texts(drawn({**FUNNEL_CHART, "intervals": True}, FUNNEL))
    assert "23,944  43% of applied  (42.9% – 43.7%)" in [re.sub(" {2,}", "  ", text) for text in written]
    assert not any("(" in text for text in texts(drawn(FUNNEL_CHART, FUNNEL)))


def test_a_line_passes_through_its_values() -> None:
    image = drawn({"type": "line", "x": "month", "y": "median_days"}, BY_MONTH)
    line = next(image.iter(f"{TAG}polyline"))
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    days = BY_MONTH["median_days"].to_list()
    rises = [(heights[0] - height) / (heights[0] - heights[3]) for height in heights]
    assert rises == pytest.approx([(day - 30) / 4 for day in days], abs=5e-3)


def test_a_curve_goes_level_then_up() -> None:
    image = drawn({"type": "survival", "x": "day", "y": "hired_share"}, CURVE)
    line = next(image.iter(f"{TAG}polyline"))
    points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
    assert all(before[0] == after[0] or before[1] == after[1] for before, after in pairwise(points))


def test_a_name_with_marks_of_html_is_shown_as_it_is() -> None:
    frame = pl.DataFrame({"source": ["<b>R&D</b>", "b"], "applications": [1, 2]})
    assert "<b>R&D</b>" in [unescape(text) for text in texts(drawn(BAR, frame))]


def test_the_drawing_says_in_words_what_it_shows() -> None:
    assert drawn(BAR, SOURCES).attrib["aria-label"].startswith("Bar chart of Applications, 3 values")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_chart_is_a_drawing_without_a_script_or_is_refused(name: str) -> None:
    chart, frame = EXAMPLES[name]
    try:
        image = svg.printed(draw(chart, frame), WIDTH, HEIGHT, "card")
    except svg.NotDrawn:
        assert name in ("heatmap", "box", "map")
        return
    assert name not in ("heatmap", "box", "map")
    assert "NaN" not in image and "script" not in image and "href" not in image
    assert parsed(image).attrib["viewBox"] == f"0 0 {WIDTH} {HEIGHT}"


def test_small_multiples_are_refused() -> None:
    frame = pl.DataFrame({"source": ["a", "b"], "applications": [1, 2], "country": ["DE", "FR"]})
    with pytest.raises(svg.NotDrawn):
        drawn({**BAR, "facet": "country"}, frame)


INK = {"color": "black", "width": 1}
FONT = {"size": 10, "color": "black"}


def figure(*traces: dict[str, Any], **layout: Any) -> dict[str, Any]:
    """A figure whose values are ten pixels an x and one a y, on paper of 100 by 100 without margins."""
    axes = {name: {"range": [0, end], "visible": False} for name, end in (("xaxis", 10), ("yaxis", 100))}
    room = {"margin": dict.fromkeys("lrtb", 0), "font": FONT}
    return {"data": list(traces), "layout": {**room, **axes, **layout}}


def still(*traces: dict[str, Any], wide: float = 100, **layout: Any) -> ET.Element:
    return parsed(svg.printed(figure(*traces, **layout), wide, 100, "card"))


def line(x: list[Any], y: list[Any], **more: Any) -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": INK, "fillcolor": "grey", **more}


def drawn_as(image: ET.Element, tag: str, attribute: str) -> list[str]:
    return [element.attrib[attribute] for element in image.iter(f"{TAG}{tag}")]


def test_a_line_and_its_area_have_a_gap_where_nothing_is_known() -> None:
    image = still(line([0, 1, 2, 3], [10, None, 30, 40], fill="tozeroy"))
    assert drawn_as(image, "polyline", "points") == ["0.00,90.00", "20.00,70.00 30.00,60.00"]
    assert drawn_as(image, "path", "d") == [
        "M0.00,90.00 0.00,100.00Z M20.00,70.00 30.00,60.00 30.00,100.00 20.00,100.00Z"
    ]


def test_an_area_of_a_stack_stands_on_the_one_before_and_nothing_adds_nothing() -> None:
    image = still(line([0, 10], [10, 20], stackgroup="one"), line([0, 10], [30, None], stackgroup="one"))
    assert drawn_as(image, "path", "d") == [
        "M0.00,90.00 100.00,80.00 100.00,100.00 0.00,100.00Z",
        "M0.00,60.00 100.00,80.00 100.00,80.00 0.00,90.00Z",
    ]


def bar(x: list[Any], y: list[Any], **more: Any) -> dict[str, Any]:
    return {"type": "bar", "x": x, "y": y, "marker": {"color": "red"}, **more}


def test_bars_of_a_group_lie_around_their_place() -> None:
    image = still(bar([5], [10]), bar([5], [20]), barmode="group")
    lefts, widths = (numbers(image, "rect", attribute, **{"class": "bar"}) for attribute in ("x", "width"))
    assert (lefts, widths) == ([46, 50], [4, 4])


def test_each_bar_has_its_colour_and_its_whisker_and_none_is_drawn_for_nothing() -> None:
    error = {"array": [10, None, None], "arrayminus": [20, None, 5], "color": "k", "thickness": 1, "width": 3}
    colors = {"color": ["red", "green", "blue"]}
    image = still(bar([1, 2, 3], [50, None, 20], marker=colors, error_y=error))
    assert drawn_as(image, "rect", "fill") == ["red", "k", "k", "blue"]
    assert [numbers(image, "line", end) for end in ("x1", "x2", "y1", "y2")] == [[10], [10], [70], [40]]
    caps = [each for each in image.iter(f"{TAG}rect") if each.get("class") != "bar"]
    assert [(cap.get("x"), cap.get("y"), cap.get("width")) for cap in caps] == [
        ("10.000%", "70.00", "6"),
        ("10.000%", "40.00", "6"),
    ]
    assert {cap.get("transform") for cap in caps} == {"translate(-3 -0.5)"}


def test_bars_without_a_range_of_their_axis_lie_wholly_in_the_plot() -> None:
    image = still(bar([1, 2], [10, 20]), xaxis={"visible": False})
    assert numbers(image, "rect", "x", **{"class": "bar"}) == [5, 55]
    assert numbers(image, "rect", "width", **{"class": "bar"}) == [40, 40]


def test_a_share_of_the_paper_is_counted_from_the_left_and_from_below() -> None:
    plot = Plane(10, 110, 20, 220, {})
    assert [plot.place(share, "paper-x") for share in (0, 0.25, 1)] == [0, 25, 100]
    assert [plot.place(share, "paper-y") for share in (0, 0.25, 1)] == [220, 170, 20]


def test_a_time_lies_within_its_day() -> None:
    assert number("2026-02-01T12:00:00") - number("2026-02-01") == 0.5


def test_marks_lie_below_the_data_or_above_it_each_once() -> None:
    ends = {"x0": 1, "x1": 2, "y0": 10, "y1": 20, "line": INK, "fillcolor": "grey"}
    shapes = [{"type": "rect", "layer": "below", **ends}, {"type": "line", **ends}]
    image = still(bar([5], [10]), shapes=shapes)
    found = [(each.tag.removeprefix(TAG), each.get("class")) for each in image[0]]
    assert found == [("rect", None), ("rect", "bar"), ("line", None)]


def test_dots_that_cannot_be_seen_and_ticks_beyond_the_plot_are_not_drawn() -> None:
    dots = {"type": "scatter", "mode": "markers", "x": [5], "y": [50], "marker": {"size": 4, "color": "red"}}
    hidden = {**dots, "marker": {"size": 4, "color": "red", "opacity": 0}}
    ticks = {"tickvals": [-1, 5, 11], "ticktext": ["below", "within", "beyond"], "tickfont": FONT}
    look = {"range": [0, 10], "ticklabelstandoff": 0, "showgrid": True, "gridcolor": "grey"}
    image = still(dots, hidden, xaxis={**ticks, **look})
    assert drawn_as(image, "circle", "cx") == ["50.000%"]
    assert texts(image) == ["within"]
    assert drawn_as(image, "line", "x1") == ["50.000%"]


def test_the_legend_names_the_series_that_are_to_be_named() -> None:
    series = [line([0], [1], name=name, showlegend=name != "Range") for name in ("Hires", "Range", "Offers")]
    image = still(*series, showlegend=True, legend={"font": FONT})
    assert texts(image) == ["Hires", "Offers"]


def test_words_stand_where_they_are_shifted_to_and_all_their_lines_above_a_point() -> None:
    note = {
        "text": "one<br>two",
        "x": 5,
        "y": 50,
        "xshift": 3,
        "yshift": 10,
        "yanchor": "bottom",
        "font": FONT,
    }
    image = still(annotations=[note])
    assert drawn_as(image, "tspan", "x") == ["50.000%", "50.000%"]
    assert drawn_as(image, "tspan", "dx") == ["3", "3"]
    assert drawn_as(image, "tspan", "y") == ["24.80", "37.00"]


def on_page(chart: dict[str, Any], frame: pl.DataFrame) -> ET.Element:
    return parsed(svg.drawing(draw(chart, frame), "card"))


def test_each_mark_of_a_page_says_its_row_and_its_words_and_on_paper_none_does() -> None:
    page = on_page({**BAR, "sort": "descending"}, SOURCES)
    bars = [each for each in page.iter() if each.get("class") == "bar"]
    assert [bar.get("data-row") for bar in bars] == ["2", "0", "1"]
    assert bars[0].attrib["data-told"].startswith("<b>Job board</b><br>Applications: 9,000")
    assert not [each for each in drawn(BAR, SOURCES).iter() if {"data-told", "data-row"} & set(each.attrib)]


def test_a_line_has_an_unseen_spot_for_each_value_that_tells_it() -> None:
    page = on_page({"type": "line", "x": "month", "y": "median_days"}, BY_MONTH)
    spots = [each for each in page.iter() if each.get("class") == "spot"]
    assert [spot.get("data-row") for spot in spots] == list("012345")
    assert "Median days: 32.5" in spots[1].attrib["data-told"]


@pytest.mark.parametrize(
    ("chart", "frame", "order"),
    [
        (BAR, SOURCES, "rows"),
        (DOTS, SOURCES, "rows"),
        ({"type": "bar", "x": "month", "y": "median_days"}, BY_MONTH, "columns"),
        ({"type": "line", "x": "month", "y": "median_days"}, BY_MONTH, "columns"),
        ({"type": "scatter", "x": "applications", "y": "hire_rate"}, SOURCES, None),
    ],
)
def test_a_drawing_says_whether_its_marks_stand_in_rows(
    chart: dict[str, Any], frame: pl.DataFrame, order: str | None
) -> None:
    assert on_page(chart, frame).get("data-order") == order


def test_on_a_page_all_places_across_are_shares_of_the_plot_beside_which_the_names_have_their_room() -> None:
    page = on_page(BAR, SOURCES)
    left = float(re.findall(r"padding:0 \d+px 0 (\d+)px", page.attrib["style"])[0])
    assert left > 6 * len("Job board")
    across = ("x", "x1", "x2", "cx")
    places = [each.attrib[name] for each in page.iter() for name in across if name in each.attrib]
    assert places and all(place.endswith("%") for place in places)
    names = [each for each in page.iter("tspan") if each.text == "Job board"]
    assert [(name.get("x"), name.get("dx")) for name in names] == [("0.000%", "-8")]


def test_a_legend_on_paper_goes_on_in_the_next_row_where_one_is_full() -> None:
    names = ["A rather long name of a series", "Another one of the same length", "Short"]
    series = [line([0], [1], name=name) for name in names]
    image = still(*series, wide=300, showlegend=True, legend={"font": FONT})
    words = {text.text: text for text in image.iter(f"{TAG}tspan")}
    heights = [float(words[name].attrib["y"]) for name in names]
    assert [height - heights[0] for height in heights] == [0, 22, 22]
    starts = [float(words[name].attrib["dx"]) for name in names]
    assert starts[0] == starts[1] < starts[2]


def test_the_title_of_an_axis_stands_under_its_labels() -> None:
    title = {"text": "Days", "font": FONT}
    ticks = {
        "tickvals": [5],
        "ticktext": ["five"],
        "tickfont": FONT,
        "ticklabelstandoff": 6,
        "range": [0, 10],
    }
    image = still(xaxis={**ticks, "title": title})
    label, titled = (float(each.attrib["y"]) for each in image.iter(f"{TAG}tspan"))
    assert texts(image) == ["five", "Days"] and label + 10 < titled <= 100


def test_a_bar_as_broad_as_its_class_touches_the_next_one() -> None:
    image = still(bar([2, 4], [10, 20], width=2))
    lefts, widths = (numbers(image, "rect", name, **{"class": "bar"}) for name in ("x", "width"))
    assert (lefts, widths) == ([10, 30], [20, 20])


def test_a_legend_of_a_page_names_each_series_once_and_takes_no_room_of_the_drawing() -> None:
    series = [line([0], [1], name=name) for name in ("Hires", "Offers")]
    legend = {"showlegend": True, "legend": {"font": FONT}, "height": 300, "meta": {}}
    keys, image = parsed(svg.drawing(figure(*series, **legend), "card"))
    assert ["".join(key.itertext()) for key in keys] == ["Hires", "Offers"]
    assert image.attrib["height"] == "278" and list(image.iter("text")) == []


def test_words_over_the_plot_have_room_and_a_plot_without_any_is_near_the_top() -> None:
    words = {"x": 0, "xref": "paper", "yanchor": "bottom", "text": "Goal", "font": FONT}
    places = [{"y": 1, "yref": "paper"}, {"y": 100}, {"y": 50}]
    room = dict.fromkeys("lrb", 0) | {"t": 20}
    tops = [
        numbers(still(bar([5], [100]), annotations=[words | place], margin=room), "rect", "y")[0]
        for place in places
    ]
    assert tops == pytest.approx([FONT["size"] * 1.22 + 4, FONT["size"] * 1.22 + 4, 8], abs=0.01)


def test_a_bar_of_a_class_begins_at_its_place() -> None:
    image = still(bar([2, 4], [10, 20], width=2, offset=0))
    lefts, widths = (numbers(image, "rect", name, **{"class": "bar"}) for name in ("x", "width"))
    assert (lefts, widths) == ([20, 40], [20, 20])
    chart, frame = EXAMPLES["histogram"]
    lefts, widths = (
        numbers(drawn(chart, frame), "rect", name, **{"class": "bar"}) for name in ("x", "width")
    )
    assert lefts == pytest.approx([0, 100 / 3, 200 / 3], abs=1e-2)
    assert widths == pytest.approx([100 / 3] * 3, abs=1e-2)


def test_several_funnels_stand_beside_each_other_from_zero() -> None:
    frame = pl.concat([FUNNEL.with_columns(by=pl.lit(name)) for name in ("a", "b")])
    image = drawn({**FUNNEL_CHART, "color": "by"}, frame)
    lefts, tops, heights = (numbers(image, "rect", name, **{"class": "bar"}) for name in ("x", "y", "height"))
    assert lefts == [0] * 6
    assert [tops[row] + heights[row] for row in range(3)] == pytest.approx(tops[3:], abs=0.02)


def test_a_whisker_ends_without_a_cap_at_the_end_of_its_axis() -> None:
    error = {"array": [300, 10], "arrayminus": [10, 60], "color": "k", "thickness": 1, "width": 3}
    image = still(bar([1, 2], [50, 40], error_y=error))
    assert [numbers(image, "line", end) for end in ("y1", "y2")] == [[60, 100], [0, 50]]
    caps = [each for each in image.iter(f"{TAG}rect") if each.get("class") != "bar"]
    assert [(cap.get("x"), cap.get("y")) for cap in caps] == [("10.000%", "60.00"), ("20.000%", "50.00")]
    lying = {"orientation": "h", "x": [5], "y": [50], "error_x": {**error, "array": [9], "arrayminus": [2]}}
    image = still(bar([], []) | lying)
    assert [numbers(image, "line", end) for end in ("x1", "x2")] == [[30, 30], [100, 30]]


def test_the_figure_of_a_bar_below_zero_stands_beyond_its_own_end() -> None:
    frame = pl.DataFrame({"name": ["up", "down"], "change": [3, -3]})
    lying = drawn({"type": "bar", "x": "change", "y": "name"}, frame)
    up, down = (each for each in lying.iter(f"{TAG}text") if "3" in "".join(each.itertext()))
    (right,), (left,) = ([float(row.attrib["x"].rstrip("%")) for row in text] for text in (up, down))
    assert (up.get("text-anchor"), down.get("text-anchor")) == ("start", "end")
    starts = numbers(lying, "rect", "x", **{"class": "bar"})
    lengths = numbers(lying, "rect", "width", **{"class": "bar"})
    assert left == pytest.approx(starts[1]) and right == pytest.approx(starts[0] + lengths[0], abs=2e-3)
    standing = drawn({"type": "bar", "x": "name", "y": "change"}, frame)
    heights = {"".join(text.itertext()): float(text[0].attrib["y"]) for text in standing.iter(f"{TAG}text")}
    tops = numbers(standing, "rect", "y", **{"class": "bar"})
    lengths = numbers(standing, "rect", "height", **{"class": "bar"})
    assert heights["3"] < tops[0] and heights["-3"] > tops[1] + lengths[1]


def test_a_value_without_a_neighbour_is_a_dot_in_the_colour_of_its_line() -> None:
    frame = BY_MONTH.with_columns(median_days=pl.Series([30.0, None, 31.0, 34.0, None, 20.0]))
    chart = {"type": "line", "x": "month", "y": "median_days"}
    page = on_page(chart, frame)
    color = draw(chart, frame)["data"][0]["line"]["color"]
    assert [dot.get("fill") for dot in page.iter("circle") if dot.get("class") != "spot"] == [color] * 2
    assert [spot.get("data-row") for spot in page.iter("circle") if spot.get("class") == "spot"] == ["2", "3"]


def test_the_only_month_of_a_line_is_a_dot_in_the_middle() -> None:
    image = drawn({"type": "line", "x": "month", "y": "median_days"}, BY_MONTH.head(1))
    assert drawn_as(image, "circle", "cx") == ["50.000%"]
    assert drawn_as(image, "circle", "r") == ["3.5"]


def test_what_a_layer_of_a_stack_lacks_adds_nothing_where_others_have_a_value() -> None:
    image = still(line([0, 5, 10], [10, 40, 10], stackgroup="one"), line([10, 0], [20, 20], stackgroup="one"))
    assert drawn_as(image, "polyline", "points") == [
        "0.00,90.00 50.00,60.00 100.00,90.00",
        "0.00,70.00 50.00,60.00 100.00,70.00",
    ]


def test_the_spots_of_a_stack_lie_on_its_layers() -> None:
    told = {"hovertext": ["first", "second"], "customdata": [0, 1], "stackgroup": "one"}
    layers = [line([0, 10], [10, 20], **told), line([0, 10], [30, None], **told)]
    page = parsed(svg.drawing(figure(*layers, height=100, meta={}), "card"))
    spots = [(each.get("cx"), each.get("cy")) for each in page.iter("circle")]
    assert spots == [("0.000%", "90.00"), ("100.000%", "80.00"), ("0.000%", "60.00")]


def test_each_line_of_bold_words_is_bold() -> None:
    note = {"text": "<b>one<br>two</b><br>three", "x": 5, "y": 50, "font": FONT}
    image = still(annotations=[note])
    assert [each.text for each in image.iter(f"{TAG}tspan") if each.get("font-weight") == "700"] == [
        "one",
        "two",
    ]
    assert texts(image) == ["onetwothree"]


def test_words_on_the_edge_of_the_plot_stand_under_the_legend() -> None:
    over = {
        "x": 0,
        "xref": "paper",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": "Goal",
        "font": FONT,
    }
    series = [line([0], [1], name=name) for name in ("one", "two")]
    image = still(*series, showlegend=True, legend={"font": FONT}, annotations=[over])
    heights = {each.text: float(each.attrib["y"]) for each in image.iter(f"{TAG}tspan")}
    assert heights["one"] == heights["two"] and heights["Goal"] - heights["one"] > FONT["size"]


def test_a_name_too_long_for_its_row_on_paper_is_cut_in_the_legend() -> None:
    names = ["R&amp;D " + "architect " * 20, "W" * 500, "建" * 60]
    series = [line([0], [1], name=name) for name in names]
    image = still(*series, wide=300, showlegend=True, legend={"font": FONT})
    first, second, third = texts(image)
    assert first == "R&D architect architect architect architect architect arch…"
    assert second == "W" * 31 + "…"
    assert third == "建" * 26 + "…"


def test_what_goes_below_zero_takes_from_its_stack() -> None:
    image = still(bar([5], [30]), bar([5], [-10]), bar([5], [20]), barmode="stack")
    tops, heights = (numbers(image, "rect", name, **{"class": "bar"}) for name in ("y", "height"))
    assert (tops, heights) == ([70, 70, 60], [30, 10, 20])


def test_each_series_is_hatched_in_its_own_colour() -> None:
    hatch = {"shape": ["/"], "size": 6, "solidity": 0.5, "bgcolor": "white"}
    traces = [bar([5], [10], marker={"color": color, "pattern": hatch}) for color in ("red", "blue")]
    image = still(bar([5], [10]), *traces, barmode="group")
    fills = [each.get("fill") for each in image.iter(f"{TAG}rect") if each.get("class") == "bar"]
    strokes = {
        pattern.get("id"): [each.get("fill") for each in pattern] for pattern in image.iter(f"{TAG}pattern")
    }
    assert fills == ["red", "url(#card-1)", "url(#card-2)"]
    assert strokes == {"card-1": ["white", "red"], "card-2": ["white", "blue"]}


def test_bars_have_their_edge_and_their_round_corners() -> None:
    edged = {"color": "red", "line": {"color": "white", "width": 1}}
    image = still(bar([5], [10], marker=edged), bar([5], [10]), barcornerradius=3)
    found = [each for each in image.iter(f"{TAG}rect") if each.get("class") == "bar"]
    assert [(each.get("stroke"), each.get("stroke-width"), each.get("rx")) for each in found] == [
        ("white", "1", "3"),
        (None, None, "3"),
    ]


def test_the_figure_of_a_lying_bar_stands_a_little_beyond_its_end() -> None:
    figures = {"text": ["3", "-3"], "textfont": FONT, "orientation": "h"}
    image = still({**bar([5, -5], [30, 60]), **figures}, xaxis={"range": [-10, 10], "visible": False})
    assert drawn_as(image, "tspan", "x") == ["75.000%", "25.000%"]
    assert drawn_as(image, "tspan", "dx") == ["2", "-4"]


def test_names_stand_left_of_the_plot_and_figures_right_of_it_where_each_has_room() -> None:
    page = on_page(DOTS, SOURCES)
    words = {"".join(text.itertext()): text for text in page.iter("text")}
    left, right = words["Referral"], words["11.2%"]
    assert (left.get("text-anchor"), left[0].get("x"), left[0].get("dx")) == ("end", "0.000%", "-8")
    assert (right.get("text-anchor"), right[0].get("x"), right[0].get("dx")) == ("start", "100.000%", "6")
    padding = re.findall(r"padding:0 (\d+)px 0 (\d+)px", page.attrib["style"])[0]
    assert int(padding[0]) > 6 + 5 * 6 and int(padding[1]) > 8 + 6 * len("University")


def test_a_figure_within_a_bar_hangs_from_its_end_in_its_own_colour() -> None:
    look = {"text": ["40", "60"], "textfont": FONT, "textposition": ["inside", "outside"]}
    image = still(bar([2, 4], [40, 60], **look, insidetextfont={**FONT, "color": "white"}))
    assert [text.get("fill") for text in image.iter(f"{TAG}text")] == ["white", "black"]
    within, over = (float(row.attrib["y"]) for row in image.iter(f"{TAG}tspan"))
    assert within > 60 and over < 40


def test_legend_and_note_begin_at_the_left_end_of_the_drawing() -> None:
    frame = pl.DataFrame({"name": ["A long name", "A long name"], "kind": ["one", "two"], "n": [3, 6]})
    chart = {"type": "bar", "x": "n", "y": "name", "color": "kind", "note": "What it means"}
    page = on_page(chart, frame)
    right, left = map(int, re.findall(r"padding:0 (\d+)px 0 (\d+)px", page.attrib["style"])[0])
    keys, _, note = page
    assert keys.attrib["style"].startswith(f"margin-left:{4 - left}px;margin-right:{-right}px;")
    assert note.attrib["style"].startswith(f"margin-left:{4 - left}px;margin-right:{-right}px;")
    colors = [trace["marker"]["color"] for trace in draw(chart, frame)["data"]]
    assert [key[0].get("style") for key in keys] == [f"background:{color}" for color in colors]
    assert ["".join(key.itertext()) for key in keys] == ["One", "Two"] and note.text == "What it means"


def test_a_long_note_of_a_page_is_one_text_that_wraps_where_the_page_does() -> None:
    long = (
        "Every word of a note that takes three lines on a phone stands in one line where there is room for it"
    )
    frame = pl.DataFrame({"name": ["a", "b"], "n": [3, 6]})
    chart = {"type": "bar", "x": "n", "y": "name"}
    image, note = on_page({**chart, "note": long}, frame)
    assert note.text == long
    assert image.attrib["height"] == on_page(chart, frame)[0].attrib["height"]


def test_a_time_lies_at_its_minute() -> None:
    assert number("2026-02-01T12:45:00") - number("2026-02-01T12:00:00") == pytest.approx(45 / 1440)


def test_labels_of_two_lines_have_room_for_both() -> None:
    look = {"range": [0, 10], "tickvals": [5], "tickfont": FONT, "ticklabelstandoff": 6}
    bottoms = []
    for text in ("one", "one<br>two"):
        image = still(bar([5], [100]), xaxis={**look, "ticktext": [text]})
        (top,), (height,) = (numbers(image, "rect", name, **{"class": "bar"}) for name in ("y", "height"))
        bottoms.append(top + height)
    assert bottoms == pytest.approx([100 - 22.2, 100 - 34.4])


def test_an_axis_that_is_not_shown_has_no_grid_and_words_without_a_side_stand_around_their_point() -> None:
    grid = {"showgrid": True, "gridcolor": "grey", "tickvals": [5], "ticktext": ["five"], "range": [0, 10]}
    note = {"text": "here", "x": 5, "y": 50, "font": FONT}
    image = still(bar([5], [10]), xaxis={**grid, "visible": False}, annotations=[note])
    assert drawn_as(image, "line", "x1") == [] and texts(image) == ["here"]
    assert drawn_as(image, "tspan", "y") == ["53.50"]
    assert [text.get("text-anchor") for text in image.iter(f"{TAG}text")] == ["middle"]


def test_goal_strokes_are_as_long_as_plotly_draws_them_on_the_axis_that_they_name() -> None:
    goal = {"type": "scatter", "mode": "markers", "x": [5], "y": [50], "yaxis": "y2"}
    level = {**goal, "marker": {"symbol": "line-ew", "size": 20, "line": {"color": "k", "width": 2}}}
    upright = {**goal, "marker": {**level["marker"], "symbol": "line-ns"}}
    second = {"range": [0, 200], "visible": False}
    image = still(level, upright, yaxis2=second)
    assert [(each.get("y"), each.get("width")) for each in image.iter(f"{TAG}rect")] == [("75.00", "28")]
    assert [numbers(image, "line", end) for end in ("y1", "y2")] == [[61], [89]]


def test_lines_and_marks_are_dotted_and_dashed_as_they_ask() -> None:
    looks = [{**INK, "dash": dash} for dash in ("dot", "dash", "solid")]
    ends = {"x0": 1, "x1": 2, "y0": 10, "y1": 20}
    shapes = [{"type": "line", "line": look, **ends} for look in looks]
    image = still(*(line([0, 1], [1, 2], line=look) for look in looks), shapes=shapes)
    for tag in ("polyline", "line"):
        assert [each.get("stroke-dasharray") for each in image.iter(f"{TAG}{tag}")] == ["2 3", "6 4", None]


def test_a_dot_without_an_edge_has_no_stroke() -> None:
    marker = {"size": 4, "color": "red", "line": {"width": 0, "color": "blue"}}
    dot = {"type": "scatter", "mode": "markers", "x": [5], "y": [50], "marker": marker}
    assert [each.get("stroke") for each in still(dot).iter(f"{TAG}circle")] == [None]


def test_lines_stand_around_the_middle_of_their_point_and_keep_their_spaces() -> None:
    note = {"text": "one  two<br>three", "x": 5, "y": 50, "font": FONT}
    image = still(annotations=[note])
    assert drawn_as(image, "tspan", "y") == ["47.40", "59.60"]
    assert [each.text for each in image.iter(f"{TAG}tspan")] == ["one\u00a0 two", "three"]


def test_dots_with_words_of_their_own_are_refused_and_nothing_has_its_axes() -> None:
    with pytest.raises(svg.NotDrawn):
        still({"type": "scatter", "mode": "markers+text", "x": [5], "y": [50], "text": ["five"]})
    ticks = {"tickvals": [0.5], "ticktext": ["half"], "tickfont": FONT, "ticklabelstandoff": 0}
    assert texts(still(bar([None], [None]), xaxis=ticks)) == ["half"]


def test_only_what_leads_somewhere_can_be_clicked() -> None:
    for clickable, kind in ((True, "drawn clickable"), (False, "drawn")):
        page = parsed(svg.drawing(figure(bar([5], [10]), height=100, meta={"clickable": clickable}), "card"))
        assert page.get("class") == kind
