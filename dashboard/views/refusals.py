"""Why files were not taken, in the reader's language: an import says it in English, sentence by sentence."""

import re
from collections.abc import Iterator
from typing import Final

from dashboard.charts import Reader

_END: Final = re.compile(r"(?<=[.:])\s+")
"""Where a sentence ends, or the name of the file that it speaks of."""


def said(line: str, reader: Reader) -> str:
    """Return a line in the reader's language; what no catalogue knows stays as it is."""
    return " ".join(_known(line.strip(), reader))


def _known(words: str, reader: Reader) -> Iterator[str]:
    """Yield each sentence that is known in its translation, and the words between as they are."""
    ends = [*(found.start() for found in _END.finditer(words)), len(words)]
    for end in ends:
        translated = reader.term(words[:end])
        if translated != words[:end]:
            break
    else:
        end, translated = ends[0], words[: ends[0]]
    yield translated
    if rest := words[end:].lstrip():
        yield from _known(rest, reader)
