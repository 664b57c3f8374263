"""The metric tile: its number, its change, its course, and what a screen reader hears."""

from urllib.parse import unquote
from xml.etree import ElementTree as Tree

import polars as pl
import pytest
from charts.drawing import ENGLISH, LIGHT

from dashboard import charts
from dashboard.charts.change import change_of
from dashboard.charts.sheet import Sheet

CHART = {"type": "metric", "value": "value", "previous": "before", "spark": "course"}


def tile(value, before, *, name="value", course=(1.0, 3.0, 2.0), locale="en", **chart) -> Tree.Element:
    frame = pl.DataFrame({"course": list(course)}).with_columns(
        pl.lit(value).alias(name),
        before=pl.lit(before),
        significant=pl.lit(chart.pop("significant", None), pl.Boolean),
    )
    html = charts.tile(
        {**CHART, "value": name, "significant": "significant", **chart},
        frame,
        charts.column_views(frame, {}),
        LIGHT,
        charts.Reader.of(locale),
        title="Hires",
        help='Offers "accepted"',
    )
    return Tree.fromstring(html)  # noqa: S314 - our own output


def points(element: Tree.Element) -> str:
    drawing = unquote(element.find("img").get("src").partition(",")[2])
    return Tree.fromstring(drawing).find("{http://www.w3.org/2000/svg}polyline").get("points")  # noqa: S314


def chip(element: Tree.Element) -> Tree.Element:
    return element.findall("div")[2][0]


@pytest.mark.parametrize(
    ("name", "value", "before", "number", "change"),
    [
        ("hires", 2534, 2027, "2,534", "↑ +25.0%"),
        ("hire_rate", 0.046, 0.048, "4.6%", "↓ −0.2 pp"),
        ("median_days", 32, 37, "32 days", "↓ −5\u00a0d"),
        ("hires", 10, 10, "10", "→ 0.0%"),
        ("hires", 12, 0, "12", "↑ +12"),
    ],
)
def test_the_change_is_in_the_unit_that_says_most(name, value, before, number, change):
    shown = tile(value, before, name=name)
    assert shown.findall("div")[1].text == number
    assert chip(shown).text == change


@pytest.mark.parametrize(
    ("value", "good", "significant", "color"),
    [
        (12, "up", None, LIGHT.positive),
        (12, "down", None, LIGHT.negative),
        (8, "down", True, LIGHT.positive),
        (12, "none", None, LIGHT.primary),
        (12, "up", False, LIGHT.muted),
        (10, "up", None, LIGHT.muted),
    ],
)
def test_the_colour_says_good_bad_or_neither(value, good, significant, color):
    assert f"color:{color};" in chip(tile(value, 10, good=good, significant=significant)).get("style")


def test_a_change_that_may_be_chance_says_so():
    title = chip(tile(12, 10, good="up", significant=False)).get("title")
    assert title == "Before: 10. The change may be chance."


def test_without_a_number_before_there_is_no_change():
    assert len(tile(12, None).findall("div")[2]) == 0


def test_an_empty_result_shows_a_dash():
    frame = pl.DataFrame(schema={"hires": pl.Int64})
    html = charts.tile(
        {"type": "metric", "value": "hires"},
        frame,
        charts.column_views(frame, {}),
        LIGHT,
        ENGLISH,
        title="Hires",
    )
    assert ">–</div>" in html


def test_the_course_runs_from_edge_to_edge_between_its_lowest_and_highest():
    shown = tile(3, 2, course=(1.0, 3.0, 2.0))
    assert points(shown) == "0,44 120,4 240,24"
    assert shown.find("img").get("alt") == "Course of Hires"
    assert tile(3, 2, course=(1.0, 3.0), locale="de").find("img").get("alt") == "Verlauf: Hires"


def test_a_course_of_one_value_is_left_out():
    assert tile(3, 2, course=(1.0,)).find("img") is None


def test_a_flat_course_is_a_level_line():
    flat = points(tile(3, 2, course=(5.0, 5.0)))
    assert len({point.split(",")[1] for point in flat.split()}) == 1


def test_a_screen_reader_hears_the_number_and_its_change():
    assert tile(2534, 2027, name="hires").get("aria-label") == "Hires. Figure of Hires: 2,534. Before: 2,027."


def test_the_locale_writes_the_number():
    assert tile(2534, 2027, name="hires", locale="de").findall("div")[1].text == "2.534"


def test_words_of_the_header_are_never_markup():
    frame = pl.DataFrame({"value": [1]})
    html = charts.tile(
        {"type": "metric", "value": "value"}, frame, charts.column_views(frame, {}), LIGHT, ENGLISH,
        title="<script>alert(1)</script>", help='"><b>',
    )  # fmt: skip
    assert "<script" not in html
    assert "<b>" not in html


def test_a_tile_without_its_column_is_refused():
    with pytest.raises(charts.ChartError, match='"value" names the column "hirs", which the result lacks'):
        charts.tile(
            {"type": "metric", "value": "hirs"},
            pl.DataFrame({"hires": [1]}),
            {},
            LIGHT,
            ENGLISH,
            title="Hires",
        )


def test_a_change_has_a_direction():
    frame = pl.DataFrame({"value": [3], "before": [5], "course": [1]})
    change = change_of(Sheet(CHART, frame, charts.column_views(frame, {}), LIGHT, ENGLISH))
    assert change is not None
    assert (change.direction, change.significant, change.text) == (-1, True, "−40.0%")


def test_a_course_has_a_gap_where_a_value_is_missing_and_none_where_most_are():
    drawing = unquote(tile(3, 2, course=(1.0, 3.0, None, 2.0, 2.0, None)).find("img").get("src"))
    lines = [line.split('"')[0] for line in drawing.split('<polyline points="')[1:]]
    assert lines == ["0,44 60,4", "180,24 240,24"]
    assert tile(3, 2, course=(1.0, None, None, None, None, 2.0, 2.0)).find("img") is None


def test_a_note_stands_under_the_dash():
    frame = pl.DataFrame({"value": [None]}, schema={"value": pl.Int64})
    columns = charts.column_views(frame, {})
    html = charts.tile(
        {"type": "metric", "value": "value"},
        frame,
        columns,
        LIGHT,
        ENGLISH,
        title="Hires",
        note="Fewer than 5 people",
    )
    parts = [part.text for part in Tree.fromstring(html).findall("div")]  # noqa: S314 - our own output
    assert parts[1:3] == ["–", "Fewer than 5 people"]


def test_what_a_number_rests_on_is_written_once_as_markup():
    views = {"value": charts.ColumnView("Share", "percent"), "n": charts.ColumnView("R&D <roles>", "integer")}
    chart = {"type": "metric", "value": "value", "n": "n"}
    html = charts.tile(chart, pl.DataFrame({"value": [0.5], "n": [7]}), views, LIGHT, ENGLISH, title="Hires")
    assert ">R&amp;D &lt;roles&gt;: 7<" in html


@pytest.mark.parametrize("title", ["Time to hire", "待っている候補者"])
def test_the_mark_of_a_help_stays_with_the_end_of_the_title(title: str):
    frame = pl.DataFrame({"value": [3]})
    chart, columns = {"type": "metric", "value": "value"}, charts.column_views(frame, {})
    html = charts.tile(chart, frame, columns, LIGHT, ENGLISH, title=title, help="What it is")
    head = Tree.fromstring(html).find("div")  # noqa: S314 - our own output
    assert head is not None and "".join(head.itertext()) == f"{title}?"
    kept = head.find("span")
    assert kept is not None and kept.get("style") == "white-space:nowrap"
    assert "".join(kept.itertext()) == f"{title[-2:]}?"
