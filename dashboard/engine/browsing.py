"""What there is to ask: the tables of a version with their columns, meanings, row counts and examples."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.catalog import targets
from dashboard.engine.scoping import targets_within
from dashboard.engine.session import Source
from dashboard.engine.views import ALL, FILTERED
from dashboard.warehouse.columns import wide_tables

_HERE: Final = Path(__file__).parent
_SAMPLES: Final = (_HERE / "samples.sql").read_text("utf-8")
_COUNT: Final = (_HERE / "row_count.sql").read_text("utf-8")


@dataclass(frozen=True)
class BrowsedColumn:
    """A column with its type, its meaning and values as examples."""

    name: str
    kind: str
    about: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class BrowsedTable:
    """A table with its rows, its meaning and its columns. `unfiltered`: its name without the selection."""

    name: str
    rows: int
    about: str
    columns: tuple[BrowsedColumn, ...]
    unfiltered: str = ""


def browse(warehouse: Source) -> tuple[BrowsedTable, ...]:
    """Return every wide table of the newest version, and the targets."""
    with warehouse.cursor() as cursor:
        tables = []
        for table in wide_tables().values():
            given = {"table": table.name}
            samples = dict(cursor.execute(_SAMPLES, given).fetchall())
            columns = tuple(
                BrowsedColumn(column.name, column.kind, column.about, tuple(samples.get(column.name, ())))
                for column in table.columns
            )
            rows = cursor.execute(_COUNT, given).fetchall()[0][0]
            unfiltered = f"{ALL}{table.name}" if table.name in FILTERED else ""
            tables.append(BrowsedTable(table.name, rows, table.about, columns, unfiltered))
    return (*tables, _targets(warehouse))


def _targets(warehouse: Source) -> BrowsedTable:
    rows = targets_within(targets.targets_in_force().rows, warehouse.scope)
    columns = tuple(BrowsedColumn(name, kind, about, ()) for name, (kind, about) in targets.COLUMNS.items())
    return BrowsedTable(targets.TABLE, len(rows), targets.ABOUT, columns)
