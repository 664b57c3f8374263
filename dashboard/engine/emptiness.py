"""Why a card has nothing to show, in words, and what could bring something back."""

from collections.abc import Mapping
from typing import Any

from dashboard.catalog.model import Query
from dashboard.charts import Reader, counts_nothing
from dashboard.engine.binding import minimum_n
from dashboard.engine.cards import withheld
from dashboard.engine.running import Result
from dashboard.engine.selection import DIMENSIONS, Selection
from dashboard.engine.views import FILTERED


def emptiness(
    query: Query, result: Result, selection: Selection, params: Mapping[str, Any], reader: Reader
) -> str:
    """Return why a result gives nothing to show, and what to do: only what the query heeds can help."""
    if words := withheld(query, result, reader):
        return words
    chart = {"type": query.chart.type, **query.chart.options}
    is_counted = not (result.frame.is_empty() or counts_nothing(chart, result.frame))
    if is_counted or query.leaves_out_below:
        return _too_few(query, params, reader)
    if query.uses & {"since", "until"}:
        return reader.say("Nothing in this selection. Widen the period or take out a filter.")
    if any(getattr(selection, name) for name in DIMENSIONS) and query.tables & {*FILTERED}:
        return reader.say("Nothing in this selection. Take out a filter.")
    return reader.say("There is nothing of this kind in the data.")


def _too_few(query: Query, params: Mapping[str, Any], reader: Reader) -> str:
    """Say that no row rests on enough to be drawn, or to be in the result, and how many that takes."""
    least = {param.name: params.get(param.name, param.default) for param in query.params}
    if "minimum_n" in query.uses:
        least["minimum_n"] = minimum_n()
    number = least.get(query.leaves_out_below or "minimum_n")
    if number is None:
        return reader.say("Too few in this selection to draw. Widen the period or take out a filter.")
    return reader.say(
        "Too few in this selection: it takes {number} or more. Widen the period or take out a filter.",
        number=reader.integer(number),
    )
