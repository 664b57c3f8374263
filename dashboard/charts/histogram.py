"""A distribution that the query has counted: one bar a bin, with a value marked."""

from dashboard.charts.layout import HEIGHT, Marks, axis, figure, hover, label, line, told, value_axis
from dashboard.charts.scale import tick_texts, ticks
from dashboard.charts.sheet import Figure, Sheet, present


def histogram(sheet: Sheet) -> Figure:
    """Draw how often each value occurs."""
    starts, width = sheet.values("x"), _bin_width(sheet)
    bars = {
        "type": "bar",
        "x": starts,
        "y": sheet.values("y"),
        "width": width,
        "offset": 0,
        "marker": {"color": sheet.theme.primary, "line": {"width": 1, "color": sheet.theme.background}},
        **hover(_hovers(sheet, width)),
    }
    low, high = min(present(starts), default=0), max(present(starts), default=0) + width
    inside = [mark for mark in ticks(min(0, low), high) if mark <= high]
    along = axis(
        sheet.theme,
        range=[min(0, low), high],
        tickvals=inside,
        ticktext=tick_texts(inside, sheet.format("x"), sheet.reader),
    )
    values = value_axis(sheet, "y", sheet.values("y"))
    return figure(
        sheet,
        [bars],
        HEIGHT,
        xaxis=along,
        yaxis=values,
        bargap=0,
        barcornerradius=2,
        **_reference(sheet).layout(),
    )


def _bin_width(sheet: Sheet) -> float:
    given = sheet.one("width")
    starts = sorted(set(present(sheet.values("x"))))
    steps = [after - before for before, after in zip(starts, starts[1:], strict=False)]
    return float(given or min(steps, default=1))


def _hovers(sheet: Sheet, width: float) -> list[str]:
    return [
        told(
            f"{sheet.show('x', start)} to {sheet.show('x', start + width)}" if start is not None else "",
            f"{sheet.label('y')}: {sheet.show('y', count)}",
        )
        for start, count in zip(sheet.values("x"), sheet.values("y"), strict=True)
    ]


def _reference(sheet: Sheet) -> Marks:
    value = sheet.one("reference")
    if value is None:
        return Marks()
    theme = sheet.theme
    mark = line(theme.positive, dash="solid", thickness=2, x0=value, x1=value, y0=0, y1=1.02, yref="paper")
    text = f"{sheet.label('reference')} {sheet.show('x', value)}"
    where = {"x": value, "y": 1.02, "yref": "paper", "xanchor": "left", "yanchor": "top", "xshift": 3}
    return Marks([mark], [label(theme, text, color=theme.positive, size=theme.small, **where)])
