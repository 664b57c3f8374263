"""The folder for what a file is unpacked into, and how much may go there."""

import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dashboard.ingest.findings import Refused

ARCHIVE_LIMIT: Final = 4 * 2**30
_MEMBERS: Final = 10_000
_TOO_LARGE: Final = "The archive unpacks to more than {:,} MB."
_LIMIT_ADVICE: Final = "Unpack it and import its files, or raise the setting archive_limit."


class Room:
    """Files with names of our own, so that a name in an archive leads nowhere; `limit` is in bytes."""

    def __init__(self, folder: Path, limit: int = ARCHIVE_LIMIT) -> None:
        self._folder, self._limit, self._left = folder, limit, limit
        self._numbers = itertools.count(1)
        folder.mkdir(parents=True, exist_ok=True)

    def new(self, suffix: str = "") -> Path:
        """Return a path where nothing is yet. Raises Refused when there are too many."""
        if (number := next(self._numbers)) > _MEMBERS:
            raise Refused(f"The archive holds more than {_MEMBERS:,} files.", "Unpack it and import a part.")
        return self._folder / f"{number:05}{suffix}"

    def must_fit(self, size: int) -> None:
        """Raise Refused when what is to come is larger than what is left."""
        if size > self._left:
            raise Refused(_TOO_LARGE.format(self._limit // 2**20), _LIMIT_ADVICE)

    def write(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Write chunks to a file. Raises Refused, and leaves none, once they are more than what is left."""
        try:
            with path.open("wb") as stream:
                for chunk in chunks:
                    self.must_fit(len(chunk))
                    self._left -= len(chunk)
                    stream.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
