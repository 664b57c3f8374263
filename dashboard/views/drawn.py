"""A figure on the page: the product's own drawing, which a browser shows at once, else Plotly's."""

from typing import Any, Final

import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard.charts import svg
from dashboard.charts.sheet import Figure
from dashboard.views import reading
from dashboard.views.assets import asset
from dashboard.views.naming import slug

PLOTLY_CONFIG: Final = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"scale": 2},
    "scrollZoom": False,
    "doubleClick": False,
}


def draw(figure: Figure, name: str, alt: str, *, clickable: bool = False) -> None:
    """Draw a figure; `alt` says it in words, and `clickable` that something is behind its marks.

    `name` is unique on the page.
    """
    told = {"description": alt, "clickable": clickable}
    layout = {**figure["layout"], "meta": {**figure["layout"].get("meta", {}), **told}}
    figure = {**figure, "layout": layout}
    try:
        drawing = svg.drawing(figure, slug(name))
    except svg.NotDrawn:
        st.plotly_chart(_Drawn(figure), theme=None, config=PLOTLY_CONFIG, key=f"figure-{name}", alt=alt)
        return
    component = st.components.v2.component(
        "drawn", html="<div></div>", js=asset("drawn.js"), isolate_styles=False
    )
    data = {"drawing": drawing, "enlarge": reading.reader().say("On the whole screen, and back")}
    component(data=data, key=f"drawn-{slug(name)}")


class _Drawn(BaseFigure):  # type: ignore[misc]
    """A figure given as a plain dict.

    `st.plotly_chart` builds and validates a `go.Figure` from a dict, which costs more than the query;
    it takes any BaseFigure by its `to_dict`. The charts' tests validate each figure once instead.
    """

    def __init__(self, spec: Figure) -> None:
        object.__setattr__(self, "_spec", spec)

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as it is drawn."""
        spec: dict[str, Any] = object.__getattribute__(self, "_spec")
        return spec
