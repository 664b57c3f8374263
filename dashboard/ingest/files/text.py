"""A text file as clean UTF-8: byte order marks, UTF-16, Windows-1252, NUL bytes and line ends end here."""

import codecs
import tempfile
from pathlib import Path
from typing import BinaryIO, Final, Self

from dashboard.ingest.findings import Doubt, Refused

BLOCK: Final = 32 * 2**20
_LONGEST_LINE: Final = 2 * BLOCK
_TOO_LONG: Final = "A line is longer than 64 MB: this is no table."
_BOMS: Final = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252", _as_windows_1252)


class TextFile:
    """A text file read once from start to end; `doubts` fills up while it is read."""

    def __init__(self, path: Path) -> None:
        self._stream = _utf8_stream(path)
        self._rest = b""
        self._seen: set[str] = set()
        self.doubts: list[Doubt] = []
        self.line = 1
        """The number of the line that comes next."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def block(self, size: int = BLOCK) -> bytes:
        """Return about `size` bytes that end with a line end, or nothing at the end of the file."""
        raw = self._rest + self._stream.read(size)
        while not (end := _last_line_end(raw)) and (more := self._stream.read(size)):
            raw += more
            if len(raw) > max(_LONGEST_LINE, 2 * size):
                raise Refused(_TOO_LONG, "Export the data as CSV, JSON or Parquet.")
        end = end or len(raw)
        self._rest = raw[end:]
        return self._lines(raw[:end])

    def next_line(self) -> bytes:
        """Return one line with its line end."""
        if not self._rest:
            return self._lines(self._stream.readline(_LONGEST_LINE))
        line, end, self._rest = self._rest.partition(b"\n")
        if not end:
            line += self._stream.readline(_LONGEST_LINE)
        return self._lines(line + end)

    def characters(self, size: int = BLOCK) -> str:
        """Return about `size` bytes as text, wherever lines end."""
        raw = self._stream.read(size)
        while raw and raw[-1] >= 0x80 and (more := self._stream.read(1)):
            raw += more
        return self._clean(raw).decode()

    def _lines(self, raw: bytes) -> bytes:
        clean = self._clean(raw)
        if b"\r" in clean:
            clean = clean.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if clean and not clean.endswith(b"\n"):
            clean += b"\n"
        self.line += clean.count(b"\n")
        return clean

    def _clean(self, raw: bytes) -> bytes:
        if b"\0" in raw:
            self._doubt(
                "NUL bytes", raw[: raw.index(b"\0")], "They were removed; the rest of the row was read."
            )
            raw = raw.replace(b"\0", b"")
        if raw.isascii():
            return raw
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            advice = "Characters that are not UTF-8 were read as Windows-1252. Export as UTF-8 to be certain."
            self._doubt("Not UTF-8", raw[: error.start], advice)
            return raw.decode("utf-8", "windows-1252").encode()
        return raw

    def _doubt(self, rule: str, before: bytes, advice: str) -> None:
        if rule not in self._seen:
            self._seen.add(rule)
            self.doubts.append(Doubt(rule, "kept", advice, line=self.line + before.count(b"\n")))


def _last_line_end(raw: bytes) -> int:
    """Return where the last whole line ends, 0 for nowhere; only without any LF does a CR alone end lines."""
    end = raw.rfind(b"\n") + 1
    return end or raw.rfind(b"\r", 0, -1) + 1


def _utf8_stream(path: Path) -> BinaryIO:
    stream = path.open("rb")
    head = stream.read(4096)
    bom = next((mark for mark in _BOMS if head.startswith(mark)), b"")
    stream.seek(len(bom))
    encoding = _BOMS.get(bom) or _guess(head)
    return stream if encoding == "utf-8" else _transcoded(stream, encoding)


def _guess(head: bytes) -> str:
    """UTF-16 without a mark shows as a NUL in every second byte of Latin text."""
    half = len(head) // 2 or 1
    if head[1::2].count(0) > 0.4 * half:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.4 * half else "utf-8"


def _transcoded(stream: BinaryIO, encoding: str) -> BinaryIO:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    spool = tempfile.TemporaryFile()  # noqa: SIM115 (the TextFile closes it)
    with stream:
        while chunk := stream.read(BLOCK):
            spool.write(decoder.decode(chunk).encode())
    spool.write(decoder.decode(b"", final=True).encode())
    spool.seek(0)
    return spool
