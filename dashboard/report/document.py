"""The report as one HTML document. Every number in it comes from a query, run as the dashboard runs it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from dashboard import catalog, engine
from dashboard.catalog.model import Catalog, Query
from dashboard.catalog.report import ReportPlan
from dashboard.catalog.words import query_in
from dashboard.charts import Reader
from dashboard.engine import QueryError, Result, Selection
from dashboard.report import scope
from dashboard.report.cards import Card, body
from dashboard.report.font import font_face
from dashboard.warehouse import Warehouse

STYLE: Final = Path(__file__).with_name("report.css")
Answer = Callable[[Query, Selection, Mapping[str, Any]], Result]
"""Runs a query for a selection and its own parameters; raises QueryError."""


@dataclass(frozen=True)
class Report:
    """The document, and a sentence for each thing that is missing in it through a mistake."""

    html: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Printing:
    """What the cards of one report are printed from."""

    shelf: Catalog
    plan: ReportPlan
    source: Warehouse
    selection: Selection
    reader: Reader
    answer: Answer


def report(  # noqa: PLR0913 - what it shows, for whom, and from where
    shelf: Catalog,
    source: Warehouse,
    selection: Selection,
    reader: Reader,
    *,
    title: str = "",
    answer: Answer | None = None,
) -> Report:
    """Return the report of a selection. Raises NoWarehouse when nothing is published."""
    plan = catalog.report_plan(shelf)
    ask = answer or (lambda query, selected, params: engine.run(query, source, selected, params))
    printing = _Printing(shelf, plan, source, selection, reader, ask)
    rows = [[_card(printing, name) for name in row] for row in plan.rows]
    cards = [card for row in rows for card in row]
    problems = (*map(str, plan.problems), *(card.problem for card in cards if card.problem))
    return Report(_document(printing, title, rows), problems)


def _card(printing: _Printing, name: str) -> Card:
    """Return a card with its rows, or with the words for why it has none."""
    query = query_in(printing.shelf.queries[name], printing.reader.locale.language)
    printed = printing.plan.printed(name)
    try:
        if lacking := engine.lacking(query, printing.source, printing.reader):
            return Card(query, printed, missing=lacking)
        result = printing.answer(query, printing.selection, printed.params)
        empty = engine.emptiness(query, result, printing.selection, printed.params, printing.reader)
        return Card(query, printed, result, empty=empty)
    except QueryError as failure:
        return Card(query, printed, missing=str(failure), problem=str(failure))


def _document(printing: _Printing, title: str, rows: list[list[Card]]) -> str:
    reader, published = printing.reader, printing.source.published()
    name = title or printing.plan.title or reader.say("Architect hiring")
    as_of = reader.say("As of {day}", day=reader.date(printing.selection.as_of or published.as_of))
    facts = reader.say(
        "Data version {version}, days in {timezone}", version=published.version, timezone=published.timezone
    )
    head = (
        f"<header><h1>{escape(name)}</h1><p>{escape(as_of)}</p></header>"
        f'<p class="scope">{escape(scope.in_words(printing.source, printing.selection, reader))}</p>'
    )
    sections = "".join(_row(row, reader) for row in rows)
    foot = f"<footer><dl>{''.join(_definitions(rows))}</dl><p>{escape(facts)}</p></footer>"
    style = font_face() + STYLE.read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{reader.locale.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">'
        f"<title>{escape(name)}, {escape(as_of)}</title><style>\n{style}</style></head>"
        f"<body><main>{head}{sections}{foot}</main></body></html>\n"
    )


def _row(cards: list[Card], reader: Reader) -> str:
    kinds = {card.query.chart.type for card in cards}
    kind = "tiles" if kinds == {"metric"} else "cards"
    across = "".join(body(card, reader, alone=len(cards) == 1) for card in cards)
    return f'<div class="{kind}" style="--cards:{len(cards)}">{across}</div>'


def _definitions(rows: list[list[Card]]) -> Iterator[str]:
    """Yield what each card counts, in the words of its file."""
    for card in (card for row in rows for card in row):
        query = card.query
        said = [part for part in (query.basis, query.population) if part]
        if said and query.chart.type != "words":
            yield f"<div><dt>{escape(query.title)}</dt><dd>{escape('; '.join(said))}</dd></div>"
