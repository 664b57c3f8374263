"""A chart of many names, cut to the largest: a screen holds some fifteen of them, the table the rest."""

from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.charts.axes import MOST_NAMES
from dashboard.charts.sheet import Sheet

LEFT_OUT: Final = "names left out"
"""Under `layout.meta`: how many names a figure does not show."""


def largest(sheet: Sheet) -> tuple[Sheet, int]:
    """Return the sheet with as many names as its `most` lets in, and how many it does not show.

    The largest stay, in the rows' order: by how many they rest on, else by the measure. Where no more than a
    third would come on top, all stay; names without a measure are left to the chart.
    """
    most = int(sheet.chart.get("most", 0))
    if not most or sheet.has("facet"):
        return sheet, 0
    names = _names(sheet)
    measured = sheet.frame.filter(pl.col(sheet.chart[sheet.measure]).is_not_null())
    there = measured[names].n_unique()
    if there <= min(most + most // 3, MOST_NAMES):
        return sheet, 0
    weight = pl.col(sheet.chart["n" if sheet.has("n") else sheet.measure])
    ranked = measured.group_by(names, maintain_order=True).agg(weight.sum()).sort(weight, descending=True)
    kept = sheet.frame.join(
        ranked.slice(most).select(names), on=names, how="anti", nulls_equal=True, maintain_order="left"
    )
    note = _noted(sheet, most, there)
    return replace(sheet, frame=kept, chart={**sheet.chart, "note": note}), there - most


def _names(sheet: Sheet) -> str:
    """Return the column of names that are many: of a grid, those of its longer side."""
    if sheet.chart["type"] == "heatmap":
        return str(
            max((sheet.chart[side] for side in ("y", "x")), key=lambda name: sheet.frame[name].n_unique())
        )
    return str(sheet.chart[sheet.other])


def _noted(sheet: Sheet, most: int, there: int) -> str:
    shown = sheet.reader.say(
        "The largest {shown} of {all}", shown=sheet.reader.integer(most), all=sheet.reader.integer(there)
    )
    return f"{sheet.chart['note']}. {shown}" if "note" in sheet.chart else shown
