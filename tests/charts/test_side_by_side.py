"""Figures side by side: one row, each column with its words and its format."""

import polars as pl
import pytest

from dashboard.catalog.model import Column
from dashboard.charts import ChartError, Reader, Theme, column_views, figures

READER, THEME = Reader.of("en-GB"), Theme.of("light")


def drawn(frame: pl.DataFrame, **options: object) -> str:
    columns = column_views(frame, {"hires": Column(label="Hires made")})
    return figures({"type": "figures", **options}, frame, columns, THEME, READER)


def test_each_column_of_the_row_is_a_figure_in_its_format() -> None:
    html = drawn(pl.DataFrame({"hires": [1204], "median_days": [52.5], "hire_rate": [0.018]}))
    assert [word for word in (">Hires made<", ">1,204<", ">52.5 days<", ">1.8%<") if word in html] == [
        ">Hires made<",
        ">1,204<",
        ">52.5 days<",
        ">1.8%<",
    ]


def test_only_the_named_columns_are_shown() -> None:
    assert "1.8%" not in drawn(pl.DataFrame({"hires": [3], "hire_rate": [0.018]}), columns=["hires"])


def test_a_value_that_is_not_there_is_a_dash() -> None:
    assert "–" in drawn(pl.DataFrame({"median_days": [None]}, schema={"median_days": pl.Float64}))


def test_two_rows_are_refused() -> None:
    with pytest.raises(ChartError, match="one row; the query returns 2"):
        drawn(pl.DataFrame({"hires": [1, 2]}))


@pytest.mark.parametrize(
    ("room", "number"), [*((594, number) for number in range(2, 7)), (332, 2), (332, 4), (332, 5), (332, 6)]
)
def test_no_figure_stands_alone_in_a_row_in_half_a_page_or_on_a_phone(room: int, number: int) -> None:
    html = drawn(pl.DataFrame({f"n{place}": [place] for place in range(number)}))
    least = 16 * float(html.split("minmax(")[1].split("rem")[0])
    in_a_row = int((room + 16) // (least + 16))
    assert number <= in_a_row or number % in_a_row != 1
