"""One card on paper: its words, its tile, its table, or its picture as a still drawing."""

from dataclasses import dataclass
from html import escape
from typing import Any, Final

import polars as pl

from dashboard import charts, engine
from dashboard.catalog.model import Query
from dashboard.catalog.report import Printed
from dashboard.charts import ChartError, ColumnView, Reader, Theme, svg
from dashboard.engine import Result

HALF: Final = 470
"""Width of a drawing that shares its row with another, in the pixels that it is drawn in."""

WHOLE: Final = 960
LIGHT: Final = Theme.of("light")
HEADLESS: Final = ("metric", "words")
"""Charts that say themselves what they are about."""


@dataclass(frozen=True)
class Card:
    """A query as the report prints it: its rows, or why there are none; `problem` is a mistake to tell."""

    query: Query
    printed: Printed
    result: Result | None = None
    missing: str = ""
    problem: str = ""
    empty: str = ""
    """What to say where its rows give nothing to print."""


@dataclass(frozen=True)
class _Shown:
    """The rows of a card that are printed, and how."""

    card: Card
    frame: pl.DataFrame
    reader: Reader
    width: int
    withheld: str = ""
    """What to say of figures that are missing."""

    @property
    def chart(self) -> dict[str, Any]:
        """Return the card's `[chart]`, with what the report says in its place."""
        query = self.card.query
        return {"type": query.chart.type, **query.chart.options, **self.card.printed.chart}

    @property
    def columns(self) -> dict[str, ColumnView]:
        return charts.column_views(self.frame, self.card.query.columns, self.reader)

    @property
    def nothing(self) -> str:
        return f'<p class="empty">{escape(self.card.empty)}</p>'


def body(card: Card, reader: Reader, *, alone: bool) -> str:
    """Return a card as HTML; `alone` in its row, it has the whole width."""
    if card.result is None:
        return _headed(card, f'<p class="empty">{escape(card.missing)}</p>')
    frame = charts.with_texts(card.result.frame, card.query.columns, reader)
    kept = frame.head(card.printed.limit) if card.printed.limit else frame
    withheld = engine.withheld(card.query, card.result, reader)
    try:
        content = _content(_Shown(card, kept, reader, WHOLE if alone else HALF, withheld))
    except ChartError as refusal:
        content = f'<p class="empty">{escape(str(refusal))}</p>'
    if card.query.chart.type in HEADLESS:
        return content
    return _headed(card, content, _counted(kept.height, frame.height, card.result, reader))


def _content(shown: _Shown) -> str:
    """Return what stands under the title. Raises ChartError."""
    chart, frame, columns, reader = shown.chart, shown.frame, shown.columns, shown.reader
    missing = f'<p class="withheld">{escape(shown.withheld)}</p>' if shown.withheld else ""
    match chart["type"]:
        case "metric":
            title = shown.card.query.title
            return charts.tile(chart, frame, columns, LIGHT, reader, title=title, note=shown.withheld)
        case "words":
            on_paper = {option: value for option, value in chart.items() if option != "card"}
            return f"<div>{charts.words(on_paper, frame, columns, reader, str)}{missing}</div>"
        case _:
            drawn = _drawn(shown)
            return drawn if drawn == shown.nothing else drawn + missing


def _drawn(shown: _Shown) -> str:
    """Return a picture, figures or a table. Raises ChartError."""
    chart, frame, columns, reader = shown.chart, shown.frame, shown.columns, shown.reader
    match chart["type"]:
        case _ if frame.is_empty():
            return shown.nothing
        case "figures":
            return charts.figures(chart, frame, columns, LIGHT, reader)
        case "table":
            return charts.written_table(chart, frame, columns, LIGHT, reader)
        case _:
            return _picture(shown)


def _picture(shown: _Shown) -> str:
    """Return the chart as a drawing; what only a browser draws as its rows. Raises ChartError."""
    figure = charts.figure(shown.chart, shown.frame, shown.columns, LIGHT, shown.reader)
    if figure is None:
        return shown.nothing
    height = shown.card.printed.height or figure["layout"]["height"]
    try:
        return svg.printed(figure, shown.width, height, shown.card.query.name.replace("/", "-"))
    except svg.NotDrawn:
        table = {"type": "table"}
        return charts.written_table(table, shown.frame, shown.columns, LIGHT, shown.reader)


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
