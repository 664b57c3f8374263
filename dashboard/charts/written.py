"""A table as HTML: every value in the reader's words, bars drawn behind their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import polars as pl

from dashboard.charts.columns import ColumnView, gives_names
from dashboard.charts.draw import refuse
from dashboard.charts.kinds import kind_of
from dashboard.charts.reader import NOTHING, Reader
from dashboard.charts.sheet import Sheet, present
from dashboard.charts.sparkline import sparkline
from dashboard.charts.theme import Theme, faded

_RIGHT: Final = ("number", "time")
"""Kinds that stand to the right and sort by their values."""

_LONG: Final = 32
"""Letters of the longest text that a page writes in one line."""


@dataclass(frozen=True)
class Live:
    """What a table has on a page and not on paper: headings that sort, rows known by number, and links.

    `addresses` has one for each row's record; without them ids are only shown.
    """

    title: str
    clickable: bool = False
    addresses: Sequence[str] = ()


def written_table(  # noqa: PLR0913 - what every chart takes, and where it stands
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    theme: Theme,
    reader: Reader,
    *,
    live: Live | None = None,
) -> str:
    """Return the rows as an HTML table, for paper or `live`. Raises ChartError where columns are not there.

    On the page `clicks.js` sorts by the headings and tells which cell was clicked.
    """
    refuse(chart, frame)
    names = [name for name in chart.get("columns", frame.columns) if name not in chart.get("hide", ())]
    sheet = Sheet({**chart, **{name: name for name in names}}, frame, columns, theme, reader)
    heads = "".join(_head(sheet, name, live) for name in names)
    rows = zip(*(_cells(sheet, name, live) for name in names), strict=True)
    body = "".join(f"<tr{_number(row, live)}>{''.join(cells)}</tr>" for row, cells in enumerate(rows))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return _region(table, live) if live else table


def _region(table: str, live: Live) -> str:
    """Return the table in a frame that scrolls where it lacks room."""
    looks = "rows clickable" if live.clickable else "rows"
    return f'<div class="{looks}" role="region" aria-label="{escape(live.title)}" tabindex="0">{table}</div>'


def _number(row: int, live: Live | None) -> str:
    return f' data-row="{row}"' if live else ""


def _head(sheet: Sheet, name: str, live: Live | None) -> str:
    words, side = sheet.label(name), _side(sheet.frame[name])
    if not live:
        return f'<th scope="col"{side}>{words}</th>'
    help = sheet.columns[name].help  # noqa: A001 - the header's own word
    told = f' title="{escape(help)}"' if help else ""
    if not _is_course(sheet.frame[name].dtype):
        words = f'<button type="button">{words}</button>'
    return f'<th scope="col" data-column="{escape(name)}"{side}{told}>{words}</th>'


def _cells(sheet: Sheet, name: str, live: Live | None) -> list[str]:
    series = sheet.frame[name]
    if _is_course(series.dtype):
        words = sheet.reader.say("Course of {title}", title=sheet.label(name))
        courses = (
            sparkline(present(values or []), sheet.theme.primary, words) for values in series.to_list()
        )
        return [f"<td>{course}</td>" for course in courses]
    if live and live.addresses and sheet.format(name) == "record":
        return [
            f"<td>{_link(address, sheet.show(name, value))}</td>"
            for address, value in zip(live.addresses, series, strict=True)
        ]
    if kind_of(series.dtype) not in _RIGHT:
        return [_words(_shown(sheet, name, value)) for value in series]
    is_bar = name in sheet.chart.get("bars", ())
    most = max(present(series), default=0) if is_bar else 0
    return [
        f'<td class="right{" bar" if is_bar else ""}"{_sorted_by(value, live)}>'
        f"{_bar(value, most, sheet.theme)}{_shown(sheet, name, value)}</td>"
        for value in series
    ]


def _words(shown: str) -> str:
    return f'<td class="long">{shown}</td>' if len(shown) > _LONG else f"<td>{shown}</td>"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{words}</a>'


def _shown(sheet: Sheet, name: str, value: Any) -> str:
    if value is None and not gives_names(name, sheet.format(name)):
        return NOTHING
    if isinstance(value, pl.Series):
        return sheet.reader.series([sheet.show(name, each) for each in value])
    return sheet.show(name, value)


def _is_course(dtype: pl.DataType) -> bool:
    """Say whether a column holds numbers one after another, which are drawn."""
    return isinstance(dtype, pl.List | pl.Array) and dtype.inner.is_numeric()


def _side(series: pl.Series) -> str:
    return ' class="right"' if kind_of(series.dtype) in _RIGHT else ""


def _sorted_by(value: Any, live: Live | None) -> str:
    """Return what a page sorts a number or date by, whose words do not sort."""
    return f' data-value="{value}"' if live and value is not None else ""


def _bar(value: float | None, most: float, theme: Theme) -> str:
    """Return a bar as long as the value's share of the largest."""
    if not value or not most:
        return ""
    width, color = f"calc({value / most:.4f}*(100% - var(--bar-inset)))", faded(theme.primary, 0.16)
    return f'<i style="width:{width};background:{color}"></i>'
