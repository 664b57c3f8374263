"""Sentences that a query computes, as HTML: each may lead to the card that it is about."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import polars as pl

from dashboard.charts.draw import refuse


def words(chart: Mapping[str, Any], frame: pl.DataFrame, address: Callable[[str], str]) -> str:
    """Return the sentences as a list; `address` gives the link to a card. Without rows it is empty."""
    refuse(chart, frame)
    if frame.is_empty():
        return ""
    cards = frame[chart["card"]] if "card" in chart else [None] * frame.height
    items = zip(frame[chart["sentence"]], cards, strict=True)
    return f'<ul class="words">{"".join(_item(sentence, card, address) for sentence, card in items)}</ul>'


def _item(sentence: str, card: str | None, address: Callable[[str], str]) -> str:
    link = f' <a href="{escape(address(card))}" target="_self" aria-label="To the card">→</a>' if card else ""
    return f"<li>{escape(sentence)}{link}</li>"
