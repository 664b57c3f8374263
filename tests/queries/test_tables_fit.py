"""The tables of shipped pages in a window of 1440 pixels: no column is pushed off the edge, in any language."""

from datetime import timedelta

import pytest
from support import ROOT

from dashboard import charts, translations
from dashboard.catalog import load
from dashboard.catalog.words import query_in
from dashboard.charts import Reader
from dashboard.charts.column_width import ROOM
from dashboard.engine import Selection, run
from dashboard.importing import import_exports
from dashboard.warehouse import Warehouse

BESIDE_ANOTHER = 594
"""Pixels of a table whose card has another beside it."""

CATALOG = load(ROOT / "queries")
ROOMS = {
    name: ROOM if len(row) == 1 else BESIDE_ANOTHER
    for page in CATALOG.pages
    for row in page.rows
    for name in row
    if CATALOG.queries[name].chart.type == "table"
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("warehouse")
    import_exports([ROOT / "sample_data" / "greenhouse_harvest_v3"], folder, account="main")
    return Warehouse(folder)


@pytest.mark.parametrize("name", ROOMS)
def test_a_table_shows_all_of_its_columns_beside_each_other(name: str, warehouse: Warehouse) -> None:
    as_of = warehouse.published().as_of
    year = Selection(since=as_of - timedelta(days=364), until=as_of + timedelta(days=1))
    frame = run(CATALOG.queries[name], warehouse, year).frame
    for language in translations.LANGUAGES:
        query, reader = query_in(CATALOG.queries[name], language), Reader.of(language)
        said = charts.with_texts(frame, query.columns, reader)
        views = charts.column_views(said, query.columns, reader)
        table = charts.table({"type": "table", **query.chart.options}, said, views, reader)
        widths = {column.label: column.width for column in table.columns}
        assert sum(widths.values()) <= ROOMS[name], (language, widths)
