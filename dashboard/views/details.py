"""Behind a card: its table, its SQL, what it means, and the downloads."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, engine
from dashboard.catalog.model import Query
from dashboard.charts import ColumnView, Reader
from dashboard.engine import Result, Selection
from dashboard.engine.exporting import csv_text, parquet_bytes
from dashboard.views import picture, reading, store
from dashboard.views.naming import slug

ROWS_SHOWN = 12


def opener(query: Query) -> Any:
    """Draw the button in the card's corner; what is behind it is made only once it is opened."""
    return st.popover(
        "",
        icon=":material/more_horiz:",
        type="tertiary",
        key=f"open-{slug(query.name)}",
        on_change="rerun",
        help="Table, SQL, definition and download",
    )


def show(query: Query, selection: Selection, params: Mapping[str, Any], result: Result) -> None:
    """Draw the table, the SQL, the definition and the downloads of a result."""
    rows, sql, meaning, files = st.tabs(["Table", "SQL", "Definition", "Download"])
    with rows:
        _rows(query, result)
    with sql:
        st.caption("With this selection's values. Paste it into the DuckDB shell on the published file.")
        st.code(engine.filled_sql(query, store.warehouse(), selection, params), language="sql")
    with meaning:
        _meaning(query, result)
    with files:
        file = file_name(query.name, result, selection)
        downloads(result, file, key=query.name)
        picture.download(query, file)


def _rows(query: Query, result: Result) -> None:
    reader = reading.reader()
    columns = charts.column_views(result.frame, query.columns)
    table({"type": "table"}, result.frame, columns, reader, key=f"rows-{query.name}")
    if result.truncated:
        st.caption(f"First {reader.integer(result.row_limit)} rows of more.")


def table(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    reader: Reader,
    *,
    key: str,
) -> None:
    """Show a frame as a table with the formats, bars and sparklines of its chart."""
    if frame.is_empty():
        st.html('<p class="empty">Nothing in this selection.</p>')
        return
    shown = charts.table(chart, frame, columns, reader)
    st.dataframe(
        shown.frame,
        column_config={column.name: _config(column) for column in shown.columns},
        column_order=[column.name for column in shown.columns],
        hide_index=True,
        placeholder="–",
        height=38 + 35 * min(frame.height, ROWS_SHOWN),
        key=key,
    )


def _config(column: Any) -> Any:
    shared: dict[str, Any] = {"label": column.label, "help": column.help}
    match column.kind:
        case "bar":
            return st.column_config.ProgressColumn(
                **shared, format=column.format, min_value=0, max_value=column.maximum, step=column.step
            )
        case "spark":
            return st.column_config.AreaChartColumn(**shared)
        case "number":
            return st.column_config.NumberColumn(**shared, format=column.format, step=column.step)
        case "date":
            return st.column_config.DateColumn(**shared, format=column.format)
        case _:
            return st.column_config.Column(**shared)


def _meaning(query: Query, result: Result) -> None:
    reader = reading.reader()
    facts = {
        "Question": query.question,
        "Basis": query.basis,
        "Population": query.population,
        "Method": query.source,
        "Owner": query.owner,
        "File": f"`{query.name}.sql`",
        "Rows": reader.integer(result.frame.height),
        "Data version": result.version,
    }
    st.markdown("\n".join(f"- **{name}**: {value}" for name, value in facts.items() if value))
    columns = charts.column_views(result.frame, query.columns)
    st.dataframe(
        pl.DataFrame(
            [
                {"column": name, "type": str(kind), "meaning": columns[name].help or columns[name].label}
                for name, kind in result.frame.schema.items()
            ]
        ),
        hide_index=True,
        key=f"columns-{query.name}",
    )


def file_name(name: str, result: Result, selection: Selection) -> str:
    """Return what a file is called: its card, the day up to which it speaks, and whether rows are cut."""
    as_of = selection.as_of or store.warehouse().published().as_of
    cut = f"-first-{result.row_limit}-of-more" if result.truncated else ""
    return f"{slug(name)}-{as_of.isoformat()}{cut}"


def downloads(result: Result, file: str, *, key: str) -> None:
    """Draw the buttons that download a result as files."""
    forms: tuple[tuple[str, Callable[[], str | bytes], str], ...] = (
        ("CSV", lambda: csv_text(result.frame), "text/csv"),
        ("Parquet", lambda: parquet_bytes(result.frame), "application/octet-stream"),
    )
    for form, write, mime in forms:
        st.download_button(
            form,
            write,
            f"{file}.{form.lower()}",
            mime,
            icon=":material/download:",
            on_click="ignore",
            key=f"{form}-{key}",
        )
