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
    return parsed(svg.drawing(draw(chart, frame, **how), WIDTH, HEIGHT, "card"))


def numbers(image: ET.Element, tag: str, attribute: str, **wanted: str) -> list[float]:
    found = image.iter(f"{TAG}{tag}")
    return [
        float(element.attrib[attribute])
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
        image = svg.drawing(draw(chart, frame), WIDTH, HEIGHT, "card")
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
