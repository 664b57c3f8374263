"""Spread of a measure, one box a name, from quantiles that the query has computed."""

from typing import Final

from dashboard.charts.axes import figures_axis, measure_axis, names_axis, rows_height
from dashboard.charts.blanks import blanks
from dashboard.charts.layout import figure, hover, told
from dashboard.charts.sheet import Figure, Sheet, Trace
from dashboard.charts.theme import faded

QUANTILES: Final = ("low", "q1", "median", "q3", "high")
FACTS: Final = (*QUANTILES, "n")


def box(sheet: Sheet) -> Figure:
    """Draw whiskers from low to high, a box from q1 to q3, and the median with its figure to the right."""
    names = sheet.names("y")
    return figure(
        sheet,
        [_boxes(sheet), _medians(sheet)],
        rows_height(names) + 48,
        xaxis=measure_axis(sheet, "median", sheet.every(*QUANTILES)),
        yaxis=names_axis(sheet, names),
        yaxis2=figures_axis(sheet, sheet.names("median")),
        boxgap=0.45,
        **blanks(sheet, "median").layout(),
    )


def _boxes(sheet: Sheet) -> Trace:
    low, q1, median, q3, high = map(sheet.values, QUANTILES)
    return {
        "type": "box",
        "orientation": "h",
        "y": list(range(len(median))),
        "lowerfence": low,
        "q1": q1,
        "median": median,
        "q3": q3,
        "upperfence": high,
        "fillcolor": faded(sheet.theme.primary, 0.25),
        "line": {"color": sheet.theme.primary, "width": 1.75},
        "whiskerwidth": 0,
        "hoverinfo": "skip",
    }


def _medians(sheet: Sheet) -> Trace:
    """Return unseen dots over the medians, which say the quantiles on hover in the reader's words."""
    rows = zip(sheet.names("y"), *map(sheet.values, FACTS), strict=True)
    facts = [told(name, *map(sheet.fact, FACTS, values)) for name, *values in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": sheet.values("median"),
        "y": list(range(sheet.frame.height)),
        "yaxis": "y2",
        "marker": {"size": 24, "opacity": 0},
        **hover(facts, sheet.rows),
    }
