"""The reader's formats, in four locales."""

from datetime import date

import polars as pl
import pytest
from charts.drawing import BY_MONTH, draw

from dashboard.charts import Reader, column_views
from dashboard.charts.columns import default_format

NARROW, THIN = "\u00a0", "\u202f"
DAY = date(2026, 10, 31)


WRITTEN = {
    "en-US": (
        "55,272",
        "4.6%",
        "32\u00a0d",
        "32 days",
        "Oct 31, 2026",
        "Oct 2026",
        "Germany",
        "Polish",
        ".,",
    ),
    "de-DE": (
        "55.272",
        f"4,6{NARROW}%",
        "32 T",
        "32 Tage",
        "31.10.2026",
        "Okt. 2026",
        "Deutschland",
        "Polnisch",
        ",.",
    ),
    "fr": (
        f"55{THIN}272",
        f"4,6{NARROW}%",
        "32\u00a0j",
        f"32{NARROW}jours",
        "31 oct. 2026",
        "oct. 2026",
        "Allemagne",
        "Polonais",
        f",{THIN}",
    ),
    "ja-JP": (
        "55,272",
        "4.6%",
        "32 日",
        "32 日",
        "2026/10/31",
        "2026年10月",
        "ドイツ",
        "ポーランド語",
        ".,",
    ),
}


@pytest.mark.parametrize("tag", WRITTEN)
def test_values_are_written_as_the_locale_writes_them(tag):
    reader = Reader.of(tag)
    assert WRITTEN[tag] == (
        reader.show(55272, "integer"),
        reader.show(0.0463, "percent"),
        reader.show(32, "days"),
        reader.headline(32, "days"),
        reader.show(DAY, "date"),
        reader.show(DAY, "month"),
        reader.show("DE", "country"),
        reader.show("pl", "language"),
        reader.separators,
    )


@pytest.mark.parametrize("tag", [None, "", "xx-YY", "not a tag", "C"])
def test_an_unknown_locale_reads_english(tag):
    assert Reader.of(tag).show("DE", "country") == "Germany"


def test_an_unknown_region_keeps_its_language():
    assert Reader.of("de-XQ").show("DE", "country") == "Deutschland"


def test_a_missing_number_is_a_dash_and_a_missing_name_is_not_stated():
    reader = Reader.of("en")
    assert reader.show(None, "percent") == "–"
    assert reader.show(None, "country") == "Not stated"


def test_days_keep_a_decimal_only_where_it_says_something():
    reader = Reader.of("en")
    assert [reader.days(value) for value in (32, 32.0, 32.04, 32.5)] == [
        "32\u00a0d",
        "32\u00a0d",
        "32\u00a0d",
        "32.5\u00a0d",
    ]


def test_true_and_one_are_not_confused():
    reader = Reader.of("en")
    assert [reader.show(value, "integer") for value in (True, 1, 1.0, False)] == ["Yes", "1", "1", "No"]


def test_a_dimension_is_written_as_the_one_that_the_rows_name():
    class Given:
        label, format, help, values, texts = None, "dimension", None, (), {}

    frame = pl.DataFrame({"dimension": ["country", "country"], "name": ["DE", None]})
    view = column_views(frame, {"name": Given()})["name"]
    assert (view.label, view.format) == ("Country", "country")
    mixed = frame.with_columns(dimension=pl.lit("role_family"))
    view = column_views(mixed, {"name": Given()})["name"]
    assert (view.label, view.format) == ("Role family", "term")


def test_amounts_carry_the_sign_of_the_currency_that_the_rows_agree_on():
    frame = pl.DataFrame({"source": ["A", "B"], "cost_per_hire": [4200.0, 900.4], "currency": ["EUR", "EUR"]})

    class Header:
        label, format, help, values = None, "currency", None, ()

    views = column_views(frame, {"cost_per_hire": Header()})
    assert Reader.of("de").show(4200.0, views["cost_per_hire"].format) == f"4.200{NARROW}€"
    mixed = frame.with_columns(currency=pl.Series(["EUR", "USD"]))
    assert (
        Reader.of("de").show(4200.0, column_views(mixed, {"cost_per_hire": Header()})["cost_per_hire"].format)
        == "4.200"
    )


@pytest.mark.parametrize(
    ("name", "dtype", "expected"),
    [
        ("hire_rate", pl.Float64(), "percent"),
        ("rate_from_previous", pl.Float64(), "percent"),
        ("share_of_hires", pl.Float64(), "percent"),
        ("days_to_hire", pl.Int32(), "days"),
        ("median_days", pl.Float64(), "days"),
        ("applications_per_day", pl.Float64(), "decimal"),
        ("hires", pl.Int64(), "integer"),
        ("score", pl.Float64(), "decimal"),
        ("month", pl.Date(), "month"),
        ("starts_on", pl.Date(), "date"),
        ("country", pl.String(), "country"),
        ("language", pl.Categorical(), "language"),
        ("source", pl.String(), "term"),
    ],
)
def test_a_columns_format_follows_from_its_name_and_type(name, dtype, expected):
    assert default_format(name, dtype) == expected


def test_the_axes_of_a_figure_speak_the_readers_language():
    layout = draw({"type": "line", "x": "month", "y": "median_days"}, BY_MONTH, locale="de")["layout"]
    assert layout["xaxis"]["ticktext"][:2] == ["Jan<br>2026", "Feb"]
    assert layout["yaxis"]["ticktext"][0] == "0 T"
    assert layout["separators"] == ",."


def test_a_sentence_without_a_translation_is_said_in_english():
    reader = Reader.of("de")
    assert reader.say("No such sentence about {country}", country="Spain") == "No such sentence about Spain"


def test_one_of_a_thing_has_its_own_sentence():
    reader = Reader.of("en")
    assert reader.count("{number} file", "{number} files", 1) == "1 file"
    assert reader.count("{number} file", "{number} files", 1200) == "1,200 files"


@pytest.mark.parametrize(
    ("locale", "four", "five"),
    [
        ("de", "5.223", "52.231"),
        ("es", "5223", "52.231"),
        ("es-MX", "5,223", "52,231"),
        ("pl", "5223", "52\xa0231"),
        ("pt-PT", "5223", "52\xa0231"),
        ("pt-BR", "5.223", "52.231"),
    ],
)
def test_digits_are_grouped_as_the_browser_groups_them_in_tables(locale, four, five):
    reader = Reader.of(locale)
    assert (reader.integer(5223), reader.integer(52231)) == (four, five)


def test_amounts_of_four_digits_are_grouped_alike():
    assert Reader.of("es").currency(1132, "EUR") == "1132\xa0€"
    assert Reader.of("de").currency(1132, "EUR") == "1.132\xa0€"
