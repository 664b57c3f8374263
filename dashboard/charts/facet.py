"""Small multiples: one panel for each value of a column, on common scales and with common colours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dashboard.charts.axes import Axis
from dashboard.charts.layout import figure, foot
from dashboard.charts.marks import Mark, label
from dashboard.charts.series import series
from dashboard.charts.sheet import ChartError, Figure, Sheet, Trace
from dashboard.charts.text import bold, wrapped

MOST: Final = 16
GUTTER: Final = 0.06
TITLE: Final = 40
"""Pixels above a panel for its name."""

FOOT: Final = 44
"""Pixels under a panel for the ticks of its axis."""

UPRIGHT: Final = 200
"""Height of a panel that shares its row with another."""


def faceted(sheet: Sheet, draw: Callable[[Sheet], Figure]) -> Figure:
    """Draw each part by itself and set the panels in a grid, two in a row where no names need the side."""
    parts = sheet.parts("facet")
    if len(parts) > MOST:
        raise ChartError(
            sheet.reader.say(
                '"{column}" has {number} values, and {most} small charts are the most that can be compared. '
                "Keep the largest in the query.",
                column=sheet.chart["facet"],
                number=sheet.reader.integer(len(parts)),
                most=sheet.reader.integer(MOST),
            )
        )
    colors = {group.name: group.color for group in series(sheet)}
    chart = {key: value for key, value in sheet.chart.items() if key not in ("note", "height")}
    drawn = [draw(replace(part, chart=chart, colors=colors)) for _, part in parts]
    _share_scales(drawn)
    return _grid(sheet, [name for name, _ in parts], drawn)


def _share_scales(panels: Sequence[Figure]) -> None:
    """Give all panels the widest of their ranges with its ticks, and one colour scale."""
    for key in ("xaxis", "yaxis"):
        axes = [panel["layout"][key] for panel in panels]
        if all(_is_measured(axis) for axis in axes):
            widest = max(axes, key=lambda axis: axis["range"][1] - axis["range"][0])
            shared = {name: widest[name] for name in ("range", "tickvals", "ticktext") if name in widest}
            for axis in axes:
                axis.update(shared)
    cells = [trace for panel in panels for trace in panel["data"] if "zmax" in trace]
    for trace in cells:
        trace |= {"zmin": min(cell["zmin"] for cell in cells), "zmax": max(cell["zmax"] for cell in cells)}


def _is_measured(axis: dict[str, Any]) -> bool:
    """Say whether an axis holds a measure; names run the other way or have no range of their own."""
    return "range" in axis and axis["range"][0] < axis["range"][1]


@dataclass(frozen=True)
class _Cell:
    """The place of one panel: its number, and its shares of width and height."""

    number: int
    across: tuple[float, float]
    up: tuple[float, float]

    @property
    def x(self) -> str:
        return _numbered("x", self.number + 1)

    def y(self, axis: str = "y") -> str:
        """Return the panel's own name of its first or second vertical axis."""
        return _numbered("y", 2 * self.number + (2 if axis == "y2" else 1))


def _numbered(axis: str, number: int) -> str:
    return axis if number == 1 else f"{axis}{number}"


def _key(axis: str) -> str:
    """Return the layout's key of an axis: x2 is xaxis2."""
    return f"{axis[0]}axis{axis[1:]}"


def _grid(sheet: Sheet, names: Sequence[str], panels: Sequence[Figure]) -> Figure:
    cells, height = _cells(panels)
    layout: dict[str, Any] = {"shapes": [], "annotations": []}
    for name, panel, cell in zip(names, panels, cells, strict=True):
        layout["shapes"] += [_moved(mark, cell) for mark in panel["layout"].get("shapes", [])]
        layout["annotations"] += [_moved(mark, cell) for mark in panel["layout"].get("annotations", [])]
        layout["annotations"].append(_title(sheet, name, cell, _above(panel["layout"]["xaxis"])))
        layout |= _axes(panel["layout"], cell)
    data = [
        _traced(trace, cell) for panel, cell in zip(panels, cells, strict=True) for trace in panel["data"]
    ]
    _list_once(data)
    common = {key: panels[0]["layout"][key] for key in _COMMON if key in panels[0]["layout"]}
    return figure(sheet, data, height, **common, **layout)


_COMMON: Final = ("barmode", "bargap", "barcornerradius", "boxgap", "showlegend", "legend")


def _cells(panels: Sequence[Figure]) -> tuple[list[_Cell], float]:
    """Return the panels' places and the height of them all."""
    upright = _is_measured(panels[0]["layout"]["yaxis"])
    columns = 2 if upright and len(panels) > 1 else 1
    rows = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    heights = [UPRIGHT if upright else max(panel["layout"]["height"] for panel in row) for row in rows]
    xaxis = panels[0]["layout"]["xaxis"]
    below = 12 if xaxis.get("visible") is False or xaxis.get("side") == "top" else FOOT
    title = TITLE + _above(xaxis)
    total = float(sum(heights) + title * len(rows) + below * (len(rows) - 1))
    cells: list[_Cell] = []
    top = total
    for row, height in zip(rows, heights, strict=True):
        up = max(0.0, (top - title - height) / total), (top - title) / total
        cells += [_Cell(len(cells) + column, _across(column, columns), up) for column in range(len(row))]
        top -= title + height + below
    return cells, total + below


def _above(axis: Axis) -> float:
    """Return the height of what stands over an axis along the top."""
    return foot(axis | {"side": "bottom"}) if axis.get("side") == "top" else 0


def _across(column: int, columns: int) -> tuple[float, float]:
    width = (1 - GUTTER * (columns - 1)) / columns
    start = column * (width + GUTTER)
    return start, min(start + width, 1.0)


def _axes(layout: dict[str, Any], cell: _Cell) -> dict[str, Any]:
    xaxis = {**layout["xaxis"], "domain": list(cell.across), "anchor": cell.y()}
    if "range" not in xaxis and cell.number:
        xaxis["matches"] = "x"
    yaxis = {**layout["yaxis"], "domain": list(cell.up), "anchor": cell.x}
    if cell.across[0] > 0:
        yaxis["showticklabels"] = False
    axes = {_key(cell.x): xaxis, _key(cell.y()): yaxis}
    if "yaxis2" in layout:
        axes[_key(cell.y("y2"))] = {**layout["yaxis2"], "overlaying": cell.y(), "anchor": cell.x}
    return axes


def _traced(trace: Trace, cell: _Cell) -> Trace:
    return {**trace, "xaxis": cell.x, "yaxis": cell.y(trace.get("yaxis", "y"))}


def _list_once(traces: list[Trace]) -> None:
    """Keep the first trace of each name in the legend."""
    listed: set[str] = set()
    for trace in traces:
        name = trace.get("name", "")
        if name in listed:
            trace["showlegend"] = False
        elif trace.get("showlegend", True):
            listed.add(name)


def _moved(mark: dict[str, Any], cell: _Cell) -> dict[str, Any]:
    return {
        **mark,
        "xref": _reference(mark.get("xref"), cell.x),
        "yref": _reference(mark.get("yref"), cell.y()),
    }


def _reference(before: str | None, axis: str) -> str:
    return f"{axis} domain" if before == "paper" else axis


def _title(sheet: Sheet, name: str, cell: _Cell, above: float) -> Mark:
    where: dict[str, Any] = {"x": 0, "xref": f"{cell.x} domain", "y": 1, "yref": f"{cell.y()} domain"}
    text = bold(wrapped(name, 24, 1))
    return label(sheet.theme, text, **where, xanchor="left", yanchor="bottom", yshift=14 + above)
