"""Small groups: what a result says of fewer people than may be told of, and what would give it away.

A count from 1 to one less than the smallest group is hidden, and every figure that rests on it. Other counts
are hidden beside it where totals, which other cards tell, would give it away: of all rows, of those alike in
a dimension, and of a row whose counts add up. The header's `[people]` says which columns count people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

import polars as pl
import polars.selectors as cs

from dashboard import settings
from dashboard.catalog.model import People, Query
from dashboard.charts import sentences
from dashboard.engine.suppression import also_hidden, cells, few, hidden_of_sum, steps

_TEXT: Final = cs.string() | cs.categorical() | cs.enum()
_STAYS: Final = _TEXT | cs.boolean()
"""Columns that rest on no count unless the header says so."""

WITHHELD: Final = "withheld"
"""Value of a sentence that is not told, where the header has a text for it."""

Hidden = Mapping[str, pl.Series]
"""By count, in which rows it is hidden."""


def smallest_group() -> int:
    """Return how many people a figure is about at least. Raises ValueError with a sentence."""
    given = settings.get("smallest_group")
    if not given.isdecimal() or int(given) < 1:
        raise ValueError(f"HIRING_SMALLEST_GROUP takes a whole number from 1, not {given!r}.")
    return int(given)


def masked(frame: pl.DataFrame, query: Query, smallest: int) -> pl.DataFrame:
    """Return a query's rows, null where they are about fewer than `smallest` people or would tell of them."""
    if frame.is_empty():
        return frame
    result = _Result(frame, query, smallest)
    hidden = result.hidden()
    return frame.with_columns(
        pl.when(result.hides(name, hidden)).then(_instead(query, name)).otherwise(pl.col(name)).alias(name)
        for name in frame.columns
    )


@dataclass(frozen=True)
class _Result:
    """Rows before they are masked, and what their file says of people."""

    frame: pl.DataFrame
    query: Query
    smallest: int

    @property
    def people(self) -> People:
        return self.query.people or People()

    @property
    def counts(self) -> Sequence[str]:
        return [name for name in self.people.counts if self.measures(name)]

    def measures(self, name: str) -> list[pl.Series]:
        """Return a column that counts people as numbers; one that holds lists gives one for each place."""
        kind = self.frame.schema.get(name, pl.Null())
        if kind.is_numeric():
            return [_number(self.frame[name])]
        if isinstance(kind, pl.List) and kind.inner.is_numeric():
            places = range(max(self.frame[name].list.len().fill_null(0)))
            return [_number(self.frame[name].list.get(place, null_on_oob=True)) for place in places]
        return []

    def hidden(self) -> Hidden:
        """Return the rows in which each count is few, or would tell of one that is."""
        before: Hidden = {}
        hidden: Hidden = {name: self._few(name) for name in self.counts}
        while any(not each.equals(before.get(name, each[:0])) for name, each in hidden.items()):
            before, hidden = hidden, self._together(self._in_rows(self._in_slices(hidden)))
        return hidden

    def _few(self, name: str) -> pl.Series:
        hidden = reduce(or_, (few(values, self.smallest) for values in self.measures(name)))
        return hidden | ~self._steps(name)[1] if name in self.people.running else hidden

    def _steps(self, name: str) -> tuple[pl.Series, pl.Series]:
        course = _alike(self.frame, self.frame.select(_TEXT).columns)
        return steps(self.measures(name)[0], course, self.smallest)

    def _in_slices(self, hidden: Hidden) -> Hidden:
        """Hide other rows' counts where the total of all rows, or of those alike in a dimension, tells."""
        more = dict(hidden)
        added = [name for name, rows in hidden.items() if rows.any() and name not in self.people.not_added]
        for names in ([], *([name] for name in self._dimensions())) if added else ():
            group = _alike(self.frame, [*self._apart(), *names])
            for name in added:
                for values in self.measures(name):
                    more[name] |= also_hidden(cells(values, more[name], group), self.smallest)
        return more

    def _apart(self) -> list[str]:
        return [name for name in self.people.apart if name in self.frame.columns]

    def _dimensions(self) -> Iterator[str]:
        """Yield the columns that totals are told by: texts and days that rest on no count."""
        figures = {name for named in self.people.counts.values() for name in named}
        for name in self.frame.select(_TEXT | cs.date()).columns:
            is_known = self.frame.schema[name] != pl.Date or name in self.people.nobody
            if is_known and name not in figures and not _is_sentence(self.query, name):
                yield name

    def _in_rows(self, hidden: Hidden) -> Hidden:
        """Hide another count of a row where what its counts add up to tells."""
        more = dict(hidden)
        row = pl.Series(range(self.frame.height))
        for whole, named in self.people.sums.items():
            parts = [name for name in named if name in hidden]
            if whole in hidden and parts:
                total, *each = (cells(self.measures(name)[0], more[name], row) for name in (whole, *parts))
                free = [name not in self.people.not_added for name in parts]
                also, by_part = hidden_of_sum(total, each, free, self.smallest)
                for name, beside in zip((whole, *parts), (also, *by_part), strict=True):
                    more[name] |= beside
        return more

    def _together(self, hidden: Hidden) -> Hidden:
        names = [name for name in self.people.together if name in self.frame.columns]
        if not names:
            return hidden
        rows = pl.DataFrame(dict(hidden))
        spread = rows.with_columns(group=_alike(self.frame, names)).select(
            pl.exclude("group").any().over("group")
        )
        return {name: spread[name] for name in hidden}

    def hides(self, name: str, hidden: Hidden) -> pl.Series:
        """Return the rows in which a column is hidden."""
        people = self.people
        if name in people.nobody:
            return self._everywhere(is_hidden=False)
        if name in people.overall:
            return self._everywhere(is_hidden=self._is_about_few())
        for count, figures in people.running.items():
            if name in figures and count in hidden:
                return ~self._steps(count)[0]
        rests_on = [count for count, figures in people.counts.items() if count == name or name in figures]
        stays = name in self.frame.select(_STAYS).columns
        if not rests_on and stays and not (self.counts and _is_sentence(self.query, name)):
            return self._everywhere(is_hidden=False)
        known = [hidden[count] for count in rests_on or hidden if count in hidden]
        return reduce(or_, known, self._everywhere(is_hidden=not known))

    def _everywhere(self, *, is_hidden: bool) -> pl.Series:
        return pl.Series([is_hidden] * self.frame.height)

    def _is_about_few(self) -> bool:
        """Say whether all rows together are about too few, or no count says how many they are about."""
        totals = [
            values.max() if name in self.people.not_added else values.sum()
            for name in self.counts
            for values in self.measures(name)
        ]
        return not totals or any(few(pl.Series(totals), self.smallest))


def _number(values: pl.Series) -> pl.Series:
    return values.cast(pl.Float64).abs().fill_null(0)


def _alike(frame: pl.DataFrame, names: Iterable[str]) -> pl.Series:
    """Return a number for each row that it shares with those that are alike in columns."""
    columns = [pl.col(name).cast(pl.String) for name in dict.fromkeys(names)]
    if not columns:
        return pl.Series([0] * frame.height)
    return frame.select(pl.struct(columns).rank("dense")).to_series()


def _instead(query: Query, name: str) -> pl.Expr:
    """Return what stands for a hidden value: nothing, or the sentence that the header has for it."""
    texts = query.columns[name].texts if name in query.columns else {}
    return pl.lit(WITHHELD if WITHHELD in texts else None)


def _is_sentence(query: Query, name: str) -> bool:
    """Say whether a column's values stand for sentences that tell figures of their row."""
    texts = query.columns[name].texts if name in query.columns else {}
    return any(True for text in texts.values() for _ in sentences.places(text))
