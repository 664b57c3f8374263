"""A history that lies inside each application as a list: which list, and what its elements say.

Headers alone do not tell: `name` in a list of stages is a stage, `to` and `at` are a stage and a time. So the
values decide with them, and what a column says of the element before (`from`) is told by its repeating it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from dashboard.ingest.files import Table
from dashboard.ingest.files.records import flat
from dashboard.ingest.mapping.guessing import names_field, share_of
from dashboard.ingest.parsing import trimmed
from dashboard.ingest.profiles import Profile, as_times, profiles_of
from dashboard.ingest.terms import milestone_of

_MOST: Final = 0.9
_ROWS: Final = 5_000
"""Applications whose lists are looked at."""
_ROW: Final = "row"


@dataclass(frozen=True)
class History:
    """The list that holds the steps, and the columns in its elements, under their names in a map."""

    lists: str
    stage: Profile
    entered: Profile
    left: Profile | None
    begins: bool
    """Whether the first element is the earliest."""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Return the columns that a map takes."""
        return (self.stage, self.entered, *([self.left] if self.left else []))

    @property
    def first(self) -> str:
        """Return the name of the time of the first element."""
        return f"{self.lists}.0.{self.entered.name.removeprefix(f'{self.lists}.')}"


def list_columns(sample: pl.DataFrame) -> list[str]:
    """Return the columns whose filled cells are lists, as JSON text."""
    filled = {name: sample[name].drop_nulls() for name in sample.columns}
    return [name for name, cells in filled.items() if cells.len() and cells.str.starts_with("[").all()]


def history_of(sample: pl.DataFrame, lists: Sequence[str]) -> History | None:
    """Return the history among these columns of lists, the one with the most steps of a known name."""
    found = [history for name in lists if (history := _history(name, sample[name].head(_ROWS)))]
    return max(found, key=lambda history: (known_share(history), history.stage.filled), default=None)


def count_stages(table: Table, history: History) -> Counter[str]:
    """Return how often each stage stands in the lists of the whole file."""
    counts: Counter[str] = Counter()
    name = history.stage.name.removeprefix(f"{history.lists}.")
    for batch in table.batches([history.lists]):
        elements = _elements(batch.frame[history.lists])
        if name in elements.columns:
            counts.update(dict(trimmed(elements[name]).drop_nulls().value_counts().iter_rows()))
    return counts


def _history(name: str, lists: pl.Series) -> History | None:
    elements = _elements(lists)
    said = [profile for profile in profiles_of(elements.drop(_ROW)) if profile.filled]
    dated = [profile for profile in said if profile.dates]
    stage = _stage([profile for profile in said if not profile.dates], elements)
    if not (stage and dated):
        return None
    entered, left = _times(dated, elements)
    return History(
        name,
        _named(name, stage),
        _named(name, entered),
        _named(name, left) if left else None,
        _is_ascending(elements, entered),
    )


def known_share(history: History) -> float:
    """Return the share of the names of its stages that the terms know."""
    return _fit(history.stage)


def _elements(lists: pl.Series) -> pl.DataFrame:
    """Return the objects in lists as rows, nested keys dotted, each with the number of its list."""
    rows = [
        {_ROW: str(number), **flat(element)}
        for number, cell in enumerate(lists)
        for element in _objects(cell)
    ]
    columns = dict.fromkeys([_ROW, *(key for row in rows for key in row)], pl.String)
    return pl.DataFrame(rows, schema=columns, orient="row")


def _objects(cell: str | None) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(cell) if cell else []
    except ValueError:
        return
    yield from (element for element in found if isinstance(element, dict))


def _stage(said: Sequence[Profile], elements: pl.DataFrame) -> Profile | None:
    """Return the column of stages: by its header, by the names in it; not the one of the stage before."""
    words = [profile for profile in said if not profile.is_number and not _is_before(profile, said, elements)]
    best = max(words, key=_is_stage, default=None)
    return best if best and (_fit(best) or names_field(best, "stage")) else None


def _is_stage(profile: Profile) -> tuple[bool, float]:
    """Rank a column: names before keys; then a header counts twice, as an outcome has names of stages too."""
    return not profile.is_key, 2 * share_of(profile, "stage") + _fit(profile)


def _is_before(profile: Profile, said: Sequence[Profile], elements: pl.DataFrame) -> bool:
    """Tell whether a column says of an element what another one says of the element before it."""
    return any(other is not profile and _repeats(elements, profile.name, other.name) for other in said)


def _repeats(elements: pl.DataFrame, earlier: str, later: str) -> bool:
    pairs = elements.select(
        (pl.col(earlier) == pl.col(later).shift().over(_ROW)).alias("is_repeated"),
        (pl.col(earlier) != pl.col(later)).alias("differs"),
    )
    repeated = pairs["is_repeated"].drop_nulls()
    return bool(pairs["differs"].any()) and repeated.sum() >= _MOST * repeated.len() > 0


def _times(dated: Sequence[Profile], elements: pl.DataFrame) -> tuple[Profile, Profile | None]:
    """Return the columns that say when a stage was entered, and left: the later of two is the exit."""
    entered = max(dated, key=lambda profile: (share_of(profile, "entered_at"), profile.filled))
    others = [profile for profile in dated if profile is not entered]
    left = max(others, key=lambda profile: share_of(profile, "left_at"), default=None)
    if left is None:
        return entered, None
    one, other = (as_times(elements[profile.name], profile.dates) for profile in (entered, left))
    if (one <= other).all():
        return entered, left
    return (left, entered) if (other <= one).all() else (entered, None)


def _is_ascending(elements: pl.DataFrame, entered: Profile) -> bool:
    times = elements.select(_ROW, as_times(elements[entered.name], entered.dates).alias("at")).drop_nulls()
    first = times.group_by(_ROW).agg(pl.col("at").first() == pl.col("at").min())
    return bool((first["at"].mean() or 0.0) >= _MOST)  # type: ignore[operator]


def _fit(profile: Profile) -> float:
    return profile.fit(lambda word: milestone_of(word).milestone is not None or milestone_of(word).side)


def _named(name: str, profile: Profile) -> Profile:
    return replace(profile, name=f"{name}.{profile.name}")
