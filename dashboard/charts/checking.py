"""Every mistake of a `[chart]` table, against the list of chart types and the columns of a result."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.charts.kinds import kind_of
from dashboard.charts.options import ColumnTypes, nearest, option_problems, quoted
from dashboard.charts.spec import CHARTS, options


def problems(chart: Mapping[str, Any], column_types: ColumnTypes | None = None) -> list[str]:
    """Return every mistake of a `[chart]` table as a sentence; without `column_types` those of its keys."""
    chart_type = chart.get("type")
    if not isinstance(chart_type, str) or chart_type not in CHARTS:
        return [f"there is no chart type {quoted(chart_type)}.{nearest(str(chart_type), CHARTS)}"]
    known = options(chart_type)
    given = {name: value for name, value in chart.items() if name != "type"}
    return [
        *(f'a {chart_type} needs "{name}".' for name in CHARTS[chart_type].required if name not in given),
        *(f'a {chart_type} has no "{name}".{nearest(name, known)}' for name in given if name not in known),
        *(
            problem
            for name, value in given.items()
            if name in known
            for problem in option_problems(name, value, known[name], column_types)
        ),
        *(_bar_problems(given, column_types or {}) if chart_type == "bar" else ()),
    ]


def _bar_problems(given: Mapping[str, Any], column_types: ColumnTypes) -> Iterator[str]:
    x, y = (column_types.get(str(given.get(name))) for name in ("x", "y"))
    if x is not None and y is not None and "number" not in (kind_of(x), kind_of(y)):
        yield f'a bar needs numbers in "x" or in "y"; neither "{given["x"]}" nor "{given["y"]}" holds any.'
