"""Ticks: round numbers and calendar steps, few enough for a phone."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from dashboard.charts.reader import Reader

MOST_TICKS: Final = 6
_ROUND: Final = (1.0, 2.0, 5.0, 10.0)
_ROUND_DAYS: Final = (1.0, 2.0, 5.0, 7.0, 10.0, 14.0, 20.0, 30.0, 60.0, 90.0, 180.0, 365.0)


def ticks(low: float, high: float, most: int = MOST_TICKS) -> list[float]:
    """Return round numbers that span from at most `low` to at least `high`."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    step = _round_step((high - low) / (most - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def _round_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(step * magnitude for step in _ROUND if step * magnitude >= rough * 0.999)


def tick_texts(values: Sequence[float], format: str, reader: Reader) -> list[str]:  # noqa: A002
    """Return the ticks' texts with as many decimals as their step needs."""
    step = min((b - a for a, b in pairwise(values)), default=1.0)
    match format.split(" ", maxsplit=1)[0]:
        case "percent":
            digits = decimals(step * 100)
            return [reader.percent(value, digits) for value in values]
        case "days":
            return [reader.days(value) for value in values]
        case "currency":
            code = format.partition(" ")[2]
            return [reader.currency(value, code) for value in values]
        case _ if max(map(abs, values), default=0) >= 100_000:
            return [reader.compact(value) for value in values]
        case _:
            return [reader.decimal(value, decimals(step)) for value in values]


def decimals(step: float) -> int:
    """Return how many decimals tell multiples of a step apart."""
    return max(0, -math.floor(math.log10(step) + 1e-9))


def time_ticks(days: Sequence[date], reader: Reader, most: int = MOST_TICKS) -> tuple[list[date], list[str]]:
    """Return every so many of the days, with their texts; the year stands under the first and where it changes."""
    unique = sorted(set(days))
    monthly = all(day.day == 1 for day in unique)
    chosen = unique[:: _time_step(len(unique), most, monthly)]
    years = [None, *(day.year for day in chosen)]
    name = reader.month_name if monthly else reader.day
    texts = [
        name(day) + (f"<br>{reader.year(day)}" if day.year != year else "")
        for day, year in zip(chosen, years, strict=False)
    ]
    return chosen, texts


def _time_step(count: int, most: int, monthly: bool) -> int:
    steps = (1, 2, 3, 6, 12, 24, 60) if monthly else range(1, count + 1)
    return next((step for step in steps if math.ceil(count / step) <= most), count)
