"""Text of a figure as SVG: Plotly's few tags, lines, and where the first of them stands."""

import re
from collections.abc import Mapping
from typing import Any, Final

LINE: Final = 1.22
"""Height of a line by the size of its letters."""

_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
_BOLD: Final = re.compile("<b>.*?</b>")
_TAGS: Final = (
    (re.compile("<b>"), '<tspan font-weight="700">'),
    (re.compile('<span style="color:([^"]+)">'), r'<tspan fill="\1">'),
    (re.compile("</(b|span)>"), "</tspan>"),
    (re.compile("  "), "\u00a0 "),
)


def written(  # noqa: PLR0913 - where, which way and how a text stands
    text: str,
    x: float,
    y: float,
    *,
    font: Mapping[str, Any],
    away: float = 0.0,
    across: str = "left",
    up: str = "middle",
) -> str:
    """Return text some pixels away from a place; `across` and `up` say which of its own sides lies there."""
    size, lines = font["size"], _BOLD.sub(_bold_lines, text).split("<br>")
    first = y + _below(up, size, len(lines))
    rows = "".join(
        f'<tspan x="{x:.3f}%" dx="{away:g}" y="{first + number * size * LINE:.2f}">{_tagged(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    anchor = f'text-anchor="{_ANCHORS[across]}"'
    return f'<text {anchor} font-size="{size:g}" fill="{font["color"]}">{rows}</text>'


def _below(up: str, size: float, lines: int) -> float:
    """Return how far under the point the first line's letters stand."""
    rest = (lines - 1) * size * LINE
    match up:
        case "top":
            return size * 0.95
        case "bottom":
            return -size * 0.3 - rest
        case _:
            return size * 0.35 - rest / 2


def _bold_lines(words: re.Match[str]) -> str:
    """Return words in bold with each of their lines in bold for itself."""
    return words[0].replace("<br>", "</b><br><b>")


def _tagged(line: str) -> str:
    for tag, instead in _TAGS:
        line = tag.sub(instead, line)
    return line
