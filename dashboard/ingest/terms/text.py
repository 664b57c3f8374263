"""How written words are compared: folded to one spelling and cut into words, in rules as in data."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNDECOMPOSED: Final = dict(zip("øłđðħıŧ", "olddhit", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}
_PUNCTUATION: Final = dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("‐–—−", "-")
_SPACELESS: Final = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
"""Kana, Han, Hangul and Thai: no spaces between words, so a word may stand anywhere in a run of letters."""

WORD: Final = re.compile(rf"[{_SPACELESS}]+|[^\W_{_SPACELESS}]+[+#]*")


def _latin_bases() -> dict[str, str]:
    letters = (chr(code) for span in (range(0xC0, 0x250), range(0x1E00, 0x1F00)) for code in span)
    return {letter: base for letter in letters if (base := unicodedata.normalize("NFD", letter)[0]).isascii()}


_FOLDING: Final = str.maketrans(
    _latin_bases() | _UNDECOMPOSED | {k.upper(): v for k, v in _UNDECOMPOSED.items()} | _PUNCTUATION
)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return `text` in one spelling: compatible forms, no case, no accents on Latin letters."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", text).translate(_FOLDING).casefold()


def words(text: str) -> list[str]:
    """Return the folded words of `text`; a run of a script without spaces is one word."""
    return WORD.findall(fold(text))


def is_spaceless(word: str) -> bool:
    """Tell whether `word` is written in a script that puts no spaces between words."""
    return re.match(f"[{_SPACELESS}]", word) is not None
