"""The exports that come with the product, and the page that lists what is wrong with them."""

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from dashboard.sample import LAYOUTS, generate
from dashboard.sample.flaws import ABOUT

LARGE: Final = {"greenhouse_harvest_v3": 22_000, "greenhouse_fivetran": 3_000}
"""Applications by layout: enough for a convincing dashboard, small enough to keep."""
SMALL: Final = 400
"""Applications in every other layout: enough to see how it is written."""
SHIPPED: Final = {layout: LARGE.get(layout, SMALL) for layout in LAYOUTS}
SEED: Final = 51


def write_shipped(folder: Path, progress: Callable[[str], None] = lambda message: None) -> None:
    """Write every shipped export into its folder, and their README."""
    flaws: dict[str, Mapping[str, int]] = {}
    for layout, applications in SHIPPED.items():
        progress(f"{layout}: {applications:,} applications")
        flaws[layout] = generate(folder / layout, applications=applications, seed=SEED, layout=layout).flaws
    (folder / "README.md").write_text(readme(flaws), encoding="utf-8")
    targets = files("dashboard.sample").joinpath("targets.toml").read_text(encoding="utf-8")
    (folder / "targets.toml").write_text(targets, encoding="utf-8")


def readme(flaws: Mapping[str, Mapping[str, int]]) -> str:
    """Return the page, with how many rows of each large layout every flaw was done to."""
    shown = {layout: counts for layout, counts in flaws.items() if layout in LARGE}
    head = ["| flaw | what it looks like | " + " | ".join(f"`{layout}`" for layout in shown) + " |"]
    rule = ["|---|---|" + "---:|" * len(shown)]
    rows = [f"| {flaw} | {what} | {' | '.join(_counts(flaw, shown))} |" for flaw, what in ABOUT.items()]
    text = files("dashboard.sample").joinpath("readme.md").read_text(encoding="utf-8")
    sizes = [
        f"| `{layout}` | {LAYOUTS[layout].about} | {applications:,} |"
        for layout, applications in SHIPPED.items()
    ]
    return text.format(flaws="\n".join([*head, *rule, *rows]), layouts="\n".join(sizes))


def _counts(flaw: str, flaws: Mapping[str, Mapping[str, int]]) -> list[str]:
    return [
        "–" if flaw in LAYOUTS[layout].hidden else f"{counts[flaw]:,}" for layout, counts in flaws.items()
    ]
