"""What runs along the bottom of a chart: time, numbers, or names at 0, 1, 2 … in the order of the rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dashboard.charts.axes import Axis, axis
from dashboard.charts.layout import PHONE
from dashboard.charts.scale import MOST_TICKS, tick_texts, ticks, time_ticks
from dashboard.charts.sheet import Sheet, axis_values, present
from dashboard.charts.text import room_for, wrapped

IN_PANEL: Final = 4
"""Ticks of a small multiple, two of which share a phone's width."""


@dataclass(frozen=True)
class Along:
    """The places of one option's values. Parts of the sheet get their places from the whole."""

    sheet: Sheet
    option: str = "x"

    @cached_property
    def kind(self) -> str:
        """Return time, number or another kind, whose values are names."""
        return self.sheet.kind(self.option)

    @cached_property
    def names(self) -> list[str]:
        """Return each name once, in the order of the rows."""
        return list(dict.fromkeys(self.sheet.names(self.option)))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def places(self, part: Sheet) -> list[Any]:
        """Return where the rows of a part stand."""
        if self.kind in ("time", "number"):
            return axis_values(part.values(self.option))
        return [self._place[name] for name in part.names(self.option)]

    def axis(self, *, most: int = MOST_TICKS) -> Axis:
        """Return the axis, with ticks that fit on a phone."""
        kinds = {"time": self._time, "number": self._numbers}
        narrow = self.sheet.has("facet")
        return axis(self.sheet.theme, **kinds.get(self.kind, self._names)(IN_PANEL if narrow else most))

    def ends(self) -> dict[str, Any]:
        """Return the first and last place as a range: lines fill it, labels outside don't widen it."""
        values = present(self.sheet.values(self.option))
        if self.sheet.has("facet") or self.kind not in ("time", "number") or len(set(values)) < 2:
            return {}
        return {"range": axis_values([min(values), max(values)])}

    def _time(self, most: int) -> dict[str, Any]:
        marks, texts = time_ticks(present(self.sheet.values(self.option)), self.sheet.reader, most)
        return {"type": "date", "tickvals": axis_values(marks), "ticktext": texts}

    def _numbers(self, most: int) -> dict[str, Any]:
        values = present(self.sheet.values(self.option)) or [0.0]
        low, high = min(values), max(values)
        marks = [mark for mark in ticks(low, high, most) if low <= mark <= high]
        return {
            "tickvals": marks,
            "ticktext": tick_texts(marks, self.sheet.format(self.option), self.sheet.reader),
        }

    def _names(self, _most: int) -> dict[str, Any]:
        texts = [wrapped(name, 12) for name in self.names]
        every = max(1, -(-self._needed(texts) // PHONE))
        places = list(range(0, len(texts), every))
        return {"tickvals": places, "ticktext": [texts[place] for place in places]}

    def _needed(self, texts: list[str]) -> int:
        return int((room_for(texts, self.sheet.theme.size) + 8) * len(texts))

    def fit(self) -> bool:
        """Say whether every name has room beside the others on a phone."""
        return self._needed(self.names) < PHONE
