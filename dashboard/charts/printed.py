"""A table as HTML for paper: every value in the reader's words, bars drawn behind their numbers."""

from collections.abc import Mapping
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


def printed_table(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    theme: Theme,
    reader: Reader,
) -> str:
    """Return the rows as an HTML table; raises ChartError for columns that the frame lacks."""
    refuse(chart, frame)
    names = [name for name in chart.get("columns", frame.columns) if name not in chart.get("hide", ())]
    sheet = Sheet({**chart, **{name: name for name in names}}, frame, columns, theme, reader)
    heads = "".join(f'<th scope="col"{_side(frame[name])}>{sheet.label(name)}</th>' for name in names)
    rows = "".join(
        f"<tr>{''.join(row)}</tr>" for row in zip(*(_cells(sheet, name) for name in names), strict=True)
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(sheet: Sheet, name: str) -> list[str]:
    series = sheet.frame[name]
    if kind_of(series.dtype) == "list":
        words = sheet.reader.say("Course of {title}", title=sheet.label(name))
        courses = (
            sparkline(present(values or []), sheet.theme.primary, words) for values in series.to_list()
        )
        return [f"<td>{course}</td>" for course in courses]
    most = max(present(series), default=0) if name in sheet.chart.get("bars", ()) else 0
    return [
        f"<td{_side(series)}>{_bar(value, most, sheet.theme)}{_shown(sheet, name, value)}</td>"
        for value in series
    ]


def _shown(sheet: Sheet, name: str, value: Any) -> str:
    if value is None and not gives_names(name, sheet.format(name)):
        return NOTHING
    return sheet.show(name, value)


def _side(series: pl.Series) -> str:
    return ' class="right"' if kind_of(series.dtype) in _RIGHT else ""


def _bar(value: float | None, most: float, theme: Theme) -> str:
    """Return a bar as long as the value's share of the largest."""
    if not value or not most:
        return ""
    width, color = f"calc({value / most:.4f}*(100% - 2.2mm))", faded(theme.primary, 0.16)
    return f'<i style="width:{width};background:{color}"></i>'
