"""Names without a figure in a chart of one name a row: why they lack it, and how many there are."""

import re
from dataclasses import replace
from typing import Any, Final

from dashboard.charts.marks import Marks, label
from dashboard.charts.sheet import Sheet
from dashboard.charts.text import escaped

MOST_BLANKS: Final = 3
"""Names without an estimate that keep their row; more would only push the others apart."""

_OWN_NUMBER: Final = re.compile(r"\s*[(（][^()（）]*[)）][.。]?$")
"""What tells one reason from another: "Too few hires to say (2)" is so of every number."""


def without_blanks(sheet: Sheet, measure: str) -> Sheet:
    """Return the sheet without the names that lack the measure, where they are many: a note counts them."""
    blank = sheet.frame[sheet.chart[measure]].is_null()
    if blank.sum() <= MOST_BLANKS:
        return sheet
    left_out = _counted(sheet, measure, int(blank.sum()))
    note = f"{sheet.chart['note']}. {left_out}" if "note" in sheet.chart else left_out
    return replace(sheet, frame=sheet.frame.filter(~blank), chart={**sheet.chart, "note": note})


def _counted(sheet: Sheet, measure: str, number: int) -> str:
    """Return how many lack the measure, and why where all lack it for the same reason."""
    rows = zip(sheet.values(measure), sheet.values("blank"), strict=True)
    reasons = {_OWN_NUMBER.sub("", words or "") for value, words in rows if value is None}
    why = reasons.pop() if len(reasons) == 1 else ""
    if why:
        return sheet.reader.count("{why}: {number} more", "{why}: {number} more", number, why=why)
    return sheet.reader.count("{number} more without a figure", "{number} more without a figure", number)


def blanks(sheet: Sheet, measure: str) -> Marks:
    """Return the words that stand where there is no measure."""
    theme = sheet.theme
    where: dict[str, Any] = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "middle"}
    rows = enumerate(zip(sheet.values(measure), sheet.values("blank"), strict=True))
    return Marks(
        [],
        [
            label(theme, escaped(words), color=theme.muted, size=theme.small, y=row, **where)
            for row, (value, words) in rows
            if value is None and words
        ],
    )
