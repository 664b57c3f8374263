"""Sentences as HTML: escaped, each with its subject and its link, nothing at all without rows."""

from collections.abc import Callable

import polars as pl
import pytest

from dashboard.charts import Reader, column_views, words

CHART = {"type": "words", "sentence": "sentence", "card": "card"}
ABOUT = {"type": "words", "sentence": "sentence", "subject": "country"}


def drawn(
    chart: dict[str, str], frame: pl.DataFrame, locale: str = "en", address: Callable[[str], str] = str
) -> str:
    return words(chart, frame, column_views(frame, {}), Reader.of(locale), address)


def test_a_sentence_leads_to_its_card() -> None:
    frame = pl.DataFrame({"sentence": ["71 days < 80."], "card": ["funnel/by_milestone"]})
    html = drawn(CHART, frame, address=lambda card: f"/there?{card}")
    assert "<li>71 days &lt; 80. <a" in html
    assert 'href="/there?funnel/by_milestone"' in html


def test_a_sentence_without_a_card_has_no_link() -> None:
    frame = pl.DataFrame({"sentence": ["All is well."], "card": [None]}, schema_overrides={"card": pl.String})
    assert drawn(CHART, frame) == '<ul class="words"><li>All is well.</li></ul>'


@pytest.mark.parametrize(("locale", "name"), [("en", "Germany"), ("de-AT", "Deutschland"), ("ja", "ドイツ")])
def test_a_sentence_opens_with_its_subject_in_the_words_of_the_reader(locale: str, name: str) -> None:
    frame = pl.DataFrame({"country": ["DE"], "sentence": ["12 hires."]})
    assert f"<li><strong>{name}:</strong> 12 hires.</li>" in drawn(ABOUT, frame, locale)


def test_a_subject_that_has_no_name_is_written_as_it_is_and_escaped() -> None:
    frame = pl.DataFrame({"country": ["Not stated", "R&D"], "sentence": ["One.", "Two."]})
    html = drawn(ABOUT, frame, "de")
    assert "<strong>Not stated:</strong> One." in html
    assert "<strong>R&amp;D:</strong> Two." in html


def test_a_sentence_about_nobody_in_particular_has_no_subject() -> None:
    frame = pl.DataFrame({"country": ["DE", None], "sentence": ["12 hires.", "All is well."]})
    assert "<li>All is well.</li>" in drawn(ABOUT, frame)


def test_nothing_to_say_is_nothing() -> None:
    frame = pl.DataFrame(schema={"sentence": pl.String, "card": pl.String})
    assert drawn(CHART, frame) == ""


def test_a_row_without_a_sentence_says_nothing() -> None:
    frame = pl.DataFrame({"country": ["DE", "FR"], "sentence": [None, "9 hires."]})
    assert drawn(ABOUT, frame) == '<ul class="words"><li><strong>France:</strong> 9 hires.</li></ul>'
    assert not drawn(ABOUT, frame.head(1).cast({"sentence": pl.String}))
