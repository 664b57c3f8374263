"""Times as exports write them."""

from datetime import datetime

import polars as pl
import pytest

from dashboard.ingest.parsing import is_day, read_epochs, read_flags, read_integers, read_times, trimmed


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2021-02-09T14:21:05Z", datetime(2021, 2, 9, 14, 21, 5)),
        ("2021-02-09T14:21:05.255Z", datetime(2021, 2, 9, 14, 21, 5, 255_000)),
        ("2021-02-09 14:21:05.255", datetime(2021, 2, 9, 14, 21, 5, 255_000)),
        (" 2021-02-09 14:21:05 ", datetime(2021, 2, 9, 14, 21, 5)),
        ("2021-02-09 14:21:05 UTC", datetime(2021, 2, 9, 14, 21, 5)),
        ("2021-02-09T14:21:05+02:00", datetime(2021, 2, 9, 12, 21, 5)),
        ("2021-02-09T23:21:05-0530", datetime(2021, 2, 10, 4, 51, 5)),
        ("2021-02-09T14:21:05.123456789+02", datetime(2021, 2, 9, 12, 21, 5, 123_456)),
        ("2021-02-09 14:21", datetime(2021, 2, 9, 14, 21)),
        ("2021-02-09", datetime(2021, 2, 9)),
        ("2021-02-30", None),
        ("2021-02-09T14:21:05Zulu", None),
        ("09/02/2021", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_utc_or_not_at_all(written, utc):
    mixed = pl.Series(["2020-01-01T00:00:00Z", written, None])
    assert read_times(trimmed(mixed)).to_list() == [datetime(2020, 1, 1), utc, None]
    assert read_times(trimmed(pl.Series([written]))).to_list() == [utc]


def test_a_day_is_told_from_a_time_by_how_it_is_written():
    assert is_day(pl.Series(["2021-02-09", "2021-02-09T00:00:00Z"])).to_list() == [True, False]


def test_seconds_since_1970_are_no_day_though_they_are_as_short():
    assert is_day(pl.Series(["1767225600", "2021-02-09"])).to_list() == [False, True]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("1767225601", datetime(2026, 1, 1, 0, 0, 1)),
        ("999999999999", datetime(2001, 9, 9, 1, 46, 39, 999_000)),
        ("1767225601123", datetime(2026, 1, 1, 0, 0, 1, 123_000)),
    ],
)
def test_seconds_and_milliseconds_since_1970_are_told_by_their_digits(written, utc):
    assert read_epochs(pl.Series([written])).to_list() == [utc]


def test_a_typed_time_with_a_zone_becomes_utc():
    zoned = pl.Series([datetime(2021, 2, 9, 12)]).dt.replace_time_zone("Europe/Berlin")
    assert read_times(zoned).to_list() == [datetime(2021, 2, 9, 11)]


def test_flags_and_numbers_are_read_in_the_spellings_of_databases():
    assert read_flags(pl.Series(["TRUE", "f", "1", "no", "maybe", None])).to_list() == [
        True,
        False,
        True,
        False,
        None,
        None,
    ]
    assert read_integers(pl.Series(["3", "3.0", "x"])).to_list() == [3, 3, None]
