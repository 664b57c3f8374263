"""Sentences that a column's values stand for: the header's text with a row's values, in any language."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from dashboard.charts.columns import HeaderColumn, column_views
from dashboard.charts.reader import Reader
from dashboard.charts.spec import FORMATS as COLUMN_FORMATS

Text = str | tuple[str, str]
"""One sentence, or two: for one thing and for many, as the first value in it counts them."""

FORMATS: Final = (*COLUMN_FORMATS, "points")
"""What may follow the colon in `{column:format}`; points: a difference of rates in percentage points."""

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
    rows = frame.to_dicts()
    said = {
        name: [_said(of_value.get(row[name]), row[name], row, formats, reader) for row in rows]
        for name, of_value in texts.items()
    }
    return frame.with_columns(pl.Series(name, sentences, pl.String) for name, sentences in said.items())


def _said(
    text: Text | None, value: Any, row: Mapping[str, Any], formats: Mapping[str, str], reader: Reader
) -> str | None:
    if text is None:
        return None if value is None else str(value)

    def filled(place: re.Match[str]) -> str:
        return _shown(row.get(place[1]), place[2] or formats.get(place[1], "text"), reader)

    return _PLACE.sub(filled, _template(text, row, reader))


def _template(text: Text, row: Mapping[str, Any], reader: Reader) -> str:
    if isinstance(text, str):
        return reader.say(text)
    counted = row.get(next(places(text), ("", ""))[0])
    return reader.plural(*text, round(counted) if isinstance(counted, int | float) else 0)


def _shown(value: Any, form: str, reader: Reader) -> str:
    if form == "points" and value is not None:
        return reader.decimal(100 * value)
    return reader.show(value, form) if isinstance(value, str | None) else reader.headline(value, form)
