"""Rows of a file into checked rows of a feed: columns chosen, text read, words mapped, rules applied."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import polars as pl

from dashboard.ingest.feeds import FEEDS, PRECISION_SUFFIX
from dashboard.ingest.files import LINE, Batch
from dashboard.ingest.findings import Doubt, Findings, Place, row_count
from dashboard.ingest.ids import IDS, by_cause, clean_ids
from dashboard.ingest.inner import Spread
from dashboard.ingest.layouts import OTHERS, Cell, Column, FeedMap
from dashboard.ingest.masking import doubts as people_noted
from dashboard.ingest.masking import keys_without_people, shown, without_people
from dashboard.ingest.once import Earliest, Same
from dashboard.ingest.parsing import inside, is_day, trimmed
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.shapes import SHAPES
from dashboard.ingest.styles import Styles
from dashboard.ingest.terms import status_of

_FORMATS: Final = "Write times as 2026-10-31T09:30:00Z, dates as 2026-10-31, numbers with a decimal point."
_LEFT_EMPTY: Final = Doubt("Value is not readable", "kept", f"It was left empty. {_FORMATS}")
_MISSING: Final = Doubt("Required value is missing", "set aside", "Give the column a value in the export.")
_UNREADABLE: Final = Doubt("Required value is not readable", "set aside", _FORMATS)
_NOT_DELETED: Final = "not_deleted"
_RULES: Final = {
    _NOT_DELETED: Doubt(
        "Deleted in the source system", "set aside", "Nothing to do: the system has deleted it."
    ),
    "not_template": Doubt(
        "A template, not a requisition", "set aside", "Nothing to do: nobody applies to it."
    ),
    "ends_after_it_begins": Doubt(
        "Ends before it begins", "set aside", "Correct one of the two days in the export."
    ),
    "min": Doubt("Number too small", "set aside", "Correct it in the export."),
}
_CANDIDATE: Final = "candidate_key"
"""How the names of fields end that are hashed, whatever a map says."""
_WORDS: Final = ("text", "status")
"""Readers of words that people may have typed."""
_BETWEEN: Final = " | "
"""Between the parts of a key of several columns."""


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

    def rows_in(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of a batch that are this feed's: its own, or those inside them."""
        rows = self._spread(batch) if self._spread else batch
        return self._same(self._with_key(rows)) if self._same else rows

    def _with_key(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that name an entry of the list which is written into every row."""
        for name in FEEDS[self.feed].key[:1]:
            if name in self._columns:
                batch = batch.filter(_text(batch, self._columns[name][1]).is_not_null())
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
        chosen = [_text(batch, cell).alias(name) for name, (_, cell) in self._columns.items()]
        text = pl.DataFrame([*chosen, batch[LINE].alias("line")])
        if self._shape:
            text, before = self._shape(text), text.height
            self._never_entered += before - text.height
        text = self._without_people(text, place, findings)
        typed = self._typed(text)
        for doubts, doubt in self._left_empty(text, typed):
            findings.add_rows(place, doubts, doubt)
        good, failure = self._schema.filter(typed)
        if good.height == typed.height:
            return good, 0
        failed = failure.details()
        for doubts, doubt in self._set_aside(text, failed):
            findings.add_rows(place, doubts, doubt)
        if _NOT_DELETED in failed.columns:
            gone = failed.filter(pl.col(_NOT_DELETED) == "invalid")
            self.deleted.extend(gone[FEEDS[self.feed].label].drop_nulls())
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
        advice = "Left empty in {}. Add the word to the values in the layout's map."
        rule = "Word that the layout does not know"
        doubts = self._styles.doubts + [
            Doubt(rule, "kept", advice.format(row_count(count)), column=self._header(name), value=word[:80])
            for (name, word), count in self._unknown.items()
        ]
        if self._never_entered:
            advice = f"In {row_count(self._never_entered)}: a stage without an entry. Nothing to do."
            doubts.append(Doubt("Stages never entered", "kept", advice))
        return doubts

    def _header(self, name: str) -> str | None:
        return self._columns[name][1].header if name in self._columns else name or None

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
            yield {name: _text(rows, cell) for name, cell in cells.items()}

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

    def _left_empty(self, text: pl.DataFrame, typed: pl.DataFrame) -> list[tuple[pl.DataFrame, Doubt]]:
        """A value that may be missing and cannot be read leaves its field empty; the row stays."""
        optional = {name for name, column in self._schema.columns().items() if column.nullable}
        return [
            (rows, replace(doubt, column=cell.header))
            for name, (column, cell) in self._columns.items()
            if name in optional and not column.maps_words
            and typed[name].null_count() > text[name].null_count()
            for rows, doubt in by_cause(
                self._said(typed.filter(text[name].is_not_null() & typed[name].is_null()), name, text),
                name, _LEFT_EMPTY,
            )
        ]  # fmt: skip

    def _set_aside(self, text: pl.DataFrame, failed: pl.DataFrame) -> list[tuple[pl.DataFrame, Doubt]]:
        """Every rule that a row failed is a doubt of its own."""
        noted = []
        text = text.join(failed.select("line"), on="line", how="semi", maintain_order="left")
        for column in failed.columns[len(self._kinds) :]:
            name, _, rule = column.rpartition("|")
            rows = self._said(failed.filter(pl.col(column) == "invalid"), name, text)
            if rule == "nullability":
                said = pl.col("value").is_not_null()
                unreadable = by_cause(rows.filter(said), name, _UNREADABLE)
                parts = [(rows.filter(~said), _MISSING), *unreadable]
            else:
                parts = [(rows, _RULES.get(rule, _UNREADABLE))]
            noted += [
                (part, replace(doubt, column=self._header(name))) for part, doubt in parts if part.height
            ]
        return noted

    def _said(self, failed: pl.DataFrame, name: str, text: pl.DataFrame) -> pl.DataFrame:
        """Return line and key of rows, and what they say in the column of a field."""
        doubts = failed.select("line", pl.col(FEEDS[self.feed].label).alias("key"))
        if name not in text.columns:
            return doubts.with_columns(pl.lit(None, pl.String).alias("value"))
        said = text.select("line", pl.col(name).alias("value"))
        rows = doubts.join(said, on="line", how="left", maintain_order="left")
        return rows.with_columns(shown(name, pl.col("value")).alias("value"))


def _statuses(words: pl.Series) -> dict[str, str]:
    """Return the status of each word that the terms know."""
    said = {word.lower(): status_of(word) for word in words.drop_nulls().unique()}
    return {word: status for word, status in said.items() if status}


def _text(batch: pl.DataFrame, cell: Cell) -> pl.Series:
    text = trimmed(batch[cell.header])
    text = inside(text, cell.path) if cell.path else text
    if cell.beside:
        text = _joined(text.cast(pl.String), [_text(batch, other).cast(pl.String) for other in cell.beside])
    if not cell.otherwise:
        return text
    return text.zip_with(text.is_not_null(), _text(batch, cell.otherwise))


def _joined(first: pl.Series, others: Sequence[pl.Series]) -> pl.Series:
    """Return keys of several columns: an empty part stays empty, but no key begins with one."""
    parts = pl.DataFrame([series.alias(str(at)) for at, series in enumerate([first, *others])])
    key = pl.concat_str(pl.all().fill_null(""), separator=_BETWEEN)
    return parts.select(pl.when(pl.col("0").is_not_null()).then(key).alias(first.name)).to_series()


def _precision(days: pl.Series, times: pl.Series, kind: pl.DataType) -> pl.Series:
    """A time that is a day alone is precise to the day."""
    day, second = pl.lit("day", kind), pl.lit("second", kind)
    precise = pl.when(times.is_null()).then(None).when(days).then(day).otherwise(second)
    return pl.select(precise).to_series()
