"""The chart types and their options: the one list that the catalog's check, the docs and the charts share."""

from collections.abc import Mapping
from typing import Final

from dashboard.charts.options import ChartSpec, Option, column, columns

FORMATS: Final = (
    "integer", "decimal", "percent", "days", "currency", "date", "month", "country", "language", "record",
    "term", "dimension", "text",
)  # fmt: skip

_NAME: Final = ("text", "bool", "number", "time")

_FORMAT: Final = {
    "format": Option("format of the measure, when its column's own does not fit", values=FORMATS)
}
_FIGURE: Final[Mapping[str, Option]] = {
    **_FORMAT,
    "height": Option("height of the figure in pixels", types=(int,)),
    "note": Option("one line under the chart", types=(str,)),
}
_FACET: Final = {"facet": column("one small chart for each of its values", *_NAME)}
_INTERVAL: Final = {
    "low": column("lower bound of the interval", "number"),
    "high": column("upper bound of the interval", "number"),
}
_N: Final = {"n": column("how many the figure rests on", "number")}
_BLANK: Final = {"blank": column("what to say where there is no estimate", "text")}
_COLOR: Final = {"color": column("one series for each of its values", *_NAME)}
_MOST: Final = {
    "most": Option(
        "names shown at first, the largest by `n` or the measure; a button shows all", types=(int,)
    )
}
_GOAL: Final = {
    "goal": Option("a number, or the column that holds it", frozenset({"number"}), types=(int, float))
}
_PROVISIONAL: Final = {
    "provisional": column("true where the figure can still change: drawn hatched or dotted", "bool")
}
_SORT: Final = {
    "sort": Option("order of the bars instead of the rows' order", values=("ascending", "descending", "name"))
}
_OVER_X: Final = {
    "x": column("along the bottom: time, numbers or names", "time", "number", "text"),
    "y": column("the measure", "number"),
    **_COLOR,
    **_PROVISIONAL,
    **_GOAL,
}

CHARTS: Final[Mapping[str, ChartSpec]] = {
    "metric": ChartSpec(
        "One number with its change and its course; value and previous are repeated in every row.",
        ("value",),
        {
            "value": column("the number", "number"),
            "previous": column("the number of the period before", "number"),
            "spark": column("its course: one value a row, in the rows' order", "number"),
            "good": Option("which direction is good news", values=("up", "down", "none")),
            "significant": column("false where the change may be chance: the arrow is grey", "bool"),
            **_N,
            **_FORMAT,
        },
    ),
    "figures": ChartSpec(
        "The columns of one row as figures side by side, and what they mean in a sentence.",
        (),
        {
            "columns": columns("the columns shown, in this order"),
            "sentence": column("what the figures mean, in words", "text"),
        },
    ),
    "words": ChartSpec(
        "Sentences, one a row, that open a page; each may link to the card that it is about.",
        ("sentence",),
        {
            "sentence": column("the sentence", "text"),
            "subject": column("what it is about: in bold before it, in its column's format", *_NAME),
            "card": column("full name of the card that the sentence is about", "text"),
        },
    ),
    "table": ChartSpec(
        "The rows as they are, with bars and small courses in their cells.",
        (),
        {
            "columns": columns("the columns to show, in this order"),
            "hide": columns("columns not to show"),
            "bars": columns("columns shown as a bar and a number", "number"),
            "sparks": columns("columns of number lists shown as a small line", "list"),
        },
    ),
    "bar": ChartSpec(
        "Amounts of a few named things or of months, as bars from zero.",
        ("x", "y"),
        {
            "x": column("the names, months or numbers; the measure draws the bars lying down", *_NAME),
            "y": column("the measure; the names draw the bars lying down", *_NAME),
            **_COLOR,
            **_INTERVAL,
            **_PROVISIONAL,
            **_GOAL,
            **_SORT,
            **_N,
            "stack": Option("true: series stand on each other instead of side by side", types=(bool,)),
            **_MOST,
            **_FACET,
        },
    ),
    "line": ChartSpec(
        "The course of a measure, with its band and the part that can still change.",
        ("x", "y"),
        {**_OVER_X, **_INTERVAL, **_N, **_FACET},
    ),
    "area": ChartSpec(
        "The course of an amount, filled from zero; several series are stacked.",
        ("x", "y"),
        {**_OVER_X, **_FACET},
    ),
    "scatter": ChartSpec(
        "Two measures against each other, one dot a row.",
        ("x", "y"),
        {
            "x": column("the measure along the bottom", "number", "time"),
            "y": column("the measure up the side", "number"),
            **_COLOR,
            "size": column("area of the dot", "number"),
            "label": column("the dot's name", *_NAME),
            **_FACET,
        },
    ),
    "histogram": ChartSpec(
        "How often each value occurs: one row a bin, with its start and its count.",
        ("x", "y"),
        {
            "x": column("start of the bin", "number"),
            "y": column("count", "number"),
            "width": Option(
                "width of a bin, or the column that holds it", frozenset({"number"}), types=(int, float)
            ),
            "reference": column("a value to mark, the same in every row", "number"),
            **_FACET,
        },
    ),
    "funnel": ChartSpec(
        "How many reach each stage, and the share of the stage before.",
        ("stage", "value"),
        {
            "stage": column("the stages, first to last", "text"),
            "value": column("how many reached it", "number"),
            "rate": column("share of the stage before", "number"),
            "low": column("lower bound of the share", "number"),
            "high": column("upper bound of the share", "number"),
            "intervals": Option("true: the interval is written beside the share", types=(bool,)),
            **_COLOR,
            **_FACET,
        },
    ),
    "dot_interval": ChartSpec(
        "An estimate and its interval for each name, against a reference.",
        ("x", "y"),
        {
            "x": column("the estimate", "number"),
            "y": column("the name", *_NAME),
            **_INTERVAL,
            "reference": column("the value to compare with, the same in every row", "number"),
            **_N,
            **_BLANK,
            "verdict": column("above, below or same: against the reference, beyond chance", "text"),
            "good": Option("which side of the reference is good news", values=("up", "down", "none")),
            **_MOST,
            **_FACET,
        },
    ),
    "heatmap": ChartSpec(
        "A measure for each pair of two names; a pair without rows is shown as none, not as zero.",
        ("x", "y", "value"),
        {
            "x": column("the columns", *_NAME),
            "y": column("the rows", *_NAME),
            "value": column("the measure", "number"),
            **_N,
            **_MOST,
            **_FACET,
        },
    ),
    "box": ChartSpec(
        "Spread of a measure for each name, from quantiles that the query computes.",
        ("y", "low", "q1", "median", "q3", "high"),
        {
            "y": column("the name", *_NAME),
            "low": column("end of the lower whisker", "number"),
            "q1": column("lower quartile", "number"),
            "median": column("median", "number"),
            "q3": column("upper quartile", "number"),
            "high": column("end of the upper whisker", "number"),
            **_N,
            **_BLANK,
            **_MOST,
            **_FACET,
        },
    ),
    "survival": ChartSpec(
        "The share reached by day, as steps, with its band and the median day.",
        ("x", "y"),
        {
            "x": column("the day", "number"),
            "y": column("the share reached by then", "number"),
            **_INTERVAL,
            **_COLOR,
            "at_risk": column("how many are still observed", "number"),
            "reference": column("the median day, the same in every row of a series", "number"),
            **_FACET,
        },
    ),
    "waterfall": ChartSpec(
        "How one total becomes another, step by step; the rows of a part stand in their order.",
        ("x", "y", "total"),
        {
            "x": column("the amount: of a total from zero, of a step its change", "number"),
            "y": column("the name of the total or step", *_NAME),
            "total": column("true where the row is a total, false where it is a step", "bool"),
            "part": column("one waterfall, with a scale of its own, for each of its values", *_NAME),
        },
    ),
    "map": ChartSpec(
        "A measure for each country, one tile a country, so that small ones are seen.",
        ("country", "value"),
        {
            "country": column("ISO 3166-1 alpha-2 code", "text"),
            "value": column("the measure", "number"),
        },
    ),
}


def options(chart_type: str) -> Mapping[str, Option]:
    """Return every option that a chart type takes, those of any figure included."""
    of_figures = {} if chart_type in ("metric", "figures", "table", "words") else _FIGURE
    return {**CHARTS[chart_type].options, **of_figures}
