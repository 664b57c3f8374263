"""Which cells a total would give away: cell suppression on plain columns of numbers."""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

_HIDDEN: Final = pl.col("hidden") & (pl.col("value") > 0)
_SHOWN: Final = ~pl.col("hidden") & (pl.col("value") > 0)


def cells(values: pl.Series, hidden: pl.Series, group: pl.Series) -> pl.DataFrame:
    """Return cells: how many people each is about, whether it is hidden, and whose total may be known."""
    return pl.DataFrame({"value": values, "hidden": hidden, "group": group})


def few(values: pl.Series, smallest: int) -> pl.Series:
    """Return for each value whether it is about fewer than `smallest` people; 0 is about nobody."""
    return (values > 0) & (values < smallest)


def also_hidden(given: pl.DataFrame, smallest: int) -> pl.Series:
    """Return for each cell whether it is to be hidden beside others, so that no total gives these away."""
    return _smallest(given, _given_away(given, smallest) & given.select(_SHOWN).to_series())


def _given_away(given: pl.DataFrame, smallest: int) -> pl.Series:
    """Return for each cell whether its group's total would tell too much of those hidden in the group.

    The total less what is shown is how many the hidden cells hold together: it must be `smallest` at least,
    of two cells or more, and not one person for each.
    """
    number = _HIDDEN.sum().over("group")
    together = pl.when(_HIDDEN).then("value").otherwise(0).sum().over("group")
    is_enough = (number >= 2) & (together >= smallest) & (together > number)
    return given.select((number >= 1) & ~is_enough).to_series()


def _smallest(given: pl.DataFrame, among: pl.Series) -> pl.Series:
    """Return for each cell whether it is its group's smallest of `among`; of equal ones the first."""
    value = pl.when("among").then("value")
    ranked = given.with_columns(among=among).select(value.rank("ordinal").over("group"))
    return (ranked.to_series() == 1).fill_null(value=False)


def hidden_of_sum(
    whole: pl.DataFrame, parts: Sequence[pl.DataFrame], free: Sequence[bool], smallest: int
) -> tuple[pl.Series, list[pl.Series]]:
    """Return the rows in which a sum, and in which each of its parts, is to be hidden beside the others.

    `free` says of which parts hiding helps: another cell does not tell them. Where nobody else is in these, a
    part without anybody is hidden, else the sum. Rows whose parts do not add up to it tell nothing.
    """
    rows = whole.height
    adds_up = (whole["value"] - sum(part["value"] for part in parts)).abs() < 0.5
    every = pl.concat(parts)
    beside = every.with_columns(
        hidden=every["hidden"] & pl.concat([adds_up] * len(parts)),
        whole_hidden=pl.concat([whole["hidden"] & adds_up] * len(parts)),
        free=pl.Series([each for each in free for _ in range(rows)]),
    )
    untold = beside.select(pl.col("whole_hidden") & ~_HIDDEN.any().over("group")).to_series()
    tells = (_given_away(beside, smallest) & ~beside["whole_hidden"]) | untold
    somebody = _smallest(beside, tells & beside.select(_SHOWN & pl.col("free")).to_series())
    alone = tells & ~untold & beside.select(pl.col("hidden").sum().over("group") == 1).to_series()
    lonely = alone & ~_any(beside, somebody)
    nobody = _smallest(beside, lonely & beside.select(~pl.col("hidden") & pl.col("free")).to_series())
    also = somebody | nobody
    by_part = [also[place * rows : (place + 1) * rows] for place in range(len(parts))]
    return (lonely & ~_any(beside, nobody))[:rows], by_part


def _any(given: pl.DataFrame, cells_of: pl.Series) -> pl.Series:
    """Return for each cell whether its group has any of these."""
    return given.with_columns(of=cells_of).select(pl.col("of").any().over("group")).to_series()


def steps(numbers: pl.Series, group: pl.Series, smallest: int) -> tuple[pl.Series, pl.Series]:
    """Return for each row whether a sum of the numbers so far may be told there, and whether its number may.

    A sum is told at rows between which it grows by `smallest` at least or not at all: from one told sum to
    the next is a group that may be told of. A number may be told where it is such a step alone.
    """
    rows = pl.DataFrame({"number": numbers, "group": group}).with_row_index("row")
    walked = [
        (row, *may_tell)
        for course in rows.partition_by("group", maintain_order=True)
        for row, may_tell in zip(course["row"], _walk(course["number"].to_list(), smallest), strict=True)
    ]
    told = pl.DataFrame(walked, schema=["row", "sum", "number"], orient="row").sort("row")
    return told["sum"], told["number"]


def _walk(numbers: Sequence[float], smallest: int) -> Iterator[tuple[bool, bool]]:
    ends, since = _ends(numbers, smallest), 0.0
    for place, number in enumerate(numbers):
        since += number
        is_end = place in ends
        yield is_end or since == 0, number == 0 or (is_end and number == since)
        since = 0 if is_end else since


def _ends(numbers: Sequence[float], smallest: int) -> set[int]:
    """Return where each step ends; too few at the end are of the last step."""
    ends: list[int] = []
    since = 0.0
    for place, number in enumerate(numbers):
        since += number
        if since >= smallest:
            ends.append(place)
            since = 0
    if since and ends:
        ends[-1] = max(place for place, number in enumerate(numbers) if number)
    return set(ends)
