"""A figure as a still SVG, for paper and mail: no script, no browser, the figure's own coordinates.

It draws what the charts make of bars, lines, areas and dots with their axes, labels and marks. What else
Plotly knows is refused, and the caller shows the rows instead.
"""

from dashboard.charts.svg.drawing import NotDrawn, drawing

__all__ = ["NotDrawn", "drawing"]
