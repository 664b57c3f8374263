"""JSON: an array of objects, an object around one, or an object a line. Nested keys become dotted columns."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import polars as pl

from dashboard.ingest.files.json_stream import Broken, records
from dashboard.ingest.files.table import LINE, Batch
from dashboard.ingest.files.text import TextFile
from dashboard.ingest.findings import Doubt, Refused

T = TypeVar("T")
_SAMPLE: Final = 1_000
"""Records that are looked at to learn the columns: keys that are null are often left out."""
_ROWS: Final = 50_000
_BROKEN_ADVICE: Final = "The file may be cut off. Export it again."
_OBJECT_ADVICE: Final = "Export one object for each row."


class JsonRecords:
    """A JSON file; a row's line is the number of its record, from 1."""

    def __init__(self, path: Path) -> None:
        self._path = path
        names: dict[str, None] = {}
        with TextFile(path) as text:
            for record in islice(records(text.characters), _SAMPLE):
                names |= dict.fromkeys(flat(record))
        if not names:
            raise Refused(
                "The file holds no JSON records.", "Export an array of objects, or one object a line."
            )
        self.columns = tuple(dict.fromkeys(_encodable(name) for name in names if name != LINE))

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the records with these columns; a record that is no object is set aside."""
        with TextFile(self._path) as text:
            numbered = enumerate(records(text.characters), start=1)
            while chunk := list(islice(numbered, _ROWS)):
                try:
                    frame, doubts = _batch(chunk, columns)
                except UnicodeEncodeError:
                    clean = [(number, _encodable(record)) for number, record in chunk]
                    frame, doubts = _batch(clean, columns)
                yield Batch(frame, (*text.doubts, *doubts))
                text.doubts = []


def _batch(chunk: list[tuple[int, Any]], columns: Sequence[str]) -> tuple[pl.DataFrame, list[Doubt]]:
    rows, doubts = [], []
    for number, record in chunk:
        match record:
            case dict():
                leaves = flat(record)
                rows.append((*(leaves.get(column) for column in columns), number))
            case Broken():
                doubts.append(Doubt("JSON breaks off", "set aside", _BROKEN_ADVICE, line=number))
            case _:
                doubts.append(Doubt("Not an object", "set aside", _OBJECT_ADVICE, line=number))
    schema = dict.fromkeys(columns, pl.String) | {LINE: pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row"), doubts


def _encodable(value: T) -> T:
    """Return a value without halves of a character: JSON can say them, UTF-8 can't."""
    if isinstance(value, Broken):
        return value
    return cast(T, json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")))


def flat(record: Any, prefix: str = "") -> dict[str, str | None]:
    """Return the leaves of nested objects as `outer.inner`; a list stays one value, as JSON text."""
    leaves: dict[str, str | None] = {}
    for name, value in record.items() if isinstance(record, dict) else ():
        if isinstance(value, dict):
            leaves |= flat(value, f"{prefix}{name}.")
        else:
            leaves[f"{prefix}{name}"] = _text(value)
    return leaves


def _text(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
