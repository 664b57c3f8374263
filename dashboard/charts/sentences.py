"""Sentences that a column's values stand for: the header's text with a row's values, in any language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dashboard.charts.columns import HeaderColumn, column_views
from dashboard.charts.reader import NOTHING, Reader
from dashboard.charts.spec import FORMATS as COLUMN_FORMATS

Text = str | tuple[str, str]
"""One sentence, or two: for one thing and for many, as the second's `counted` value, or its first, counts."""

COUNTED: Final = "counted"

FORMATS: Final = (*COLUMN_FORMATS, "points", COUNTED)
"""What may follow the colon in `{column:format}`; points: a difference of rates in percentage points;
counted: a whole number that one or many hangs on."""

_PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")


def places(text: Text) -> Iterator[tuple[str, str]]:
    """Yield the columns that a text names, each with its own format or an empty one."""
    yield from _PLACE.findall(text if isinstance(text, str) else " ".join(text))


def with_texts(frame: pl.DataFrame, given: Mapping[str, HeaderColumn], reader: Reader) -> pl.DataFrame:
    """Return a result with the sentences that its columns' values stand for; other values stay."""
    texts = {name: column.texts for name, column in given.items() if column.texts and name in frame.columns}
    if not texts:
        return frame
    formats = {name: view.format for name, view in column_views(frame, given).items()}
    rows = [_Row(row, formats, texts, reader) for row in frame.to_dicts()]
    said = frame.clone()
    for name in texts:  # one by one: a plan of several columns costs more than the few rows of a card
        said.replace_column(
            frame.columns.index(name), pl.Series(name, [row.said(name) for row in rows], pl.String)
        )
    return said


@dataclass(frozen=True)
class _Row:
    values: Mapping[str, Any]
    formats: Mapping[str, str]
    texts: Mapping[str, Mapping[str, Text]]
    reader: Reader

    def said(self, name: str) -> str | None:
        """Return what a column's value stands for; a value without a text is itself."""
        value = self.values[name]
        text = self.texts[name].get(value)
        if text is None:
            return None if value is None else str(value)
        return _PLACE.sub(lambda place: self._shown(place[1], place[2]), self._template(text))

    def _template(self, text: Text) -> str:
        if isinstance(text, str):
            return self.reader.say(text)
        number = self.values.get(_counted(text))
        return self.reader.plural(*text, round(number) if isinstance(number, int | float) else 0)

    def _shown(self, name: str, form: str) -> str:
        if name in self.texts:
            return self.said(name) or NOTHING
        value, form = self.values.get(name), form or self.formats.get(name, "text")
        if form == "points" and value is not None:
            return self.reader.decimal(100 * value)
        form = "integer" if form == COUNTED else form
        return (
            self.reader.headline(value, form)
            if isinstance(value, int | float)
            else self.reader.show(value, form)
        )


def _counted(text: tuple[str, str]) -> str:
    """Return the column whose value tells one from many."""
    found = list(places(text[1]))
    return next((name for name, form in found if form == COUNTED), found[0][0] if found else "")
