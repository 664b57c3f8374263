"""Sentences as HTML: escaped, each with its link, nothing at all without rows."""

import polars as pl

from dashboard.charts import words

CHART = {"type": "words", "sentence": "sentence", "card": "card"}


def test_a_sentence_leads_to_its_card() -> None:
    frame = pl.DataFrame({"sentence": ["71 days < 80."], "card": ["funnel/by_milestone"]})
    html = words(CHART, frame, lambda card: f"/there?{card}")
    assert "<li>71 days &lt; 80. <a" in html
    assert 'href="/there?funnel/by_milestone"' in html


def test_a_sentence_without_a_card_has_no_link() -> None:
    frame = pl.DataFrame({"sentence": ["All is well."], "card": [None]}, schema_overrides={"card": pl.String})
    assert words(CHART, frame, str) == '<ul class="words"><li>All is well.</li></ul>'


def test_nothing_to_say_is_nothing() -> None:
    frame = pl.DataFrame(schema={"sentence": pl.String, "card": pl.String})
    assert words(CHART, frame, str) == ""
