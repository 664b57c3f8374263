"""What downloads are called, and which cards have a picture."""

from datetime import date

import polars as pl
import pytest

from dashboard.charts.spec import CHARTS
from dashboard.engine import Result, Selection
from dashboard.views.details import file_name
from dashboard.views.picture import WITHOUT


@pytest.mark.parametrize(
    ("truncated", "name"),
    [(False, "funnel-waiting_now-2026-10-31"), (True, "funnel-waiting_now-2026-10-31-first-5000-of-more")],
)
def test_a_file_carries_card_day_and_whether_rows_are_cut(truncated: bool, name: str) -> None:
    result = Result(pl.DataFrame({"n": [1]}), truncated, 5_000, "v", 0.1)
    assert file_name("funnel/waiting_now", result, Selection(as_of=date(2026, 10, 31))) == name


def test_cards_without_a_picture_are_kinds_of_card() -> None:
    assert set(WITHOUT) < set(CHARTS)
