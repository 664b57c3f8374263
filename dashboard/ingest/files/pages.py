"""Tables of an HTML page, often named .xls, each as a CSV file: what a browser shows as a row is a line."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from typing import IO, Any, Final

from dashboard.ingest.files.room import Room
from dashboard.ingest.files.text import TextFile
from dashboard.ingest.findings import Refused

_PIECE: Final = 2**16
_LONGEST_TAG: Final = 2**20
_WIDEST: Final = 1_000
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_HIDDEN: Final = frozenset({"script", "style"})


def pages(path: Path, room: Room) -> Iterator[Path]:
    """Yield a CSV file for each table of a page that has rows. Raises Refused where there is none."""
    with TextFile(path) as text, ExitStack() as files:
        parser = _Tables(room, files)
        while piece := text.characters(_PIECE):
            parser.feed(piece)
            if len(parser.rawdata) > _LONGEST_TAG:
                raise Refused("The HTML is broken: a tag never ends.", "Export the data as CSV.")
        parser.close()
        parser.end_row()
    if not parser.written:
        raise Refused("The file is HTML or XML without a table.", "Export the data as CSV, JSON or Parquet.")
    yield from parser.written


class _Tables(HTMLParser):
    """Writes each row where it ends. Inside a cell, a table of its own is a table of its own."""

    def __init__(self, room: Room, files: ExitStack) -> None:
        super().__init__(convert_charrefs=True)
        self._room, self._files = room, files
        self.written: list[Path] = []
        self._open: list[_Open] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Open())
        elif tag == "tr":
            self.end_row()
        elif tag in {"td", "th"} and self._open:
            self._open[-1].start_cell(dict(attrs).get("colspan"))
        elif tag in _BREAKS:
            self.handle_data(" ")
        self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        if tag in {"tr", "table"}:
            self.end_row()
        if tag == "table" and self._open:
            self._open.pop()
        elif tag in _HIDDEN:
            self._hidden = 0

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].cells and not self._hidden:
            self._open[-1].cell.append(data)

    def end_row(self) -> None:
        """Write the row that is open, if any has a cell."""
        if not self._open or not self._open[-1].cells:
            return
        table = self._open[-1]
        table.writer = table.writer or self._writer()
        table.writer.writerow([" ".join("".join(cell).split()) for cell in table.cells])
        table.cells = []

    def _writer(self) -> Any:
        self.written.append(self._room.new(".csv"))
        stream: IO[str] = self.written[-1].open("w", encoding="utf-8", errors="replace", newline="")
        return csv.writer(self._files.enter_context(stream), lineterminator="\n", quoting=csv.QUOTE_ALL)


class _Open:
    """A table that has not ended: its writer, once it has a row, and the cells of the row that is open."""

    def __init__(self) -> None:
        self.writer: Any = None
        self.cells: list[list[str]] = []
        self.cell: list[str] = []
        """The cell that has started last."""

    def start_cell(self, span: str | None) -> None:
        """Add a cell, and an empty one for each further column that it spans."""
        columns = int(span) if span and span.isascii() and span.isdigit() else 1
        self.cell = []
        self.cells += [self.cell, *([] for _ in range(min(columns, _WIDEST) - 1))]
