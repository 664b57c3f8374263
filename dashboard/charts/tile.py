"""A metric as a tile: its number, its change and its course, as HTML with an inline SVG.

A figure for each sparkline would cost more time in the browser than the rest of the page.
"""

from collections.abc import Mapping
from html import escape, unescape
from typing import Any

import polars as pl

from dashboard.charts.change import Change, change_of
from dashboard.charts.columns import ColumnView
from dashboard.charts.describe import alt
from dashboard.charts.draw import refuse
from dashboard.charts.reader import NOTHING, Reader
from dashboard.charts.sheet import Sheet
from dashboard.charts.sparkline import sparkline
from dashboard.charts.theme import Theme, faded


def tile(  # noqa: PLR0913 - what every chart takes, and the card's own words
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    theme: Theme,
    reader: Reader,
    *,
    title: str,
    help: str = "",  # noqa: A002 - the word that the app has for it
    note: str = "",
) -> str:
    """Return the tile's HTML, without a border of its own. Without a value it has a dash; `note` says why."""
    refuse(chart, frame)
    sheet = Sheet(chart, frame, columns, theme, reader).measured()
    change = change_of(sheet)
    color = _color(sheet, change)
    described = alt(chart, frame, columns, title, reader) + (f" {change.words}" if change else "")
    chip = _chip(change, color, theme) if "previous" in chart else ""
    parts = _head(title, help, theme) + _value(sheet) + chip + _under(note or _rests_on(sheet), sheet)
    alternative = reader.say("Course of {title}", title=title)
    course = sparkline(sheet.values("spark"), color, alternative) if "spark" in chart else ""
    label = f'class="tile" role="group" aria-label="{escape(described)}"'
    return f'<div {label} style="color:{theme.text}">{parts}{course}</div>'


def _color(sheet: Sheet, change: Change | None) -> str:
    good = sheet.chart.get("good", "none")
    if change is None or good == "none":
        return sheet.theme.primary
    if not change.significant or not change.direction:
        return sheet.theme.neutral
    return sheet.theme.verdict("above" if change.direction > 0 else "below", good)


def _head(title: str, note: str, theme: Theme) -> str:
    looks = _style(
        f"border:1px solid {theme.muted};border-radius:50%;color:{theme.muted}",
        "display:inline-block;margin-left:6px;width:15px;height:15px;cursor:help",
        "font-size:10px;line-height:14px;text-align:center;vertical-align:1px",
    )
    words = f'role="img" tabindex="0" title="{escape(note)}" aria-label="{escape(note)}"'
    size = _style("font-size:0.875rem", "line-height:1.4")
    if not note:
        return f"<div {size}>{escape(title)}</div>"
    end = f"<span {_style('white-space:nowrap')}>{escape(title[-2:])}<span {words} {looks}>?</span></span>"
    return f"<div {size}>{escape(title[:-2])}{end}</div>"  # the mark never stands alone in a line


def _value(sheet: Sheet) -> str:
    value = sheet.one("value")
    text = NOTHING if value is None else sheet.reader.headline(value, sheet.format("value"))
    looks = _style(
        "font-size:1.75rem;font-weight:700", "line-height:1.25;letter-spacing:-0.01em;white-space:nowrap"
    )
    return f"<div {looks}>{escape(text)}</div>"


def _chip(change: Change | None, color: str, theme: Theme) -> str:
    """Return the change in a pill; a change that may be chance is grey. Without one, its height is kept."""
    if change is None:
        return f"<div {_style('height:22px')}></div>"
    text = theme.muted if color == theme.neutral else color
    looks = _style(
        f"color:{text};background:{faded(color, 0.12)};border-radius:11px",
        "display:inline-block;padding:0 8px;font-size:0.8125rem;line-height:20px;white-space:nowrap",
    )
    words = f"{change.arrow} {escape(change.text)}"
    return f'<div {_style("height:22px")}><span title="{escape(change.words)}" {looks}>{words}</span></div>'


def _rests_on(sheet: Sheet) -> str:
    """Return how many the number rests on, under it."""
    n = sheet.one("n")
    return "" if n is None else unescape(sheet.fact("n", n))


def _under(words: str, sheet: Sheet) -> str:
    if not words:  # the courses of tiles beside each other start at one height
        return f"<div {_style('height:18px')}></div>" if "spark" in sheet.chart else ""
    looks = _style(f"color:{sheet.theme.muted};font-size:0.75rem", "line-height:1.5;white-space:nowrap")
    return f"<div {looks}>{escape(words)}</div>"


def _style(*rules: str) -> str:
    return f'style="{";".join(rules)}"'
