"""Dates, times, numbers and ids as people and spreadsheets write them: a column is decided as a whole."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from ingest.exports import Staging, run, write_csv

from dashboard.ingest import NothingUsable
from dashboard.ingest.files import delimited, text

MAP = """
title = "Our spreadsheet"
{top}
[applications]
requires = ["Nr", "Applied"]
[applications.applications]
application_id = "Nr"
candidate_key = "Person"
job_id = "Job"
applied_at = {{ column = "Applied"{more} }}
closed_at = "Closed"
[spend]
requires = ["Source", "Month", "Amount"]
[spend.source_spend]
source = "Source"
month = "Month"
amount = "Amount"
"""


WIDE = """
[wide]
requires = ["Nr", "Applied", "Step: Offer"]
[wide.applications]
application_id = "Nr"
applied_at = "Applied"
[wide.stage_visits]
shape = "events"
each = ["Step: *"]
application_id = "Nr"
stage = "each.name"
entered_at = "each.value"
"""


@pytest.fixture
def imported(tmp_path):
    """Import rows of a spreadsheet through a map of its own, with more lines at its top or in its column."""

    def importing(rows: list[dict], top: str = "", more: str = "", **how: Any) -> Staging:
        (tmp_path / "map.toml").write_text(MAP.format(top=top, more=more))
        files = [write_csv(tmp_path / "in" / "sheet.csv", rows)]
        if "Amount" in rows[0]:
            files.append(write_csv(tmp_path / "in" / "apps.csv", applied("2026-02-01")))
        return run(tmp_path / "in", into=tmp_path / "out", layout=str(tmp_path / "map.toml"), **how)

    return importing


def applied(*values: str, **same: str) -> list[dict]:
    return [{"Nr": f"A{number}", "Applied": value, **same} for number, value in enumerate(values, start=1)]


def times(staging: Staging, column: str = "applied") -> list[tuple]:
    rows = staging["applications"].sort("application_id")
    return rows.select(f"{column}_at", f"{column}_precision").rows()


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["04/05/2026", "31/01/2026"], date(2026, 5, 4)),
        (["04/05/2026", "01/31/2026"], date(2026, 4, 5)),
        (["4-5-26", "31-1-26"], date(2026, 5, 4)),
        (["04.05.2026", "01.02.2026"], date(2026, 5, 4)),  # no locale writes the month first with dots
        (["04.05.2026", "01.31.2026"], date(2026, 4, 5)),  # but for a value that says so
        (["04/05/2026", "31-01-2026"], date(2026, 5, 4)),  # marks may be mixed
        (["2026/05/04", "2026.1.31"], date(2026, 5, 4)),
        (["05/05/2026", "07/07/2026"], date(2026, 5, 5)),  # both orders say the same
        (["May 4, 2026", "31 Jan 2026"], date(2026, 5, 4)),
        (["4-May-26", "31-Jan-26"], date(2026, 5, 4)),
        (["2026-05-04", "31/01/2026"], date(2026, 5, 4)),
        (["2026年5月4日", "2026/05/05"], date(2026, 5, 4)),
        (["2026년 5월 4일"], date(2026, 5, 4)),
        (["1-2-69", "31-1-68"], date(1969, 2, 1)),  # the century, as in POSIX
        (["1-2-68", "31-1-69"], date(2068, 2, 1)),
    ],
)
def test_all_values_of_a_column_decide_which_of_day_and_month_comes_first(imported, values, first):
    moment, precision = times(imported(applied(*values)))[0]
    assert (moment, precision) == (datetime.combine(first, datetime.min.time()), "day")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("04/05/2026 14:30", datetime(2026, 5, 4, 14, 30)),
        ("04/05/2026 02:30:15 PM", datetime(2026, 5, 4, 14, 30, 15)),
        ("04/05/2026, 12:05 a.m.", datetime(2026, 5, 4, 0, 5)),
        ("04.05.2026 14:30", datetime(2026, 5, 4, 14, 30)),
        ("2026年5月4日 14:30", datetime(2026, 5, 4, 14, 30)),
        ("4 May 2026 14:30 +0200", datetime(2026, 5, 4, 12, 30)),
        ("4 May 2026 14:30 -0530", datetime(2026, 5, 4, 20)),
        ("Mon, 04 May 2026 14:30:00 GMT", datetime(2026, 5, 4, 14, 30)),
    ],
)
def test_written_times_are_read_to_the_second(imported, value, moment):
    assert times(imported(applied(value, "31/01/2026 09:00")))[0] == (moment, "second")


def test_the_value_that_decides_is_a_finding(imported):
    found = imported(applied("04/05/2026", "31/01/2026")).finding("Dates with the day first")
    assert (found["column_name"], found["value"], found["action"]) == ("Applied", "31/01/2026", "kept")


def test_a_deciding_value_in_a_later_batch_counts_as_well(imported, monkeypatch):
    monkeypatch.setattr(text.TextFile.block, "__defaults__", (32,))
    monkeypatch.setattr(delimited, "_SAMPLE_BYTES", 32)
    staging = imported(applied(*["04/05/2026"] * 50, "31/01/2026"))
    assert times(staging)[0] == (datetime(2026, 5, 4), "day")
    assert staging["applications"].height == 51


@pytest.mark.parametrize("first", ["04/05/2026", "12/05/2026", "05/12/2026"])
def test_dates_that_nothing_decides_are_refused_with_the_way_out(imported, first):
    with pytest.raises(NothingUsable) as refused:
        imported(applied(first, "01/02/2026"))
    assert f'sheet.csv: The dates in "Applied" may have the day or the month first: {first}.' in str(
        refused.value
    )
    assert "hiring import --date-order day_first or month_first" in str(refused.value)


def test_dates_in_both_orders_are_refused_with_an_example_of_each(imported):
    with pytest.raises(NothingUsable, match="in both orders: 31/01/2026 and 01/31/2026"):
        imported(applied("31/01/2026", "01/31/2026"))


@pytest.mark.parametrize(
    ("top", "more", "month"),
    [
        ('date_order = "day_first"', "", 5),
        ('date_order = "month_first"', "", 4),
        ('date_order = "day_first"', ', date_order = "month_first"', 4),
    ],
)
def test_a_map_says_the_order_for_all_columns_or_for_one(imported, top, more, month):
    assert times(imported(applied("04/05/2026"), top, more))[0][0] == datetime(2026, month, 9 - month)


@pytest.mark.parametrize(
    ("values", "top", "month"),
    [
        (["04/05/2026"], "", 4),
        (["04/05/2026", "31/01/2026"], "", 5),
        (["04/05/2026"], 'date_order = "day_first"', 5),
    ],
)
def test_what_the_importer_assumes_counts_where_neither_map_nor_value_decides(imported, values, top, month):
    read = imported(applied(*values), top, date_order="month_first")
    assert times(read)[0][0] == datetime(2026, month, 9 - month)


def test_a_map_with_a_wrong_order_or_system_says_so(imported):
    with pytest.raises(NothingUsable) as refused:
        imported(applied("04/05/2026"), 'date_order = "dmy"\ndate_system = 1901')
    assert 'date_order is "dmy". Known: day_first, month_first.' in str(refused.value)
    assert "date_system is 1901. Known: 1900, 1904." in str(refused.value)


def test_a_value_that_is_no_date_in_the_order_of_its_column_is_set_aside(imported):
    staging = imported(applied("31/01/2026", "30/02/2026", "soon", "03/02/2026 13:05 a.m."))
    assert [
        row["line"] for row in staging["findings"].filter(action="set aside").sort("line").to_dicts()
    ] == [3, 4, 5]


def test_excels_numbers_are_dates_where_the_whole_column_is_such(imported):
    staging = imported(applied("45000", "45000.5", "45000.1234567"))
    assert times(staging) == [
        (datetime(2023, 3, 15, *clock), "second") for clock in ((0,), (12,), (2, 57, 47))
    ]
    assert staging.finding("Excel's numbers read as dates")["column_name"] == "Applied"


def test_excels_whole_numbers_are_days(imported):
    assert times(imported(applied("45000", "45001.0"))) == [
        (datetime(2023, 3, 15), "day"),
        (datetime(2023, 3, 16), "day"),
    ]


def test_excels_numbers_count_from_1904_only_if_the_map_says(imported):
    assert times(imported(applied("45000"), "date_system = 1904"))[0] == (datetime(2027, 3, 16), "day")


@pytest.mark.parametrize("number", ["18263", "73051", "999999999"])
def test_numbers_that_count_no_days_of_our_time_are_no_dates(imported, number):
    with pytest.raises(NothingUsable):
        imported(applied(number))


def test_a_number_among_dates_is_no_date(imported):
    staging = imported(applied("45000", "2026-02-01"))
    assert [row[0] for row in times(staging)] == [datetime(2026, 2, 1)]
    assert staging.finding("Required value is not readable")["value"] == "45000"


@pytest.mark.parametrize(("value", "scale"), [("1767225600", 1), ("1767225600123", 1000)])
def test_seconds_and_milliseconds_since_1970_are_told_apart(imported, value, scale):
    staging = imported(applied(value, str(int(value) + 61 * scale)))
    assert [row[0].replace(microsecond=0) for row in times(staging)] == [
        datetime(2026, 1, 1),
        datetime(2026, 1, 1, 0, 1, 1),
    ]


@pytest.mark.parametrize(
    "midnight", ["2026-02-01T00:00:00Z", "2026-02-01 00:00:00.000", "2026-02-01T00:00:00+02:00"]
)
def test_times_that_are_all_midnight_are_the_days_that_they_are_written_with(imported, midnight):
    staging = imported(applied(midnight, midnight.replace("02-01", "07-31")))
    assert times(staging) == [(datetime(2026, 2, 1), "day"), (datetime(2026, 7, 31), "day")]
    assert staging.finding("Times that are days")["value"].startswith("00:00:00")


@pytest.mark.parametrize("written", ["2026-02-{}T12:00:00Z", "{}.02.2026 12:00", "{}/02/2026 12:00 PM"])
def test_times_at_one_full_hour_on_many_days_are_days(imported, written):
    staging = imported(applied(*(written.format(day) for day in range(10, 20))))
    assert times(staging)[1] == (datetime(2026, 2, 19), "day")


@pytest.mark.parametrize(
    "values",
    [
        ["2026-02-01T12:00:00Z"] * 20,  # one bulk move
        [f"2026-02-0{day}T12:00:00Z" for day in range(1, 9)],  # too few to tell
        [f"2026-02-{day:02}T12:34:00Z" for day in range(1, 21)],
        [*(f"2026-02-{day:02}T12:00:00Z" for day in range(1, 21)), "2026-02-21T13:00:00Z"],
        ["2026-02-01T00:00:00Z", "2026-02-01T00:00:01Z"],
    ],
)
def test_times_that_may_be_times_stay_times(imported, values):
    assert {precision for _, precision in times(imported(applied(*values)))} == {"second"}


@pytest.mark.parametrize(
    "typed", [pl.Datetime(), pl.Datetime(time_zone="Europe/Berlin"), pl.Date()], ids=["time", "zone", "day"]
)
def test_typed_days_and_typed_times_that_are_all_midnight_are_days(tmp_path, typed):
    (tmp_path / "map.toml").write_text(MAP.format(top="", more=""))
    days = pl.Series([datetime(2026, 2, 1), datetime(2026, 2, 2)])
    zone = getattr(typed, "time_zone", None)
    frame = pl.DataFrame({"Nr": ["A1", "A2"], "Applied": days.dt.replace_time_zone(zone).cast(typed)})
    frame.write_parquet(tmp_path / "a.parquet")
    staging = run(tmp_path / "a.parquet", into=tmp_path / "out", layout=str(tmp_path / "map.toml"))
    assert times(staging) == [(datetime(2026, 2, 1), "day"), (datetime(2026, 2, 2), "day")]


@pytest.mark.parametrize(
    ("written", "amounts"),
    [
        (["1.234,50", "2,5", "1.000"], [1234.5, 2.5, 1000]),
        (["1,234.50", "2.5", "1,000"], [1234.5, 2.5, 1000]),
        (["€ 1 234,50", "2,5 €", "3"], [1234.5, 2.5, 3]),
        (["1,234", "12,000"], [1234, 12000]),
        (["1.5", "2"], [1.5, 2]),
    ],
)
def test_the_decimal_mark_is_that_of_the_whole_column(imported, written, amounts):
    rows = [
        {"Source": "LinkedIn", "Month": f"2026-0{n}-01", "Amount": a} for n, a in enumerate(written, start=1)
    ]
    assert imported(rows)["source_spend"].sort("month")["amount"].to_list() == amounts


@pytest.mark.parametrize(("odd", "usual"), [("1.234,50", "2.50"), ("1,23", "1,234.50")])
def test_an_amount_that_its_column_writes_otherwise_is_set_aside(imported, odd, usual):
    rows = [{"Source": "LinkedIn", "Month": "2026-01-01", "Amount": odd}]
    rows += [{"Source": "LinkedIn", "Month": "2026-02-01", "Amount": usual}]
    staging = imported(rows)
    assert staging.only("source_spend")["month"].month == 2
    assert staging.finding("Required value is not readable")["value"] == odd


def test_an_id_that_excel_rounded_is_set_aside_with_the_reason(imported):
    staging = imported([{"Nr": "2.51811E+10", "Applied": "2026-02-01"}, *applied("2026-02-01")])
    assert staging["applications"]["application_id"].to_list() == ["A1"]
    found = staging.finding("Id rounded by Excel")
    assert (found["action"], found["line"], found["column_name"], found["value"]) == (
        "set aside",
        2,
        "Nr",
        "2.51811E+10",
    )
    assert "Export again, or format the column as text" in found["advice"]


def test_a_rounded_id_beside_the_key_is_left_empty_so_that_nobody_is_taken_for_another(imported):
    staging = imported(applied("2026-02-01", "2026-02-02", Person="2,51811E+10", Job="1.0"))
    rows = staging["applications"].select("candidate_key", "job_id").rows()
    assert rows == [(None, "1"), (None, "1")]
    assert staging["findings"].filter(rule="Id rounded by Excel")["action"].to_list() == ["kept", "kept"]


def test_ids_of_a_float_column_are_whole_numbers(imported):
    staging = imported([{"Nr": "123.0", "Applied": "2026-02-01"}, {"Nr": "V1.0", "Applied": "2026-02-01"}])
    assert sorted(staging["applications"]["application_id"]) == ["123", "V1.0"]


def test_iso_times_are_not_looked_at_twice(imported, monkeypatch):
    read = []
    batches = delimited.Delimited.batches
    monkeypatch.setattr(
        delimited.Delimited, "batches", lambda table, names: read.append(names) or batches(table, names)
    )
    imported(applied("2026-02-01T09:30:00Z", "2026-02-02T10:00:00+02:00", "2026-02-03", "32.13.2025"))
    assert len(read) == 1


def test_a_wide_file_is_decided_by_all_of_its_stage_columns(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP.format(top="", more="") + WIDE)
    row = {
        "Nr": "A1",
        "Applied": "2026-02-01",
        "Step: Phone screen": "04/05/2026",
        "Step: Offer": "31/05/2026",
    }
    staging = run(
        write_csv(tmp_path / "w.csv", [row]), into=tmp_path / "out", layout=str(tmp_path / "map.toml")
    )
    assert staging["stage_visits"].sort("seq")["entered_at"].to_list() == [
        datetime(2026, 5, 4),
        datetime(2026, 5, 31),
    ]
