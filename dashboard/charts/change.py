"""A number against the one before: how much, which way, and whether it is more than chance."""

from dataclasses import dataclass
from typing import Final

from dashboard.charts.sheet import Sheet

ARROWS: Final = {1: "↑", 0: "→", -1: "↓"}


@dataclass(frozen=True)
class Change:
    """A difference in the reader's words; `direction` is 1, 0 or -1."""

    text: str
    direction: int
    significant: bool
    words: str

    @property
    def arrow(self) -> str:
        """Return the direction as an arrow."""
        return ARROWS[self.direction]


def change_of(sheet: Sheet) -> Change | None:
    """Return the change from `previous` to `value`, or None where either is missing."""
    value, previous = sheet.one("value"), sheet.one("previous")
    if value is None or previous is None:
        return None
    difference = value - previous
    significant = sheet.one("significant") is not False
    before = sheet.show("value", previous)
    words = (
        sheet.reader.say("Before: {value}.", value=before)
        if significant
        else sheet.reader.say("Before: {value}. The change may be chance.", value=before)
    )
    return Change(_text(sheet, value, previous), (difference > 0) - (difference < 0), significant, words)


def _text(sheet: Sheet, value: float, previous: float) -> str:
    """Return the difference: points of a share, days of a duration, a percentage of anything else."""
    reader, difference = sheet.reader, value - previous
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    match sheet.format("value"):
        case "percent":
            return sign + reader.points(abs(difference))
        case "days":
            return sign + reader.days(abs(difference))
        case _ if previous > 0:
            return sign + reader.percent(abs(difference) / previous)
        case other:
            return sign + reader.show(abs(difference), other)
