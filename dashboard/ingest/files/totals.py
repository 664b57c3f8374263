"""Rows of a sheet or text that are no data: a total or subtotal, and the header once more."""

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from dashboard.ingest.files.table import LINE
from dashboard.ingest.findings import Doubt

TOTAL: Final = Doubt("Total", "skipped", "Nothing to do: the row sums up others.")
_HEADER: Final = Doubt("Header once more", "skipped", "Nothing to do: it is no data.")
_WORDS: Final = (
    *("total", "totals", "grand total", "subtotal", "sub-total", "sub total", "sum", "overall"),
    *("summe", "gesamt", "gesamtsumme", "gesamtergebnis", "teilergebnis", "zwischensumme", "insgesamt"),
    *("total général", "sous-total", "somme", "total general", "suma total", "suma", "razem", "łącznie"),
    *("suma końcowa", "totale", "totale complessivo", "subtotale", "totaal", "eindtotaal", "subtotaal"),
    *("total geral", "soma", "totalt", "yhteensä", "celkem", "mezisoučet", "итого", "всего", "общий итог"),
    *(
        "усього",
        "разом",
        "合計",
        "総計",
        "小計",
        "总计",
        "合计",
        "小计",
        "합계",
        "총합계",
        "toplam",
        "genel toplam",
    ),
)
_SPELLINGS: Final = frozenset(
    spelling + colon
    for word in _WORDS
    for spelling in (word, word.capitalize(), word.title(), word.upper())
    for colon in ("", ":")
)
_ENDINGS: Final = (" Total", " Ergebnis", " Result")
"""What Excel puts after the name of a group that it sums up."""
_FIGURE: Final = r"^\s*[-+(]?\p{Sc}?\s?\d[\d.,'\s]*\s?[%)]?\p{Sc}?\s*$"
_REPEATED: Final = re.compile(r" \(\d+\)$")


def is_total(cell: str) -> bool:
    """Whether the first filled cell of a row says that the row is a total."""
    return cell in _SPELLINGS or bool(re.match(r"(?i)(grand |sub-?)?totals?\b\s*[(:]", cell))


def without_totals(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Doubt]]:
    """Return the rows that are data, and a doubt for each other one.

    A total has its word in the first filled cell and nothing but figures beside it.
    """
    names = [name for name in frame.columns if name != LINE and frame.schema[name] == pl.String]
    if not (names and frame.height):
        return frame, []
    lead = _first_filled(frame, names)
    suspect = lead.is_in(_SPELLINGS) | (lead == names[0])
    for ending in _ENDINGS:
        suspect |= lead.str.ends_with(ending)
    if not suspect.any():
        return frame, []
    return _split(frame, suspect.fill_null(value=False), names)


def _first_filled(frame: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    first = frame[names[0]]
    return frame.select(pl.coalesce(names)).to_series() if first.null_count() else first


def _split(frame: pl.DataFrame, suspect: pl.Series, names: Sequence[str]) -> tuple[pl.DataFrame, list[Doubt]]:
    rows = frame.filter(suspect)
    same = [pl.col(name).str.strip_chars() == _REPEATED.sub("", name) for name in names]
    figures = pl.sum_horizontal(_is_word(name) for name in names) == 1
    kinds = rows.select(
        LINE, again=pl.all_horizontal(one.fill_null(value=True) for one in same), total=figures
    )
    said = {line: _HEADER if again else TOTAL for line, again, total in kinds.iter_rows() if again or total}
    doubts = [Doubt(doubt.rule, doubt.action, doubt.advice, line=line) for line, doubt in said.items()]
    return frame.filter(~pl.col(LINE).is_in(list(said))), doubts


def _is_word(name: str) -> pl.Expr:
    cell = pl.col(name)
    return (cell.str.strip_chars() != "").fill_null(value=False) & ~cell.str.contains(_FIGURE).fill_null(
        value=False
    )
