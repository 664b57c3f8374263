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
            f'"{sheet.chart["color"]}" has {len(parts)} values, and {len(colors)} colours can be told apart. '
            f'Keep the largest and sum the rest as "other" in the query, or use facet.'
        )
    return [
        Series(name, sheet.colors.get(name, color), part)
        for (name, part), color in zip(parts, colors, strict=False)
    ]
