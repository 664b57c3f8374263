"""Spread of a measure, one box a name, from quantiles that the query has computed."""

from typing import Any

from dashboard.charts.layout import ROW, axis, figure, figures_axis, hover, names_axis, told
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import Figure, Sheet, present
from dashboard.charts.theme import faded

QUANTILES = ("low", "q1", "median", "q3", "high")


def box(sheet: Sheet) -> Figure:
    """Draw whiskers from low to high, a box from q1 to q3 and the median, whose figure stands to the right."""
    names, medians = sheet.names("y"), sheet.values("median")
    return figure(
        sheet,
        [_boxes(sheet), _medians(sheet)],
        ROW * max(len(names), 2) + 48,
        xaxis=_axis(sheet),
        yaxis=names_axis(sheet, names),
        yaxis2=figures_axis(sheet, [sheet.show("median", value) for value in medians]),
        boxgap=0.5,
    )


def _boxes(sheet: Sheet) -> dict[str, Any]:
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
        "fillcolor": faded(sheet.theme.primary, 0.28),
        "line": {"color": sheet.theme.primary, "width": 1.5},
        "whiskerwidth": 0,
        "hoverinfo": "skip",
    }


def _medians(sheet: Sheet) -> dict[str, Any]:
    columns = (*QUANTILES, "n")
    rows = zip(sheet.names("y"), *map(sheet.values, columns), strict=True)
    texts = [
        told(
            name,
            *(
                f"{sheet.label(option)}: {sheet.show(option, value)}"
                for option, value in zip(columns, row, strict=True)
                if value is not None
            ),
        )  # fmt: skip
        for name, *row in rows
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": sheet.values("median"),
        "y": list(range(sheet.frame.height)),
        "yaxis": "y2",
        "marker": {"size": 22, "opacity": 0},
        **hover(texts),
    }


def _axis(sheet: Sheet) -> dict[str, Any]:
    values = present(value for option in QUANTILES for value in sheet.values(option))
    marks = ticks(min(0, *values), max(0, *values), 6)
    return axis(
        sheet.theme,
        range=[marks[0], marks[-1]],
        tickvals=marks,
        ticktext=tick_texts(marks, sheet.format("median"), sheet.reader),
        showgrid=True,
        gridcolor=sheet.theme.grid,
    )
