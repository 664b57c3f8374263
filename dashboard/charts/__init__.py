"""Result frames drawn as Plotly figures (plain dicts), tiles and tables: pure functions without Streamlit."""

from dashboard.charts.checking import problems
from dashboard.charts.columns import ColumnView, column_views
from dashboard.charts.describe import alt
from dashboard.charts.draw import counts_nothing, figure
from dashboard.charts.figures import figures
from dashboard.charts.reader import Reader
from dashboard.charts.sentences import with_texts
from dashboard.charts.sheet import ChartError
from dashboard.charts.spec import CHARTS
from dashboard.charts.table import Table, TableColumn, table
from dashboard.charts.theme import Theme
from dashboard.charts.tile import tile
from dashboard.charts.words import words
from dashboard.charts.written import Live, written_table

__all__ = [
    "CHARTS",
    "ChartError",
    "ColumnView",
    "Live",
    "Reader",
    "Table",
    "TableColumn",
    "Theme",
    "alt",
    "column_views",
    "counts_nothing",
    "figure",
    "figures",
    "problems",
    "table",
    "tile",
    "with_texts",
    "words",
    "written_table",
]
