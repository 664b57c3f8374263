"""A measure for each pair of two names; a pair without rows stands out as empty, since none is not zero."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.along import Along
from dashboard.charts.layout import ROW, axis, figure, hover, names_axis, told
from dashboard.charts.sheet import ChartError, Figure, Sheet

NONE = "–"


def heatmap(sheet: Sheet) -> Figure:
    """Draw a grid of shaded, labelled cells."""
    columns = Along(sheet).names if sheet.kind("x") != "time" else sheet.names("x")
    rows = list(dict.fromkeys(sheet.names("y")))
    columns = list(dict.fromkeys(columns))
    cells = _cells(sheet)
    data = [_shaded(sheet, cells, columns, rows), _empty(sheet, cells, columns, rows)]
    return figure(
        sheet,
        data,
        ROW * len(rows) + 48,
        xaxis=axis(sheet.theme, side="top", tickvals=list(range(len(columns))), ticktext=columns,
                   range=[-0.5, len(columns) - 0.5]),
        yaxis=names_axis(sheet, rows),
    )  # fmt: skip


def _cells(sheet: Sheet) -> dict[tuple[str, str], float]:
    keys = list(zip(sheet.names("x"), sheet.names("y"), strict=True))
    if len(set(keys)) < len(keys):
        twice = next(key for index, key in enumerate(keys) if key in keys[:index])
        raise ChartError(
            f'a heatmap takes one row for each cell, and "{twice[0]}" with "{twice[1]}" comes more than once. '
            f"Group the query by both columns."
        )
    return {key: value for key, value in zip(keys, sheet.values("value"), strict=True) if value is not None}


def _shaded(
    sheet: Sheet, cells: dict[tuple[str, str], float], columns: list[str], rows: list[str]
) -> dict[str, Any]:
    def grid(of: Any) -> list[list[Any]]:
        return [[of(x, y) if (x, y) in cells else None for x in columns] for y in rows]

    texts = grid(lambda x, y: sheet.show("value", cells[x, y]))
    return {
        "type": "heatmap",
        "z": grid(lambda x, y: cells[x, y]),
        "text": texts,
        "texttemplate": "%{text}",
        "xgap": 2,
        "ygap": 2,
        "colorscale": colorscale(sheet.theme.sequential),
        "zmin": min(0, *cells.values()) if cells else 0,
        "zmax": max(cells.values(), default=1) or 1,
        "showscale": False,
        "hovertext": grid(
            lambda x, y: told(f"{y}, {x}", f"{sheet.label('value')}: {sheet.show('value', cells[x, y])}")
        ),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": False,
    }


def _empty(
    sheet: Sheet, cells: dict[tuple[str, str], float], columns: list[str], rows: list[str]
) -> dict[str, Any]:
    empty = [(x, y) for y in rows for x in columns if (x, y) not in cells]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [columns.index(x) for x, _ in empty],
        "y": [rows.index(y) for _, y in empty],
        "text": [NONE] * len(empty),
        "textfont": {"color": sheet.theme.muted, "size": sheet.theme.small},
        **hover([told(f"{y}, {x}", "None") for x, y in empty]),
    }


def colorscale(stops: Sequence[str]) -> list[list[Any]]:
    """Return a Plotly colour scale with evenly spaced stops."""
    return [[index / (len(stops) - 1), stop] for index, stop in enumerate(stops)]
