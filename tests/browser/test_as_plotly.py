"""The product's own drawing against Plotly's of the same figure: every mark at the same values of the axes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly
import polars as pl
import pytest
from charts.drawing import BY_MONTH, EXAMPLES, FUNNEL, MONTHS, QUARTILES, draw
from playwright.sync_api import Browser, Page

from dashboard.charts import svg
from dashboard.charts.svg.around import bare
from dashboard.charts.svg.frame import head_height
from dashboard.charts.svg.plane import plane

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
WIDTH = 600

PLACES = """([marks, plot]) => {
  const share = (x, y) => [(x - plot.left) / plot.width, (y - plot.top) / plot.height]
  return [...document.querySelectorAll(marks)].flatMap((mark) => {
    const { left, right, top, bottom } = mark.getBoundingClientRect(), { a, d, e, f } = mark.getScreenCTM()
    const corners = (mark.getAttribute("points") ?? mark.getAttribute("d") ?? "").matchAll(/(-?[0-9.]+),(-?[0-9.]+)/g)
    if (mark.matches(".js-line, polyline")) return [...corners].map(([, x, y]) => share(x * a + e, y * d + f))
    if (mark.matches("rect, .bars path")) return [[...share(left, top), ...share(right, bottom)]]
    return right - left < 1 ? [] : [share((left + right) / 2, (top + bottom) / 2)] // Plotly draws dots of no size
  })
}"""
"""The edges of bars, the middles of dots and the corners of lines, as shares of the plot."""

BY_PLOTLY = """async ([figure, width]) => {
  document.body.innerHTML = "<div id=plot></div>"
  const plot = document.getElementById("plot")
  await Plotly.newPlot(plot, figure.data, { ...figure.layout, width })
  const { left, top } = plot.getBoundingClientRect(), { xaxis, yaxis } = plot._fullLayout
  return { left: left + xaxis._offset, top: top + yaxis._offset, width: xaxis._length, height: yaxis._length }
}"""

BY_US = """([drawing, top, height]) => {
  document.body.innerHTML = drawing
  const drawn = document.querySelector(".drawn > svg").getBoundingClientRect()
  return { left: drawn.left, top: drawn.top + top, width: drawn.width, height }
}"""

MARKS = {
    "bars": (".barlayer .point path", "rect.bar"),
    "dots": (".points path.point", "circle:not(.spot)"),
    "lines": (".scatterlayer .js-line:not([style*='stroke-width: 0'])", "polyline"),
}

names = {"name": ["a", "a", "b", "b", "c"], "kind": ["one", "two", "one", "two", "two"]}
BARS = {"type": "bar", "x": "name", "y": "n", "color": "kind"}
CASES: dict[str, tuple[dict[str, Any], pl.DataFrame]] = {
    **{name: EXAMPLES[name] for name in ("bar", "line", "histogram", "funnel", "dot_interval", "waterfall")},
    "scatter": EXAMPLES["scatter"],
    "bars beside each other": (BARS, pl.DataFrame({**names, "n": [3, 1, -2, 4, 5]})),
    "stacked bars": ({**BARS, "stack": True}, pl.DataFrame({**names, "n": [3, 1, 2, 4, 5]})),
    "bars over time": ({"type": "bar", "x": "month", "y": "median_days"}, BY_MONTH),
    "bars below zero": (
        {"type": "bar", "x": "n", "y": "name"},
        pl.DataFrame({"name": ["a", "b", "c"], "n": [3, -2, 0]}),
    ),
    "two funnels": (
        {"type": "funnel", "stage": "milestone", "value": "reached", "color": "by"},
        pl.concat([FUNNEL.with_columns(by=pl.lit(name)) for name in ("a", "b")]),
    ),
    "a line with a gap": (
        {"type": "line", "x": "month", "y": "n"},
        pl.DataFrame({"month": MONTHS, "n": [1, None, 3, None, 5, 6]}),
    ),
    "areas that lack a month": (
        {"type": "area", "x": "month", "y": "n", "color": "kind"},
        pl.DataFrame({"month": [MONTHS[0], MONTHS[2], *MONTHS[:3]], "n": [4, 6, 1, 2, 3],
                      "kind": ["a", "a", "b", "b", "b"]}),
    ),
    "a line still open": (
        {"type": "line", "x": "month", "y": "median_days", "provisional": "immature"},
        QUARTILES,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page with Plotly's script and nothing else."""
    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.set_content("<!doctype html><style>body { margin: 0 } .drawn { line-height: 0 }</style>")
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def places(page: Page, marks: str, plot: dict[str, float]) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(PLACES, [marks, plot])
    return sorted(found)


def near(place: list[float], places: list[list[float]]) -> bool:
    """Whether one of the places is at most about two pixels away."""
    return any(place == pytest.approx(other, abs=0.004) for other in places)


@pytest.mark.parametrize("name", CASES)
def test_every_mark_lies_where_plotly_draws_it(paper: Page, name: str) -> None:
    figure = draw(*CASES[name])
    plot = paper.evaluate(BY_PLOTLY, [figure, WIDTH])
    wanted = {kind: places(paper, marks, plot) for kind, (marks, _) in MARKS.items()}
    alone = bare(figure)
    on = plane(alone, alone["layout"]["height"], head_height(alone, WIDTH))
    plot = paper.evaluate(BY_US, [svg.drawing(figure, "card"), on.top, on.bottom - on.top])
    found = {kind: places(paper, marks, plot) for kind, (_, marks) in MARKS.items()}
    assert any(wanted.values())
    for kind in ("bars", "dots"):
        assert found[kind] == [pytest.approx(place, abs=0.006) for place in wanted[kind]], kind
    assert [corner for corner in wanted["lines"] if not near(corner, found["lines"])] == []
    assert [
        corner for corner in (*found["lines"][:1], *found["lines"][-1:]) if not near(corner, wanted["lines"])
    ] == []
