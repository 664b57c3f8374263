"""Small frames drawn for the tests, and a figure reduced to what a reader sees."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import charts

LIGHT = charts.Theme.of("light")
ENGLISH = charts.Reader.of("en")
MONTHS = pl.date_range(pl.date(2026, 1, 1), pl.date(2026, 6, 1), "1mo", eager=True).alias("month")


def draw(
    chart: dict[str, Any], frame: pl.DataFrame, *, locale: str = "en", theme: str = "light"
) -> dict[str, Any]:
    """Return the figure of a chart, which Plotly has found valid."""
    views = charts.column_views(frame, {})
    figure = charts.figure(chart, frame, views, charts.Theme.of(theme), charts.Reader.of(locale))
    assert figure is not None
    go.Figure(figure)
    return figure


def seen(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each trace by what it shows: its type, its places and its words."""
    kept = ("type", "name", "x", "y")
    return [
        {key: trace[key] for key in kept if trace.get(key)}
        | ({"text": texts(trace)} if "text" in trace else {})
        for trace in figure["data"]
    ]


def texts(trace: dict[str, Any]) -> list[str]:
    """Return the words of a trace, without the space that sets them off."""
    return [text.strip() for text in trace["text"]]


def words(figure: dict[str, Any]) -> list[str]:
    """Return the texts written into the figure."""
    return [mark["text"] for mark in figure["layout"].get("annotations", [])]


def hovers(figure: dict[str, Any], trace: int = 0) -> list[str]:
    """Return what the points of a trace say."""
    return list(figure["data"][trace]["hovertext"])


FUNNEL = pl.DataFrame(
    {
        "milestone": ["applied", "screened", "hired"],
        "reached": [55272, 23944, 1200],
        "rate": [None, 0.4332, 0.0501],
        "low": [None, 0.429, 0.047],
        "high": [None, 0.4373, 0.053],
    }
)
SOURCES = pl.DataFrame(
    {
        "source": ["Referral", "University", "Job board"],
        "hire_rate": [0.112, 0.053, 0.023],
        "low": [0.1, 0.043, 0.019],
        "high": [0.124, 0.064, 0.027],
        "average": [0.046, 0.046, 0.046],
        "applications": [1200, 300, 9000],
        "verdict": ["above", "same", "below"],
    }
)
BY_MONTH = pl.DataFrame({"month": MONTHS, "median_days": [30.0, 32.5, 31.0, 34.0, 33.0, 20.0]})
QUARTILES = BY_MONTH.with_columns(
    low=pl.col("median_days") - 8,
    high=pl.col("median_days") + 12,
    immature=pl.col("month") >= pl.date(2026, 5, 1),
)
CURVE = pl.DataFrame(
    {
        "day": [0, 10, 20, 30, 40],
        "hired_share": [0.0, 0.02, 0.02, 0.05, 0.05],
        "low": [0.0, 0.01, 0.01, 0.04, 0.04],
        "high": [0.0, 0.03, 0.03, 0.06, 0.06],
        "at_risk": [100, 80, 60, 30, 5],
        "half_by": [30, 30, 30, 30, 30],
    }
)
CELLS = pl.DataFrame(
    {"country": ["DE", "DE", "FR"], "milestone": ["screened", "hired", "screened"], "rate": [0.5, 0.0, 0.25]}
)
QUANTILES = pl.DataFrame(
    {
        "stage": ["screened"],
        "p5": [1.0],
        "p25": [3.0],
        "median_days": [6.0],
        "p75": [11.0],
        "p95": [30.0],
        "n": [40],
    }
)

EXAMPLES: dict[str, tuple[dict[str, Any], pl.DataFrame]] = {
    "bar": (
        {"type": "bar", "x": "applications", "y": "source", "sort": "descending"},
        SOURCES,
    ),
    "line": (
        {
            "type": "line",
            "x": "month",
            "y": "median_days",
            "low": "low",
            "high": "high",
            "provisional": "immature",
        },
        QUARTILES,
    ),
    "area": ({"type": "area", "x": "month", "y": "median_days"}, BY_MONTH),
    "scatter": (
        {"type": "scatter", "x": "applications", "y": "hire_rate", "label": "source", "size": "applications"},
        SOURCES,
    ),
    "histogram": (
        {"type": "histogram", "x": "days", "y": "hires", "reference": "median"},
        pl.DataFrame({"days": [0, 5, 10], "hires": [3, 9, 1], "median": [7, 7, 7]}),
    ),
    "funnel": (
        {
            "type": "funnel",
            "stage": "milestone",
            "value": "reached",
            "rate": "rate",
            "low": "low",
            "high": "high",
        },
        FUNNEL,
    ),
    "dot_interval": (
        {
            "type": "dot_interval",
            "x": "hire_rate",
            "y": "source",
            "low": "low",
            "high": "high",
            "reference": "average",
            "n": "applications",
            "verdict": "verdict",
        },
        SOURCES,
    ),
    "heatmap": ({"type": "heatmap", "x": "milestone", "y": "country", "value": "rate"}, CELLS),
    "box": (
        {
            "type": "box",
            "y": "stage",
            "low": "p5",
            "q1": "p25",
            "median": "median_days",
            "q3": "p75",
            "high": "p95",
            "n": "n",
        },
        QUANTILES,
    ),
    "survival": (
        {
            "type": "survival",
            "x": "day",
            "y": "hired_share",
            "low": "low",
            "high": "high",
            "at_risk": "at_risk",
            "reference": "half_by",
        },
        CURVE,
    ),
    "waterfall": (
        {"type": "waterfall", "x": "change", "y": "line", "total": "is_total", "part": "part"},
        pl.DataFrame(
            {
                "part": ["People", "People", "People", "Hires", "Hires", "Hires"],
                "line": ["Applications", "Applied again", "People", "Made", "Hired later", "Of the cohort"],
                "is_total": [True, False, True, True, False, True],
                "change": [1_000, -100, 900, 20, 5, 25],
            }
        ),
    ),
    "map": (
        {"type": "map", "country": "country", "value": "hires"},
        pl.DataFrame({"country": ["DE", "FR", "SG", None], "hires": [12, 0, None, 3]}),
    ),
}
