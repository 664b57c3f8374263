"""Sentences that a query computes, as HTML: each may open with its subject and lead to its card."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import polars as pl

from dashboard.charts.columns import ColumnView
from dashboard.charts.draw import refuse
from dashboard.charts.reader import Reader


def words(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    reader: Reader,
    address: Callable[[str], str],
) -> str:
    """Return the sentences as a list; `address` gives the link to a card. Without a sentence it is empty."""
    refuse(chart, frame)
    frame = frame.drop_nulls(chart["sentence"])
    if frame.is_empty():
        return ""
    items = zip(
        _subjects(chart, frame, columns, reader),
        frame[chart["sentence"]],
        _optional(chart, "card", frame),
        strict=True,
    )
    to_card = reader.say("To the card")
    return f'<ul class="words">{"".join(_item(*item, address, to_card) for item in items)}</ul>'


def _subjects(
    chart: Mapping[str, Any], frame: pl.DataFrame, columns: Mapping[str, ColumnView], reader: Reader
) -> list[str]:
    """Return what each sentence is about, in the reader's words; nothing where the row names nothing."""
    names = _optional(chart, "subject", frame)
    return ["" if name is None else reader.show(name, columns[chart["subject"]].format) for name in names]


def _optional(chart: Mapping[str, Any], option: str, frame: pl.DataFrame) -> list[Any]:
    return frame[chart[option]].to_list() if option in chart else [None] * frame.height


def _item(subject: str, sentence: str, card: str | None, address: Callable[[str], str], to_card: str) -> str:
    opening = f"<strong>{escape(subject)}:</strong> " if subject else ""
    label = f'target="_self" aria-label="{escape(to_card)}"'
    link = f' <a href="{escape(address(card))}" {label}>→</a>' if card else ""
    return f"<li>{opening}{escape(sentence)}{link}</li>"
