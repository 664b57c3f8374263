"""A finished figure, handed to Streamlit without Plotly validating every property of it a second time."""

from typing import Any

from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):  # type: ignore[misc]
    """A figure given as a plain dict.

    `st.plotly_chart` builds and validates a `go.Figure` from a dict, which costs more than the query;
    it takes any BaseFigure by its `to_dict`. The charts' tests validate each figure once instead.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        object.__setattr__(self, "_spec", spec)

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as it is drawn."""
        spec: dict[str, Any] = object.__getattribute__(self, "_spec")
        return spec
