"""The selection in words."""

import pytest

from dashboard.charts import Reader
from dashboard.engine import Described
from dashboard.report.scope import places


@pytest.mark.parametrize(
    ("applications", "countries", "words"),
    [
        (5, 2, "in 2 countries"),
        (5, 1, "in 1 country"),
        (5, 0, "without a country"),
        (0, 0, "in 0 countries"),
    ],
)
def test_applications_that_name_no_country_are_not_in_0_countries(
    applications: int, countries: int, words: str
) -> None:
    counts = Described(applications=applications, people=applications, countries=countries)
    assert places(counts, Reader.of("en")) == words
