"""What runs along the bottom of a chart: time, numbers, or names at 0, 1, 2 … in the order of the rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.charts.layout import PHONE, Axis, axis
from dashboard.charts.scale import tick_texts, ticks, time_ticks
from dashboard.charts.sheet import Sheet, axis_values, present
from dashboard.charts.text import room_for, wrapped


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

    def axis(self) -> Axis:
        """Return the axis with ticks that fit on a phone."""
        theme, reader, values = self.sheet.theme, self.sheet.reader, present(self.sheet.values(self.option))
        match self.kind:
            case "time":
                marks, texts = time_ticks(values, reader)
                return axis(theme, type="date", tickvals=axis_values(marks), ticktext=texts)
            case "number":
                low, high = min(values, default=0.0), max(values, default=1.0)
                inside = [mark for mark in ticks(low, high) if low <= mark <= high]
                return axis(
                    theme,
                    tickvals=inside,
                    ticktext=tick_texts(inside, self.sheet.format(self.option), reader),
                )
            case _:
                return axis(theme, **self._names_shown())

    def _names_shown(self) -> dict[str, Any]:
        texts = [wrapped(name, 12) for name in self.names]
        needed = (room_for(texts, self.sheet.theme.size) + 8) * len(texts)
        places = list(range(len(texts)))[:: int(-(-needed // PHONE)) or 1]
        return {"tickvals": places, "ticktext": [texts[place] for place in places]}

    def fit(self) -> bool:
        """Say whether every name has room beside the others on a phone."""
        return (room_for(self.names, self.sheet.theme.size) + 8) * len(self.names) < PHONE
