"""Tables as HTML."""

import re
from typing import Any

import polars as pl
from charts.drawing import ENGLISH, LIGHT

from dashboard import charts
from dashboard.charts import Live

FRAME = pl.DataFrame(
    {
        "country": ["DE", None],
        "title": ["R&D <Architect>", "b"],
        "applications": [1200, 300],
        "hire_rate": [0.0123, None],
        "monthly": [[1, 2, 3], []],
    }
)


def printed(**chart: object) -> str:
    return charts.written_table(
        {"type": "table", **chart}, FRAME, charts.column_views(FRAME, {}), LIGHT, ENGLISH
    )


def test_values_are_in_the_readers_words_and_escaped() -> None:
    table = printed()
    for cell in (
        "<td>Germany</td>",
        "<td>Not stated</td>",
        "R&amp;D &lt;Architect&gt;",
        ">1,200<",
        ">1.2%<",
        ">–<",
    ):
        assert cell in table
    assert '<th scope="col" class="right">Applications</th>' in table


def test_a_bar_is_as_long_as_its_share_of_the_largest() -> None:
    table = printed(columns=["applications"], bars=["applications"])
    assert "calc(1.0000*" in table and "calc(0.2500*" in table


def test_columns_are_those_of_the_chart() -> None:
    assert printed(columns=["title", "country"]).count("<th ") == 2
    assert printed(hide=["monthly", "hire_rate"]).count("<th ") == 3
    assert printed(columns=["monthly"]).count("<img") == 1


def live(frame: pl.DataFrame = FRAME, **how: Any) -> str:
    columns = charts.column_views(frame, {}, ENGLISH)
    return charts.written_table(
        {"type": "table"}, frame, columns, LIGHT, ENGLISH, live=Live(**{"title": "T", **how})
    )


def test_a_page_knows_each_row_and_sorts_numbers_by_their_values_not_their_words() -> None:
    table = live()
    assert re.findall(r'<tr data-row="(\d)">', table) == ["0", "1"]
    assert '<td class="right" data-value="1200">1,200</td>' in table
    assert '<td class="right">–</td>' in table  # what has no value has none to sort by
    heads = re.findall(r'<th scope="col" data-column="(\w+)"[^>]*>(<button type="button">)?', table)
    assert [name for name, button in heads if not button] == ["monthly"]
    assert [name for name, button in heads if button] == ["country", "title", "applications", "hire_rate"]


def test_paper_has_nothing_to_click() -> None:
    assert not re.search("<button|data-|tabindex|<div|<a ", printed(hide=["monthly"]))


def test_a_table_says_what_it_is_and_whether_there_is_something_behind_its_cells() -> None:
    assert 'aria-label="R&amp;D &quot;one&quot;"' in live(title='R&D "one"')
    assert 'class="rows clickable"' in live(clickable=True) and 'class="rows"' in live()


def test_an_id_is_a_link_to_its_record_where_there_are_addresses() -> None:
    frame = pl.DataFrame({"application_id": ["7", "<8>"]})
    addresses = ["https://ats.example/a?b=1&c=7", 'https://ats.example/"8"']
    table = live(frame, addresses=addresses)
    assert re.findall(r'<a href="([^"]*)" target="_blank" rel="noopener noreferrer">(.*?)</a>', table) == [
        ("https://ats.example/a?b=1&amp;c=7", "7"),
        ("https://ats.example/&quot;8&quot;", "&lt;8&gt;"),
    ]
    assert "<a" not in live(frame) and "<td>&lt;8&gt;</td>" in live(frame)


def test_long_texts_may_take_several_lines_and_short_ones_one() -> None:
    frame = pl.DataFrame({"note": ["Too few hires for a median (4)", "x" * 33]})
    assert re.findall("<td(.*?)>", live(frame)) == ["", ' class="long"']


def test_a_list_of_words_is_written_one_after_the_other() -> None:
    assert "<td>a&lt;, B</td>" in live(pl.DataFrame({"tags": [["a<", "B"]]}))
