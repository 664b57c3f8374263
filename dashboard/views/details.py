"""Behind a card: its table, its SQL, what it means, and the downloads."""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import polars as pl
import streamlit as st

from dashboard import charts, engine
from dashboard.catalog.model import Query
from dashboard.charts import ColumnView
from dashboard.engine import Result, Selection
from dashboard.engine.exporting import csv_text, parquet_bytes
from dashboard.engine.record_links import record_links
from dashboard.views import picture, reading, store
from dashboard.views.naming import slug, unmarked

ROWS_SHOWN: Final = 12
WRITTEN: Final = 250
"""Rows that stand in a page as HTML: there at once, to be selected, searched and heard. More stand in a grid,
which draws only what is seen.
"""


def opener(query: Query) -> Any:
    """Draw the button in the card's corner; what is behind it is made only once it is opened."""
    reader = reading.reader()
    return st.popover(
        reader.say("More about {title}", title=unmarked(query.title)),  # heard, and seen by a pointer
        icon=":material/more_horiz:",
        type="tertiary",
        key=opener_key(query),
        on_change="rerun",
    )


def opener_key(query: Query) -> str:
    """Return where a session keeps whether the corner of a card is open."""
    return f"open-{slug(query.name)}"


def show(
    query: Query,
    selection: Selection,
    params: Mapping[str, Any],
    result: Result,
    deeper: Callable[[], None] | None,
) -> None:
    """Draw the table, the SQL, the definition and the downloads; `deeper` draws what is behind the rows."""
    say = reading.reader().say
    rows, *below, sql, meaning, files = st.tabs(
        [
            say("Table"),
            *([say("Drill down")] if deeper else []),
            say("SQL"),
            say("Definition"),
            say("Download"),
        ]
    )
    if deeper:
        with below[0]:
            deeper()
    with rows:
        _rows(query, result)
    with sql:
        st.caption(say("With this selection's values. Paste it into the DuckDB shell on the published file."))
        st.code(engine.filled_sql(query, store.warehouse(), selection, params), language="sql")
    with meaning:
        _meaning(query, result)
    with files:
        file = file_name(query.name, result, selection)
        downloads(result, file, key=query.name)
        picture.download(query, file)


def _rows(query: Query, result: Result) -> None:
    reader = reading.reader()
    columns = charts.column_views(result.frame, query.columns, reader)
    table({"type": "table"}, result.frame, columns, title=query.title, key=f"rows-{query.name}")
    if result.truncated:
        st.caption(first_rows(result))


def first_rows(result: Result) -> str:
    """Return the sentence for a result that was cut."""
    reader = reading.reader()
    return reader.say("First {number} rows of more.", number=reader.integer(result.row_limit))


def table(  # noqa: PLR0913 - what every chart takes, and where the table stands
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    *,
    title: str,
    key: str,
    on_cell: Callable[[], None] | None = None,
) -> None:
    """Show a frame as a table with the formats, bars and sparklines of its chart.

    `on_cell` says that there is something behind its cells. Of a grid it is called when another one is
    selected, which the session then knows under the key; `clicks` tells of those of other tables.
    """
    reader = reading.reader()
    if frame.is_empty():
        words = reader.say("Nothing in this selection.")
        st.html(f'<p class="empty">{html.escape(words)}</p>')
        return
    if frame.height > WRITTEN:
        grid(chart, frame, columns, key=key, on_cell=on_cell)
        return
    addresses, _ = _addresses(chart, frame, columns)
    live = charts.Live(title, clickable=on_cell is not None, addresses=addresses)
    st.html(charts.written_table(chart, frame, columns, reading.theme(), reader, live=live))


def grid(
    chart: Mapping[str, Any],
    frame: pl.DataFrame,
    columns: Mapping[str, ColumnView],
    *,
    key: str,
    on_cell: Callable[[], None] | None = None,
) -> None:
    """Show a frame of any height as a grid, whose cells can be copied into a sheet."""
    shown = charts.table(chart, frame, columns, reading.reader())
    addresses, part = _addresses(chart, frame, columns)
    records = [column for column in shown.columns if column.kind == "record" and addresses]
    links = {
        column.name: st.column_config.LinkColumn(
            column.label, width=column.width, help=column.help, display_text=part, alignment="left"
        )
        for column in records
    }
    clicked: Any = {"on_select": on_cell, "selection_mode": "single-cell"} if on_cell else {}
    st.dataframe(
        shown.frame.with_columns(pl.Series(column.name, addresses) for column in records),
        column_config={column.name: _config(column) for column in shown.columns} | links,
        column_order=[column.name for column in shown.columns],
        hide_index=True,
        placeholder="–",
        height=38 + 35 * min(frame.height, ROWS_SHOWN),
        key=key,
        **clicked,
    )


def _addresses(
    chart: Mapping[str, Any], frame: pl.DataFrame, columns: Mapping[str, ColumnView]
) -> tuple[Sequence[str], str]:
    """Return the addresses of the rows' records where the setting has them, and the part that is shown."""
    shown = (name for name in chart.get("columns", frame.columns) if name not in chart.get("hide", ()))
    if not any(name in columns and columns[name].format == "record" for name in shown):
        return (), ""
    try:
        links = record_links()
    except ValueError as mistake:
        st.warning(unmarked(str(mistake)), icon=":material/link_off:")
        return (), ""
    return links.addresses(frame) or (), links.shown


def _config(column: Any) -> Any:
    shared: dict[str, Any] = {"label": column.label, "help": column.help, "width": column.width}
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
        reader.say("Question"): query.question,
        reader.say("Basis"): query.basis,
        reader.say("Population"): query.population,
        reader.say("Method"): query.source,
        reader.say("Owner"): query.owner,
        reader.say("File"): f"`{query.name}.sql`",
        reader.say("Rows"): reader.integer(result.frame.height),
        reader.say("Data version"): result.version,
    }
    st.markdown("\n".join(f"- **{name}**: {value}" for name, value in facts.items() if value))
    columns = charts.column_views(result.frame, query.columns, reader)
    st.dataframe(
        pl.DataFrame(
            [
                {
                    reader.say("column"): name,
                    reader.say("type"): str(kind),
                    reader.say("meaning"): columns[name].help or columns[name].label,
                }
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
