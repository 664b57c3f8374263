"""Rows of a file into checked rows of a feed: columns chosen, text read, words mapped, rules applied."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import polars as pl

from dashboard.ingest.cells import text_of
from dashboard.ingest.feeds import FEEDS, PRECISION_SUFFIX
from dashboard.ingest.files import LINE, Batch
from dashboard.ingest.findings import Doubt, Findings, Place
from dashboard.ingest.ids import IDS, clean_ids
from dashboard.ingest.inner import Spread
from dashboard.ingest.layouts import OTHERS, Cell, Column, FeedMap
from dashboard.ingest.masking import doubts as people_noted
from dashboard.ingest.masking import keys_without_people, without_people
from dashboard.ingest.once import Earliest, Same
from dashboard.ingest.parsing import is_day
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.row_doubts import NOT_DELETED, RowDoubts
from dashboard.ingest.shapes import SHAPES
from dashboard.ingest.styles import Styles
from dashboard.ingest.terms import status_of

_CANDIDATE: Final = "candidate_key"
"""How the names of fields end that are hashed, whatever a map says."""
_WORDS: Final = ("text", "status")
"""Readers of words that people may have typed."""


class FeedRows:
    """Takes the batches of one file for one of the feeds that it fills."""

    def __init__(
        self,
        mapped: FeedMap,
        columns: Sequence[str],
        number: int,
        hashed: KeyedHash,
        again: Callable[[Sequence[str]], Iterable[Batch]],
    ) -> None:
        """`again` reads some columns of the file from its start, to learn how their values are written."""
        self.feed = mapped.feed
        self._again = again
        self._schema = FEEDS[mapped.feed].schema
        self._kinds = {name: column.dtype for name, column in self._schema.columns().items()}
        self._shape = SHAPES[mapped.shape] if mapped.shape else None
        self._spread = Spread(mapped.inner, columns) if mapped.inner else None
        known = self._spread.columns if self._spread else columns
        self._columns = {
            name: (column, cell)
            for name, column in mapped.columns.items()
            if (cell := column.found_in(known))
        }
        self._doubts = RowDoubts(mapped.feed, self._columns)
        self._known = columns
        self.headers = self._needs(cell for _, cell in self._columns.values())
        """The columns of the file that this feed takes."""
        self._same = Same(self.headers) if mapped.once == "same" else None
        self._earliest = Earliest(mapped.feed, "applied_at") if mapped.once == "earliest" else None
        self._number, self._hashed = number, hashed
        self._respread = partial(Spread, mapped.inner, columns) if mapped.inner else None
        self._styles = Styles(self._columns, self._from_the_start)
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._never_entered = 0
        self.deleted: list[str] = []
        """Keys of rows that the source system says it has deleted."""
        self.refused: list[pl.DataFrame] = []
        """Applications of rows that were set aside, and their candidates."""

    def rows_in(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of a batch that are this feed's: its own, or those inside them."""
        rows = self._spread(batch) if self._spread else batch
        return self._same(self._with_key(rows)) if self._same else rows

    def _with_key(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that name an entry of the list which is written into every row."""
        for name in FEEDS[self.feed].key[:1]:
            if name in self._columns:
                batch = batch.filter(text_of(batch, self._columns[name][1]).is_not_null())
        return batch

    def hold(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that can be written at once; the others are held back until the end of the file."""
        if not self._earliest:
            return rows
        self._earliest.add(rows)
        return rows.clear()

    def held(self) -> pl.DataFrame:
        """Return the rows that were held back."""
        return self._earliest.rows() if self._earliest else self._schema.create_empty()

    def take(self, batch: pl.DataFrame, place: Place, findings: Findings) -> tuple[pl.DataFrame, int]:
        """Return the good rows of `rows_in` a batch and the number of rows that were set aside."""
        chosen = [text_of(batch, cell).alias(name) for name, (_, cell) in self._columns.items()]
        text = pl.DataFrame([*chosen, batch[LINE].alias("line")])
        if self._shape:
            text, before = self._shape(text), text.height
            self._never_entered += before - text.height
        text = self._without_people(text, place, findings)
        typed = self._typed(text)
        for doubts, doubt in self._doubts.left_empty(text, typed):
            findings.add_rows(place, doubts, doubt)
        good, failure = self._schema.filter(typed)
        if good.height == typed.height:
            return good, 0
        failed = failure.details()
        for doubts, doubt in self._doubts.set_aside(text, failed):
            findings.add_rows(place, doubts, doubt)
        if NOT_DELETED in failed.columns:
            gone = failed.filter(pl.col(NOT_DELETED) == "invalid")
            self.deleted.extend(gone[FEEDS[self.feed].label].drop_nulls())
        if self.feed == "applications":
            self.refused.append(failed.select("application_id", _CANDIDATE).drop_nulls())
        return good, failed["line"].n_unique()

    def _without_people(self, text: pl.DataFrame, place: Place, findings: Findings) -> pl.DataFrame:
        """Return the text without contact details and notes in it, and note where there were any."""
        safe = {}
        for name, (column, cell) in self._columns.items():
            if name.endswith("_id") and text[name].dtype == pl.String:
                safe[name] = keys_without_people(text[name], self._hashed)
            elif column.reader in _WORDS and not name.endswith(_CANDIDATE) and text[name].dtype == pl.String:
                safe[name] = without_people(name, text[name])
                for rows, doubt in people_noted(text[name], safe[name], text["line"]):
                    findings.add_rows(place, rows, replace(doubt, column=cell.header))
        return text.with_columns(series.alias(name) for name, series in safe.items())

    def doubts(self) -> list[Doubt]:
        """Return what is said once for the whole file."""
        advice = "Rows left empty: {:,}. Add the word to the values in the layout's map."
        rule = "Word that the layout does not know"
        doubts = self._styles.doubts + [
            Doubt(
                rule,
                "kept",
                advice.format(count),
                column=self._doubts.header(name),
                value=word[:80],
            )
            for (name, word), count in self._unknown.items()
        ]
        if self._never_entered:
            advice = f"Rows that name a stage never entered: {self._never_entered:,}. Nothing to do."
            doubts.append(Doubt("Stages never entered", "kept", advice))
        return doubts

    def _typed(self, text: pl.DataFrame) -> pl.DataFrame:
        rows = {name: self._read(text[name], name, column) for name, (column, _) in self._columns.items()}
        again = self._styles.learn(text, rows)
        rows |= {name: self._read(text[name], name, self._columns[name][0]) for name in again}
        for name, kind in self._kinds.items():
            timed = name.removesuffix(PRECISION_SUFFIX) + "_at"
            if name.endswith(PRECISION_SUFFIX) and timed in rows:
                days = is_day(text[timed], self._styles.of(timed))
                rows[name] = _precision(days, rows[timed], kind)
        if "status_raw" in self._kinds and "status" in rows:
            rows["status_raw"] = text["status"].cast(pl.String)
        given = pl.DataFrame([series.alias(name) for name, series in rows.items()] + [text["line"]])
        absent = [name for name in self._kinds if name not in given.columns and name != "file"]
        return given.with_columns(
            pl.lit(self._number, pl.UInt32).alias("file"),
            *(pl.lit(None, self._kinds[name]).alias(name) for name in absent),
        ).select(list(self._kinds))

    def _read(self, text: pl.Series, name: str, column: Column) -> pl.Series:
        if name.endswith(IDS):
            text = clean_ids(text.cast(pl.String))
        if name.endswith(_CANDIDATE) or column.reader == "hash":
            return self._hashed(text.cast(pl.String))
        if column.values:
            return self._mapped(text.cast(pl.String), name, column.values)
        if column.reader == "status":
            return self._mapped(text.cast(pl.String), name, _statuses(text.cast(pl.String)))
        return self._styles.read(text, name, column.reader).cast(self._kinds[name], strict=False)

    def _from_the_start(self, names: Sequence[str]) -> Iterator[dict[str, pl.Series]]:
        """Yield the texts of some fields in each batch of the file."""
        cells = {name: self._columns[name][1] for name in names}
        spread = self._respread() if self._respread else None
        for batch in self._again(sorted(self._needs(cells.values()))):
            rows = spread(batch.frame) if spread else batch.frame
            yield {name: text_of(rows, cell) for name, cell in cells.items()}

    def _needs(self, cells: Iterable[Cell]) -> set[str]:
        """Return the columns of the file that these cells, and the rows inside its rows, are made of."""
        inner = self._spread.headers if self._spread else {}
        return {header for cell in cells for header in cell.headers()}.intersection(self._known).union(inner)

    def _mapped(self, words: pl.Series, name: str, values: Mapping[str, str]) -> pl.Series:
        lower = words.str.to_lowercase()
        others = pl.when(words.is_not_null()).then(pl.lit(values.get(OTHERS), pl.String))
        default = pl.select(others.alias(name)).to_series()
        terms = lower.replace_strict(values, default=default, return_dtype=self._kinds[name])
        if terms.null_count() > words.null_count():
            unknown = words.filter(words.is_not_null() & terms.is_null())
            self._unknown.update((name, word) for word in unknown)
        return terms


def _statuses(words: pl.Series) -> dict[str, str]:
    """Return the status of each word that the terms know."""
    said = {word.lower(): status_of(word) for word in words.drop_nulls().unique()}
    return {word: status for word, status in said.items() if status}


def _precision(days: pl.Series, times: pl.Series, kind: pl.DataType) -> pl.Series:
    """A time that is a day alone is precise to the day."""
    day, second = pl.lit("day", kind), pl.lit("second", kind)
    precise = pl.when(times.is_null()).then(None).when(days).then(day).otherwise(second)
    return pl.select(precise).to_series()
