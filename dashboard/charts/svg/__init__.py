"""A figure as SVG, for the page, for paper and for mail: no library in the browser, the figure's own places.

It draws what the charts make of bars, lines, areas and dots with axes, labels and marks. A browser shows it
at once, where Plotly lays out each figure by a script. What else Plotly knows is refused: the page has
Plotly draw it, and paper shows the rows instead.
"""

from dashboard.charts.svg.drawing import NotDrawn, drawing, printed

__all__ = ["NotDrawn", "drawing", "printed"]
