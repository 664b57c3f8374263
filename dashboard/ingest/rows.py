"""Rows of a file into checked rows of a feed: columns chosen, text read, words mapped, rules applied."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.ingest.dressed import is_dressed
from dashboard.ingest.feeds import FEEDS, PRECISION_SUFFIX
from dashboard.ingest.files import LINE
from dashboard.ingest.findings import Doubt, Findings, Place, shown
from dashboard.ingest.inner import Spread
from dashboard.ingest.layouts import OTHERS, Cell, Column, FeedMap
from dashboard.ingest.once import Earliest, Same
from dashboard.ingest.parsing import READERS, inside, is_day, trimmed
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.shapes import SHAPES
from dashboard.ingest.terms import status_of

_FORMATS: Final = "Write times as 2026-10-31T09:30:00Z, dates as 2026-10-31, numbers with a decimal point."
_LEFT_EMPTY: Final = Doubt("Value is not readable", "kept", f"It was left empty. {_FORMATS}")
_MISSING: Final = Doubt("Required value is missing", "set aside", "Give the column a value in the export.")
_UNREADABLE: Final = Doubt("Required value is not readable", "set aside", _FORMATS)
_DRESSED: Final = Doubt(
    "Dates written as times", "kept", "All of them stand on the hour, so they count as days. Nothing to do."
)
_RULES: Final = {
    "not_deleted": Doubt(
        "Deleted in the source system", "set aside", "Nothing to do: the system has deleted it."
    ),
    "not_template": Doubt(
        "A template, not a requisition", "set aside", "Nothing to do: nobody applies to it."
    ),
    "min": Doubt("Number too small", "set aside", "Correct it in the export."),
}
_BETWEEN: Final = " | "
"""Between the parts of a key of several columns."""


class FeedRows:
    """Takes the batches of one file for one of the feeds that it fills."""

    def __init__(self, mapped: FeedMap, columns: Sequence[str], number: int, hashed: KeyedHash) -> None:
        self.feed = mapped.feed
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
        taken = {header for _, cell in self._columns.values() for header in cell.headers()}
        inner = self._spread.headers if self._spread else {}
        self.headers = taken.intersection(columns).union(inner)
        """The columns of the file that this feed takes."""
        self._same = Same(self.headers) if mapped.once == "same" else None
        self._earliest = Earliest(mapped.feed, "applied_at") if mapped.once == "earliest" else None
        self._number, self._hashed = number, hashed
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._never_entered = 0
        self._dressed: dict[str, bool] = {}

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
        typed = self._typed(text)
        for doubts, doubt in self._left_empty(text, typed):
            findings.add_rows(place, doubts, doubt)
        good, failure = self._schema.filter(typed)
        if good.height == typed.height:
            return good, 0
        failed = failure.details()
        for doubts, doubt in self._set_aside(text, failed):
            findings.add_rows(place, doubts, doubt)
        return good, failed["line"].n_unique()

    def doubts(self) -> list[Doubt]:
        """Return what is said once for the whole file."""
        advice = "Left empty in {:,} rows. Add the word to the values in the layout's map."
        rule = "Word that the layout does not know"
        doubts = [
            Doubt(rule, "kept", advice.format(count), column=self._header(name), value=word)
            for (name, word), count in self._unknown.items()
        ]
        doubts += [
            replace(_DRESSED, column=self._header(name)) for name, dressed in self._dressed.items() if dressed
        ]
        if self._never_entered:
            advice = f"{self._never_entered:,} rows name a stage that was never entered. Nothing to do."
            doubts.append(Doubt("Stages never entered", "kept", advice))
        return doubts

    def _header(self, name: str) -> str | None:
        return self._columns[name][1].header if name in self._columns else name or None

    def _typed(self, text: pl.DataFrame) -> pl.DataFrame:
        rows = {name: self._read(text[name], name, column) for name, (column, _) in self._columns.items()}
        for name, kind in self._kinds.items():
            timed = name.removesuffix(PRECISION_SUFFIX) + "_at"
            if name.endswith(PRECISION_SUFFIX) and timed in rows:
                rows[name] = _precision(text[timed], rows[timed], kind)
                if self._is_dressed(timed, rows[name], rows[timed]):
                    rows[timed] = rows[timed].dt.truncate("1d")
                    rows[name] = _precision(rows[timed].cast(pl.Date), rows[timed], kind)
        if "status_raw" in self._kinds and "status" in rows:
            rows["status_raw"] = text["status"].cast(pl.String)
        given = pl.DataFrame([series.alias(name) for name, series in rows.items()] + [text["line"]])
        absent = [name for name in self._kinds if name not in given.columns and name != "file"]
        return given.with_columns(
            pl.lit(self._number, pl.UInt32).alias("file"),
            *(pl.lit(None, self._kinds[name]).alias(name) for name in absent),
        ).select(list(self._kinds))

    def _is_dressed(self, name: str, precision: pl.Series, times: pl.Series) -> bool:
        """The first batch with times decides for the whole file."""
        if name not in self._dressed and times.count():
            self._dressed[name] = not (precision == "day").any() and is_dressed(times)
        return self._dressed.get(name, False)

    def _read(self, text: pl.Series, name: str, column: Column) -> pl.Series:
        if name == "candidate_key" or column.reader == "hash":
            return self._hashed(text.cast(pl.String))
        if column.values:
            return self._mapped(text.cast(pl.String), name, column.values)
        if column.reader == "status":
            return self._mapped(text.cast(pl.String), name, _statuses(text.cast(pl.String)))
        return READERS[column.reader](text).cast(self._kinds[name], strict=False)

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
            (self._said(typed.filter(text[name].is_not_null() & typed[name].is_null()), name, text),
             replace(_LEFT_EMPTY, column=cell.header))
            for name, (column, cell) in self._columns.items()
            if name in optional and not column.maps_words
            and typed[name].null_count() > text[name].null_count()
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
                parts = [(rows.filter(~said), _MISSING), (rows.filter(said), _UNREADABLE)]
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


def _precision(text: pl.Series, times: pl.Series, kind: pl.DataType) -> pl.Series:
    """A time that was written as a day alone is precise to the day."""
    day, second = pl.lit("day", kind), pl.lit("second", kind)
    precise = pl.when(times.is_null()).then(None).when(is_day(text)).then(day).otherwise(second)
    return pl.select(precise).to_series()
