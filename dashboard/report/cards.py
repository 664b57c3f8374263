"""One card on paper: its words, its tile, its table, or its picture as a still drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import polars as pl

from dashboard import charts
from dashboard.catalog.model import Query
from dashboard.catalog.report import Printed
from dashboard.charts import ChartError, ColumnView, Reader, Theme, svg
from dashboard.engine import Result

HALF: Final = 470
"""Width of a drawing that shares its row with another, in the pixels that it is drawn in."""

WHOLE: Final = 960
LIGHT: Final = Theme.of("light")


@dataclass(frozen=True)
class Card:
    """A query as the report prints it: its rows, or why there are none; `problem` is a mistake to tell."""

    query: Query
    printed: Printed
    result: Result | None = None
    missing: str = ""
    problem: str = ""


def body(card: Card, reader: Reader, *, alone: bool) -> str:
    """Return a card as HTML."""
    if card.result is None:
        return _headed(card, f'<p class="empty">{escape(card.missing)}</p>')
    frame = charts.with_texts(card.result.frame, card.query.columns, reader)
    shown = frame.head(card.printed.limit) if card.printed.limit else frame
    chart = {"type": card.query.chart.type, **card.query.chart.options, **card.printed.chart}
    columns = charts.column_views(shown, card.query.columns, reader)
    counted = _counted(shown.height, frame.height, card.result, reader)
    try:
        return _drawn(card, chart, shown, columns, reader, counted=counted, alone=alone)
    except ChartError as refusal:
        return _headed(card, f'<p class="empty">{escape(str(refusal))}</p>')


def _drawn(  # noqa: PLR0913 - a card's rows and looks
    card: Card,
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    reader: Reader,
    *,
    counted: str,
    alone: bool,
) -> str:
    match card.query.chart.type:
        case "metric":
            return charts.tile(chart, frame, columns, LIGHT, reader, title=card.query.title)
        case "words":
            on_paper = {option: value for option, value in chart.items() if option != "card"}
            return f"<div>{charts.words(on_paper, frame, columns, reader, str)}</div>"
        case _ if frame.is_empty():
            return _headed(card, f'<p class="empty">{escape(reader.say("Nothing in this selection."))}</p>')
        case "figures":
            return _headed(card, charts.figures(chart, frame, columns, LIGHT, reader))
        case "table":
            return _headed(card, charts.printed_table(chart, frame, columns, LIGHT, reader), counted)
        case _:
            return _headed(card, _picture(card, chart, frame, columns, reader, alone=alone), counted)


def _picture(  # noqa: PLR0913 - a card's rows and looks
    card: Card,
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    reader: Reader,
    *,
    alone: bool,
) -> str:
    """Return the chart as a drawing; what only a browser draws as its rows."""
    figure = charts.figure(chart, frame, columns, LIGHT, reader)
    if figure is None:
        return f'<p class="empty">{escape(reader.say("Nothing in this selection."))}</p>'
    name = card.query.name.replace("/", "-")
    height = card.printed.height or figure["layout"]["height"]
    try:
        return svg.drawing(figure, WHOLE if alone else HALF, height, name)
    except svg.NotDrawn:
        return charts.printed_table({"type": "table"}, frame, columns, LIGHT, reader)


def _counted(shown: int, there: int, result: Result, reader: Reader) -> str:
    """Return how many of the rows are printed, where it is not all of them."""
    if shown == there and not result.truncated:
        return ""
    if result.truncated:
        return reader.say("The first {shown}", shown=reader.integer(shown))
    return reader.say("{shown} of {all}", shown=reader.integer(shown), all=reader.integer(there))


def _headed(card: Card, content: str, counted: str = "") -> str:
    question = f"<p>{escape(card.query.question)}</p>" if card.query.question else ""
    count = f"<span>{escape(counted)}</span>" if counted else ""
    return f"<section><h2>{escape(card.query.title)}{count}</h2>{question}{content}</section>"
