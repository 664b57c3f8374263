"""People in words that a layout takes: addresses and numbers are masked, notes are not taken.

A map lists what is read, but people type a colleague's address into a source's name or a note into a reason.
A name among other words cannot be told from them; see docs/privacy.md for what that leaves.
"""

from typing import Final

import polars as pl

from dashboard.ingest.findings import Doubt
from dashboard.ingest.people import KeyedHash

_EMAIL: Final = r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+\.[\p{L}\d-]{2,}"
_PHONE: Final = (
    r"(^|[^\d./+-])(?:(?:\+|0)(?:[ ()/.-]{0,2}\d){8,14}|\(\d{3}\) ?\d{3}[ -]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})\b"
)
"""Not within a range of days; nine digits or more after a plus or a zero, or as in the United States."""
SHOWN: Final = frozenset({"stage", "source", "status", "title", "language", "location", "currency"})
"""Fields that hold standard terms: their values are shown as written, all others with letters masked."""
_LONGEST_VALUE: Final = 80
_LONGEST: Final = 120
"""Characters: what is longer is no name of a stage, a source or a reason, but a note."""
_PROSE: Final = frozenset({"title", "location"})
"""Fields that the company itself publishes, which may be long."""
_MASKED: Final = Doubt(
    "Contact details in words that are read",
    "kept",
    "Rows: {}. They were masked. Take them out in the system: these words are shown to everybody.",
)
_NOTE: Final = Doubt(
    "Reads like a note",
    "kept",
    "Rows: {}. It was left empty: a note may tell of a person. Map a column of fixed words instead.",
)


def masked(words: pl.Expr) -> pl.Expr:
    """Return text with [e-mail] and [phone] in place of e-mail addresses and phone numbers."""
    return words.str.replace_all(_EMAIL, "[e-mail]").str.replace_all(_PHONE, "${1}[phone]")


def shown(field: str, value: pl.Expr) -> pl.Expr:
    """Return values of a field for a finding: cut short and, unless it holds standard terms, letters as x."""
    value = masked(value.cast(pl.String)).str.slice(0, _LONGEST_VALUE)
    return value if field in SHOWN else value.str.replace_all(r"\p{L}", "x")


def without_people(field: str, words: pl.Series) -> pl.Series:
    """Return the words of a field without contact details; a note is null, as if nothing were said."""
    distinct = pl.DataFrame({"said": words.unique()})
    long = (pl.col("said").str.len_chars() > _LONGEST) & (field not in _PROSE)
    told = pl.when(~long.fill_null(value=False)).then(masked(pl.col("said"))).alias("told")
    changed = distinct.with_columns(told).filter(pl.col("said").ne_missing(pl.col("told")))
    if changed.is_empty():
        return words
    return words.replace(changed["said"], changed["told"])


def keys_without_people(keys: pl.Series, hashed: KeyedHash) -> pl.Series:
    """Return keys, those that are e-mail addresses as keyed hashes: the same one everywhere."""
    if not keys.str.contains("@", literal=True).any():
        return keys
    return keys.zip_with(~keys.str.contains(_EMAIL).fill_null(value=False), hashed(keys))


def doubts(before: pl.Series, after: pl.Series, lines: pl.Series) -> list[tuple[pl.DataFrame, Doubt]]:
    """Return what to note of words that were masked or left out: first line and value of each kind."""
    rows = pl.DataFrame({"line": lines, "before": before, "value": after})
    changed = rows.filter(pl.col("before").ne_missing(pl.col("value")))
    kinds = (
        (changed.filter(pl.col("value").is_not_null()), _MASKED),
        (changed.filter(pl.col("value").is_null()), _NOTE),
    )
    return [(_counted(rows, doubt), doubt) for rows, doubt in kinds if rows.height]


def _counted(rows: pl.DataFrame, doubt: Doubt) -> pl.DataFrame:
    first = rows.group_by("value", maintain_order=True).agg(pl.col("line").first(), pl.len().alias("rows"))
    said = pl.col("value").str.slice(0, _LONGEST_VALUE)
    return first.select("line", said, pl.format(doubt.advice, "rows").alias("advice"))
