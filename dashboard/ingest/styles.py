"""How the columns of one file are written, learnt where a batch calls for it, known from then on."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from dashboard.ingest.findings import Doubt
from dashboard.ingest.layouts import Cell, Column
from dashboard.ingest.parsing import READERS, read_styled
from dashboard.ingest.survey import SURVEYED, Evidence, in_doubt
from dashboard.ingest.written import ISO, Style

Columns = Mapping[str, tuple[Column, Cell]]
Texts = Mapping[str, pl.Series]


class Styles:
    """`again(names)` yields the texts of these fields in each batch of the file, from its start."""

    def __init__(self, columns: Columns, again: Callable[[Sequence[str]], Iterator[Texts]]) -> None:
        self._columns = {
            name: (column, cell)
            for name, (column, cell) in columns.items()
            if column.reader in SURVEYED and not column.values
        }
        self._again = again
        self._known: dict[str, Style] = {}
        self._looked_at: set[str] = set()
        self.doubts: list[Doubt] = []
        """What people should know of the columns that were surveyed."""

    def of(self, name: str) -> Style:
        """Return how a field is written."""
        return self._known.get(name, ISO)

    def read(self, text: pl.Series, name: str, reader: str) -> pl.Series:
        """Read a field as it is written."""
        style = self._known.get(name)
        return read_styled(text, reader, style) if style else READERS[reader](text)

    def learn(self, text: pl.DataFrame, read: Texts) -> list[str]:
        """Look at how a batch was read and return the fields that must be read again. Raises Refused."""
        asked = {name: column for name, (column, _) in self._columns.items() if name not in self._known}
        doubtful = [
            name
            for name, column in asked.items()
            if in_doubt(text[name], read[name], column.reader, first=name not in self._looked_at)
        ]
        self._looked_at.update(name for name in asked if text[name].null_count() < text.height)
        if doubtful:
            self._survey(doubtful)
        return doubtful

    def _survey(self, names: Sequence[str]) -> None:
        evidence = {name: Evidence(cell.header, column) for name, (column, cell) in self._columns.items()}
        for texts in self._again(names):
            for name in names:
                evidence[name].see(texts[name])
        for name in names:
            self._known[name], doubt = evidence[name].style()
            self.doubts += [doubt] if doubt else []
