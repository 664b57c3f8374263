"""Colours, type and sizes of the charts, light and dark.

The colours that carry meaning and the categorical palette stay apart under simulated protanopia, deuteranopia
and tritanopia, and stand out from the background by 3:1 (WCAG 1.4.11), text by 4.5:1. The tests measure it.
"""

from dataclasses import dataclass
from typing import Final, Self

FONT: Final = '"Source Sans", "Source Sans 3", Inter, "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif'
"""The app's own font first, then what the reader's machine has."""


@dataclass(frozen=True)
class Theme:
    """Looks of one mode. `sequential` runs from little to much, `palette` is for unordered series."""

    name: str
    background: str
    text: str
    muted: str
    grid: str
    primary: str
    positive: str
    negative: str
    neutral: str
    palette: tuple[str, ...]
    sequential: tuple[str, ...]
    empty: str
    shade: str
    font: str = FONT
    size: int = 13
    small: int = 12

    @classmethod
    def of(cls, name: str | None) -> Self:
        """Return the dark theme for "dark", the light one for anything else."""
        return cls(**(_DARK if name == "dark" else _LIGHT))  # type: ignore[arg-type]

    def shade_of(self, share: float) -> tuple[float, ...]:
        """Return the colour at a share of the sequential scale, as Plotly mixes it: red, green and blue."""
        place = min(max(share, 0.0), 1.0) * (len(self.sequential) - 1)
        start = min(int(place), len(self.sequential) - 2)
        pair = zip(rgb(self.sequential[start]), rgb(self.sequential[start + 1]), strict=True)
        return tuple(before + (after - before) * (place - start) for before, after in pair)

    def over(self, share: float) -> str:
        """Return the text colour that reads better over a share of the sequential scale."""
        return _reading_on(self.shade_of(share))

    def on(self, color: str) -> str:
        """Return the text colour that reads better on a `#rrggbb` colour."""
        return _reading_on(rgb(color))

    def verdict(self, verdict: str | None, good: str = "up") -> str:
        """Return the colour of a value that is above, below or the same as what it is compared with."""
        direction = {"above": "up", "below": "down"}.get(verdict or "")
        if direction is None or good == "none":
            return self.neutral
        return self.positive if direction == good else self.negative


_LIGHT: Final[dict[str, object]] = {
    "name": "light",
    "background": "#ffffff",
    "text": "#1a2130",
    "muted": "#5a6476",
    "grid": "#e6e9ef",
    "primary": "#2b5fd0",
    "positive": "#0a7a62",
    "negative": "#c2410c",
    "neutral": "#8b95a7",
    "palette": (
        "#2b5fd0",
        "#c7821a",
        "#a0157d",
        "#6f9a72",
        "#7a1f12",
        "#1f97dc",
        "#71600d",
        "#1c0a4a",
    ),
    "sequential": ("#eaf0fd", "#c3d4f8", "#91b0f0", "#5f89e4", "#2b5fd0", "#173c8f"),
    "empty": "#f4f5f8",
    "shade": "rgba(90, 100, 118, 0.08)",
}
_DARK: Final[dict[str, object]] = {
    "name": "dark",
    "background": "#0e1117",
    "text": "#e8ebf1",
    "muted": "#a3acbb",
    "grid": "#262b36",
    "primary": "#7c9ff5",
    "positive": "#46c8a6",
    "negative": "#f47b4a",
    "neutral": "#7d8799",
    "palette": (
        "#7c9ff5",
        "#f08a34",
        "#b37fa6",
        "#8fdcb8",
        "#b8451c",
        "#d7f3ff",
        "#f1d84a",
        "#5f5ad6",
    ),
    "sequential": ("#172136", "#203560", "#2d4f93", "#4672c4", "#7c9ff5", "#c6d6fc"),
    "empty": "#161a22",
    "shade": "rgba(163, 172, 187, 0.10)",
}


def rgb(color: str) -> tuple[float, ...]:
    """Return the red, green and blue of a `#rrggbb` colour, 0 to 255."""
    return tuple(float(int(color[start : start + 2], 16)) for start in (1, 3, 5))


def _reading_on(ground: tuple[float, ...]) -> str:
    return max(("#ffffff", "#10151f"), key=lambda text: contrast(rgb(text), ground))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: tuple[float, ...]) -> float:
    shares = [value / 255 for value in color]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faded(color: str, opacity: float) -> str:
    """Return a `#rrggbb` colour as one that lets the background through."""
    red, green, blue = rgb(color)
    return f"rgba({red:g}, {green:g}, {blue:g}, {opacity:g})"
