"""Several series in one chart: their colours, and a refusal where nobody could tell them apart."""

from dataclasses import dataclass

from dashboard.charts.sheet import ChartError, Sheet


@dataclass(frozen=True)
class Series:
    """One series: its name (empty when alone), its colour and its rows."""

    name: str
    color: str
    sheet: Sheet


def series(sheet: Sheet) -> list[Series]:
    """Return the series of a chart in the order of their first row."""
    parts = sheet.parts("color")
    colors = (sheet.theme.primary,) if not sheet.has("color") else sheet.theme.palette
    if len(parts) > len(colors):
        raise ChartError(
            sheet.reader.say(
                '"{column}" has {number} values, and {most} colours can be told apart. '
                'Keep the largest and sum the rest as "other" in the query, or use facet.',
                column=sheet.chart["color"],
                number=sheet.reader.integer(len(parts)),
                most=sheet.reader.integer(len(colors)),
            )
        )
    return [
        Series(name, sheet.colors.get(name, color), part)
        for (name, part), color in zip(parts, colors, strict=False)
    ]
