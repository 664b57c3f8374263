"""Tables on paper."""

import polars as pl
from charts.drawing import ENGLISH, LIGHT

from dashboard import charts

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
    return charts.printed_table(
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
