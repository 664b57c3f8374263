"""Ticks: round numbers and calendar steps, few enough for a phone."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from dashboard.charts.reader import Reader

MOST_TICKS: Final = 6
COMPACT_FROM: Final = 100_000
_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, most: int = MOST_TICKS, *, whole: bool = False) -> list[float]:
    """Return round numbers that reach from at most `low` to at least `high`, about `most` of them.

    Of what is counted they are `whole` numbers.
    """
    if high <= low:
        high = low + (abs(low) or 1.0)
    step = max(_round_step((high - low) / most), 1.0 if whole else 0.0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def _round_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    whole = magnitude >= 10
    return next(
        step * magnitude for step in _ROUND if step * magnitude >= rough * 0.999 and (whole or step != 2.5)
    )


def tick_texts(values: Sequence[float], format: str, reader: Reader) -> list[str]:  # noqa: A002
    """Return the ticks' texts with as many decimals as their step needs."""
    step = min((after - before for before, after in pairwise(values)), default=1.0)
    name, _, currency = format.partition(" ")
    match name:
        case "percent":
            return [reader.percent(value, _decimals(step * 100)) for value in values]
        case "days":
            return [reader.days(value) for value in values]
        case "currency":
            return [reader.currency(value, currency) for value in values]
        case _ if max(map(abs, values), default=0) >= COMPACT_FROM:
            return [reader.compact(value) for value in values]
        case _:
            return [reader.decimal(value, _decimals(step)) for value in values]


def _decimals(step: float) -> int:
    """Return how many decimals tell multiples of a step apart."""
    return next(digits for digits in range(10) if digits == 9 or math.isclose(round(step, digits), step))


def time_ticks(days: Sequence[date], reader: Reader, most: int = MOST_TICKS) -> tuple[list[date], list[str]]:
    """Return every so many of the days with their texts; the year stands under the first of each."""
    unique = sorted(set(days))
    monthly = all(day.day == 1 for day in unique)
    chosen = unique[:: _stride(len(unique), most, monthly=monthly)]
    name = reader.month_name if monthly else reader.day
    years = [None, *(day.year for day in chosen[:-1])]
    texts = [
        name(day) + ("" if day.year == year else f"<br>{reader.year(day)}")
        for day, year in zip(chosen, years, strict=True)
    ]
    return chosen, texts


def _stride(count: int, most: int, *, monthly: bool) -> int:
    strides = (1, 2, 3, 6, 12, 24, 60) if monthly else range(1, count + 1)
    return next((stride for stride in strides if math.ceil(count / stride) <= most), max(count, 1))
