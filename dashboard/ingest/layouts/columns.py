"""Where in a file a field of a feed comes from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from dashboard.ingest.parsing import reader_for
from dashboard.ingest.written import Order


@dataclass(frozen=True)
class Cell:
    """A column of a file and, where its cells are JSON as text, the path to what is meant.

    `otherwise` speaks where the cell is empty, `beside` are the other columns of a key of several.
    """

    header: str
    path: str | None = None
    otherwise: "Cell | None" = None
    beside: tuple["Cell", ...] = ()

    def headers(self) -> Iterator[str]:
        """Yield the columns that it needs."""
        yield self.header
        for other in (*self.beside, *([self.otherwise] if self.otherwise else [])):
            yield from other.headers()


def find_cell(name: str, columns: Collection[str]) -> Cell | None:
    """Return where a file keeps a name: a column of its own, or inside the one that its first parts name."""
    if name in columns:
        return Cell(name)
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        if (outer := ".".join(parts[:length])) in columns:
            return Cell(outer, "$" + "".join(map(_step, parts[length:])))
    return None


def _step(part: str) -> str:
    return f"[{part}]" if part.isdigit() else f"['{part}']"


@dataclass(frozen=True)
class Column:
    """Where a field comes from, how its text is read, and what its words mean."""

    names: tuple[str, ...]
    reader: str
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    order: Order | None = None
    """Whether the day or the month comes first, where the map says it."""
    system: int = 1900
    """The first year of Excel's numbers of days."""
    assumed_order: Order | None = None
    """Whether the day or the month comes first where neither the map nor any value says it."""

    @property
    def maps_words(self) -> bool:
        """Whether its words are looked up one by one, and unknown ones counted."""
        return bool(self.values) or self.reader == "status"

    def found_in(self, columns: Collection[str]) -> Cell | None:
        """Return where the first of the names is that a file has; of a key of several, all are needed."""
        first, second = _first(self.names, columns), _first(self.otherwise, columns)
        others = [find_cell(name, columns) for name in self.beside]
        if not first or None in others:
            return second
        return replace(first, otherwise=second, beside=tuple(cell for cell in others if cell))


def _first(names: Collection[str], columns: Collection[str]) -> Cell | None:
    return next((cell for name in names if (cell := find_cell(name, columns))), None)


def column_of(said: Any, kind: pl.DataType, usual: Mapping[str, Any]) -> Column:
    """Return what a map says of a field of this type; `usual` is what the whole map says of dates."""
    details = said if isinstance(said, dict) else {"column": said}
    first, *beside = names_of(details["all"]) if "all" in details else (None,)
    return Column(
        names_of(details["column"]) if first is None else (first,),
        details.get("as", reader_for(kind)),
        {word.lower(): term for word, term in details.get("values", {}).items()},
        names_of(details.get("else", ())),
        tuple(beside),
        details.get("date_order", usual.get("date_order")),
        details.get("date_system", usual.get("date_system", 1900)),
    )


def names_of(said: Any) -> tuple[str, ...]:
    """Return one name or several as several."""
    return (said,) if isinstance(said, str) else tuple(said)
