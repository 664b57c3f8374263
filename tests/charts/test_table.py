"""Tables: which columns are shown, as what, and with which words."""

from datetime import date, timedelta

import polars as pl
import pytest
from charts.drawing import ENGLISH

from dashboard import charts
from dashboard.catalog.model import Column
from dashboard.charts import column_width

FRAME = pl.DataFrame(
    {
        "country": ["DE", None],
        "applications": [7478, 320],
        "hire_rate": [0.04312, 0.0],
        "monthly": [[1, 2, 3], [4, 5, 6]],
        "month": [date(2026, 1, 1), date(2026, 2, 1)],
        "updated_at": [date(2026, 1, 5), None],
        "open": [True, False],
        "note": ["linkedin.com", "x"],
    }
)


def table(**chart) -> charts.Table:
    return charts.table({"type": "table", **chart}, FRAME, charts.column_views(FRAME, {}), ENGLISH)


def test_codes_are_names_and_text_stays_as_it_is():
    frame = table().frame
    assert frame["country"].to_list() == ["Germany", "Not stated"]
    assert frame["note"].to_list() == ["linkedin.com", "x"]


def test_columns_are_chosen_ordered_and_hidden():
    assert [column.name for column in table(columns=["open", "country"]).columns] == ["open", "country"]
    assert "monthly" not in [column.name for column in table(hide=["monthly"]).columns]
    assert table(columns=["open", "country"]).frame.columns == ["open", "country"]


@pytest.mark.parametrize(
    ("name", "kind", "form", "step"),
    [
        ("country", "text", None, None),
        ("applications", "number", "localized", 1),
        ("hire_rate", "number", "percent", 0.001),
        ("monthly", "spark", None, None),
        ("month", "date", "MMM YYYY", None),
        ("updated_at", "date", "localized", None),
        ("open", "flag", None, None),
    ],
)
def test_a_column_is_shown_by_its_kind_and_format(name, kind, form, step):
    column = next(column for column in table().columns if column.name == name)
    assert (column.kind, column.format, column.step) == (kind, form, step)


def test_numbers_are_as_exact_as_they_are_shown():
    assert table().frame["hire_rate"].to_list() == [0.043, 0.0]


def test_the_largest_value_fills_its_bar():
    bars = {
        column.name: column.maximum
        for column in table(bars=["applications", "hire_rate"]).columns
        if column.maximum
    }
    assert bars == {"applications": 7478.0, "hire_rate": pytest.approx(0.04312)}


def test_a_column_without_a_value_above_zero_has_an_empty_bar():
    frame = pl.DataFrame({"hires": [0, 0]})
    shown = charts.table({"type": "table", "bars": ["hires"]}, frame, charts.column_views(frame, {}), ENGLISH)
    assert shown.columns[0].maximum == 1.0


def test_labels_and_notes_come_from_the_header():
    class Header:
        label, format, help, values = "Applied", None, "All of them", ()

    shown = charts.table(
        {"type": "table"}, FRAME, charts.column_views(FRAME, {"applications": Header()}), ENGLISH
    )
    column = next(column for column in shown.columns if column.name == "applications")
    assert (column.label, column.help) == ("Applied", "All of them")


def test_a_column_that_the_result_lacks_is_refused():
    with pytest.raises(charts.ChartError, match='names the column "contry", which the result lacks'):
        table(columns=["contry"])


def test_a_heading_says_the_unit_of_days_once():
    frame = pl.DataFrame({"waiting_days": [3.5], "open_for": [12]})
    views = charts.column_views(
        frame, {"open_for": Column(label="Open for", format="days"), "waiting_days": Column()}
    )
    labels = [column.label for column in charts.table({"type": "table"}, frame, views, ENGLISH).columns]
    assert labels == ["Waiting days", "Open for (days)"]


def widths(frame: pl.DataFrame, **chart) -> dict[str, int]:
    shown = charts.table({"type": "table", **chart}, frame, charts.column_views(frame, {}), ENGLISH)
    return {column.name: column.width for column in shown.columns}


def test_a_column_is_as_wide_as_its_longest_value_however_rare_it_is():
    frame = pl.DataFrame({"verdict": [*["short"] * 30, "Longer than any finished visit"]})
    drawn = 171  # pixels of the sentence in the page's typeface at 14 pixels, as a browser measures it
    assert drawn + 16 <= widths(frame)["verdict"] <= drawn + 24


def test_a_column_is_as_wide_as_its_heading():
    frame = pl.DataFrame({"comparable_seats_filled_by_this_age": [1, 2]})
    assert widths(frame)["comparable_seats_filled_by_this_age"] == pytest.approx(203 + 18, abs=4)


def test_a_bar_has_room_beside_its_number():
    frame = pl.DataFrame({"n": [1_234_567, 2]})
    assert widths(frame, bars=["n"])["n"] - widths(frame)["n"] == column_width.BAR


def test_the_longest_texts_give_where_columns_would_be_pushed_off_the_edge():
    frame = pl.DataFrame({"title": ["Architect"] * 2, "advice": ["word " * 80] * 2, "key": ["k" * 80] * 2} | {
        f"measure_number_{place}": [1, 2] for place in range(5)
    })  # fmt: skip
    fitted = widths(frame)
    assert sum(fitted.values()) <= column_width.ROOM
    assert fitted["advice"] == column_width.LEAST_TEXT < fitted["key"]
    assert fitted["title"] == widths(frame[["title"]])["title"]


def test_nothing_is_cut_where_that_would_not_be_enough():
    frame = pl.DataFrame({"advice": ["word " * 80]} | {f"measure_number_{place}": [1] for place in range(20)})
    assert widths(frame)["advice"] == column_width.LONGEST


def test_a_heading_is_whole_where_its_texts_give():
    advice = "what_this_means_and_what_to_do_about_it"
    frame = pl.DataFrame({advice: ["word " * 80], "key": ["k" * 80]} | {
        f"measure_number_{place}": [1] for place in range(5)
    })  # fmt: skip
    assert widths(frame)[advice] == widths(pl.DataFrame({advice: [""]}))[advice] > column_width.LEAST_TEXT


@pytest.mark.parametrize("values", [[{"a": [1]}], [b"\xff"], [timedelta(days=1)], [None]])
def test_any_type_of_value_has_a_width(values):
    assert widths(pl.DataFrame({"x": values}))["x"] >= 50
