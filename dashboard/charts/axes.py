"""Axes without lines or zoom: measures with round ticks, names down a side, figures down the other."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import ChartError, Sheet, present
from dashboard.charts.text import bold, wrapped
from dashboard.charts.theme import Theme

MOST_NAMES: Final = 60
ROW: Final = 34
TALL_ROW: Final = 42
TALLEST_ROW: Final = 56
WITH_ROOM: Final = 3
"""Lines of two names beside each other that rows of the usual height have room for."""

MOST_LINES: Final = 3
"""Lines that a name may take."""

Axis = dict[str, Any]


def axis(theme: Theme, **more: Any) -> Axis:
    """Return an axis that only has its tick labels."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "ticks": "",
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "ticklabelstandoff": 6,
        "tickfont": {"color": theme.muted, "size": theme.size},
        **more,
    }


def measure_axis(
    sheet: Sheet, option: str, values: Iterable[float | None], *, zero: bool = True, pad: float = 0.0
) -> Axis:
    """Return the axis of a measure, from zero unless told otherwise; `pad` is the share of room beyond it."""
    numbers = present(values) or [0.0]
    low, high = (min(0.0, *numbers), max(0.0, *numbers)) if zero else (min(numbers), max(numbers))
    marks = ticks(low, high, 4, whole=sheet.format(option) == "integer")
    room = (marks[-1] - marks[0]) * pad
    return axis(
        sheet.theme,
        range=[marks[0] - room, marks[-1] + room],
        tickvals=marks,
        ticktext=tick_texts(marks, sheet.format(option), sheet.reader),
        showgrid=True,
        gridcolor=sheet.theme.grid,
    )


def names_axis(sheet: Sheet, names: Sequence[str]) -> Axis:
    """Return the axis of names down the left side, first on top; they stand at 0, 1, 2 …"""
    if len(names) > MOST_NAMES:
        raise ChartError(
            sheet.reader.say(
                "{number} names are too many to read in a chart; {most} are the most. "
                "Keep the largest in the query, or show a table.",
                number=sheet.reader.integer(len(names)),
                most=sheet.reader.integer(MOST_NAMES),
            )
        )
    return axis(
        sheet.theme,
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=[wrapped(name, lines=MOST_LINES) for name in names],
        ticklabelstandoff=8,
    )


def rows_height(names: Sequence[str]) -> float:
    """Return the height of names down the side: more for each where two beside each other need more lines."""
    lines = [wrapped(name, lines=MOST_LINES).count("<br>") + 1 for name in names] or [1]
    most = max((one + other for one, other in pairwise(lines)), default=2 * lines[0])
    return len(names) * (ROW if most <= WITH_ROOM else TALL_ROW if most <= WITH_ROOM + 1 else TALLEST_ROW)


def figures_axis(sheet: Sheet, texts: Sequence[str]) -> Axis:
    """Return a second axis of names, down the right side, which shows each row's figure in bold."""
    return axis(
        sheet.theme,
        overlaying="y",
        side="right",
        range=[len(texts) - 0.5, -0.5],
        tickvals=list(range(len(texts))),
        ticktext=[bold(text) for text in texts],
        tickfont={"color": sheet.theme.text, "size": sheet.theme.size},
    )
