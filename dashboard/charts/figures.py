"""The columns of one row as figures side by side, in HTML: several numbers that answer one question."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import polars as pl

from dashboard.charts.columns import ColumnView
from dashboard.charts.draw import refuse
from dashboard.charts.reader import NOTHING, Reader
from dashboard.charts.sheet import ChartError
from dashboard.charts.theme import Theme

_LEAST: Final = {5: 6.25, 6: 8.9}
"""Width of a figure at least, in rem, by how many there are: in half a page none stands alone in a row."""

_GRID: Final = (
    "display:grid;grid-template-columns:repeat(auto-fit,minmax({least}rem,1fr));"
    "gap:0.9rem 1rem;align-items:end"
)
"""Labels of one line and of two: their figures stand on one line."""


def figures(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    theme: Theme,
    reader: Reader,
) -> str:
    """Return the figures of the one row as HTML. Raises ChartError for more rows than one."""
    refuse(chart, frame)
    if frame.height > 1:
        raise ChartError(
            reader.say(
                "Figures show one row; the query returns {number}. Show a table instead.",
                number=reader.integer(frame.height),
            )
        )
    sentence = chart.get("sentence")
    names = chart.get("columns") or [name for name in frame.columns if name != sentence]
    row = frame.row(0, named=True) if frame.height else dict.fromkeys(frame.columns)
    cells = "".join(_cell(row[name], columns[name], theme, reader) for name in names)
    said: str | None = row[sentence] if sentence else None
    meaning = f'<p style="margin:0.8rem 0 0">{escape(said)}</p>' if said else ""
    look = _GRID.format(least=_LEAST.get(len(names), 7.5))
    grid = f'<dl class="figures" style="{look};margin:0.4rem 0 0;padding:0">{cells}</dl>'
    return f'<div style="color:{theme.text}">{grid}{meaning}</div>'


def _cell(value: Any, view: ColumnView, theme: Theme, reader: Reader) -> str:
    text = NOTHING if value is None else reader.headline(value, view.format)
    note = f' title="{escape(view.help)}"' if view.help else ""
    return (
        f"<div{note}>"
        f'<dt style="font-size:0.8125rem;line-height:1.35;color:{theme.muted}">{escape(view.label)}</dt>'
        '<dd style="margin:0;font-size:1.375rem;font-weight:700;line-height:1.3;white-space:nowrap">'
        f"{escape(text)}</dd>"
        "</div>"
    )
