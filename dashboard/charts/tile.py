"""A metric as a tile: its number, its change and its course, in HTML with an inline SVG (lighter than a figure)."""

from collections.abc import Mapping
from html import escape
from typing import Any

import polars as pl

from dashboard.charts.change import Change, change_of
from dashboard.charts.columns import ColumnView
from dashboard.charts.describe import alt
from dashboard.charts.draw import refuse
from dashboard.charts.reader import NOTHING, Reader
from dashboard.charts.sheet import Sheet, present
from dashboard.charts.sparkline import sparkline
from dashboard.charts.theme import Theme, faded


def tile(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    theme: Theme,
    reader: Reader,
    *,
    title: str,
    help: str = "",  # noqa: A002 - the word that the app has for it
) -> str:
    """Return the tile's HTML, without a border of its own. Without a value it shows a dash."""
    refuse(chart, frame)
    sheet = Sheet(chart, frame, columns, theme, reader).measured()
    change = change_of(sheet)
    color = _color(sheet, change)
    described = " ".join(filter(None, [alt(chart, frame, columns, title, reader), change and change.words]))
    parts = [_head(title, help, theme), _value(sheet), _chip(change, color, theme)]
    course = sparkline(present(sheet.values("spark")), color, title)
    return (
        f'<div class="tile" role="group" aria-label="{escape(described)}" style="color:{theme.text}">'
        f"{''.join(parts)}{course}</div>"
    )


def _color(sheet: Sheet, change: Change | None) -> str:
    good = sheet.chart.get("good", "none")
    if change is None or good == "none":
        return sheet.theme.primary
    if not change.significant or not change.direction:
        return sheet.theme.neutral
    return sheet.theme.verdict("above" if change.direction > 0 else "below", good)


def _head(title: str, note: str, theme: Theme) -> str:
    mark = (
        f'<span role="img" tabindex="0" title="{escape(note)}" aria-label="{escape(note)}" style="display:inline-block;'
        f"margin-left:6px;width:15px;height:15px;border:1px solid {theme.muted};border-radius:50%;color:{theme.muted};"
        f'font-size:10px;line-height:14px;text-align:center;vertical-align:1px;cursor:help">?</span>'
    )
    return f'<div style="font-size:0.875rem;line-height:1.4">{escape(title)}{mark if note else ""}</div>'


def _value(sheet: Sheet) -> str:
    value = sheet.one("value") if sheet.frame.height else None
    text = NOTHING if value is None else sheet.reader.headline(value, sheet.format("value"))
    return (
        '<div style="font-size:1.75rem;font-weight:700;line-height:1.25;letter-spacing:-0.01em;white-space:nowrap">'
        f"{escape(text)}</div>"
    )


def _chip(change: Change | None, color: str, theme: Theme) -> str:
    """Return the change in a pill; a change that may be chance is grey. Without one, its height is kept."""
    if change is None:
        return '<div style="height:22px"></div>'
    text = theme.muted if color == theme.neutral else color
    return (
        f'<div style="height:22px"><span title="{escape(change.words)}" style="display:inline-block;padding:0 8px;'
        f"border-radius:11px;font-size:0.8125rem;line-height:20px;white-space:nowrap;color:{text};"
        f'background:{faded(color, 0.12)}">{change.arrow} {escape(change.text)}</span></div>'
    )
