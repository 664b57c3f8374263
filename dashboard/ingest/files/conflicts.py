"""Marks of a merge conflict that somebody left in a text file, and the rows between them."""

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from dashboard.ingest.files.outline import Outline
from dashboard.ingest.findings import Doubt

_OPENS, _CLOSES = "<", ">"
_MARK: Final = re.compile(r'"?([<>=|])\1{6}(?:[ \n"].*)?$', re.DOTALL)
_FIRST_BYTES: Final = np.frombuffer(b'<>=|"', np.uint8)
_MARK_ADVICE: Final = "Choose one side of the conflict in the file; until then the rows of both sides count."
_ROWS_ADVICE: Final = (
    "Rows of both sides were kept. Choose one side of the conflict in the file and import it again."
)


class Conflicts:
    """Follows a file from its first line to its last."""

    def __init__(self) -> None:
        self.since: int | None = None
        """The line where the conflict begins that the rows stand in."""

    def doubts(self, line: int, text: str) -> list[Doubt]:
        """Return what is to be said of the row at a line: nothing unless it is a mark."""
        found = _MARK.match(text)
        if not found or not (found[1] == _OPENS or self.since):
            return []
        doubts = [Doubt("Merge conflict mark", "set aside", _MARK_ADVICE, line=line)]
        if found[1] == _OPENS:
            self.since = self.since or line
        elif found[1] == _CLOSES:
            doubts += self._closed(f"lines {self.since} to {line}")
        return doubts

    def at_end(self) -> list[Doubt]:
        """Return what is to be said of a conflict that the end of the file leaves open."""
        return self._closed(f"line {self.since} to the end") if self.since else []

    def rows(self, block: bytes, rows: Outline, first: int) -> tuple[npt.NDArray[np.bool_], list[Doubt]]:
        """Return which rows of a block are marks, and the doubts about them."""
        marks = np.zeros(rows.starts.size, bool)
        doubts: list[Doubt] = []
        starts = np.frombuffer(block, np.uint8)[rows.starts]
        for at in np.flatnonzero(np.isin(starts, _FIRST_BYTES)):
            head = block[rows.starts[at] : min(rows.ends[at], rows.starts[at] + 80)]
            said = self.doubts(int(rows.lines[at]) + first, head.decode(errors="replace"))
            marks[at] = bool(said)
            doubts += said
        return marks, doubts

    def _closed(self, where: str) -> list[Doubt]:
        doubt = Doubt("Rows of a merge conflict", "kept", _ROWS_ADVICE, line=self.since, value=where)
        self.since = None
        return [doubt]
