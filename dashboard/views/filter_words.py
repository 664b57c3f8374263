"""The filter bar's words: of the filters, their values, the periods and what they are compared with."""

from typing import Final

from dashboard import engine
from dashboard.charts import Reader
from dashboard.translations import marked

LABELS: Final = {
    "language": (marked("Posting language"), marked("All languages")),
    "country": (marked("Country"), marked("All countries")),
    "role_family": (marked("Role family"), marked("All families")),
    "role_level": (marked("Role level"), marked("All levels")),
    "channel": (marked("Source channel"), marked("All channels")),
    "source": (marked("Source"), marked("All sources")),
    "department": (marked("Department"), marked("All departments")),
    "work_model": (marked("Work model"), marked("All models")),
}
COMPARISONS: Final = {
    "previous": marked("{applications} {places}, {days}, compared with the period before: {compared}"),
    "year-before": marked("{applications} {places}, {days}, compared with the year before: {compared}"),
}
FORMATS: Final = {
    "language": "language",
    "country": "country",
    "role_family": "term",
    "role_level": "term",
    "channel": "term",
    "source": "term",
    "work_model": "term",
}
PERIODS: Final = {
    "last-3-months": marked("Last 3 months"),
    "last-6-months": marked("Last 6 months"),
    "last-12-months": marked("Last 12 months"),
    "last-24-months": marked("Last 24 months"),
    "this-year": marked("This year"),
    "last-year": marked("Last year"),
    "everything": marked("Everything"),
    "custom": marked("Custom …"),
}
COMPARED: Final = {
    "previous": marked("the period before"),
    "year-before": marked("the year before"),
    "none": marked("nothing"),
}


def word(value: str, name: str, reader: Reader) -> str:
    """Return a dimension's value in the reader's words."""
    return reader.show(None if value == engine.NOT_STATED else value, FORMATS.get(name, "text"))
