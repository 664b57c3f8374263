"""The whiskers of bars: each bar's interval, and how far the axis goes for them."""

from collections.abc import Sequence
from typing import Any, Final

from dashboard.charts.sheet import Sheet, present
from dashboard.charts.theme import faded

FEW: Final = 16
"""With more bars than this, whiskers are faint and have no caps."""

OPEN: Final = 1.25
"""Times the height of all the rest at which the whisker of a figure that can still change is cut off."""


def trace(sheet: Sheet) -> dict[str, Any]:
    """Return the error bars of a trace, as long as they are: who draws them ends them where the axis does."""
    rows = zip(sheet.values(sheet.measure), sheet.values("low"), sheet.values("high"), strict=True)
    spans = [(value - low, high - value) if None not in (value, low, high) else (None, None)
             for value, low, high in rows]  # fmt: skip
    few = len(spans) <= FEW
    return {
        "type": "data",
        "symmetric": False,
        "arrayminus": [below for below, _ in spans],
        "array": [above for _, above in spans],
        "color": faded(sheet.theme.text, 0.7 if few else 0.3),
        "thickness": 1.2,
        "width": 3 if few else 0,
    }


def reach(sheet: Sheet, values: Sequence[float]) -> list[float]:
    """Return these values with the upper ends of whiskers that the measure's axis must hold."""
    ends = list(zip(sheet.values("high"), sheet.values("provisional"), strict=True))
    settled = [*values, *present(high for high, is_open in ends if not is_open)]
    most = OPEN * max(settled, default=0)
    return [*settled, *(min(high, most) for high in present(high for high, is_open in ends if is_open))]
