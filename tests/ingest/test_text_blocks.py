"""A text file in pieces: a piece ends where a line or a character does, and a doubt is told once for the file."""

from pathlib import Path

import pytest

from dashboard.ingest.files.text import TextFile


@pytest.fixture
def text(tmp_path: Path):
    def opened(content: bytes) -> TextFile:
        path = tmp_path / "file"
        path.write_bytes(content)
        return TextFile(path)

    return opened


def test_a_block_ends_with_a_line_also_where_a_carriage_return_alone_ends_lines(text) -> None:
    with text(b"one,1\rtwo,2\rthree,3\r") as file:
        assert [file.block(8), file.block(8), file.block(8)] == [b"one,1\n", b"two,2\n", b"three,3\n"]


def test_a_piece_never_ends_within_a_character(text) -> None:
    word = "ąćę日本語€"
    with text(word.encode()) as file:
        pieces = []
        while piece := file.characters(1):
            pieces.append(piece)
    assert "".join(pieces) == word
    assert file.doubts == []


def test_a_doubt_about_a_file_is_told_once_at_its_first_line(text) -> None:
    with text(b"a\nb\n\0c\n\0d\n\xe9\n\xe8\n") as file:
        while file.block(2):
            pass
    assert [(doubt.rule, doubt.line) for doubt in file.doubts] == [("NUL bytes", 3), ("Not UTF-8", 5)]
